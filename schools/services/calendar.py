"""Writes a school calendar: terms and closed days, for all schools or for one."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from schools.models import Authority, ClosedDay, School, Term


def set_terms(
    authority: Authority,
    terms: Iterable[tuple[Term.Season, date, date]],
    *,
    school: School | None = None,
) -> None:
    """Enter stretches of term; one that begins on the same day as one entered before replaces it."""
    with transaction.atomic():
        for season, starts, ends in terms:
            Term.objects.update_or_create(
                authority=authority,
                school=school,
                starts=starts,
                defaults={"season": season, "ends": ends},
            )


def close_days(
    authority: Authority,
    days: Iterable[date],
    *,
    why: ClosedDay.Why,
    school: School | None = None,
) -> None:
    """Enter days on which no register is taken; a day entered twice is closed once."""
    ClosedDay.objects.bulk_create(
        (ClosedDay(authority=authority, school=school, on=day, why=why) for day in days),
        ignore_conflicts=True,
    )
