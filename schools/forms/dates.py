"""A day asked for in three boxes: day, month, year."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

BOXES = ("day", "month", "year")


class DateBoxes(forms.MultiWidget):
    """Three boxes named after the field: received_day, received_month, received_year."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({box: forms.TextInput() for box in BOXES}, attrs)

    def decompress(self, value: date | None) -> list[int | None]:
        """Split a day over the boxes."""
        return [value.day, value.month, value.year] if value else [None, None, None]


class DateBoxesField(forms.MultiValueField):
    """A real day, or a sentence that says what is wrong with it."""

    widget = DateBoxes
    default_error_messages = {
        "incomplete": "Enter the day, the month and the year",
        "invalid": "Enter a real date, such as 14 5 2004",
    }

    def __init__(self, **kwargs: Any) -> None:
        whole = {"invalid": "Enter the date in figures, such as 14 5 2004"}
        boxes = [forms.IntegerField(error_messages=whole) for _ in BOXES]
        super().__init__(fields=boxes, require_all_fields=True, **kwargs)

    def compress(self, data_list: Sequence[int]) -> date | None:
        """Join the boxes to a day that the calendar has."""
        if not data_list:
            return None
        day, month, year = data_list
        try:
            return date(year, month, day)
        except ValueError as problem:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from problem
