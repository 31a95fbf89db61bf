"""The two school years of the practice authority: terms, staff training days, and the days on which files arrive.

Modelled on a published calendar of another council, because this one's was not found.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from schools import grid
from schools.terms import Calendar

PRACTICE_DATE = date(2004, 5, 14)
CARRIED_OVER_ON = date(2003, 7, 18)
LAST_YEAR, THIS_YEAR = 2002, 2003

Stretch = tuple[str, date, date]

TERMS: dict[int, tuple[Stretch, ...]] = {
    LAST_YEAR: (
        ("autumn", date(2002, 9, 3), date(2002, 10, 24)),
        ("autumn", date(2002, 11, 4), date(2002, 12, 20)),
        ("spring", date(2003, 1, 6), date(2003, 2, 14)),
        ("spring", date(2003, 2, 24), date(2003, 4, 11)),
        ("summer", date(2003, 4, 28), date(2003, 5, 23)),
        ("summer", date(2003, 6, 2), date(2003, 7, 21)),
    ),
    THIS_YEAR: (
        ("autumn", date(2003, 9, 3), date(2003, 10, 24)),
        ("autumn", date(2003, 11, 3), date(2003, 12, 19)),
        ("spring", date(2004, 1, 5), date(2004, 2, 13)),
        ("spring", date(2004, 2, 23), date(2004, 4, 2)),
        ("summer", date(2004, 4, 19), date(2004, 5, 28)),
        ("summer", date(2004, 6, 7), date(2004, 7, 21)),
    ),
}

# May Day, shut everywhere.
CLOSED = (date(2003, 5, 5), date(2004, 5, 3))

# Five staff training days a year, chosen by each school; none lies where a warning runs.
TRAINING: tuple[tuple[date, ...], ...] = tuple(
    tuple(date(*day) for day in days)
    for days in (
        ((2003, 9, 3), (2003, 9, 4), (2004, 1, 5), (2004, 1, 6), (2004, 7, 21)),
        ((2003, 9, 3), (2003, 9, 4), (2003, 11, 3), (2004, 1, 5), (2004, 7, 21)),
        ((2003, 9, 3), (2003, 10, 24), (2004, 1, 5), (2004, 7, 20), (2004, 7, 21)),
        ((2003, 9, 3), (2003, 11, 3), (2003, 12, 19), (2004, 1, 5), (2004, 6, 7)),
        ((2003, 9, 3), (2003, 10, 24), (2003, 11, 3), (2004, 6, 7), (2004, 7, 21)),
    )
)
TRAINING_LAST_YEAR = (date(2002, 9, 3), date(2002, 11, 4), date(2003, 1, 6), date(2003, 6, 2), date(2003, 7, 21))


@cache
def council(year: int) -> Calendar:
    """Return the council's teaching days of a year, before any school's training days are taken off."""
    return Calendar.of([(first, last) for _, first, last in TERMS[year]], closed=CLOSED)


@cache
def of_pattern(pattern: int) -> Calendar:
    """Return the calendar of both years for the schools that share a choice of training days."""
    terms = [(first, last) for year in TERMS.values() for _, first, last in year]
    return Calendar.of(terms, closed=[*CLOSED, *TRAINING_LAST_YEAR, *TRAINING[pattern]])


@cache
def weeks() -> tuple[date, ...]:
    """Return the Monday of every school week of 2003/04 to the practice date, in order."""
    return tuple(monday for monday in council(THIS_YEAR).weeks if monday <= PRACTICE_DATE)


@cache
def summer_weeks() -> tuple[date, ...]:
    """Return the Mondays of the whole weeks of June and July 2003, the last half-term before."""
    return tuple(monday for monday in council(LAST_YEAR).weeks if date(2003, 6, 2) <= monday <= date(2003, 7, 14))


def friday(monday: date) -> date:
    """Return the Friday of a week: the day on which its registers arrive and the review runs."""
    return monday + timedelta(days=grid.DAYS - 1)


def paper_weeks(week: int) -> tuple[int, ...]:
    """Return the weeks of paper registers that arrive with a week: each fortnight, and a week late."""
    if week % 2:
        return ()
    return tuple(number for number in (week - 2, week - 1) if number >= 0)


def days_between(first: date, last: date) -> Iterator[date]:
    """Yield every day from first to last, both included."""
    day = first
    while day <= last:
        yield day
        day += timedelta(days=1)
