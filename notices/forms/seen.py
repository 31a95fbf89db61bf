"""A form that remembers which history the person had read when they opened it."""

from django import forms


class SeenForm(forms.Form):
    """A form about a case; `seen` is the number of the last history entry its reader had seen."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
