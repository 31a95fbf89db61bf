"""The access doors of `schools`: every page starts from who asks, under which membership."""

from datetime import date

from django.db.models import Q, QuerySet

from schools.models import Enrolment, Membership, Parent, Pupil, School
from schools.roles import SCHOOL_ROLES


def memberships_of(user_id: int, *, on: date) -> QuerySet[Membership]:
    """The capacities in which a person may act on this day, the oldest first."""
    return (
        Membership.objects.filter(user_id=user_id, from_day__lte=on)
        .filter(Q(until__isnull=True) | Q(until__gte=on))
        .select_related("authority", "school", "user")
        .order_by("from_day", "id")
    )


def is_of_school(by: Membership) -> bool:
    """Whether this capacity sees one school alone."""
    return by.role in SCHOOL_ROLES


def schools_for(by: Membership) -> QuerySet[School]:
    """The schools that this person works with: their own, or all of their authority."""
    schools = School.objects.filter(authority=by.authority_id)
    return schools.filter(memberships=by) if is_of_school(by) else schools


def enrolments_for(by: Membership, *, on: date) -> QuerySet[Enrolment]:
    """The enrolments that this person may see: at a school, those now on its roll."""
    enrolments = Enrolment.objects.filter(authority=by.authority_id)
    if not is_of_school(by):
        return enrolments
    return enrolments.filter(school=by.school_id, admitted__lte=on).filter(Q(left__isnull=True) | Q(left__gte=on))


def pupils_for(by: Membership, *, on: date) -> QuerySet[Pupil]:
    """The children whom this person may see."""
    pupils = Pupil.objects.filter(authority=by.authority_id)
    if not is_of_school(by):
        return pupils
    return pupils.filter(id__in=enrolments_for(by, on=on).values("pupil_id"))


def parents_for(by: Membership, *, on: date) -> QuerySet[Parent]:
    """The parents of the children whom this person may see."""
    parents = Parent.objects.filter(authority=by.authority_id)
    if not is_of_school(by):
        return parents
    return parents.filter(id__in=Parent.objects.filter(responsibilities__pupil__in=pupils_for(by, on=on)).values("id"))
