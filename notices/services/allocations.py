"""Puts money to notices and takes it off again; a notice that is paid settles its matter in the same transaction."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import permissions
from cases.models import Matter, Prosecution
from cases.queries.access import actor
from cases.refusals import Forbidden
from cases.services.opening import settle_matter
from cases.services.steps import Step, one_step
from cases.stages import How, NoticeState, ProsecutionState, Stage
from notices.models import Allocation, Claim, Letter, Payment, PenaltyNotice, Reversal
from notices.queries.money import payments_with_left
from notices.queries.standing import standings_of
from notices.services.deadlines import reconcile
from notices.services.notice import lock_notice
from notices.services.outbox import cancel_letter, write_letter
from notices.services.pins import release_pins
from notices.services.reopening import bring_into_open_case
from notices.tariff.standing import State
from schools.models import Membership
from schools.words import plain_date, pounds


def allocate(
    payment: Payment,
    notice: PenaltyNotice,
    *,
    amount: Decimal,
    why: str,
    by: Membership,
    on: date,
    seen: int | None = None,
) -> Allocation:
    """Put money to a notice; money that discharges it settles the matter at whatever stage it is.

    Raises `ValidationError` when the payment has less left than that, or the notice is not an issued one.
    """
    with one_step(notice.matter.case_id, by=by, on=on, seen=seen) as step:
        if not permissions.may(permissions.Step.RECORD_PAYMENT, step.actor):
            step.require(permissions.Step.ALLOCATE)
        locked = lock_notice(notice)
        _lock_payment(payment)
        _check_left(payment, amount)
        if locked.state != NoticeState.ISSUED:
            raise ValidationError(f"Notice {locked.number} does not stand; money cannot be put to it.")
        allocation = Allocation.objects.create(payment=payment, notice=locked, amount=amount, by=by, on=on, why=why)
        _close_claims(payment, how="allocated", why=f"Put to notice {locked.number}.", by=by, on=on)
        matter = step.matter(locked.matter_id)
        step.record(
            "payment_allocated",
            f"{pounds(amount)} received on {plain_date(payment.received_on)} was put to notice {locked.number}. {why}",
            matter=matter.reference,
            notice=locked.number,
            amount=str(amount),
            received_on=payment.received_on.isoformat(),
        )
        view = standings_of([locked], on=on)[locked.id]
        if view.standing.state is State.PAID:
            _discharge(step, matter, locked, payment)
        reconcile(matter, on=on)
    return allocation


def undo_allocation(allocation: Allocation, *, why: str, by: Membership, on: date) -> None:
    """Take money off a notice it did not belong to; a matter settled by it stands again where the notice stands."""
    with one_step(allocation.notice.matter.case_id, by=by, on=on) as step:
        step.require(permissions.Step.ALLOCATE)
        row = Allocation.objects.select_for_update(of=("self",)).get(id=allocation.id)
        if row.undone_on is not None:
            return
        row.undone_on, row.undone_by, row.undone_why = on, by, why
        row.save()
        _take_off(step, row, f"{pounds(row.amount)} was taken off notice {row.notice.number}. {why}")


def reverse_payment(payment: Payment, *, reason: str, by: Membership, on: date) -> Reversal:
    """Record that the bank took a payment back; every matter it settled stands again, as of its own dates.

    Raises `ValidationError` when that is recorded already, or the payment was put to a notice in the same moment;
    nothing is changed then.
    """
    if not permissions.may(permissions.Step.REVERSE_PAYMENT, actor(by)):
        raise Forbidden(permissions.Step.REVERSE_PAYMENT.label, permissions.who_may(permissions.Step.REVERSE_PAYMENT))
    with transaction.atomic():
        reversal, new = Reversal.objects.get_or_create(payment=payment, defaults={"on": on, "reason": reason, "by": by})
        if not new:
            raise ValidationError("That the bank took this payment back is recorded already.")
        rows = _standing_allocations(payment)
        for row in rows:
            with one_step(row.notice.matter.case_id, by=by, on=on) as step:
                _take_off(step, row, f"{pounds(row.amount)} for notice {row.notice.number} was taken back. {reason}")
        # The cases are locked before the payment, as everywhere; what was put to a notice meanwhile is seen only now.
        _lock_payment(payment)
        if len(_standing_allocations(payment)) != len(rows):
            raise ValidationError("This payment was put to a notice a moment ago. Look at it again.")
        _close_claims(payment, how="not_theirs", why="The bank took the payment back.", by=by, on=on)
    return reversal


def _standing_allocations(payment: Payment) -> list[Allocation]:
    return list(
        Allocation.objects.filter(payment=payment, undone_on__isnull=True)
        .select_related("notice__matter")
        .order_by("notice__matter__case_id", "id")
    )


def _discharge(step: Step, matter: Matter, notice: PenaltyNotice, payment: Payment) -> None:
    """Settle a matter whose notice was paid in time: no court can convict for it. (s.444A(4))"""
    for letter in Letter.objects.filter(
        notice=notice, kind="reminder", posted_on__isnull=True, cancelled_on__isnull=True
    ):
        cancel_letter(step, letter, why="The notice was paid.")
    why = f"Notice {notice.number} was paid in time."
    for prosecution in Prosecution.objects.select_for_update(no_key=True, of=("self",)).filter(matter=matter):
        state = ProsecutionState(prosecution.state)
        if state is ProsecutionState.CHARGED:
            prosecution.discontinue(why=why, on=step.on)
        elif not state.is_over:
            prosecution.decline(why=why, on=step.on)
        prosecution.save()
        release_pins(prosecution.reference, why="ended", on=step.on)
        for letter in Letter.objects.filter(prosecution=prosecution, posted_on__isnull=True, cancelled_on__isnull=True):
            cancel_letter(step, letter, why="The notice was paid.")
    if matter.stage != Stage.OUTCOME:
        settle_matter(step, matter, how=How.PAID, why=why)
    write_letter(step, "receipt", to_parent=matter.parent, matter=matter, notice=notice)


def _take_off(step: Step, allocation: Allocation, text: str) -> None:
    notice = lock_notice(allocation.notice)
    matter = step.matter(notice.matter_id)
    step.record(
        "payment_taken_off",
        text,
        matter=matter.reference,
        notice=notice.number,
        amount=str(allocation.amount),
    )
    view = standings_of([notice], on=step.on)[notice.id]
    if matter.how == How.PAID and view.standing.state is not State.PAID:
        matter.revive_notice()
        matter.save()
        step.record(
            "matter_revived",
            f"Notice {notice.number} is no longer paid; the matter stands again at the notice.",
            matter=matter.reference,
        )
        bring_into_open_case(step, matter, was="settled", says="stands again at its notice")
    reconcile(matter, on=step.on)


def _close_claims(payment: Payment, *, how: str, why: str, by: Membership, on: date) -> None:
    """Close every claim on a payment of which nothing is left; what is left stays a question."""
    row = payments_with_left(payment.authority_id).get(id=payment.id)
    if row.left == 0 or hasattr(row, "reversal"):  # type: ignore[attr-defined]
        Claim.objects.filter(payment=payment, closed_on__isnull=True).update(
            closed_on=on, closed_how=how, closed_why=why, closed_by=by
        )


def _lock_payment(payment: Payment) -> None:
    Payment.objects.select_for_update(no_key=True, of=("self",)).get(id=payment.id)


def _check_left(payment: Payment, amount: Decimal) -> None:
    row = payments_with_left(payment.authority_id).get(id=payment.id)
    left: Decimal = row.left  # type: ignore[attr-defined]
    if hasattr(row, "reversal"):
        raise ValidationError("The bank took this payment back; it cannot be put to a notice.")
    if amount <= 0 or amount > left:
        raise ValidationError(
            f"Only {pounds(left)} of this payment is left; {pounds(amount)} cannot be put to a notice."
        )
