"""Where a notice stands on a day: worked out from its dates and the money, never stored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from notices.tariff.sums import Dates, Payable


class State(StrEnum):
    """The words for where a notice stands."""

    OPEN = "open"
    PAID = "paid"
    PART_PAID = "part_paid"
    LATE_PAYMENT = "late_payment"
    EXPIRED = "expired"
    VOID = "void"


class Flag(StrEnum):
    """What a person should look at beside the state."""

    BOUNDARY_DAY = "boundary_day"
    PAYMENT_BEFORE_ISSUE = "payment_before_issue"
    EXPIRED = "expired"
    OVERPAID = "overpaid"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount that reached the council on a day."""

    amount: Decimal
    on: date


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a notice stands; `due` is None when nothing can be paid any more, zero when it is paid.

    `discharged_on` is the day the money that reached it first made up a sum in its time.
    """

    on: date
    state: State
    due: Decimal | None
    flags: tuple[Flag, ...]
    discharged_on: date | None


def standing(dates: Dates | None, *, issued_on: date, payments: Iterable[Money], on: date) -> Standing:
    """Say where a notice stands on a day; without dates (no power, returned, not yet served) it is void.

    Payments add up and count from the day of issue, also before receipt; those after `on` have not happened yet. Money
    that makes up a sum up to its last day discharges it, however many payments it took. (s.444A(4))
    """
    if dates is None:
        return Standing(on, State.VOID, None, (), None)
    known = sorted((money for money in payments if money.on <= on), key=lambda money: money.on)
    since_issue = [money for money in known if money.on >= issued_on]
    flags = [Flag.PAYMENT_BEFORE_ISSUE] if len(since_issue) < len(known) else []
    received = sum((money.amount for money in since_issue), Decimal(0))
    discharge = _discharge(dates.sums, since_issue)
    if discharge is not None:
        paid_on, each = discharge
        flags += [Flag.BOUNDARY_DAY] if paid_on == dates.boundary_day else []
        flags += [Flag.OVERPAID] if received > each.amount else []
        return Standing(on, State.PAID, Decimal(0), tuple(flags), paid_on)
    return _unpaid(dates, since_issue, received, flags, on)


def _unpaid(dates: Dates, since_issue: Sequence[Money], received: Decimal, flags: list[Flag], on: date) -> Standing:
    past = on > dates.last_day
    if any(money.on > dates.last_day for money in since_issue):
        return Standing(on, State.LATE_PAYMENT, None, tuple(flags), None)
    if since_issue:
        flags = [*flags, Flag.EXPIRED] if past else flags
        due = None if past else _payable_on(dates, on) - received
        return Standing(on, State.PART_PAID, due, tuple(flags), None)
    if past:
        return Standing(on, State.EXPIRED, None, tuple(flags), None)
    return Standing(on, State.OPEN, _payable_on(dates, on), tuple(flags), None)


def _payable_on(dates: Dates, on: date) -> Decimal:
    return next(each.amount for each in dates.sums if on <= each.last_day)


def _discharge(sums: Sequence[Payable], payments: Sequence[Money]) -> tuple[date, Payable] | None:
    total = Decimal(0)
    for money in payments:
        total += money.amount
        for each in sums:
            if money.on <= each.last_day and total >= each.amount:
                return money.on, each
    return None
