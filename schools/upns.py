"""Unique pupil numbers: a check letter, the authority, the school, the year and a serial number.

The authority's three digits are not compared with a list: councils are made and merged, and their pupils keep the
number they were given.
"""

import re
from enum import StrEnum

from stdnum.gb import upn as numbers

_FORM = re.compile(r"[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]")


class UpnKind(StrEnum):
    """A temporary number ends with a letter and is replaced by a permanent one."""

    PERMANENT = "permanent"
    TEMPORARY = "temporary"


class BadUpn(ValueError):
    """A text that cannot be a unique pupil number."""

    def __init__(self, *, problem: str, remedy: str) -> None:
        super().__init__(f"{problem} {remedy}")
        self.problem = problem
        self.remedy = remedy


def normalise(text: str) -> str:
    """Return the number in capitals and without spaces."""
    return "".join(text.split()).upper()


def check_letter(number: str) -> str:
    """Return the letter that belongs before the other twelve characters."""
    return numbers.calc_check_digit(number[-12:])


def has_form(text: str) -> bool:
    """Say whether the text is shaped like a unique pupil number, whatever its check letter."""
    return _FORM.fullmatch(normalise(text)) is not None


def validate(text: str) -> str:
    """Return the number as it is kept, or raise BadUpn: thirteen characters, and a check letter that fits."""
    number = normalise(text)
    if not has_form(number):
        raise BadUpn(
            problem=f"{text.strip() or 'An empty cell'} is not a UPN.",
            remedy="A UPN is a letter, eleven digits, and a digit or (temporary) a letter.",
        )
    if check_letter(number) != number[0]:
        raise BadUpn(
            problem=f"The check letter of {number} does not fit its digits.",
            remedy=f"One character is wrong; with these digits the letter would be {check_letter(number)}.",
        )
    return number


def is_valid(text: str) -> bool:
    """Say whether the text is a unique pupil number whose check letter fits."""
    try:
        validate(text)
    except BadUpn:
        return False
    return True


def kind(number: str) -> UpnKind:
    """Say whether a number is permanent or temporary, by its last character."""
    return UpnKind.PERMANENT if number[-1].isdigit() else UpnKind.TEMPORARY


def make_upn(la_code: int, estab: int, year: int, serial: int) -> str:
    """Return a permanent number for an invented pupil, with the check letter that fits."""
    parts = ((la_code, 3), (estab, 4), (year % 100, 2), (serial, 3))
    if any(not 0 <= value < 10**digits for value, digits in parts):
        raise ValueError("A UPN has three digits of authority, four of school, two of year and three of serial.")
    number = "".join(f"{value:0{digits}d}" for value, digits in parts)
    return check_letter(number) + number
