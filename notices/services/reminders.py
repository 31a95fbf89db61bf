"""Reminds a parent before the first sum of a notice runs out, where the council's code says so."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from cases.deadlines import DeadlineKind
from cases.models import Deadline, Policy
from cases.receipt import by_post
from cases.services.steps import one_step
from cases.stages import NoticeState
from notices.models import Letter, PenaltyNotice
from notices.services.letters.notice import next_post
from notices.services.outbox import write_letter
from notices.services.premises import why_no_reminder
from schools.models import Membership


def remind_due(*, by: Membership, on: date) -> int:
    """Write the reminders that are due on this day; give back how many. Again writes none twice."""
    days = _days_before(by.authority_id, on)
    if days is None:
        return 0
    return sum(remind(notice, by=by, on=on) for notice in _to_remind(by.authority_id, on, days))


def remind(notice: PenaltyNotice, *, by: Membership, on: date) -> bool:
    """Write one reminder, unless the notice has one or there is nothing left to remind of."""
    with one_step(notice.matter.case_id, by=by, on=on) as step:
        matter = step.matter(notice.matter_id)
        row = PenaltyNotice.objects.get(id=notice.id)
        if _reminders(row.id).exists() or why_no_reminder(matter, row, on=on):
            return False
        written = write_letter(step, "reminder", to_parent=matter.parent, matter=matter, notice=row)
        step.record(
            "reminder_written",
            f"A reminder of notice {notice.number} was written before the first sum runs out.",
            letter=written.reference,
            notice=notice.number,
        )
    return True


def _days_before(authority_id: int, on: date) -> int | None:
    rows = Policy.objects.filter(authority=authority_id, in_force_from__lte=on).order_by("-in_force_from")
    return rows.values_list("reminder_days_before", flat=True).first()


def _to_remind(authority_id: int, on: date, days: int) -> QuerySet[PenaltyNotice]:
    """Notices whose first sum runs out within so many days, but not before a reminder could arrive."""
    arrives_on = by_post(next_post(on), Letter.PostClass.FIRST).on
    standing = Deadline.objects.filter(matter=OuterRef("matter"), superseded_on__isnull=True)
    soon = standing.filter(due_on__range=(arrives_on, on + timedelta(days=days)))
    two_sums = Exists(standing.filter(kind=DeadlineKind.NOTICE_LOW))
    return (
        PenaltyNotice.objects.filter(matter__case__authority=authority_id, state=NoticeState.ISSUED)
        .filter(
            Exists(soon.filter(kind=DeadlineKind.NOTICE_LOW))
            | (~two_sums & Exists(soon.filter(kind=DeadlineKind.NOTICE_HIGH)))
        )
        .exclude(Exists(_reminders(OuterRef("pk"))))
        .select_related("matter")
        .order_by("id")
    )


def _reminders(notice: int | OuterRef) -> QuerySet[Letter]:
    return Letter.objects.filter(notice=notice, kind="reminder", cancelled_on__isnull=True)
