"""A pupil's school year as 530 bytes: 53 weeks of five days of two sessions, a register code's byte in each.

The school year Y begins on the Monday on or before 1 August Y; a date belongs to the year whose first Monday is the
latest on or before it.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from schools import codes

WEEKS = 53
DAYS = 5
SESSIONS = 2
WEEK = DAYS * SESSIONS
SIZE = WEEKS * WEEK


class Session(StrEnum):
    """Morning or afternoon; a *half-day* on every page and letter."""

    AM = "AM"
    PM = "PM"

    @property
    def order(self) -> int:
        """Return 0 in the morning and 1 in the afternoon."""
        return 0 if self is Session.AM else 1


BOTH = (Session.AM, Session.PM)


def first_monday(year: int) -> date:
    """Return the day on which school year `year` begins: the Monday on or before 1 August."""
    august = date(year, 8, 1)
    return august - timedelta(days=august.weekday())


def year_of(day: date) -> int:
    """Return the school year a day belongs to, named by the calendar year in which it began."""
    return day.year if day >= first_monday(day.year) else day.year - 1


def weeks_in(year: int) -> int:
    """Return how many weeks the school year really has: 52, or 53 when the next first Monday is that much later."""
    return (first_monday(year + 1) - first_monday(year)).days // 7


def position(day: date, session: Session) -> int:
    """Return the place of a session in its year's row; a weekend has none and raises ValueError."""
    if day.weekday() >= DAYS:
        raise ValueError(f"{day.isoformat()} is a {day:%A}; registers are taken from Monday to Friday.")
    week = (day - first_monday(year_of(day))).days // 7
    return week * WEEK + day.weekday() * SESSIONS + session.order


def when(year: int, place: int) -> tuple[date, Session]:
    """Return the day and session of a place in the row of that school year."""
    if not 0 <= place < SIZE:
        raise ValueError(f"{place} is outside a row of {SIZE} sessions.")
    week, rest = divmod(place, WEEK)
    weekday, order = divmod(rest, SESSIONS)
    return first_monday(year) + timedelta(weeks=week, days=weekday), BOTH[order]


def blank() -> bytes:
    """Return a year without a mark."""
    return bytes(SIZE)


def put(row: bytes, marks: dict[int, int]) -> bytes:
    """Return the row with these bytes at these places."""
    changed = bytearray(row)
    for place, byte in marks.items():
        changed[place] = byte
    return bytes(changed)


def marks_in(row: bytes, year: int) -> Iterator[tuple[date, Session, codes.Code]]:
    """Yield each mark of the row in order of time, blanks left out."""
    for place, byte in enumerate(row):
        if byte != codes.BLANK:
            day, session = when(year, place)
            yield day, session, codes.code_of(byte, day)


def stack(rows: list[bytes]) -> np.ndarray:
    """Return rows as one n × 530 array of bytes (a view of one joined buffer, not to be written to)."""
    return np.frombuffer(b"".join(rows), dtype=np.uint8).reshape(len(rows), SIZE)


def days_of(year: int) -> np.ndarray:
    """Return the day of each of the 530 places, as datetime64[D]."""
    monday = np.datetime64(first_monday(year), "D")
    places = np.arange(SIZE)
    return monday + places // WEEK * 7 + places % WEEK // SESSIONS


def tail(rows: np.ndarray, year: int, *, weeks: int) -> np.ndarray:
    """Return the last weeks that school year `year` really had, n × (weeks × 10): what comes before year + 1."""
    end = weeks_in(year) * WEEK
    return rows[:, end - weeks * WEEK : end]
