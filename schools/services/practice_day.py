"""Moves the day of a practice authority, forward only."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from schools.models import Authority
from schools.words import long_date


def move_day(authority: Authority, *, to: date) -> Authority:
    """Set the practice day; an earlier day, or an authority that is no practice, is refused with a sentence."""
    with transaction.atomic():
        row = Authority.objects.select_for_update(no_key=True).get(id=authority.id)
        if not row.practice or row.practice_date is None:
            raise ValidationError("Only a practice authority has a day that can be moved.")
        if to < row.practice_date:
            raise ValidationError(f"The practice day moves forward only; it is {long_date(row.practice_date)}.")
        row.practice_date = to
        row.save(update_fields=["practice_date"])
    return row
