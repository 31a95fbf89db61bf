"""The day on which a paper counts as received, with its arithmetic in sentences. (Interpretation Act 1978 s.7)"""

from dataclasses import dataclass
from datetime import date

from cases.citations import Citation, Confidence
from schools import words
from schools.working_days import Method, explain_receipt

PRESUMPTION = Citation("Interpretation Act 1978 s.7; Practice Direction 1985", Confidence.V)
HANDED_OVER = Citation("Education Act 1996 s.572", Confidence.V2)

_POSTED = {
    Method.FIRST_CLASS: ("first class", "second"),
    Method.SECOND_CLASS: ("second class", "fourth"),
    Method.UNKNOWN: ("class not stated, so taken as second class", "fourth"),
}


@dataclass(frozen=True, slots=True)
class Received:
    """When a paper counts as received, why, and on what authority."""

    on: date
    steps: tuple[str, ...]
    citation: Citation


def by_post(posted_on: date, method: Method | str) -> Received:
    """Return the presumed receipt of a posted paper; by hand it is that very day."""
    method = Method(method)
    if method is Method.HAND:
        return by_hand(posted_on)
    receipt = explain_receipt(posted_on, method)
    how, which = _POSTED[method]
    steps = [
        f"Posted on {words.long_date(posted_on)}, {how}; it counts as received on the {which} working day after, "
        f"{words.long_date(receipt.received_on)}."
    ]
    holidays = [f"{words.long_date(day)} ({name})" for day, name in receipt.skipped if day.weekday() < 5]
    if holidays:
        steps.append(f"Not counted as working days: {'; '.join(holidays)}.")
    if receipt.source == "computed":
        steps.append("The bank holidays of these days are computed, not from the official list.")
    return Received(receipt.received_on, tuple(steps), PRESUMPTION)


def by_hand(on: date) -> Received:
    """Return the receipt of a paper handed over or left: that day, also on a weekend or holiday."""
    return Received(on, (f"Handed over on {words.long_date(on)}; it counts as received that day.",), HANDED_OVER)


def proved(posted_on: date, delivered_on: date) -> Received:
    """Return the receipt of a posted paper whose delivery is proved, which replaces the presumption."""
    steps = (
        f"Posted on {words.long_date(posted_on)}.",
        f"Delivery is proved on {words.long_date(delivered_on)}, which replaces the presumption.",
    )
    return Received(delivered_on, steps, PRESUMPTION)
