"""The imports that a person may see: a school its own, the council all of its authority."""

from django.db.models import QuerySet

from schools.models import Membership, RegisterImport
from schools.queries.access import is_of_school


def imports_for(by: Membership) -> QuerySet[RegisterImport]:
    """Every file that was read, the newest first."""
    rows = RegisterImport.objects.filter(authority=by.authority_id).select_related("school", "by__user")
    if is_of_school(by):
        rows = rows.filter(school=by.school_id)
    return rows.order_by("-recorded_at", "-id")
