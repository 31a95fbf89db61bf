"""The access doors of `cases`: not yours is as if it were not there."""

from datetime import date

from django.db.models import Q, QuerySet

from cases.models import Case, Matter, Prosecution
from cases.permissions import Actor
from schools.models import Membership
from schools.queries.access import is_of_school, pupils_for
from schools.roles import Role

# Those whose work is with money or with a caller see notices, never a child's file.
NO_FILES = {Role.CLERK, Role.CONTACT}


def actor(by: Membership) -> Actor:
    """What the rules of permission need to know of whoever acts."""
    return Actor(
        user_id=by.user_id,
        membership_id=by.id,
        role=Role(by.role),
        school_id=by.school_id,
        may_issue=by.may_issue,
        may_withdraw=by.may_withdraw,
        authority_id=by.authority_id,
    )


def cases_for(by: Membership, *, on: date) -> QuerySet[Case]:
    """The cases that this person may open.

    A school sees children now on its roll and matters founded on its register; a lawyer sees what was
    referred; the rest of the council sees its own authority's.
    """
    cases = Case.objects.filter(authority=by.authority_id)
    if by.role in NO_FILES:
        return cases.none()
    if by.role == Role.LEGAL:
        return cases.filter(id__in=Prosecution.objects.values("matter__case_id"))
    if is_of_school(by):
        return cases.filter(
            Q(pupil__in=pupils_for(by, on=on)) | Q(id__in=Matter.objects.filter(school=by.school_id).values("case_id"))
        )
    return cases


def matters_for(by: Membership, *, on: date) -> QuerySet[Matter]:
    """The matters of the cases that this person may open."""
    return Matter.objects.filter(case__in=cases_for(by, on=on))
