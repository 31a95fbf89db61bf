"""Records money, matches it to notices, and asks a person about what could be somebody's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import permissions
from cases.queries.access import actor
from cases.queries.policies import policy_on
from cases.refusals import Forbidden
from cases.services import history
from cases.stages import NoticeState
from notices.matching import CERTAIN, Candidate, Match, Received, match
from notices.models import Allocation, Claim, Payment, PenaltyNotice, Refund, Reversal
from notices.queries.standing import standings_of
from notices.services.allocations import allocate
from notices.tariff.standing import State
from schools.models import Authority, Membership
from schools.words import plain_date, pounds
from schools.working_days import add_working_days


@dataclass(frozen=True, slots=True)
class Recorded:
    """A payment, what it was put to at once, and whose it could be."""

    payment: Payment
    allocated: Allocation | None
    claims: Sequence[Claim]


def record_payment(
    authority: Authority,
    *,
    amount: Decimal,
    received_on: date,
    method: Payment.Method,
    reference: str,
    payer: str,
    by: Membership,
    on: date,
    bank_ref: str = "",
) -> Recorded:
    """Record money that reached the council; a certain match is allocated, the likely ones become claims.

    A claim holds every step to court against that parent until a person decides it. Raises `ValidationError` for a
    sum that is not positive, a day still to come, or a bank line recorded before.
    """
    _require(permissions.Step.RECORD_PAYMENT, by)
    _check(authority, amount=amount, received_on=received_on, bank_ref=bank_ref, on=on)
    with transaction.atomic():
        Authority.objects.select_for_update(no_key=True).get(id=authority.id)
        payment = Payment.objects.create(
            authority=authority,
            received_on=received_on,
            amount=amount,
            method=method,
            reference=reference,
            payer=payer,
            bank_ref=bank_ref,
            recorded_by=by,
            recorded_on=on,
        )
        history.record(
            authority,
            kind="payment_recorded",
            text=f"{pounds(amount)} received on {plain_date(received_on)} by {method.label.lower()}.",
            facts={"payment": payment.id, "amount": str(amount), "received_on": received_on.isoformat()},
            by=by,
            on=on,
        )
    matches = match(Received(amount, received_on, reference, payer), candidates(authority, on=received_on))
    certain = [fit for fit in matches if fit.score == CERTAIN]
    if len(certain) == 1:
        notice = PenaltyNotice.objects.get(id=certain[0].notice_id)
        allocated = allocate(payment, notice, amount=amount, why=certain[0].why[0], by=by, on=on)
        return Recorded(payment, allocated, ())
    return Recorded(payment, None, _claim(payment, matches, by=by, on=on))


def candidates(authority: Authority, *, on: date) -> list[Candidate]:
    """Every issued notice of the authority that money of a day could be for, in three queries."""
    rows = list(
        PenaltyNotice.objects.filter(
            matter__case__authority=authority, state=NoticeState.ISSUED, issued_on__lte=on
        ).select_related("matter__parent")
    )
    standings = standings_of(rows, on=on)
    found = []
    for notice in rows:
        view = standings[notice.id]
        if view.standing.state is State.PAID or notice.issued_on is None:
            continue
        parent = notice.matter.parent
        found.append(
            Candidate(
                notice_id=notice.id,
                number=notice.number,
                parent_id=parent.id,
                surname=parent.surname,
                forename=parent.forename,
                postcode=parent.postcode,
                sums=tuple(each.amount for each in view.dates.sums) if view.dates else (),
                due=view.standing.due,
                issued_on=notice.issued_on,
            )
        )
    return found


def say_not_theirs(claim: Claim, *, why: str, by: Membership, on: date) -> Claim:
    """Close a claim, because a person has seen that the money is not this parent's."""
    _require(permissions.Step.ALLOCATE, by)
    if not why:
        raise ValidationError("Say how you know that the money is not theirs.")
    with transaction.atomic():
        row = Claim.objects.select_for_update(no_key=True, of=("self",)).get(id=claim.id)
        if row.closed_on is None:
            row.closed_on, row.closed_how, row.closed_why, row.closed_by = on, "not_theirs", why, by
            row.save()
            Authority.objects.select_for_update(no_key=True).get(id=by.authority_id)
            history.record(
                by.authority,
                kind="claim_closed",
                text=f"A payment was found not to be one parent's. {why}",
                facts={"claim": row.id},
                by=by,
                on=on,
            )
    return row


def pay_refund(refund: Refund, *, method: str, approved_by: Membership, on: date) -> Refund:
    """Record that a refund was approved, by another person than raised it, and has left.

    Raises `ValidationError` when it has left already, or the bank has taken the payment itself back.
    """
    _require(permissions.Step.APPROVE_REFUND, approved_by)
    if refund.raised_by.user_id == approved_by.user_id:
        raise Forbidden(permissions.Step.APPROVE_REFUND.label, permissions.who_may(permissions.Step.APPROVE_REFUND))
    with transaction.atomic():
        row = Refund.objects.select_for_update(of=("self",)).get(id=refund.id)
        if row.paid_on is not None:
            raise ValidationError(f"This repayment left on {plain_date(row.paid_on)}.")
        if Reversal.objects.filter(payment=row.payment_id).exists():
            raise ValidationError("The bank took this payment back, so there is nothing to repay.")
        row.approved_by, row.paid_on, row.method = approved_by, on, method
        row.save()
    return row


def _claim(payment: Payment, matches: Sequence[Match], *, by: Membership, on: date) -> list[Claim]:
    """Write a claim for each parent the money could be of: the likeliest notice of each."""
    best: dict[int, Match] = {}
    for fit in matches:
        best.setdefault(fit.parent_id, fit)
    due_on = add_working_days(on, policy_on(payment.authority_id, on).claim_working_days) if best else on
    return Claim.objects.bulk_create(
        Claim(
            payment=payment,
            parent_id=fit.parent_id,
            notice_id=fit.notice_id,
            score=fit.score,
            why=list(fit.why),
            opened_on=on,
            due_on=due_on,
            owner=by,
        )
        for fit in best.values()
    )


def _check(authority: Authority, *, amount: Decimal, received_on: date, bank_ref: str, on: date) -> None:
    if amount <= 0:
        raise ValidationError("A payment is more than £0.00; money that went back is a refund or a reversal.")
    if received_on > on:
        raise ValidationError(f"The payment is dated {plain_date(received_on)}, which is still to come.")
    if bank_ref and Payment.objects.filter(authority=authority, bank_ref=bank_ref).exists():
        raise ValidationError(f"The bank line {bank_ref} was recorded before.")


def _require(step: permissions.Step, by: Membership) -> None:
    if not permissions.may(step, actor(by)):
        raise Forbidden(step.label, permissions.who_may(step))
