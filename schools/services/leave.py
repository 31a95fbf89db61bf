"""Leave in term time: what a parent asked for, and what the head decided, in the order in which it happened."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from schools.models import LeaveRequest, Membership, Parent, Pupil, School
from schools.roles import Role


def ask_for_leave(
    pupil: Pupil,
    *,
    school: School,
    asked_by: Parent,
    from_day: date,
    until: date,
    reason: str,
    by: Membership,
    on: date,
) -> LeaveRequest:
    """Record a parent's request for leave, undecided.

    Raises `ValidationError` when the days are out of order or nobody says why.
    """
    if until < from_day:
        raise ValidationError("The last day of leave comes before the first.")
    if not reason.strip():
        raise ValidationError("Write down the reason the parent gave.")
    return LeaveRequest.objects.create(
        authority_id=by.authority_id,
        school=school,
        pupil=pupil,
        asked_by=asked_by,
        asked_on=on,
        from_day=from_day,
        until=until,
        reason=reason,
    )


def refuse_leave(
    request: LeaveRequest, *, reasons: str, warned_sum: Decimal | None, by: Membership, on: date
) -> LeaveRequest:
    """Refuse leave in writing, naming what may follow and its sum where the letter does.

    Only the head of that school decides, once. Raises `ValidationError` when it was decided before or has no reasons.
    """
    if by.role != Role.HEAD or by.school_id != request.school_id:
        raise ValidationError("Only the head of the school decides about leave.")
    if not reasons.strip():
        raise ValidationError("Say why leave is refused.")
    with transaction.atomic():
        row = LeaveRequest.objects.select_for_update(of=("self",)).get(id=request.id)
        if row.decision:
            raise ValidationError("This request was decided before.")
        row.decision, row.decision_reasons = LeaveRequest.Decision.REFUSED, reasons
        row.decided_on, row.decided_by, row.letter_on, row.warned_sum = on, by, on, warned_sum
        row.save()
    return row
