"""Registers written in a line, for tests of the pure rooms."""

from collections.abc import Iterable
from datetime import date, timedelta

from schools import codes, grid
from schools.absence.counting import Mark
from schools.terms import Calendar


def marks(*runs: tuple[date, str]) -> list[Mark]:
    """Return marks of consecutive sessions from each day, one code of one character each, weekends passed over."""
    made = []
    for first, texts in runs:
        day, place = first, 0
        for text in texts:
            while day.weekday() > 4:
                day += timedelta(days=1)
            made.append(Mark(day, grid.BOTH[place], codes.BYTES[text]))
            place = 1 - place
            day += timedelta(days=1 - place)
    return made


def a_year(calendar: Calendar, texts: str) -> list[Mark]:
    """Return a mark for each session of the calendar, the codes in order and the rest present."""
    sessions = [(day, session) for day in calendar.days for session in grid.BOTH]
    return [
        Mark(day, session, codes.BYTES[text])
        for (day, session), text in zip(sessions, texts.ljust(len(sessions), "/"), strict=True)
    ]


def row(some: Iterable[Mark], year: int) -> bytes:
    """Return the register row of a school year that holds these marks."""
    return grid.put(
        grid.blank(),
        {grid.position(mark.day, mark.session): mark.byte for mark in some if grid.year_of(mark.day) == year},
    )
