"""The year's register as a table of weeks: one cell a half-day, each with a look, a letter and a sentence."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from schools import codes, grid, words
from schools.terms import Calendar

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
HOT = 3
LOOKS = {
    codes.Kind.ATTENDING: "att",
    codes.Kind.AUTHORISED: "aut",
    codes.Kind.UNAUTHORISED: "una",
    codes.Kind.NOT_POSSIBLE: "not",
    codes.Kind.ADMINISTRATIVE: "closed",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One half-day: the code as printed, its look in the style sheet, whether a paper rests on it, and its sentence."""

    code: str
    look: str
    title: str
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Week:
    """Ten half-days from Monday morning to Friday afternoon; `missed` is none for a week still to come."""

    monday: date
    cells: tuple[Cell, ...]
    holiday: bool = False
    missed: int | None = 0

    @property
    def is_hot(self) -> bool:
        """Say whether so many were missed that the number stands out."""
        return self.missed is not None and self.missed >= HOT


@dataclass(frozen=True, slots=True)
class Flag:
    """Something we did, numbered in the week it was done."""

    number: int
    monday: date
    text: str


@dataclass(frozen=True, slots=True)
class Month:
    """A heading over the weeks whose Friday lies in one month."""

    name: str
    weeks: int


@dataclass(frozen=True, slots=True)
class Row:
    """One half-day of the week all through the year."""

    day: str
    session: str
    place: int


@dataclass(frozen=True, slots=True)
class RegisterPicture:
    """The year's register, ready for its table."""

    caption: str
    weeks: tuple[Week, ...]
    months: tuple[Month, ...]
    flags: tuple[Flag, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return the ten half-days of a week, in their order."""
        return ROWS

    @property
    def latest_first(self) -> tuple[Week, ...]:
        """The weeks that have begun, newest first and without holidays, as the phone shows them."""
        return tuple(week for week in reversed(self.weeks) if not week.holiday and week.missed is not None)

    def flag_in(self, week: Week) -> Flag | None:
        """Return what we did in that week, if anything."""
        return next((flag for flag in self.flags if flag.monday == week.monday), None)


ROWS = tuple(
    Row(name, session.value, day * grid.SESSIONS + session.order)
    for day, name in enumerate(DAY_NAMES)
    for session in grid.BOTH
)


def draw_register(
    *,
    caption: str,
    marks: Mapping[tuple[date, str], codes.Code],
    calendar: Calendar,
    on: date,
    pinned: Collection[tuple[date, str]] = (),
    resting: str = "the notice rests on it",
    acts: Sequence[tuple[date, str]] = (),
) -> RegisterPicture:
    """Draw a pupil's year from its marks by day and session ("AM", "PM") and the school's calendar.

    `pinned` are the half-days that a paper rests on, which `resting` says in their sentence; `acts` are the days on
    which we did something, and what.
    """
    held = frozenset(pinned)
    mondays = _mondays(calendar)

    def cell(day: date, session: str) -> Cell:
        code = marks.get((day, session))
        if not calendar.is_school_day(day):
            return _shut(calendar, day)
        if code is None:
            return _missing(day, session, on=on)
        return _marked(code, day, session, resting=resting if (day, session) in held else "")

    weeks = tuple(_week(monday, cell, calendar=calendar, on=on) for monday in mondays)
    return RegisterPicture(caption, weeks, months_of(weeks), _flags(acts))


def months_of(weeks: Sequence[Week]) -> tuple[Month, ...]:
    """Group weeks under the month of their Friday, in short where fewer than three weeks leave no room."""

    def month_of(week: Week) -> tuple[int, int]:
        friday = week.monday + timedelta(days=4)
        return friday.year, friday.month

    found = []
    for (year, month), group in groupby(weeks, month_of):
        number = len(list(group))
        # One column has room for no name at all.
        name = "" if number < 2 else f"{date(year, month, 1):{'%b' if number < 3 else '%B'}}"
        found.append(Month(name, number))
    return tuple(found)


def _mondays(calendar: Calendar) -> list[date]:
    if not calendar.weeks:
        return []
    first, last = calendar.weeks[0], calendar.weeks[-1]
    return [first + timedelta(days=7 * n) for n in range((last - first).days // 7 + 1)]


def _week(monday: date, cell: Callable[[date, str], Cell], *, calendar: Calendar, on: date) -> Week:
    cells = tuple(cell(monday + timedelta(days=row.place // grid.SESSIONS), row.session) for row in ROWS)
    missed = sum(cell.look in ("una", "pro") for cell in cells)
    return Week(
        monday=monday,
        cells=cells,
        holiday=not calendar.school_days(monday, monday + timedelta(days=4)),
        missed=None if monday > on else missed,
    )


def _marked(code: codes.Code, day: date, session: str, *, resting: str) -> Cell:
    # N is not yet a decision about the absence, so it has a look of its own, whatever its class.
    look = "pro" if code.code == "N" else LOOKS[code.kind]
    said = f"{day:%a} {words.month_date(day)} {session}: {code.meaning.lower()}"
    return Cell(code.code, look, f"{said}; {resting}" if resting else said, pinned=bool(resting))


def _shut(calendar: Calendar, day: date) -> Cell:
    inside = any(first <= day <= last for first, last in calendar.terms)
    return Cell(
        "", "closed" if inside else "none", f"{day:%a} {words.month_date(day)}: school closed" if inside else ""
    )


def _missing(day: date, session: str, *, on: date) -> Cell:
    if day > on:
        return Cell("", "future", "")
    return Cell("", "future", f"{day:%a} {words.month_date(day)} {session}: no mark yet")


def _flags(acts: Sequence[tuple[date, str]]) -> tuple[Flag, ...]:
    flags: list[Flag] = []
    for day, text in sorted(acts):
        monday = day - timedelta(days=day.weekday())
        said = f"{text}, {words.month_date(day)}"
        # A week has room for one flag; what else was done in it joins its words.
        if flags and flags[-1].monday == monday:
            flags[-1] = Flag(flags[-1].number, monday, f"{flags[-1].text}; {said}")
        else:
            flags.append(Flag(len(flags) + 1, monday, said))
    return tuple(flags)
