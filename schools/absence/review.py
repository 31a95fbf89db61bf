"""The review of many pupils at once: who is over the opening threshold, and who needs attention for another reason.

Rows are bytes as the register keeps them. A day's two bytes are one 16-bit number; one look-up turns it into five
counts packed into 64 bits, twelve bits each. Sums over any part of two school years fit into twelve bits, so weeks,
windows and totals are additions of whole arrays, and unpacking comes last.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np

from schools import codes, grid
from schools.absence import definitions
from schools.absence.windows import best, rolling
from schools.terms import Calendar

PREVIOUS_WEEKS = 20
SLICE = 2048  # Rows at a time: one slice's arrays stay inside the processor's cache.

_BITS = 12
_FIELD = np.uint64(2**_BITS - 1)
_FIELDS = (codes.UNAUTHORISED, codes.IS_N, codes.AUTHORISED, codes.ILLNESS, codes.ATTENDING)
UNAUTHORISED, UNRESOLVED, AUTHORISED, ILLNESS, ATTENDING = range(len(_FIELDS))


@dataclass(frozen=True, slots=True)
class ReviewPolicy:
    """What a council's policy of the day asks the review to find."""

    sessions: int
    weeks: int
    falling_weeks: int = 6
    falling_points: int = 10
    ill_sessions: int = 10


