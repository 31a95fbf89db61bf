"""The statutory register codes by date, one byte each.

A byte is given once and never changes its class: a code that the law gives another class gets a new byte. So one
256-entry look-up reads registers of any year.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

import numpy as np

BLANK = 0  # No mark was taken; not a code.


class Kind(StrEnum):
    """The statistical class of a code."""

    ATTENDING = "attending"
    AUTHORISED = "authorised"
    UNAUTHORISED = "unauthorised"
    NOT_POSSIBLE = "not_possible"
    ADMINISTRATIVE = "administrative"


POSSIBLE_KINDS = frozenset({Kind.ATTENDING, Kind.AUTHORISED, Kind.UNAUTHORISED})


@dataclass(frozen=True, slots=True)
class Code:
    """One register code with its meaning, its class and the days it may be used on."""

    code: str
    byte: int
    meaning: str
    kind: Kind
    first: date
    last: date

    @property
    def possible(self) -> bool:
        """Say whether the session stays in the denominator."""
        return self.kind in POSSIBLE_KINDS

    @property
    def counts(self) -> bool:
        """Say whether the session counts towards a threshold of unauthorised absence."""
        return self.kind is Kind.UNAUTHORISED


class UnknownCode(ValueError):
    """A text that was no register code on that day; the match is exact, the remedy guesses the slip."""

    def __init__(self, *, code: str, problem: str, remedy: str) -> None:
        super().__init__(f"{problem} {remedy}")
        self.code = code
        self.problem = problem
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Source:
    """Where the set of codes of a period is written, and how sure we are of it."""

    first: date
    text: str
    confidence: str


NEW_SET = date(2024, 8, 19)
LAST_OF_OLD = date(2024, 8, 18)
EVER = (date.min, date.max)
OLD = (date.min, LAST_OF_OLD)
NEW = (NEW_SET, date.max)
COVID = (date(2020, 8, 1), date(2022, 7, 31))
LONG_HOLIDAYS = (date.min, date(2013, 8, 31))

SOURCES = (
    Source(date.min, "Codes of the 2006–2024 set, read back before the Pupil Registration Regulations 2006", "?"),
    Source(
        date(2006, 9, 1),
        "Education (Pupil Registration) (England) Regulations 2006 and the Department's attendance codes",
        "M",
    ),
    Source(
        NEW_SET,
        "School Attendance (Pupil Registration) (England) Regulations 2024 (SI 2024/208), reg 10, Tables 1 to 4",
        "V",
    ),
)

# (code, byte, class, days in use, meaning). Only ever added to: stored registers hold these bytes.
_ROWS = (
    ("/", 47, Kind.ATTENDING, EVER, "Present in the morning"),
    ("\\", 92, Kind.ATTENDING, EVER, "Present in the afternoon"),
    ("L", 76, Kind.ATTENDING, EVER, "Late, before the register closed"),
    ("B", 66, Kind.ATTENDING, EVER, "Educated off site, other approved activity"),
    ("P", 80, Kind.ATTENDING, EVER, "Approved sporting activity"),
    ("V", 86, Kind.ATTENDING, EVER, "Educational visit or trip"),
    ("W", 87, Kind.ATTENDING, EVER, "Work experience"),
    ("J", 74, Kind.ATTENDING, OLD, "Interview"),
    ("K", 75, Kind.ATTENDING, NEW, "Education arranged by the local authority"),
    ("C", 67, Kind.AUTHORISED, OLD, "Other authorised circumstances"),
    ("C", 67, Kind.AUTHORISED, NEW, "Leave in exceptional circumstances"),
    ("C1", 128, Kind.AUTHORISED, NEW, "Leave for a regulated performance or employment abroad"),
    ("C2", 129, Kind.AUTHORISED, NEW, "Leave for a part-time timetable"),
    ("E", 69, Kind.AUTHORISED, OLD, "Excluded, no alternative provision made"),
    ("E", 69, Kind.AUTHORISED, NEW, "Suspended or excluded, no alternative provision made"),
    ("F", 70, Kind.AUTHORISED, LONG_HOLIDAYS, "Extended family holiday agreed"),
    ("H", 72, Kind.AUTHORISED, OLD, "Family holiday agreed"),
    ("I", 73, Kind.AUTHORISED, EVER, "Illness, not a medical appointment"),
    ("I01", 138, Kind.AUTHORISED, COVID, "Illness: Covid-19 symptoms"),
    ("I02", 139, Kind.AUTHORISED, COVID, "Illness: confirmed Covid-19"),
    ("J1", 130, Kind.AUTHORISED, NEW, "Leave for an interview"),
    ("M", 77, Kind.AUTHORISED, EVER, "Medical or dental appointment"),
    ("R", 82, Kind.AUTHORISED, EVER, "Religious observance"),
    ("S", 83, Kind.AUTHORISED, EVER, "Study leave"),
    ("T", 84, Kind.AUTHORISED, OLD, "Traveller absence"),
    ("T", 84, Kind.AUTHORISED, NEW, "Parent travelling for work (mobile child)"),
    ("G", 71, Kind.UNAUTHORISED, OLD, "Family holiday not agreed"),
    ("G", 71, Kind.UNAUTHORISED, NEW, "Holiday not granted by the school"),
    ("N", 78, Kind.UNAUTHORISED, EVER, "Reason not yet established"),
    ("O", 79, Kind.UNAUTHORISED, EVER, "Absent without authorisation"),
    ("U", 85, Kind.UNAUTHORISED, EVER, "Arrived after the register closed"),
    ("D", 68, Kind.NOT_POSSIBLE, EVER, "Dual registered, at the other school"),
    ("Q", 81, Kind.NOT_POSSIBLE, NEW, "No access arrangements made by the local authority"),
    ("X", 88, Kind.NOT_POSSIBLE, EVER, "Not required to attend, not of compulsory school age"),
    ("X01", 140, Kind.NOT_POSSIBLE, COVID, "Not attending: Covid-19, first sub-code"),
    ("X02", 141, Kind.NOT_POSSIBLE, COVID, "Not attending: Covid-19, second sub-code"),
    ("X03", 142, Kind.NOT_POSSIBLE, COVID, "Not attending: Covid-19, third sub-code"),
    ("X04", 143, Kind.NOT_POSSIBLE, COVID, "Not attending: Covid-19, fourth sub-code"),
    ("X05", 144, Kind.NOT_POSSIBLE, COVID, "Not attending: Covid-19, fifth sub-code"),
    ("X06", 145, Kind.NOT_POSSIBLE, COVID, "Not attending: Covid-19, sixth sub-code"),
    ("X07", 146, Kind.NOT_POSSIBLE, COVID, "Not attending: Covid-19, seventh sub-code"),
    ("Y", 89, Kind.NOT_POSSIBLE, OLD, "Unable to attend, exceptional circumstances"),
    ("Y1", 131, Kind.NOT_POSSIBLE, NEW, "Transport normally provided not available"),
    ("Y2", 132, Kind.NOT_POSSIBLE, NEW, "Widespread disruption to travel"),
    ("Y3", 133, Kind.NOT_POSSIBLE, NEW, "Part of the premises closed"),
    ("Y4", 134, Kind.NOT_POSSIBLE, NEW, "Whole site unexpectedly closed"),
    ("Y5", 135, Kind.NOT_POSSIBLE, NEW, "Criminal justice detention"),
    ("Y6", 136, Kind.NOT_POSSIBLE, NEW, "Public health guidance or law"),
    ("Y7", 137, Kind.NOT_POSSIBLE, NEW, "Any other unavoidable cause"),
    ("Z", 90, Kind.ADMINISTRATIVE, EVER, "Prospective pupil, not on roll"),
    ("#", 35, Kind.ADMINISTRATIVE, EVER, "Planned whole-school closure"),
)

CODES = tuple(Code(code, byte, meaning, kind, *days) for code, byte, kind, days, meaning in _ROWS)
BYTES = {row.code: row.byte for row in CODES}
TEXTS = {row.byte: row.code for row in CODES}
ILLNESS_CODES = frozenset({"I", "I01", "I02", "M"})

_REPLACED = {
    "F": "Extended family holidays ended on 31 August 2013: use H, or G if the holiday was not agreed.",
    "H": "Agreed holidays ended on 19 August 2024: use C if leave was granted, G if it was not.",
    "J": "From 19 August 2024 an interview is J1.",
    "Y": "From 19 August 2024 say which: Y1 to Y7.",
    "0": "This is the figure nought; if the letter O was meant, type O.",
    "-": "If no mark was taken, leave the cell empty.",
    "@": "This is a mark of one system only; use L or U for lateness.",
    "!": "This is a mark of one system only; use the statutory code.",
}


def _look_up(answer: Callable[[Code], bool]) -> np.ndarray:
    table = np.zeros(256, dtype=bool)
    table[[row.byte for row in CODES if answer(row)]] = True
    table.setflags(write=False)
    return table


POSSIBLE = _look_up(lambda row: row.possible)
ATTENDING = _look_up(lambda row: row.kind is Kind.ATTENDING)
AUTHORISED = _look_up(lambda row: row.kind is Kind.AUTHORISED)
UNAUTHORISED = _look_up(lambda row: row.kind is Kind.UNAUTHORISED)
ABSENT = AUTHORISED | UNAUTHORISED
ILLNESS = _look_up(lambda row: row.code in ILLNESS_CODES)  # Illness and medical: the health lane asks about both.
IS_N = _look_up(lambda row: row.code == "N")


def code_on(text: str, on: date) -> Code:
    """Return the code as it stood on that day, or raise UnknownCode with a remedy. (SI 2024/208 reg 10)"""
    for row in CODES:
        if row.code == text and row.first <= on <= row.last:
            return row
    raise UnknownCode(code=text, problem=_problem(text, on), remedy=_remedy(text, on))


def code_of(byte: int, on: date) -> Code:
    """Return the code a stored byte stands for, with the meaning of that day."""
    rows = [row for row in CODES if row.byte == byte]
    if not rows:
        raise KeyError(f"No register code has byte {byte}.")
    return next((row for row in rows if row.first <= on <= row.last), rows[-1])


def codes_on(on: date) -> list[Code]:
    """Return every code in use on that day, in the order of the table."""
    return [row for row in CODES if row.first <= on <= row.last]


def source_on(on: date) -> Source:
    """Return where the codes of that day are written, and how sure we are."""
    return [source for source in SOURCES if source.first <= on][-1]


@cache
def days_in_use() -> tuple[np.ndarray, np.ndarray]:
    """Return first and last day in use for each byte, as two 256-entry arrays of days since 1970-01-01.

    A byte that no code has begins after it ends, so it is in use on no day.
    """
    epoch = date(1970, 1, 1).toordinal()
    first = np.full(256, np.iinfo(np.int32).max, dtype=np.int32)
    last = np.full(256, np.iinfo(np.int32).min, dtype=np.int32)
    for row in CODES:
        first[row.byte] = min(first[row.byte], row.first.toordinal() - epoch)
        last[row.byte] = max(last[row.byte], row.last.toordinal() - epoch)
    return first, last


def _problem(text: str, on: date) -> str:
    if text in BYTES:
        return f"Code {text} was not in use on {on.isoformat()}."
    return f"{text or 'An empty cell'} is not a register code."


def _remedy(text: str, on: date) -> str:
    in_use = [row.code for row in codes_on(on)]
    if text in _REPLACED:
        return _REPLACED[text]
    if text.strip().upper() in in_use:
        return f"Type {text.strip().upper()}, in capitals and without spaces."
    return f"Use one of {' '.join(in_use)}."
