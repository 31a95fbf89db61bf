"""The six months in which a charge must be issued, and what of a period can still be charged.

The day of the offence is left out and months are calendar months, so the last day is the corresponding date, or the
last day of a shorter month; a weekend or holiday does not extend it. (Magistrates' Courts Act 1980 s.127(1))
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from cases.citations import Citation, Confidence, Law, cite
from schools import words

MONTHS = 6
COUNTING = Citation("Day of the offence left out; calendar months; weekends count", Confidence.M)
SAFE_READING = Citation("Whether a period is one offence is contested: counted from its first absence", Confidence.V2)
ISSUE = Citation("Brown v DPP [2019] EWHC 798 (Admin): the charge counts on issue, not service", Confidence.V)


@dataclass(frozen=True, slots=True)
class Limit:
    """The two deadlines of a period: every day of it can be charged up to `safe`, its last up to `hard`."""

    safe: date
    hard: date


@dataclass(frozen=True, slots=True)
class Verdict:
    """What of a period a charge on one day still reaches.

    `barred_through` is the last day out of time, `trimmed_from` the first that can be charged; both None when the whole
    is in time, and `trimmed_from` None when nothing is left.
    """

    in_time: bool
    trimmed_from: date | None
    barred_through: date | None


def add_months(day: date, months: int) -> date:
    """Return the corresponding date so many calendar months on (or back), held to the end of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day(offence: date) -> date:
    """Return the last day on which an offence of that day can be charged."""
    return add_months(offence, MONTHS)


def limit(first: date, last: date) -> Limit:
    """Return the safe and the hard deadline of a period from its first absence to its last."""
    if last < first:
        raise ValueError("A period cannot end before it begins.")
    return Limit(safe=last_day(first), hard=last_day(last))


def earliest_chargeable(charged_on: date) -> date:
    """Return the earliest day whose offence a charge on that day still reaches."""
    day = add_months(charged_on, -MONTHS)
    # Two days can share one last day where a month is held to its end, so the corresponding date is only near it.
    while last_day(day) >= charged_on:
        day -= timedelta(days=1)
    while last_day(day) < charged_on:
        day += timedelta(days=1)
    return day


def judge(first: date, last: date, *, charged_on: date) -> Verdict:
    """Say what of a period can be charged on that day."""
    earliest = earliest_chargeable(charged_on)
    if earliest <= first:
        return Verdict(in_time=True, trimmed_from=None, barred_through=None)
    if earliest > last:
        return Verdict(in_time=False, trimmed_from=None, barred_through=last)
    return Verdict(in_time=False, trimmed_from=earliest, barred_through=earliest - timedelta(days=1))


def citations(on: date) -> list[Citation]:
    """Cite what the two deadlines rest on."""
    return [cite(Law.TIME_LIMIT, on), COUNTING, SAFE_READING, ISSUE]


def steps(first: date, last: date) -> list[str]:
    """Say the arithmetic of the two deadlines in sentences."""
    limits = limit(first, last)
    return [
        f"The first absence was on {words.long_date(first)} and the last on {words.long_date(last)}.",
        "A charge must be issued within six months of the offence. Months are counted by the calendar and the day of "
        "the offence is left out.",
        f"Six months from the first absence end on {words.long_date(limits.safe)}: the safe date, up to which every "
        "day can be charged.",
        f"Six months from the last absence end on {words.long_date(limits.hard)}: the hard date, after which nothing "
        "can be charged.",
        "A weekend or holiday does not move either date.",
    ]


def verdict_steps(first: date, last: date, *, charged_on: date) -> list[str]:
    """Say what a charge issued on that day still reaches."""
    verdict = judge(first, last, charged_on=charged_on)
    issued = f"The charge was issued on {words.long_date(charged_on)}; the day of issue counts, not the day of service."
    if verdict.in_time:
        return [issued, "Every day of the period is in time."]
    if verdict.trimmed_from is None or verdict.barred_through is None:
        return [issued, "The whole period is out of time."]
    return [
        issued,
        f"The days up to {words.long_date(verdict.barred_through)} are out of time; those from "
        f"{words.long_date(verdict.trimmed_from)} can be charged.",
    ]
