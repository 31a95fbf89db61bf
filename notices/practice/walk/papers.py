"""Makes and posts the letters of each day of the walk, by the same services as the workers, several at once."""

import os
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from types import TracebackType

import django
from django.conf import settings

from notices.delivery.print_room import PrintRoom
from notices.queries.outbox import to_post, to_render
from notices.services.post import post_due
from notices.services.rendering import render_due
from schools.models import Authority, Membership
from schools.vault import Vault

AT_ONCE = 10_000
MOST_HANDS = 4


class PaperRoom:
    """A few processes that render what waits; each asks the outbox as a worker does."""

    def __init__(self) -> None:
        hands = min(MOST_HANDS, len(os.sched_getaffinity(0)))
        self._hands = hands
        # A new interpreter each, so that no two share a connection.
        self._pool = ProcessPoolExecutor(hands, mp_context=get_context("spawn"), initializer=django.setup)

    def __enter__(self) -> "PaperRoom":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def render_all(self) -> None:
        """Make every paper that waits, drafts and all."""
        waiting = to_render().count()
        if waiting <= 1:
            _render()
            return
        for done in [self._pool.submit(_render) for _ in range(min(self._hands, waiting))]:
            done.result()

    def post_all(self, authority: Authority, *, by: Membership, on: date) -> None:
        """Post every letter that may leave on a day."""
        self.render_all()
        if to_post(authority.id, on=on).exists():
            post_due(by=by, on=on, vault=_vault(), room=PrintRoom(settings.PRINT_ROOM), most=AT_ONCE)


def _render() -> int:
    return render_due(vault=_vault(), most=AT_ONCE)


def _vault() -> Vault:
    return Vault(settings.VAULT)
