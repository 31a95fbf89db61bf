"""Reads the values that people type: days, moments, sums, school years."""

import re
from datetime import date, datetime
from decimal import Decimal

from notices.tariff.standing import Money
from schools.clock import LONDON, day_of

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_BRITISH = re.compile(r"(\d{2})/(\d{2})/(\d{4})", re.ASCII)
_AMOUNT = re.compile(r"\d+(\.\d{1,2})?", re.ASCII)
YEARS = range(1900, 2101)
_YEAR = re.compile(r"(\d{4})/(\d{2})", re.ASCII)


def read_day(text: str) -> date:
    """Read 2025-11-17 or 17/11/2025; anything else raises ValueError with a sentence."""
    if iso := _ISO.fullmatch(text):
        year, month, day = iso.groups()
    elif british := _BRITISH.fullmatch(text):
        day, month, year = british.groups()
    else:
        raise ValueError(f"{text!r} is not a date; write it as 2025-11-17.")
    if int(year) not in YEARS:
        raise ValueError(f"{text!r} lies outside the years from {YEARS[0]} to {YEARS[-1]}.")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(f"{text!r} is not a day of the calendar.") from None


def read_day_of_moment(text: str) -> date:
    """Read a moment and return its day in London; without an offset it is London's time."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a moment; write it as 2026-03-08T23:00.") from None
    return day_of(moment if moment.tzinfo else moment.replace(tzinfo=LONDON))


def read_payment(text: str) -> Money:
    """Read AMOUNT@D, such as 80.00@2025-12-07; the amount has at most two decimals and no sign."""
    amount, at, day = text.partition("@")
    if not at or not _AMOUNT.fullmatch(amount):
        raise ValueError(f"{text!r} is not a payment; write it as 80.00@2025-12-07.")
    return Money(Decimal(amount), read_day(day))


def read_school_year(text: str) -> int:
    """Read 2008/09 and return the year in which it began."""
    match = _YEAR.fullmatch(text)
    if not match or (int(match[1]) + 1) % 100 != int(match[2]):
        raise ValueError(f"{text!r} is not a school year; write it as 2008/09.")
    return int(match[1])


def read_count(text: str) -> int:
    """Read a whole number of one or more."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise ValueError(f"{text!r} is not a whole number of one or more.")
    return int(text)
