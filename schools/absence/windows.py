"""Unauthorised half-days in a rolling window of school weeks, and whether an unexplained one decides it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from schools import codes, grid
from schools.absence.counting import Mark, Selection, select
from schools.terms import Calendar, monday_of


@dataclass(frozen=True, slots=True)
class Threshold:
    """Whether any window of school weeks met the threshold, and the window that says so or came nearest.

    `window` runs from the Monday of its first school week to the Friday of its last; None when the calendar has no
    school week yet. `hold` is true when it is met only because of an N, which a person must still explain.
    """

    met: bool
    sessions: int
    window: tuple[date, date] | None
    school_weeks: int
    hold: bool
    unresolved: tuple[Mark, ...]
    selection: Selection
    until: date


def threshold(
    marks: Iterable[Mark], calendar: Calendar, *, sessions: int = 10, weeks: int = 10, on: date | None = None
) -> Threshold:
    """Return whether `sessions` unauthorised half-days ever lay within `weeks` school weeks, up to a day.

    The window is the first that meets it, else the latest of the fullest. Without `on` the day is that of the latest
    mark. (SI 2007/1867 as amended by SI 2024/210; the arithmetic is given for any year)
    """
    marks = list(marks)
    until = on or max((mark.day for mark in marks), default=calendar.days[-1] if calendar.days else date.min)
    selection = select(marks, calendar, first=date.min, last=until)
    mondays = [monday for monday in calendar.weeks if monday <= until]
    if not mondays:
        return Threshold(False, 0, None, 0, False, (), selection, until)
    week_of = {monday: place for place, monday in enumerate(mondays)}
    counted = [mark for mark in selection.read if codes.UNAUTHORISED[mark.byte]]
    unresolved = [mark for mark in counted if codes.IS_N[mark.byte]]
    all_weeks, n_weeks = (
        np.bincount([week_of[monday_of(mark.day)] for mark in some], minlength=len(mondays))
        for some in (counted, unresolved)
    )
    totals = rolling(all_weeks, weeks)
    settled = totals - rolling(n_weeks, weeks)
    end = int(best(totals[:, np.newaxis], sessions)[0])
    first, last = mondays[max(0, end - weeks + 1)], mondays[end] + timedelta(days=grid.DAYS - 1)
    met = bool(totals[end] >= sessions)
    return Threshold(
        met=met,
        sessions=int(totals[end]),
        window=(first, last),
        school_weeks=min(weeks, end + 1),
        hold=met and not bool((settled >= sessions).any()),
        unresolved=tuple(mark for mark in unresolved if first <= mark.day <= last),
        selection=selection,
        until=until,
    )


def rolling(counts: np.ndarray, weeks: int) -> np.ndarray:
    """Return for each week the sum of it and the `weeks` − 1 before it, along the first axis."""
    sums = np.cumsum(counts, axis=0)
    sums[weeks:] = sums[weeks:] - sums[:-weeks]
    return sums


def best(totals: np.ndarray, sessions: int) -> np.ndarray:
    """Return for each column the first week whose total meets the threshold, else the latest of the fullest."""
    met = totals >= sessions
    fullest = len(totals) - 1 - np.argmax(totals[::-1], axis=0)
    return np.where(met.any(axis=0), np.argmax(met, axis=0), fullest)
