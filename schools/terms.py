"""A school's calendar: which days it meets, and the arithmetic of school days and school weeks."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

import numpy as np

from schools import grid


class CalendarEnds(ValueError):
    """The calendar stops before the answer; the remedy is to enter the terms that follow."""

    def __init__(self, after: date | None) -> None:
        self.problem = (
            f"The school's calendar ends on {after.isoformat()}, before the day asked for."
            if after
            else "The school's calendar has no school days."
        )
        self.remedy = "Enter the term dates that follow."
        super().__init__(f"{self.problem} {self.remedy}")


@dataclass(frozen=True, slots=True)
class WeekPeriod:
    """A run of school weeks counted from the first."""

    first: date
    last: date
    school_days: int
    mondays: tuple[date, ...]


@dataclass(frozen=True)
class Calendar:
    """Terms (first and last day, both included) and the days inside them on which the school does not meet.

    Bank holidays inside a term are school days unless they are among `closed`. Equal calendars hash alike, so rows of
    schools that share one can be reviewed together.
    """

    terms: tuple[tuple[date, date], ...]
    closed: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        last = None
        for first_day, last_day in self.terms:
            if last_day < first_day:
                raise ValueError(f"A term cannot end ({last_day}) before it begins ({first_day}).")
            if last is not None and first_day <= last:
                raise ValueError(f"The term from {first_day} begins before the one before it ends ({last}).")
            last = last_day

    @classmethod
    def of(cls, terms: Iterable[tuple[date, date]], *, closed: Iterable[date] = ()) -> "Calendar":
        """Make a calendar from terms and closed days in any order."""
        return cls(terms=tuple(sorted(terms)), closed=frozenset(closed))

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Return every school day in order."""
        return tuple(
            day
            for first, last in self.terms
            for day in (first + timedelta(days=n) for n in range((last - first).days + 1))
            if day.weekday() < grid.DAYS and day not in self.closed
        )

    @cached_property
    def weeks(self) -> tuple[date, ...]:
        """Return the Monday of every week with at least one school day, in order."""
        return tuple(dict.fromkeys(monday_of(day) for day in self.days))

    @cached_property
    def _day_set(self) -> frozenset[date]:
        return frozenset(self.days)

    def is_school_day(self, day: date) -> bool:
        """Say whether the school meets on that day."""
        return day in self._day_set

    def school_days(self, first: date, last: date) -> tuple[date, ...]:
        """Return the school days from first to last, both included."""
        return self.days[bisect_left(self.days, first) : bisect_right(self.days, last)]

    def school_weeks(self, first: date, last: date) -> tuple[date, ...]:
        """Return the Mondays of the weeks with a school day between first and last, both included."""
        return tuple(dict.fromkeys(monday_of(day) for day in self.school_days(first, last)))

    def next_school_day(self, after: date) -> date:
        """Return the first school day after that day."""
        return self.add_school_days(after, 1)

    def add_school_days(self, day: date, number: int) -> date:
        """Return the number-th school day after that day; day 1 is the next one the school meets on."""
        if number < 1:
            raise ValueError("Count one school day or more.")
        place = bisect_right(self.days, day) + number - 1
        if place >= len(self.days):
            raise CalendarEnds(self.days[-1] if self.days else None)
        return self.days[place]

    def count_weeks(self, start: date, number: int) -> WeekPeriod:
        """Return `number` school weeks from a day.

        Week 1 is the week of that day if the day is its first school day, else the next school week; the end is the
        last school day of the last week. (Working together to improve school attendance, notices to improve)
        """
        if number < 1:
            raise ValueError("Count one school week or more.")
        begins_here = self.is_school_day(start) and self.school_days(monday_of(start), start) == (start,)
        place = (bisect_left if begins_here else bisect_right)(self.weeks, monday_of(start))
        if place + number > len(self.weeks):
            raise CalendarEnds(self.days[-1] if self.days else None)
        mondays = self.weeks[place : place + number]
        days = self.school_days(mondays[0], mondays[-1] + timedelta(days=6))
        return WeekPeriod(first=days[0], last=days[-1], school_days=len(days), mondays=mondays)

    def mask(self, year: int) -> np.ndarray:
        """Return which of the 530 places of that school year are sessions of this school (read-only)."""
        return _mask(self, year)


@lru_cache(maxsize=4096)
def _mask(calendar: Calendar, year: int) -> np.ndarray:
    mask = np.zeros(grid.SIZE, dtype=bool)
    monday = grid.first_monday(year)
    for day in calendar.school_days(monday, grid.first_monday(year + 1) - timedelta(days=1)):
        place = grid.position(day, grid.Session.AM)
        mask[place : place + grid.SESSIONS] = True
    mask.setflags(write=False)
    return mask


def monday_of(day: date) -> date:
    """Return the Monday of the week of that day."""
    return day - timedelta(days=day.weekday())
