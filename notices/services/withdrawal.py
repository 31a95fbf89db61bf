"""Withdraws a penalty notice: the council's act, with its letter, the repayment, and the bar on proceedings."""

from datetime import date
from decimal import Decimal

from cases import permissions
from cases.models import Decision
from cases.refusals import refuse_if
from cases.rules.steps import bars_to_withdraw
from cases.services.opening import settle_matter
from cases.services.steps import Step, one_step
from cases.stages import How, Stage, WithdrawalGround
from notices.models import Allocation, Letter, PenaltyNotice, Refund
from notices.queries.facts.make import facts_of
from notices.services.deadlines import reconcile
from notices.services.notice import lock_notice
from notices.services.outbox import cancel_letter, write_letter
from notices.services.pins import release_pins
from schools.models import Membership
from schools.words import pounds


def withdraw_notice(
    notice: PenaltyNotice,
    *,
    ground: WithdrawalGround,
    why: str,
    by: Membership,
    on: date,
    seen: int | None = None,
) -> PenaltyNotice:
    """Withdraw a notice on one of its grounds; the matter settles. (SI 2007/1867 regs 8 and 9)

    Whatever was paid is owed back to whoever paid it.
    """
    with one_step(notice.matter.case_id, by=by, on=on, seen=seen) as step:
        matter = step.matter(notice.matter_id)
        withdrawn = withdraw_in_step(step, notice, ground=ground, why=why)
        if matter.stage != Stage.OUTCOME:
            settle_matter(step, matter, how=How.WITHDRAWN, why=f"{ground.label}. {why}")
        reconcile(matter, on=on)
    return withdrawn


def withdraw_in_step(step: Step, notice: PenaltyNotice, *, ground: WithdrawalGround, why: str) -> PenaltyNotice:
    """Withdraw a notice inside a step that holds its case and settles the matter itself."""
    step.require(permissions.Step.WITHDRAW)
    matter = step.matter(notice.matter_id)
    locked = lock_notice(notice)
    facts = facts_of(matter, on=step.on)
    refuse_if(bars_to_withdraw(facts, ground, step.on))
    locked.withdrawn_by = step.by
    locked.withdraw(facts=facts, ground=ground, why=why, on=step.on)
    locked.save()
    release_pins(locked.number, why="withdrawn", on=step.on)
    _stop_letters(step, locked)
    refunds = _owe_back(step, locked)
    Decision.objects.create(
        case=step.case, matter=matter, kind=Decision.Kind.WITHDRAW, reasons=why, by=step.by, on=step.on
    )
    owed = sum((refund.amount for refund in refunds), Decimal(0))
    step.record(
        "notice_withdrawn",
        f"Penalty notice {locked.number} withdrawn: {ground.label.lower()}. {why}"
        + (f" {pounds(owed)} is to be repaid." if owed else ""),
        matter=matter.reference,
        notice=locked.number,
        ground=ground.value,
        owed=str(owed),
    )
    write_letter(step, "withdrawal", to_parent=matter.parent, matter=matter, notice=locked)
    return locked


def _stop_letters(step: Step, notice: PenaltyNotice) -> None:
    for letter in Letter.objects.filter(notice=notice, posted_on__isnull=True, cancelled_on__isnull=True):
        cancel_letter(step, letter, why="The notice was withdrawn.")


def _owe_back(step: Step, notice: PenaltyNotice) -> list[Refund]:
    """Raise the repayment of everything allocated to the notice, to whoever paid it. (reg 8)"""
    refunds = []
    for allocation in (
        Allocation.objects.select_for_update(of=("self",))
        .select_related("payment")
        .filter(notice=notice, undone_on__isnull=True)
    ):
        allocation.undone_on, allocation.undone_by = step.on, step.by
        allocation.undone_why = "The notice was withdrawn."
        allocation.save()
        refunds.append(
            Refund.objects.create(
                payment=allocation.payment,
                notice=notice,
                amount=allocation.amount,
                payee=allocation.payment.payer or str(notice.matter.parent),
                reason=f"Notice {notice.number} was withdrawn",
                raised_by=step.by,
                raised_on=step.on,
            )
        )
    return refunds
