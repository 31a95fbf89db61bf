"""Moves the day of a practice authority, forward only."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from schools import grid
from schools.models import Authority, Term
from schools.words import long_date


def move_day(authority: Authority, *, to: date) -> Authority:
    """Set the practice day within the school years whose terms are entered.

    An earlier day, a day past those years, or an authority that is no practice, is refused with a sentence.
    """
    with transaction.atomic():
        row = Authority.objects.select_for_update(no_key=True).get(id=authority.id)
        if not row.practice or row.practice_date is None:
            raise ValidationError("Only a practice authority has a day that can be moved.")
        if to < row.practice_date:
            raise ValidationError(f"The practice day moves forward only; it is {long_date(row.practice_date)}.")
        if to > (last := _last_day(row)):
            raise ValidationError(f"The terms are entered up to {long_date(last)}; the practice day stays before.")
        row.practice_date = to
        row.save(update_fields=["practice_date"])
    return row


def _last_day(authority: Authority) -> date:
    """The last day of the last school year whose terms are entered; from there on nothing could be counted."""
    ends = Term.objects.filter(authority=authority).aggregate(last=Max("ends"))["last"]
    return grid.first_monday(grid.year_of(ends) + 1) - timedelta(days=1) if ends else date.max
