"""Makes the papers: each letter from its frozen words, into the vault, its fingerprint onto the row."""

import structlog
from django.db.models.functions import Now

from notices.letters import rendering
from notices.models import Letter
from notices.queries.outbox import to_render
from notices.services.claims import claim, rest
from schools.vault import Vault

log = structlog.get_logger(__name__)


def render_due(*, vault: Vault, most: int) -> int:
    """Make up to so many waiting letters, each committed by itself; give back how many were tried."""
    tried = 0
    while tried < most and (letter := claim(to_render())):
        tried += 1
        try:
            render_letter(letter, vault=vault)
        except Exception as problem:
            # The letter carries its problem to a desk; those behind it are not made to wait for it.
            log.exception("letter_not_rendered", letter=letter.reference)
            rest(letter, problem=problem)
    return tried


def render_letter(letter: Letter, *, vault: Vault) -> None:
    """Make one letter, check its particulars and its window, and keep it; again is no change.

    The same words give the same bytes, so two workers that make one letter keep one document.
    """
    document = rendering.render_letter(letter.kind, letter.snapshot)
    sha256 = vault.put(document.pdf)
    Letter.objects.filter(id=letter.id, sha256="").update(
        sha256=sha256,
        pages=document.pages,
        rendered_at=Now(),
        lease_until=None,
        next_try_at=None,
        attempts=0,
        problem="",
    )
    letter.refresh_from_db()