@dataclass(frozen=True, slots=True)
class Review:
    """One entry a row, in the order given.

    `over`, `sessions`, `window_start` (Monday), `window_end` (Friday) and `hold` speak of the first window that met the
    threshold, else of the fullest; counts are of the school year so far. `persistent` and `severe` are None where no
    such measure existed. `mostly_ill`: more than half of the absence is illness or medical. `falling`: attendance of
    the latest weeks lies that many points or more below the weeks before them.
    """

    over: np.ndarray
    sessions: np.ndarray
    window_start: np.ndarray
    window_end: np.ndarray
    hold: np.ndarray
    possible: np.ndarray
    authorised: np.ndarray
    unauthorised: np.ndarray
    unresolved: np.ndarray
    illness: np.ndarray
    persistent: np.ndarray | None
    severe: np.ndarray | None
    mostly_ill: np.ndarray
    falling: np.ndarray


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which days of the 73 weeks are read, and where the school weeks and the year begin among them."""

    days: np.ndarray
    dates: np.ndarray
    week_starts: np.ndarray
    mondays: np.ndarray
    year_week: int
    totals: slice
    basis: slice
    reading: definitions.Reading


def review(
    marks: np.ndarray,
    previous: np.ndarray | None,
    calendar: Calendar,
    *,
    year: int,
    on: date,
    policy: ReviewPolicy,
    since: np.ndarray | None = None,
) -> Review:
    """Return what the registers of pupils of one calendar say on a day.

    `marks` is n × 530 bytes of the school year, `previous` n × 200 of the last twenty weeks of the year before
    (`grid.tail`) or None. Windows end in this school year and may begin in the one before. Where `since` (n days as
    datetime64[D], NaT for none) names a day, only windows with a counted session after it are over the threshold.
    """
    n = len(marks)
    marks = np.ascontiguousarray(marks).view("<u2")
    before = (
        np.zeros((n, PREVIOUS_WEEKS * grid.DAYS), dtype="<u2")
        if previous is None
        else np.ascontiguousarray(previous).view("<u2")
    )
    plan = _plan(calendar, year, on)
    result = _empty(n, plan)
    for start in range(0, n, SLICE):
        part = slice(start, start + SLICE)
        days = np.concatenate([before[part].T, marks[part].T])[plan.days]
        _fill(result, part, _packed_days().take(days), plan, policy, None if since is None else since[part])
    return result


def _plan(calendar: Calendar, year: int, on: date) -> _Plan:
    tail = grid.tail(calendar.mask(year - 1)[np.newaxis], year - 1, weeks=PREVIOUS_WEEKS)[0]
    meets = np.concatenate([tail, calendar.mask(year)])[:: grid.SESSIONS]
    first = np.datetime64(grid.first_monday(year) - timedelta(weeks=PREVIOUS_WEEKS), "D")
    place = np.arange(len(meets))
    every_date = first + place // grid.DAYS * 7 + place % grid.DAYS
    days = np.flatnonzero(meets & (every_date <= np.datetime64(on, "D")))
    dates = every_date[days]
    weeks, week_starts = np.unique(days // grid.DAYS, return_index=True)
    reading = definitions.reading(year)
    begins, ends, ends_year = np.searchsorted(
        dates,
        np.array([reading.first, reading.last + timedelta(days=1), date(year + 1, 8, 1)], dtype="datetime64[D]"),
    )
    return _Plan(
        days=days,
        dates=dates,
        week_starts=week_starts,
        mondays=first + weeks * 7,
        year_week=int(np.searchsorted(weeks, PREVIOUS_WEEKS)),
        totals=slice(int(begins), int(ends_year)),
        basis=slice(int(begins), int(ends)),
        reading=reading,
    )


@cache
def _packed_days() -> np.ndarray:
    """Return for each pair of bytes, morning in the low one, its counts packed into 64 bits."""
    one = np.zeros(256, dtype=np.uint64)
    for field, table in enumerate(_FIELDS):
        one |= table.astype(np.uint64) << np.uint64(_BITS * field)
    return (one[np.newaxis, :] + one[:, np.newaxis]).ravel()


def _unpack(packed: np.ndarray, field: int) -> np.ndarray:
    return (packed >> np.uint64(_BITS * field) & _FIELD).astype(np.int16)


def _empty(n: int, plan: _Plan) -> Review:
    def number() -> np.ndarray:
        return np.zeros(n, dtype=np.int16)

    def answer() -> np.ndarray:
        return np.zeros(n, dtype=bool)

    def day() -> np.ndarray:
        return np.full(n, np.datetime64("NaT", "D"), dtype="datetime64[D]")

    return Review(
        over=answer(),
        sessions=number(),
        window_start=day(),
        window_end=day(),
        hold=answer(),
        possible=number(),
        authorised=number(),
        unauthorised=number(),
        unresolved=number(),
        illness=number(),
        persistent=answer() if plan.reading.persistent else None,
        severe=answer() if plan.reading.severe else None,
        mostly_ill=answer(),
        falling=answer(),
    )


def _fill(
    result: Review, part: slice, days: np.ndarray, plan: _Plan, policy: ReviewPolicy, since: np.ndarray | None
) -> None:
    if not len(plan.days):
        return
    _fill_totals(result, part, days, plan, policy)
    weekly = np.add.reduceat(days, plan.week_starts, axis=0)
    if plan.year_week < len(weekly):
        _fill_windows(result, part, days, weekly, plan, policy, since)
        result.falling[part] = _falling(weekly[plan.year_week :], policy)


def _fill_totals(result: Review, part: slice, days: np.ndarray, plan: _Plan, policy: ReviewPolicy) -> None:
    year = days[plan.totals].sum(axis=0)
    for field, column in (
        (UNAUTHORISED, result.unauthorised),
        (UNRESOLVED, result.unresolved),
        (AUTHORISED, result.authorised),
        (ILLNESS, result.illness),
    ):
        column[part] = _unpack(year, field)
    absent = result.unauthorised[part] + result.authorised[part]
    result.possible[part] = absent + _unpack(year, ATTENDING)
    result.mostly_ill[part] = (absent >= policy.ill_sessions) & (2 * result.illness[part] > absent)
    basis = year if plan.basis == plan.totals else days[plan.basis].sum(axis=0)
    absent = _unpack(basis, UNAUTHORISED) + _unpack(basis, AUTHORISED)
    possible = absent + _unpack(basis, ATTENDING)
    for measure, answer in (
        (plan.reading.persistent, result.persistent),
        (plan.reading.severe, result.severe),
    ):
        if measure is not None and answer is not None:
            answer[part] = measure.meets(absent, possible)


def _fill_windows(
    result: Review,
    part: slice,
    days: np.ndarray,
    weekly: np.ndarray,
    plan: _Plan,
    policy: ReviewPolicy,
    since: np.ndarray | None,
) -> None:
    windows = rolling(weekly, policy.weeks)[plan.year_week :]
    counted = _unpack(windows, UNAUTHORISED)
    settled = counted - _unpack(windows, UNRESOLVED)
    if since is not None and not np.isnat(since).all():
        fresh = rolling(_counted_after(days, since, plan), policy.weeks)[plan.year_week :] > 0
        counted, settled = np.where(fresh, counted, 0), np.where(fresh, settled, 0)
    end = best(counted, policy.sessions)
    result.sessions[part] = counted[end, np.arange(counted.shape[1])]
    result.over[part] = result.sessions[part] >= policy.sessions
    result.hold[part] = result.over[part] & ~(settled >= policy.sessions).any(axis=0)
    end += plan.year_week
    result.window_start[part] = plan.mondays[np.maximum(0, end - policy.weeks + 1)]
    result.window_end[part] = plan.mondays[end] + np.timedelta64(grid.DAYS - 1, "D")


def _counted_after(days: np.ndarray, since: np.ndarray, plan: _Plan) -> np.ndarray:
    """Return unauthorised half-days by week, those up to each row's own day left out."""
    latest = np.where(np.isnat(since), np.datetime64("1900-01-01", "D"), since)
    after = plan.dates[:, np.newaxis] > latest[np.newaxis, :]
    return np.add.reduceat(_unpack(days, UNAUTHORISED) * after, plan.week_starts, axis=0)


def _falling(weekly: np.ndarray, policy: ReviewPolicy) -> np.ndarray:
    """Say whose attendance of the latest weeks lies the policy's points or more below the weeks before them."""
    if len(weekly) < 2 * policy.falling_weeks:
        return np.zeros(weekly.shape[1], dtype=bool)
    spans = weekly[-policy.falling_weeks :], weekly[-2 * policy.falling_weeks : -policy.falling_weeks]
    (now, now_of), (then, then_of) = (_attended_of(span.sum(axis=0)) for span in spans)
    lost = 100 * (then * now_of - now * then_of) >= policy.falling_points * now_of * then_of
    return lost & (now_of > 0) & (then_of > 0)


def _attended_of(packed: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    attended = _unpack(packed, ATTENDING).astype(np.int32)
    return attended, attended + _unpack(packed, UNAUTHORISED) + _unpack(packed, AUTHORISED)
