"""Makes and posts the letters of the walk by the same services as the workers."""

from datetime import date

from django.conf import settings

from notices.delivery.print_room import PrintRoom
from notices.models import Letter
from notices.queries.outbox import to_post, to_render
from notices.services.post import post_due
from notices.services.rendering import render_due, render_letter
from schools.models import Authority, Membership
from schools.vault import Vault

AT_ONCE = 10_000


def waiting(authority: Authority, *, on: date) -> int:
    """How many letters wait to be made or posted."""
    return to_render().count() + to_post(authority.id, on=on).count()


def make(letter: Letter) -> None:
    """Render a paper that was drawn up."""
    render_letter(letter, vault=_vault())


def make_and_post(*, by: Membership, on: date) -> None:
    """Render what waits and post what may leave, beside others who do the same."""
    render_due(vault=_vault(), most=AT_ONCE)
    post_due(by=by, on=on, vault=_vault(), room=PrintRoom(settings.PRINT_ROOM), most=AT_ONCE)


def _vault() -> Vault:
    return Vault(settings.VAULT)
