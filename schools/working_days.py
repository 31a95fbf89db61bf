"""Working days of England and Wales, and the day on which posted papers count as received.

Bank holidays come from the official list where it reaches, and are computed for the years around it; every answer can
say which.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

import holidays
from govuk_bank_holidays.bank_holidays import BankHolidays

FIRST_YEAR = 2002
LAST_YEAR = 2041  # Answers are promised to 2040; a letter posted on its last day is received in the next year.


class Method(StrEnum):
    """How a paper reaches a person."""

    FIRST_CLASS = "first_class"
    SECOND_CLASS = "second_class"
    HAND = "hand"
    UNKNOWN = "unknown"


# Working days after posting; a class that nobody recorded is taken as second. (Interpretation Act 1978 s.7; PD 1985)
POSTED_DAYS = {Method.FIRST_CLASS: 2, Method.SECOND_CLASS: 4, Method.UNKNOWN: 4}


class OutOfRange(ValueError):
    """A day of a year whose bank holidays are not known."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The day of deemed receipt and the arithmetic that leads to it."""

    received_on: date
    counted: tuple[date, ...]
    skipped: tuple[tuple[date, str], ...]
    source: str


def bank_holidays(year: int) -> dict[date, str]:
    """Return the bank holidays of England and Wales that fall on Monday to Friday, by day."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OutOfRange(f"Bank holidays are known from {FIRST_YEAR} to {LAST_YEAR}, not for {year}.")
    return _official().get(year) or computed_holidays(year)


def source_of(day: date) -> str:
    """Say where the bank holidays of that day's year come from: "official" or "computed"."""
    return "official" if day.year in _official() else "computed"


@cache
def computed_holidays(year: int) -> dict[date, str]:
    """Return the bank holidays of a year by computation, also for years of the official list."""
    computed = holidays.country_holidays("GB", subdiv="ENG", years=year)
    return {day: name for day, name in sorted(computed.items()) if day.weekday() < 5 and day.year == year}


@cache
def _official() -> dict[int, dict[date, str]]:
    years: dict[int, dict[date, str]] = {}
    listed = BankHolidays(use_cached_holidays=True)
    for holiday in listed.get_holidays(division=BankHolidays.ENGLAND_AND_WALES):
        years.setdefault(holiday["date"].year, {})[holiday["date"]] = holiday["title"]
    return years


def is_working_day(day: date) -> bool:
    """Say whether a day is Monday to Friday and no bank holiday of England and Wales."""
    return day not in bank_holidays(day.year) and day.weekday() < 5


def add_working_days(day: date, number: int) -> date:
    """Return the number-th working day after that day; day 1 is the first working day after it."""
    return _count(day, number)[0][-1] if number else day


def deemed_receipt(posted_on: date, method: Method | str) -> date:
    """Return the day on which papers sent on that day count as received. (Interpretation Act 1978 s.7; PD 1985)"""
    return explain_receipt(posted_on, method).received_on


def explain_receipt(posted_on: date, method: Method | str) -> Receipt:
    """Return the day of deemed receipt with the days counted, the days skipped and why.

    Papers given by hand are received that day, also on a weekend or holiday.
    """
    method = Method(method)
    if method is Method.HAND:
        return Receipt(received_on=posted_on, counted=(), skipped=(), source=source_of(posted_on))
    counted, skipped = _count(posted_on, POSTED_DAYS[method])
    sources = {source_of(day) for day in (posted_on, counted[-1])}
    return Receipt(
        received_on=counted[-1],
        counted=tuple(counted),
        skipped=tuple(skipped),
        source="computed" if "computed" in sources else "official",
    )


def spring_bank_holiday(year: int) -> date:
    """Return the spring (late May) bank holiday of a calendar year, where jubilees moved it too."""
    return next(day for day, name in bank_holidays(year).items() if name.lower().startswith("spring bank holiday"))


def _count(day: date, number: int) -> tuple[list[date], list[tuple[date, str]]]:
    counted: list[date] = []
    skipped: list[tuple[date, str]] = []
    while len(counted) < number:
        day += timedelta(days=1)
        if is_working_day(day):
            counted.append(day)
        else:
            skipped.append((day, bank_holidays(day.year).get(day, f"{day:%A}")))
    return counted, skipped
