"""Which earlier notices count in three years, for one parent and one child. (SI 2024/210)"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from cases.time_limit import add_months
from notices.tariff.regimes import FRAMEWORK_FROM
from schools import words

YEARS = 3


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier notice to that parent for that child, from any authority; s.105 notices are never among them."""

    issued_on: date
    offence_until: date
    withdrawn: bool


def window_start(proposed_on: date) -> date:
    """Return the first day of the three years that end with the day on which a notice is proposed."""
    return add_months(proposed_on, -12 * YEARS) + timedelta(days=1)


def counts(earlier: Earlier, *, issued_on: date) -> bool:
    """Say whether an earlier notice counts against one issued on that day; withdrawn ones never do."""
    first = max(window_start(issued_on), FRAMEWORK_FROM)
    return not earlier.withdrawn and earlier.offence_until >= FRAMEWORK_FROM and first <= earlier.issued_on <= issued_on


def ordinal(earlier: Iterable[Earlier], *, issued_on: date) -> int:
    """Return which notice in three years this would be: 1 and those that count."""
    return 1 + sum(counts(each, issued_on=issued_on) for each in earlier)


def steps(earlier: Iterable[Earlier], *, issued_on: date) -> list[str]:
    """Say the count in sentences, and of each earlier notice why it counts or does not."""
    known = sorted(earlier, key=lambda each: each.issued_on)
    start = window_start(issued_on)
    said = [
        f"The three years that end with the day of issue begin on {words.long_date(start)}.",
        *(_why(each, issued_on) for each in known),
    ]
    number = ordinal(known, issued_on=issued_on)
    said.append(f"Earlier notices that count, to this parent for this child: {number - 1}. This is number {number}.")
    return said


def _why(each: Earlier, issued_on: date) -> str:
    notice = f"The notice of {words.long_date(each.issued_on)}"
    if each.withdrawn:
        return f"{notice} was withdrawn, so it does not count."
    if each.issued_on > issued_on:
        return f"{notice} came later, so it does not count."
    if each.offence_until < FRAMEWORK_FROM or each.issued_on < FRAMEWORK_FROM:
        return f"{notice} belongs to the law before {words.long_date(FRAMEWORK_FROM)}, so it does not count."
    if each.issued_on < window_start(issued_on):
        return f"{notice} lies before those three years, so it does not count."
    return f"{notice} counts."
