"""The standing member of each authority: `by` for what no person does, such as a review or the post."""

from datetime import date

from schools.models import Authority, Membership, User
from schools.roles import Role

# Before any day that the register or the post could ask about.
_ALWAYS = date(1988, 9, 1)


def standing_member(authority: Authority) -> Membership:
    """Give the authority's standing member, made on first use; nobody can sign in as it."""
    standing = Membership.objects.filter(authority=authority, role=Role.SERVICE).order_by("id").first()
    if standing is not None:
        return standing
    user, made = User.objects.get_or_create(
        username=f"halfday-{authority.slug}", defaults={"first_name": "Halfday", "is_active": False}
    )
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    member, _ = Membership.objects.get_or_create(
        authority=authority,
        user=user,
        role=Role.SERVICE,
        defaults={"title": "automatic step", "from_day": _ALWAYS},
    )
    return member
