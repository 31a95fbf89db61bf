"""What the practice clock is asked."""

from django import forms

from schools.forms.dates import DateBoxesField


class DayForm(forms.Form):
    """The day to which the practice clock moves."""

    day = DateBoxesField(label="Which day shall it be?", help_text="Forward only, for example 17 5 2004")
