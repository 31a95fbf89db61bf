"""Half-days missed, listed in words a parent can check against a calendar."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from schools import words

ALL_DAY, MORNING, AFTERNOON = "all day on", "the morning of", "the afternoon of"


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """One half-day in the register: its day, AM or PM, its code and what the code means."""

    on: date
    half: str
    code: str
    meaning: str


def in_sentences(sessions: Sequence[Session]) -> str:
    """List every half-day: "All day on 8 and 16 March. The afternoon of 12 March."; by code where there are several."""
    codes = {session.code: session.meaning for session in sorted(sessions)}
    if len(codes) < 2:
        return " ".join(f"{_capital(phrase)}." for phrase in _phrases(sessions))
    parts = []
    for code, meaning in codes.items():
        of_code = [session for session in sessions if session.code == code]
        parts.append(f"{_capital(meaning)} (code {code}), {len(of_code)}: {'; '.join(_phrases(of_code))}.")
    return " ".join(parts)


def list_days(days: Sequence[date], *, with_year: bool) -> str:
    """List days, each month named once: "8, 16 and 17 March and 1 April 2004"."""
    months = [
        (first, [str(day.day) for day in of_month])
        for first, of_month in groupby(sorted(days), key=lambda day: day.replace(day=1))
    ]
    last_of_year = {first.year: first for first, _ in months}
    named = [
        f"{_and(numbers)} {first:%B}" + (f" {first.year}" if with_year and last_of_year[first.year] == first else "")
        for first, numbers in months
    ]
    if len(named) < 2 or all(len(numbers) == 1 for _, numbers in months):
        return _and(named)
    return _and(named, comma=True)


def _phrases(sessions: Sequence[Session]) -> list[str]:
    halves: dict[date, set[str]] = {}
    for session in sessions:
        halves.setdefault(session.on, set()).add(session.half)
    kinds = (
        (ALL_DAY, [day for day, of_day in halves.items() if len(of_day) == 2]),
        (MORNING, [day for day, of_day in halves.items() if of_day == {"AM"}]),
        (AFTERNOON, [day for day, of_day in halves.items() if of_day == {"PM"}]),
    )
    several_years = len({day.year for day in halves}) > 1
    return [f"{lead} {list_days(days, with_year=several_years)}" for lead, days in kinds if days]


def _and(items: Iterable[str], *, comma: bool = False) -> str:
    *before, last = items
    if not before:
        return last
    return f"{', '.join(before)}{',' if comma and len(before) > 1 else ''} and {last}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def first_and_last(sessions: Iterable[Session]) -> tuple[date, date]:
    """Return the first and the last day of the sessions."""
    days = [session.on for session in sessions]
    return min(days), max(days)


def number(count: int) -> str:
    """Say how many as a sentence begins: Ten, 17."""
    return _capital(words.in_words(count))
