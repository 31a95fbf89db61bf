"""Decides a prosecution: authorised by a lawyer who did not refer it, declined, or stopped once begun."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError

from cases import permissions
from cases.models import Decision, Prosecution
from cases.refusals import Forbidden, refuse_if
from cases.rules.steps import bars_to_authorise
from cases.services.opening import settle_matter
from cases.stages import How, NoticeState, ProsecutionState, WithdrawalGround
from notices.models import Letter, PenaltyNotice
from notices.queries.facts.make import facts_of
from notices.services.deadlines import reconcile
from notices.services.file import File, one_file_step
from notices.services.outbox import cancel_letter
from notices.services.pins import release_pins
from notices.services.withdrawal import withdraw_in_step
from schools.models import Membership
from schools.roles import Role
from schools.words import pounds

UNDECIDED = (ProsecutionState.REFERRED, ProsecutionState.RETURNED, ProsecutionState.AUTHORISED)


def allocate(
    prosecution: Prosecution, *, lawyer: Membership, by: Membership, on: date, seen: int | None = None
) -> Prosecution:
    """Give a file to one lawyer, who works it from then on."""
    if lawyer.role != Role.LEGAL or lawyer.authority_id != by.authority_id:
        raise ValidationError("Only a legal officer of this authority holds a file.")
    with one_file_step(prosecution, by=by, on=on, seen=seen) as file:
        file.step.require(permissions.Step.REVIEW_CODE_TEST)
        file.row.lawyer = lawyer
        file.row.save()
        file.step.record(
            "file_allocated",
            f"The lawyers' file is held by {lawyer.user}.",
            matter=file.matter.reference,
            prosecution=file.row.reference,
        )
    return file.row


def authorise(prosecution: Prosecution, *, by: Membership, on: date, seen: int | None = None) -> Prosecution:
    """Authorise proceedings: both limbs met, section 447 considered, nothing open, and never the referrer."""
    with one_file_step(prosecution, by=by, on=on, seen=seen) as file:
        _require_another_person(file)
        facts = facts_of(file.matter, on=on)
        refuse_if(bars_to_authorise(facts, on))
        file.row.authorise(facts=facts, on=on)
        file.row.authorised_by = by
        file.row.lawyer = file.row.lawyer or by
        file.row.save()
        reasons = f"{file.row.evidential_reasons} {file.row.public_interest_reasons}".strip()
        _decide(file, Decision.Kind.PROSECUTE, reasons)
        file.step.record(
            "prosecution_authorised",
            f"{by.user} authorised proceedings under {file.row.get_offence_display()}. {reasons}",
            matter=file.matter.reference,
            prosecution=file.row.reference,
            offence=file.row.offence,
        )
        reconcile(file.matter, on=on)
    return file.row


def decline(
    prosecution: Prosecution,
    *,
    why: str,
    by: Membership,
    on: date,
    ground: WithdrawalGround = WithdrawalGround.MUST_WITHDRAW,
    how: How = How.DECLINED,
    seen: int | None = None,
) -> Prosecution:
    """Decide not to prosecute: a live notice is withdrawn in the same step, and the matter settles. (reg 9)

    `how` may be out of time instead; `ground` another where the notice ought not to have been issued.
    """
    if how not in (How.DECLINED, How.OUT_OF_TIME):
        raise ValidationError("A prosecution that is not brought is declined, or out of time.")
    with one_file_step(prosecution, by=by, on=on, seen=seen) as file:
        file.step.require(permissions.Step.DECLINE)
        file.require_state(*UNDECIDED)
        file.row.decline(why=why, on=on)
        file.row.save()
        release_pins(file.row.reference, why="ended", on=on)
        _stop_letters(file, why="The prosecution was declined.")
        _decide(file, Decision.Kind.DECLINE, why)
        file.step.record(
            "prosecution_declined",
            f"The council will not prosecute. {why}",
            matter=file.matter.reference,
            prosecution=file.row.reference,
            how=how.value,
        )
        notice = PenaltyNotice.objects.filter(matter=file.matter, state=NoticeState.ISSUED).first()
        if notice is not None:
            withdraw_in_step(file.step, notice, ground=ground, why=why)
        settle_matter(file.step, file.matter, how=how, why=why)
        reconcile(file.matter, on=on)
    return file.row


def discontinue(
    prosecution: Prosecution, *, why: str, by: Membership, on: date, seen: int | None = None
) -> Prosecution:
    """Stop proceedings that have begun, with reasons; the matter settles."""
    with one_file_step(prosecution, by=by, on=on, seen=seen) as file:
        file.step.require(permissions.Step.DISCONTINUE)
        file.require_state(ProsecutionState.CHARGED)
        file.row.discontinue(why=why, on=on)
        file.row.save()
        release_pins(file.row.reference, why="ended", on=on)
        _stop_letters(file, why="The prosecution was discontinued.")
        _decide(file, Decision.Kind.DECLINE, why)
        file.step.record(
            "prosecution_discontinued",
            f"Proceedings were discontinued. {why}",
            matter=file.matter.reference,
            prosecution=file.row.reference,
        )
        settle_matter(file.step, file.matter, how=How.DISCONTINUED, why=why)
        reconcile(file.matter, on=on)
    return file.row


def ask_for_costs(
    prosecution: Prosecution, *, costs: Decimal, by: Membership, on: date, seen: int | None = None
) -> Prosecution:
    """Record what the council will ask the court for; the court decides."""
    if costs < 0:
        raise ValidationError("Costs are a sum of money.")
    with one_file_step(prosecution, by=by, on=on, seen=seen) as file:
        file.step.require(permissions.Step.CHARGE)
        file.require_state(*UNDECIDED, ProsecutionState.CHARGED)
        file.row.costs = costs
        file.row.save()
        file.step.record(
            "costs_asked",
            f"The council will ask for costs of {pounds(costs)}.",
            matter=file.matter.reference,
            prosecution=file.row.reference,
            amount=str(costs),
        )
    return file.row


def _require_another_person(file: File) -> None:
    """A legal officer who never referred this matter, under whatever membership."""
    referrers = set(
        Decision.objects.filter(matter=file.matter, kind=Decision.Kind.REFER).values_list("by__user_id", flat=True)
    ) | {file.row.referred_by.user_id}
    step = permissions.Step.AUTHORISE
    allowed = all(permissions.may_authorise(file.step.actor, referred_by_user_id=user) for user in referrers)
    if not allowed:
        raise Forbidden(step.label, permissions.who_may(step))


def _decide(file: File, kind: Decision.Kind, reasons: str) -> None:
    Decision.objects.create(
        case=file.step.case, matter=file.matter, kind=kind, reasons=reasons, by=file.step.by, on=file.step.on
    )


def _stop_letters(file: File, *, why: str) -> None:
    for letter in Letter.objects.filter(prosecution=file.row, posted_on__isnull=True, cancelled_on__isnull=True):
        cancel_letter(file.step, letter, why=why)
