"""Letters as a desk sees them: on their way, held, failed, and sent today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from notices.models import Letter, Service
from notices.queries.access import letters_for
from notices.queries.outbox import MAX_ATTEMPTS
from schools.models import Membership

AT_ONCE = 100


@dataclass(frozen=True)
class Outbox:
    """What a person sees of the outbox; the long lists are cut, their numbers are whole."""

    held: Sequence[Letter]
    failed: Sequence[Letter]
    on_their_way: Sequence[Letter]
    waiting: int
    posted: Sequence[Letter]
    posted_today: int
    drafts: int


def read_outbox(by: Membership, *, on: date) -> Outbox:
    """Read the outbox as this person may see it, in a fixed number of queries."""
    letters = letters_for(by, on=on).select_related("to_parent", "case", "notice")
    open_rows = letters.filter(posted_on__isnull=True, cancelled_on__isnull=True)
    way = open_rows.filter(held_on__isnull=True, attempts__lt=MAX_ATTEMPTS, released_on__isnull=False)
    posted = letters.filter(posted_on=on)
    return Outbox(
        held=_cut(open_rows.filter(held_on__isnull=False).order_by("held_on", "id")),
        failed=_cut(open_rows.filter(held_on__isnull=True, attempts__gte=MAX_ATTEMPTS).order_by("id")),
        on_their_way=_cut(way.order_by("id")),
        waiting=way.count(),
        posted=_cut(posted.order_by("-id")),
        posted_today=posted.count(),
        drafts=open_rows.filter(released_on__isnull=True).count(),
    )


def services_of(letter: Letter) -> list[Service]:
    """Each attempt to serve a letter, the newest last."""
    return list(Service.objects.filter(letter=letter).select_related("by__user").order_by("id"))


def last_paper_of(notice_id: int) -> Letter | None:
    """The notice's own paper that was sent last."""
    sent = Letter.objects.filter(notice=notice_id, kind="penalty_notice", posted_on__isnull=False)
    return sent.order_by("-id").first()


def _cut(rows: QuerySet[Letter]) -> Sequence[Letter]:
    return list(rows[:AT_ONCE])
