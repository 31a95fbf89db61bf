"""What one pupil's register says: how many half-days were possible, attended and missed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from schools import codes, grid
from schools.absence import definitions
from schools.absence.definitions import Basis
from schools.terms import Calendar


class Mark(NamedTuple):
    """One session's mark; `byte` as `schools.codes` gives it."""

    day: date
    session: grid.Session
    byte: int


@dataclass(frozen=True, slots=True)
class Selection:
    """The marks that are read, those left out because the school did not meet, and how many sessions have none."""

    read: tuple[Mark, ...]
    outside: tuple[Mark, ...]
    unmarked: int


@dataclass(frozen=True, slots=True)
class Absence:
    """A pupil's absence in one school year by the definitions of that year."""

    year: int
    reading: definitions.Reading
    possible: int
    attended: int
    authorised: int
    unauthorised: int
    illness: int
    persistent: bool | None
    severe: bool | None
    selection: Selection

    @property
    def absent(self) -> int:
        """Return overall absence: authorised and unauthorised together."""
        return self.authorised + self.unauthorised

    @property
    def percent(self) -> str | None:
        """Return overall absence as a percentage with two decimals, half up."""
        return definitions.percent(self.absent, self.possible)


def marks_of(rows: Mapping[int, bytes]) -> list[Mark]:
    """Return the marks of register rows by school year, in order of time."""
    return [
        Mark(*grid.when(year, place), byte)
        for year, row in sorted(rows.items())
        for place, byte in enumerate(row)
        if byte != codes.BLANK
    ]


def select(marks: Iterable[Mark], calendar: Calendar, *, first: date, last: date) -> Selection:
    """Return the marks of school days from first to last; a session without a mark is unknown and only counted."""
    inside = sorted(mark for mark in marks if first <= mark.day <= last)
    read = tuple(mark for mark in inside if calendar.is_school_day(mark.day))
    sessions = len(calendar.school_days(first, last)) * grid.SESSIONS
    return Selection(
        read=read,
        outside=tuple(mark for mark in inside if not calendar.is_school_day(mark.day)),
        unmarked=sessions - len(read),
    )


def absence(
    marks: Iterable[Mark],
    calendar: Calendar,
    *,
    year: int | None = None,
    basis: Basis | None = None,
    born: date | None = None,
) -> Absence:
    """Return a pupil's absence in a school year, by default that of the latest mark.

    Persistent and severe are None before a measure existed or when no session was possible.
    """
    marks = list(marks)
    if year is None:
        if not marks:
            raise ValueError("There are no marks; say which school year to read.")
        year = definitions.school_year(max(mark.day for mark in marks))
    reading = definitions.reading(year, basis=basis, born=born)
    selection = select(marks, calendar, first=reading.first, last=reading.last)
    possible, attended, authorised, unauthorised, illness = (
        sum(bool(table[mark.byte]) for mark in selection.read)
        for table in (codes.POSSIBLE, codes.ATTENDING, codes.AUTHORISED, codes.UNAUTHORISED, codes.ILLNESS)
    )
    absent = authorised + unauthorised
    return Absence(
        year=year,
        reading=reading,
        possible=possible,
        attended=attended,
        authorised=authorised,
        unauthorised=unauthorised,
        illness=illness,
        persistent=_judge(reading.persistent, absent, possible),
        severe=_judge(reading.severe, absent, possible),
        selection=selection,
    )


def _judge(measure: definitions.Measure | None, absent: int, possible: int) -> bool | None:
    return measure.is_met(absent, possible) if measure and possible else None
