"""The sums of a notice with their last days, once the day of receipt is known. (SI 2007/1867; docs/law.md)"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from cases.citations import Citation
from notices.tariff.regimes import Counting, Row, Sum
from schools import words


@dataclass(frozen=True, slots=True)
class Payable:
    """One sum with the last day on which it discharges, and the sentences that lead to it."""

    amount: Decimal
    last_day: date
    unresolved: bool
    steps: tuple[str, ...]
    citation: Citation


@dataclass(frozen=True, slots=True)
class Dates:
    """The sums from low to high, the day of an unresolved reading, and the first day of proceedings."""

    received_on: date
    sums: tuple[Payable, ...]
    boundary_day: date | None
    proceedings_not_before: date
    steps: tuple[str, ...]

    @property
    def last_day(self) -> date:
        """Return the last day on which anything can be paid."""
        return self.sums[-1].last_day


def dates(row: Row, *, received_on: date, printed: Sequence[date] = ()) -> Dates | None:
    """Return the sums and dates of a notice received on that day; None where the regime lets none be issued.

    `printed` are the last days that the paper itself names, from low to high: a later one is honoured, since payment in
    accordance with the notice bars conviction. (s.444A(4))
    """
    if not row.sums:
        return None
    named = [*printed, *[None] * (len(row.sums) - len(printed))]
    payable = tuple(_payable(each, received_on, day) for each, day in zip(row.sums, named, strict=True))
    by_law = received_on + timedelta(days=row.standstill_days + 1)
    court_from = max(by_law, payable[-1].last_day + timedelta(days=1))
    boundary = next((each.last_day for each in payable if each.unresolved), None)
    court = f"Nothing goes to court for {row.standstill_days} days: proceedings from {words.long_date(by_law)}."
    if court_from > by_law:
        court = f"Nothing goes to court while it may be paid: proceedings from {words.long_date(court_from)}."
    return Dates(
        received_on=received_on,
        sums=payable,
        boundary_day=boundary,
        proceedings_not_before=court_from,
        steps=(*(step for each in payable for step in each.steps), court),
    )


def _payable(each: Sum, received_on: date, printed: date | None) -> Payable:
    inclusive = each.counting is Counting.FROM_RECEIPT
    last = received_on + timedelta(days=each.days - 1 if inclusive else each.days)
    amount, received = words.pounds(each.amount), words.long_date(received_on)
    if inclusive:
        said = f"{amount}: {each.days} days, of which the day of receipt, {received}, is the first"
    else:
        said = f"{amount}: {each.days} days after receipt on {received}, which is not counted"
    steps = [f"{said}; the last is {words.long_date(last)}."]
    unresolved = each.counting is Counting.UNRESOLVED
    if unresolved:
        earlier = words.long_date(last - timedelta(days=1))
        steps.append(
            f"Whether the last day is {earlier} or {words.long_date(last)} is unresolved: payment is accepted to the "
            "later, and a payment on that day is shown to your solicitor."
        )
    if printed is not None and printed > last:
        last, unresolved = printed, False
        steps.append(f"The notice itself names {words.long_date(printed)}, which is later and so is honoured.")
    return Payable(each.amount, last, unresolved, tuple(steps), each.citation)
