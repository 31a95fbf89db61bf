"""Explains one penalty notice: its regime, sums, dates, bars, and where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from cases.stages import NoticeType
from notices.explain.answers import Answer, Contradiction, bar_values
from notices.tariff.ordinal import Earlier
from notices.tariff.standing import Flag, Money, Standing, State, standing
from notices.tariff.window import DatesContradict, Question, Service, Window, notice_window
from schools import words
from schools.working_days import Method


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeAsked:
    """The options of `explain notice`, as typed; what was not given is None."""

    type: NoticeType
    offence_from: date
    offence_to: date
    issued_on: date
    posted_on: date | None
    served_by: Method
    delivered_on: date | None
    returned_on: date | None
    earlier: tuple[Earlier, ...]
    paid: tuple[Money, ...]
    first_absence: date | None
    last_absence: date | None
    on: date


def explain_notice(asked: NoticeAsked) -> Answer:
    """Answer for one notice; raises `Contradiction` when the dates cannot stand together."""
    try:
        window = notice_window(_question(asked))
    except DatesContradict as error:
        raise Contradiction(str(error)) from None
    now = standing(window.dates, issued_on=asked.issued_on, payments=asked.paid, on=asked.on)
    return Answer(
        values={
            "regime": window.regime,
            "ordinal": window.ordinal,
            "issuable": window.issuable,
            "bars": [bar_values(bar) for bar in window.bars],
            "review": list(window.review),
            "received_on": _iso(window.received_on),
            "sums": _sums(window),
            "boundary_day": _iso(window.dates.boundary_day if window.dates else None),
            "proceedings_not_before": _iso(window.dates.proceedings_not_before if window.dates else None),
            "time_limit": {
                "safe": _iso(window.limit.safe),
                "hard": _iso(window.limit.hard),
                "defeated": window.defeated,
            },
            "standing": _standing(now),
        },
        steps=[*window.steps, *_said(asked.paid, now)],
        citations=window.citations,
        refused=not window.issuable,
    )


def _question(asked: NoticeAsked) -> Question:
    posted_on = asked.posted_on or asked.issued_on
    delivered_on = asked.delivered_on
    if asked.served_by is Method.HAND and delivered_on is None:
        delivered_on = asked.issued_on
    return Question(
        type=asked.type,
        offence_from=asked.offence_from,
        offence_until=asked.offence_to,
        issued_on=asked.issued_on,
        service=Service(
            posted_on=posted_on,
            method=asked.served_by,
            delivered_on=delivered_on,
            returned_on=asked.returned_on,
        ),
        earlier=asked.earlier,
        first_absence=asked.first_absence or asked.offence_from,
        last_absence=asked.last_absence or asked.offence_to,
    )


def _sums(window: Window) -> list[dict[str, Any]]:
    payable = window.dates.sums if window.dates else ()
    return [{"amount": f"{each.amount:.2f}", "last_day": each.last_day.isoformat()} for each in payable]


def _standing(now: Standing) -> dict[str, Any]:
    return {
        "on": now.on.isoformat(),
        "state": now.state,
        "due": None if now.due is None else f"{now.due:.2f}",
        "flags": list(now.flags),
    }


def _said(paid: Sequence[Money], now: Standing) -> list[str]:
    said = [f"{words.money(money.amount)} reached the council on {words.long_date(money.on)}." for money in paid]
    return [*said, f"On {words.long_date(now.on)}: {_state_words(now)}.", *(FLAG_WORDS[flag] for flag in now.flags)]


FLAG_WORDS = {
    Flag.BOUNDARY_DAY: "The money came on the day whose reading is unresolved: ask your solicitor.",
    Flag.PAYMENT_BEFORE_ISSUE: "Money from before the notice was issued is not counted.",
    Flag.EXPIRED: "The last day to pay has passed.",
    Flag.OVERPAID: "More came than was payable; the rest is owed back.",
}


def _state_words(now: Standing) -> str:
    match now.state:
        case State.PAID:
            return "paid in time, which discharges any liability for the offence"
        case State.OPEN:
            return f"nothing paid; {words.money(now.due or Decimal(0))} discharges it"
        case State.PART_PAID:
            rest = f"; {words.money(now.due)} more discharges it" if now.due is not None else ""
            return f"some money came, not enough{rest}"
        case State.LATE_PAYMENT:
            return "money came after the last day; it does not discharge and is not kept without a decision"
        case State.EXPIRED:
            return "not paid, and the last day has passed: prosecute, or withdraw"
        case State.VOID:
            return "no time to pay runs"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
