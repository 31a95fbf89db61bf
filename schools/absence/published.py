"""Truancy as it was published to 2004/05: half-days missed without leave, by phase, to the late May bank holiday.

The Absence in Schools Survey counted pupils with at least one unauthorised half-day from the start of the school year
to the Sunday before that holiday, and the half-days they missed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np

from schools import codes, grid
from schools.absence import definitions
from schools.absence.definitions import Basis


@dataclass(frozen=True, slots=True)
class PhaseFigures:
    """What the survey published of one phase."""

    pupils: int
    truants: int
    half_days: int

    @property
    def half_days_per_truant(self) -> Fraction | None:
        """Return the exact average; None when nobody missed a half-day."""
        return Fraction(self.half_days, self.truants) if self.truants else None

    @property
    def rounded(self) -> int | None:
        """Return the average as it was printed: whole half-days, half up."""
        average = self.half_days_per_truant
        return None if average is None else int(average + Fraction(1, 2))

    def __add__(self, other: "PhaseFigures") -> "PhaseFigures":
        return PhaseFigures(self.pupils + other.pupils, self.truants + other.truants, self.half_days + other.half_days)


def reporting_period(year: int) -> tuple[date, date]:
    """Return the first and last day of a survey year: 1 August to the Sunday before the late May bank holiday."""
    return date(year, 8, 1), definitions.last_day(year, Basis.FIVE_HALF_TERMS)


def figures(marks: np.ndarray, *, year: int, first: date, last: date) -> PhaseFigures:
    """Return the survey's figures of pupils (n × 530 bytes of one school year) between two days, both included."""
    days = grid.days_of(year)
    inside = np.flatnonzero((days >= np.datetime64(first, "D")) & (days <= np.datetime64(last, "D")))
    if not inside.size or not len(marks):
        return PhaseFigures(pupils=len(marks), truants=0, half_days=0)
    missed = codes.UNAUTHORISED[marks[:, inside[0] : inside[-1] + 1]].sum(axis=1)
    return PhaseFigures(pupils=len(marks), truants=int((missed > 0).sum()), half_days=int(missed.sum()))


def figures_by_phase(rows: Mapping[str, np.ndarray], *, year: int) -> dict[str, PhaseFigures]:
    """Return the published table of a survey year for each phase."""
    first, last = reporting_period(year)
    return {phase: figures(marks, year=year, first=first, last=last) for phase, marks in rows.items()}
