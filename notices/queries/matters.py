"""The access doors of matters: not yours is as if it were not there."""

from datetime import date

from django.http import Http404

from cases.models import Matter, Prosecution, Representation
from cases.queries.access import matters_for
from cases.stages import ProsecutionState
from schools import references
from schools.models import Membership


def the_matter(reference: str, *, by: Membership, on: date) -> Matter:
    """The matter of that reference, if its case is this person's to open."""
    found = (
        matters_for(by, on=on)
        .select_related("case__pupil", "case__authority", "parent", "school", "leave_request")
        .filter(reference=references.normalise(reference))
        .first()
    )
    if found is None:
        raise Http404("There is no such matter, or it is not yours to open.")
    return found


def representation_for(number: int, *, by: Membership, on: date) -> Representation:
    """What a parent said, if its matter is this person's to open."""
    found = (
        Representation.objects.filter(matter__in=matters_for(by, on=on), id=number)
        .select_related("matter__case__pupil", "matter__parent")
        .first()
    )
    if found is None:
        raise Http404("There is no such reply, or it is not yours to open.")
    return found


def returned_file_of(matter: Matter) -> Prosecution | None:
    """The lawyers' file on a matter that they returned for what was missing."""
    return Prosecution.objects.filter(matter=matter, state=ProsecutionState.RETURNED).first()
