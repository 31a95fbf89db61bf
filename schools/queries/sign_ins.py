"""The sign-ins that a practice installation shows to everybody who opens it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from schools.models import Authority, Membership
from schools.roles import Role

# In the order in which a newcomer tries them. Their password is no secret: nobody there is real.
USERNAMES = ("officer", "head", "legal", "clerk", "manager", "auditor", "attendance", "notices", "contact")
PASSWORD = "practice"  # noqa: S105


@dataclass(frozen=True, slots=True)
class SignIn:
    """One of the practice sign-ins: its name, whose it is, and what that person is."""

    username: str
    person: str
    title: str
    role: Role


def is_practice_installation() -> bool:
    """Say whether every authority here is for practice; one real one, and no sign-in is ever shown."""
    kinds = set(Authority.objects.values_list("practice", flat=True))
    return kinds == {True}


def practice_sign_ins(*, on: date) -> list[SignIn]:
    """Return the sign-ins of a practice installation on its day; none where anything is real."""
    if not is_practice_installation():
        return []
    memberships = (
        Membership.objects.filter(user__username__in=USERNAMES, user__is_active=True, from_day__lte=on)
        .filter(Q(until__isnull=True) | Q(until__gte=on))
        .select_related("user")
        .order_by("from_day", "pk")
    )
    # A person of several roles is listed once, under the first.
    first = {membership.user.username: membership for membership in reversed(memberships)}
    return [_sign_in(first[username]) for username in USERNAMES if username in first]


def _sign_in(membership: Membership) -> SignIn:
    role = Role(membership.role)
    return SignIn(membership.user.username, str(membership.user), membership.title or role.label, role)
