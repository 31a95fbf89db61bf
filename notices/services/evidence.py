"""What a parent sends in: proof of payment and representations; open, they stop every step to court."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import permissions
from cases.models import Matter, Representation
from cases.queries.access import actor
from cases.queries.policies import policy_on
from cases.refusals import Forbidden
from cases.services import history
from cases.services.steps import one_step
from notices.models import Claim, PaymentEvidence, PenaltyNotice
from notices.services.deadlines import reconcile
from schools.models import Authority, Membership, Parent
from schools.words import plain_date
from schools.working_days import add_working_days


def record_evidence(
    parent: Parent,
    *,
    text: str,
    channel: str,
    received_on: date,
    by: Membership,
    on: date,
    notice: PenaltyNotice | None = None,
    sha256: str = "",
) -> PaymentEvidence:
    """Record a parent's proof that they paid; a person decides it within the code's days."""
    if not permissions.may(permissions.Step.RECORD_EVIDENCE, actor(by)):
        raise Forbidden(permissions.Step.RECORD_EVIDENCE.label, permissions.who_may(permissions.Step.RECORD_EVIDENCE))
    if received_on > on:
        raise ValidationError(f"The letter is dated {plain_date(received_on)}, which is still to come.")
    with transaction.atomic():
        Authority.objects.select_for_update(no_key=True).get(id=parent.authority_id)
        due_on = add_working_days(on, policy_on(parent.authority_id, on).claim_working_days)
        evidence = PaymentEvidence.objects.create(
            authority_id=parent.authority_id,
            parent=parent,
            notice=notice,
            received_on=received_on,
            channel=channel,
            text=text,
            sha256=sha256,
            recorded_by=by,
            due_on=due_on,
        )
        history.record(
            parent.authority,
            kind="payment_evidence",
            text=f"Proof of payment came in on {plain_date(received_on)}.",
            facts={"evidence": evidence.id, "received_on": received_on.isoformat()},
            by=by,
            on=on,
        )
    return evidence


def decide_evidence(
    evidence: PaymentEvidence,
    *,
    decision: PaymentEvidence.Decision,
    reasons: str,
    by: Membership,
    on: date,
) -> PaymentEvidence:
    """Decide, with reasons that name the facts, whether the proof shows payment."""
    if not permissions.may(permissions.Step.DECIDE_EVIDENCE, actor(by)):
        raise Forbidden(permissions.Step.DECIDE_EVIDENCE.label, permissions.who_may(permissions.Step.DECIDE_EVIDENCE))
    if not reasons:
        raise ValidationError("Say why; the reasons are kept.")
    with transaction.atomic():
        row = PaymentEvidence.objects.select_for_update(no_key=True, of=("self",)).get(id=evidence.id)
        if row.decision:
            return row
        row.decision, row.decided_on, row.decided_by, row.decision_reasons = decision, on, by, reasons
        row.save()
        Claim.objects.filter(evidence=row, closed_on__isnull=True).update(
            closed_on=on, closed_how="decided", closed_why=reasons[:300], closed_by=by
        )
        Authority.objects.select_for_update(no_key=True).get(id=row.authority_id)
        history.record(
            row.authority,
            kind="payment_evidence_decided",
            text=f"Proof of payment: {decision.label.lower()}. {reasons}",
            facts={"evidence": row.id, "decision": decision.value},
            by=by,
            on=on,
        )
    return row


def record_representation(
    matter: Matter,
    *,
    text: str,
    channel: str,
    received_on: date,
    by: Membership,
    on: date,
    sha256: str = "",
    seen: int | None = None,
) -> Representation:
    """Record what a parent said against a step; until it is answered nothing goes towards court."""
    if received_on > on:
        raise ValidationError(f"The reply is dated {plain_date(received_on)}, which is still to come.")
    with one_step(matter.case_id, by=by, on=on, seen=seen) as step:
        step.require(permissions.Step.RECORD_SUPPORT, school_id=matter.school_id)
        row = Representation.objects.create(
            matter=matter,
            received_on=received_on,
            channel=channel,
            text=text,
            sha256=sha256,
            recorded_by=by,
        )
        step.record(
            "representation",
            f"{matter.parent} replied on {plain_date(received_on)}: “{text}”",
            matter=matter.reference,
            channel=channel,
        )
        reconcile(step.matter(matter.id), on=on)
    return row


def answer_representation(
    representation: Representation, *, answer: str, by: Membership, on: date, seen: int | None = None
) -> Representation:
    """Answer what a parent said, with reasons that name the facts."""
    if not answer:
        raise ValidationError("Write the answer; it is kept.")
    with one_step(representation.matter.case_id, by=by, on=on, seen=seen) as step:
        step.require(permissions.Step.ANSWER_REPRESENTATION)
        row = Representation.objects.select_for_update(no_key=True, of=("self",)).get(id=representation.id)
        if row.answered_on is None:
            row.answered_on, row.answered_by, row.answer = on, by, answer
            row.save()
            matter = step.matter(row.matter_id)
            step.record(
                "representation_answered",
                f"The reply of {plain_date(row.received_on)} was answered. {answer}",
                matter=matter.reference,
            )
            reconcile(matter, on=on)
    return row
