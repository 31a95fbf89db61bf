"""Persistent and severe absence as each school year defined them, and the days each measure reads."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

import numpy as np

from schools import working_days
from schools.absence.age import age_on


class Basis(StrEnum):
    """How much of the school year a measure reads."""

    FIVE_HALF_TERMS = "five_half_terms"
    FULL_YEAR = "full_year"


@dataclass(frozen=True, slots=True)
class Measure:
    """A threshold of overall absence: so many half-days, or that share of the pupil's own possible ones."""

    first_year: int
    last_year: int
    basis: Basis
    half_days: int | None = None
    share: Fraction | None = None

    def is_met(self, absent: int, possible: int) -> bool:
        """Say whether this much absence of one pupil reaches the threshold, on exact numbers."""
        return bool(self.meets(np.array([absent]), np.array([possible]))[0])

    def meets(self, absent: np.ndarray, possible: np.ndarray) -> np.ndarray:
        """Say of each pupil whether the absence reaches the threshold; never where no session was possible."""
        if self.share is None:
            return (absent >= self.half_days) & (possible > 0)
        # Whole numbers throughout: a share in floating point would lose the pupil who is exactly on it.
        return (absent * self.share.denominator >= possible * self.share.numerator) & (possible > 0)


@dataclass(frozen=True, slots=True)
class Reading:
    """How one pupil's absence in one school year is read: over which days and against which thresholds."""

    first: date
    last: date
    basis: Basis
    persistent: Measure | None
    severe: Measure | None


FIVE, FULL = Basis.FIVE_HALF_TERMS, Basis.FULL_YEAR
FOR_GOOD = 9999
FIRST_FULL_YEAR = 2012  # Six half-terms were collected from 2012/13.
TENTH, HALF = Fraction(1, 10), Fraction(1, 2)

# Published definitions by the year in which the school year began. Before 2005/06 there was none.
PERSISTENT = (
    Measure(2005, 2009, FIVE, half_days=64),
    Measure(2010, 2014, FIVE, half_days=46),
    Measure(2012, 2014, FULL, half_days=56),
    Measure(2015, FOR_GOOD, FIVE, share=TENTH),
    Measure(2015, FOR_GOOD, FULL, share=TENTH),
)
SEVERE = (Measure(2020, FOR_GOOD, FIVE, share=HALF), Measure(2020, FOR_GOOD, FULL, share=HALF))
YEARS_READ_SHORT_AT_15 = range(2012, 2015)  # Year 11 left before the sixth half-term.


def school_year(day: date) -> int:
    """Return the statistical school year of a day, 1 August to 31 July, named by the year in which it began."""
    return day.year if day.month >= 8 else day.year - 1


def default_basis(year: int) -> Basis:
    """Return the basis figures of that school year were published on."""
    return FULL if year >= FIRST_FULL_YEAR else FIVE


def last_day(year: int, basis: Basis) -> date:
    """Return the last day a basis reads: 31 July, or the Sunday before the spring bank holiday."""
    if basis is FULL:
        return date(year + 1, 7, 31)
    holiday = working_days.spring_bank_holiday(year + 1)
    return holiday - timedelta(days=holiday.weekday() + 1)


def reading(year: int, *, basis: Basis | None = None, born: date | None = None) -> Reading:
    """Return how absence of that school year is read; a pupil aged 15 in 2012/13 to 2014/15 on five half-terms."""
    chosen = basis or default_basis(year)
    if born and year in YEARS_READ_SHORT_AT_15 and age_on(born, date(year, 8, 31)) == 15:
        chosen = FIVE
    return Reading(
        first=date(year, 8, 1),
        last=last_day(year, chosen),
        basis=chosen,
        persistent=_in_force(PERSISTENT, year, chosen),
        severe=_in_force(SEVERE, year, chosen),
    )


def percent(absent: int, possible: int) -> str | None:
    """Return absence as a percentage with two decimals, half up; None when no session was possible."""
    if not possible:
        return None
    hundredths = (20_000 * absent + possible) // (2 * possible)
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def _in_force(measures: tuple[Measure, ...], year: int, basis: Basis) -> Measure | None:
    rows = (row for row in measures if row.first_year <= year <= row.last_year and row.basis is basis)
    return next(rows, None)
