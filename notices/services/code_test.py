"""What a lawyer considers before a prosecution: section 447, and both limbs of the Full Code Test."""

from datetime import date

from django.core.exceptions import ValidationError

from cases import permissions
from cases.models import Prosecution
from cases.stages import ProsecutionState
from notices.services.file import one_file_step
from schools.models import Membership

BEFORE_COURT = (ProsecutionState.REFERRED, ProsecutionState.RETURNED, ProsecutionState.AUTHORISED)


def consider_supervision_order(
    prosecution: Prosecution,
    *,
    applied: bool,
    reasons: str,
    by: Membership,
    on: date,
    seen: int | None = None,
) -> Prosecution:
    """Record whether the council will apply for an education supervision order, and why. (Education Act 1996 s.447)"""
    if not reasons.strip():
        raise ValidationError("Say why: the duty is to consider, and the reasons show that it was done.")
    with one_file_step(prosecution, by=by, on=on, seen=seen) as file:
        file.step.require(permissions.Step.REVIEW_CODE_TEST)
        file.require_state(*BEFORE_COURT)
        row = file.row
        row.eso_considered_on, row.eso_considered_by = on, by
        row.eso_applied, row.eso_reasons = applied, reasons
        row.save()
        decided = "to be applied for" if applied else "not applied for"
        file.step.record(
            "supervision_order_considered",
            f"An education supervision order was considered: {decided}. {reasons}",
            matter=file.matter.reference,
            prosecution=row.reference,
            applied=applied,
        )
    return row


def record_code_test(
    prosecution: Prosecution,
    *,
    evidential_met: bool | None,
    evidential_reasons: str,
    public_interest_met: bool | None,
    public_interest_reasons: str,
    by: Membership,
    on: date,
    seen: int | None = None,
) -> Prosecution:
    """Record both limbs of the test, each decided with its reasons or still undecided.

    It can be recorded again for as long as the case runs: the duty to review goes on. (Code for Crown Prosecutors)
    """
    for met, reasons in ((evidential_met, evidential_reasons), (public_interest_met, public_interest_reasons)):
        if met is not None and not reasons.strip():
            raise ValidationError("A limb that is decided needs its reasons.")
    with one_file_step(prosecution, by=by, on=on, seen=seen) as file:
        file.step.require(permissions.Step.REVIEW_CODE_TEST)
        file.require_state(*BEFORE_COURT, ProsecutionState.CHARGED)
        row = file.row
        row.evidential_met, row.evidential_reasons = evidential_met, evidential_reasons
        row.public_interest_met, row.public_interest_reasons = public_interest_met, public_interest_reasons
        row.tested_by, row.tested_on = by, on
        row.save()
        file.step.record(
            "code_test_recorded",
            f"Full Code Test. Realistic prospect of conviction: {_said(evidential_met)}. {evidential_reasons} "
            f"Public interest: {_said(public_interest_met)}. {public_interest_reasons}".strip(),
            matter=file.matter.reference,
            prosecution=row.reference,
            evidential=evidential_met,
            public_interest=public_interest_met,
        )
    return row


def _said(met: bool | None) -> str:
    return "undecided" if met is None else "yes" if met else "no"
