"""Under which membership, and on which day, a signed-in person acts."""

from datetime import date
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from schools import clock
from schools.models import Authority, Membership
from schools.queries import access

SESSION_KEY = "membership"


class Acting(NamedTuple):
    """Who acts, and the case's day on which they do."""

    by: Membership
    on: date


def acting(request: HttpRequest) -> Acting:
    """Return under which membership this person acts and on which day; without any, the page is not theirs."""
    memberships = capacities(request)
    if not memberships:
        raise PermissionDenied("Your sign-in has no role today. Your attendance manager can give it one.")
    chosen = request.session.get(SESSION_KEY)
    by = next((one for one in memberships if one.pk == chosen), memberships[0])
    return Acting(by, clock.today(by.authority.practice_date))


def capacities(request: HttpRequest) -> list[Membership]:
    """Return every membership that this person holds today, in each authority on its own day."""
    known: list[Membership] | None = getattr(request, "capacities", None)
    if known is None:
        authorities = Authority.objects.filter(memberships__user=request.user.pk).distinct().order_by("pk")
        known = [
            membership
            for authority in authorities
            for membership in access.memberships_of(
                request.user.pk or 0, on=clock.today(authority.practice_date)
            ).filter(authority=authority)
        ]
        # Every part of a page asks; the answer holds for one request.
        request.capacities = known  # type: ignore[attr-defined]
    return known


def choose_capacity(request: HttpRequest, membership_id: int) -> None:
    """Act under another of one's own memberships from now on."""
    if membership_id not in {membership.pk for membership in capacities(request)}:
        raise PermissionDenied("This is not one of your own roles.")
    request.session[SESSION_KEY] = membership_id
