"""What narrows the lists of notices and pupils; a filter that makes no sense is as if it were not there."""

from collections.abc import Iterable
from typing import Any

from django import forms

from schools.models import School


class NoticesFilter(forms.Form):
    """Which notices are listed."""

    state = forms.ChoiceField(required=False)
    school = forms.ModelChoiceField(School.objects.none(), required=False)
    q = forms.CharField(required=False, max_length=60)
    mine = forms.BooleanField(required=False)

    def __init__(self, *args: Any, states: Iterable[str], schools: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(state, state) for state in states]  # type: ignore[attr-defined]
        self.fields["school"].queryset = schools  # type: ignore[attr-defined]
        self.is_valid()


class PupilsFilter(forms.Form):
    """Which pupils are listed."""

    q = forms.CharField(required=False, max_length=60)
    year = forms.CharField(required=False, max_length=3)
    show = forms.ChoiceField(required=False, choices=[("over", "over"), ("unresolved", "unresolved")])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_valid()
