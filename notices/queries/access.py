"""The access doors of `notices`: whose notice and whose letter it is to read; not yours is as if it were not there."""

from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from cases.models import Prosecution
from cases.queries.access import NO_FILES, cases_for
from cases.stages import NoticeState
from notices.models import Letter, PenaltyNotice
from schools import references
from schools.models import Membership
from schools.queries.access import is_of_school
from schools.roles import Role


def notices_for(by: Membership, *, on: date) -> QuerySet[PenaltyNotice]:
    """The notices that this person may read, drafts among them.

    A school reads those founded on its own register, a lawyer those of matters that were referred, the rest of the
    council its own authority's; who works with money or with callers reads what was sent, never a draft.
    """
    notices = PenaltyNotice.objects.filter(matter__case__authority=by.authority_id).exclude(state=NoticeState.DROPPED)
    if by.role in NO_FILES:
        return notices.exclude(state=NoticeState.DRAFTED)
    if by.role == Role.LEGAL:
        return notices.filter(matter__in=Prosecution.objects.values("matter_id"))
    if is_of_school(by):
        return notices.filter(matter__school=by.school_id)
    return notices


def letters_for(by: Membership, *, on: date) -> QuerySet[Letter]:
    """The letters that this person may read: those of cases they may open; without files, what notices sent."""
    letters = Letter.objects.filter(authority=by.authority_id)
    if by.role in NO_FILES:
        return letters.filter(notice__in=notices_for(by, on=on), released_on__isnull=False)
    return letters.filter(Q(case__in=cases_for(by, on=on)))


def the_notice(number: str, *, by: Membership, on: date) -> PenaltyNotice:
    """The notice of that number, if it is this person's to read."""
    found = (
        notices_for(by, on=on)
        .select_related(
            "matter__case__pupil",
            "matter__case__authority",
            "matter__parent",
            "matter__school",
            "drafted_by__user",
            "issued_by__user",
            "withdrawn_by__user",
        )
        .filter(number=references.normalise(number))
        .first()
    )
    if found is None:
        raise Http404("There is no such notice, or it is not yours to read.")
    return found


def the_letter(reference: str, *, by: Membership, on: date) -> Letter:
    """The letter of that reference, if it is this person's to read."""
    found = (
        letters_for(by, on=on)
        .select_related("case__pupil", "matter__parent", "to_parent", "notice", "warning", "written_by__user")
        .filter(reference=references.normalise(reference))
        .first()
    )
    if found is None:
        raise Http404("There is no such letter, or it is not yours to read.")
    return found
