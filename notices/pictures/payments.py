"""The clerk's desk and one payment as they are shown: the evidence side by side, nothing preselected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from notices.models import Allocation, Claim, Payment, PaymentEvidence, Refund
from notices.pictures.case import due_today
from notices.queries.payments import Candidates, Ledger
from notices.queries.standing import NoticeStanding
from schools.words import money, near_date, plain_date, pounds


@dataclass(frozen=True)
class LedgerShown:
    """The clerk's desk."""

    tiles: Sequence[dict[str, object]]
    claimed: Sequence[dict[str, object]]
    orphans: Sequence[dict[str, object]]
    evidence: Sequence[dict[str, object]]
    refunds: Sequence[dict[str, object]]
    newest: Sequence[Sequence[object]]
    balance: Sequence[tuple[str, str]]
    adds_up: bool


@dataclass(frozen=True)
class PaymentShown:
    """One payment, its facts, and the notices it could belong to as columns."""

    title: str
    number: int
    facts: Sequence[tuple[str, str]]
    columns: Sequence[dict[str, object]]
    rows: Sequence[tuple[str, Sequence[str]]]
    open_claims: Sequence[Claim]
    family: Sequence[dict[str, object]]
    left: Decimal
    reversed: bool


def draw_ledger(ledger: Ledger, *, on: date) -> LedgerShown:
    """Draw the clerk's desk."""
    balance = ledger.balance
    return LedgerShown(
        tiles=[
            _tile(len(ledger.claimed), "Could be somebody's", "claimed", "each holds a family", "danger"),
            _tile(len(ledger.orphans), "Belong to nobody yet", "orphans", "no family is held", "warn"),
            _tile(len(ledger.evidence), "Proofs to decide", "evidence", "each holds a family", "danger"),
            _tile(len(ledger.refunds), "Refunds due", "refunds", "a manager approves each", "warn"),
        ],
        claimed=[_waiting(row, on) for row in ledger.claimed],
        orphans=[_waiting(row, on) for row in ledger.orphans],
        evidence=[_proof(row, on) for row in ledger.evidence],
        refunds=[_refund(row, on) for row in ledger.refunds],
        newest=[
            (
                plain_date(row.received_on),
                row.payer or "Not said",
                row.reference,
                money(row.amount),
                money(left_of(row)),
            )
            for row in ledger.newest
        ],
        balance=[
            ("Received", money(balance.received)),
            ("Put to notices", money(balance.allocated)),
            ("Not yet put to any", money(balance.unallocated)),
            ("Sent or owed back", money(balance.refunded)),
            ("Taken back by the bank", money(balance.reversed)),
            ("Difference", money(balance.difference)),
        ],
        adds_up=balance.difference == 0,
    )


def draw_payment(payment: Payment, candidates: Candidates, *, on: date) -> PaymentShown:
    """Draw one payment beside the notices it could belong to."""
    waiting = [claim for claim in candidates.claims if claim.closed_on is None]
    named = [claim for claim in waiting if claim.notice_id in candidates.standings]
    others = [
        view
        for notice_id, view in candidates.standings.items()
        if notice_id not in {claim.notice_id for claim in named}
    ]
    return PaymentShown(
        title=name_of(payment),
        number=payment.id,
        facts=[
            ("Received", plain_date(payment.received_on)),
            ("Amount", money(payment.amount)),
            ("How", payment.get_method_display()),
            ("Reference", payment.reference or "None came with it"),
            ("Payer", payment.payer or "Not said"),
            ("Recorded by", str(payment.recorded_by.user)),
            *(_allocated(row) for row in candidates.allocations),
            *((f"Back to {row.payee}", money(row.amount)) for row in candidates.refunds),
            ("Left", money(left_of(payment))),
        ],
        columns=[_column(claim, candidates) for claim in named],
        rows=_rows(named, candidates),
        open_claims=waiting,
        family=[_notice(view) for view in others],
        left=left_of(payment),
        reversed=candidates.reversal is not None,
    )


def left_of(payment: Payment) -> Decimal:
    """What of a payment belongs to no notice and was not sent back."""
    left: Decimal = payment.left  # type: ignore[attr-defined]
    return left


def name_of(payment: Payment) -> str:
    """What a payment is called: its sum and its day."""
    return f"{money(payment.amount)} received on {plain_date(payment.received_on)}"


def _tile(number: int, label: str, anchor: str, under: str, kind: str) -> dict[str, object]:
    return {"number": number, "label": label, "href": f"#{anchor}", "under": under, "kind": kind if number else ""}


def _waiting(row: Payment, on: date) -> dict[str, object]:
    return {
        "when": near_date(row.received_on, on=on),
        "task": f"Decide {money(left_of(row))} from {row.payer or 'somebody'}",
        "href": f"/payments/{row.id}/",
        "why": f"Reference: {row.reference or 'none'}",
        "who": "",
    }


def _proof(row: PaymentEvidence, on: date) -> dict[str, object]:
    return {
        "when": near_date(row.due_on, on=on),
        "task": f"Decide the proof from {row.parent}",
        "href": f"/evidence/{row.id}/",
        "why": row.text,
        "who": "",
    }


def _refund(row: Refund, on: date) -> dict[str, object]:
    return {
        "when": near_date(row.raised_on, on=on),
        "task": f"Repay {pounds(row.amount)} to {row.payee}",
        "href": f"/refunds/{row.id}/",
        "why": row.reason,
        "who": f"Raised by {row.raised_by.user}",
    }


def _newest(row: Payment) -> list[str]:
    payer = row.payer or "Not said"
    return [plain_date(row.received_on), payer, row.reference, money(row.amount), money(left_of(row))]


def _allocated(row: Allocation) -> tuple[str, str]:
    ending = f"Taken off again: {row.undone_why}" if row.undone_on else row.why
    return f"Put to {row.notice.number}", f"{money(row.amount)}. {ending}"


def _column(claim: Claim, candidates: Candidates) -> dict[str, object]:
    assert claim.notice is not None
    view = candidates.standings[claim.notice.id]
    return {
        "name": claim.notice.number,
        "href": f"/notices/{claim.notice.number}/",
        "under": str(claim.parent),
        "state": view.standing.state.value.replace("_", " "),
        "state_kind": "note",
        "best": False,
    }


def _rows(claims: Sequence[Claim], candidates: Candidates) -> list[tuple[str, list[str]]]:
    views = [candidates.standings[claim.notice_id] for claim in claims if claim.notice_id is not None]
    return [
        ("What fits", [" ".join(claim.why) for claim in claims]),
        ("Child", [str(view.notice.matter.case.pupil) for view in views]),
        ("Issued", [plain_date(view.notice.issued_on) if view.notice.issued_on else "" for view in views]),
        ("Due today", [due_today(view) for view in views]),
        ("Put to it so far", [money(view.received) for view in views]),
    ]


def _notice(view: NoticeStanding) -> dict[str, object]:
    return {
        "text": view.notice.number,
        "href": f"/notices/{view.notice.number}/",
        "under": f"{view.notice.matter.parent}, for {view.notice.matter.case.pupil}",
        "value": view.standing.state.value.replace("_", " "),
    }
