"""How far the walk has come: kept in each step's own transaction, so that a killed load goes on where it stopped.

The children are parted among a few rows, so that the hands that walk them do not wait for each other.
"""

from django.db.models import Sum
from django.db.models.functions import Now

from notices.practice.story.events import Event
from schools.models import Authority, Membership, Work

KIND = "practice"
PARTS = 8


def part_of(event: Event) -> int:
    """The part a child's acts belong to."""
    return event.child % PARTS


def parts_of(authority: Authority, events: tuple[Event, ...], *, by: Membership) -> list[Work]:
    """The rows that say how many acts of each part are done."""
    rows = []
    for part in range(PARTS):
        total = sum(part_of(event) == part for event in events)
        row, _ = Work.objects.get_or_create(
            authority=authority, kind=KIND, subject={"part": part}, defaults={"asked_by": by, "total": total}
        )
        rows.append(row)
    return rows


def tick(work: Work) -> None:
    """Count one act, in the transaction that did it."""
    work.done += 1
    Work.objects.filter(id=work.id).update(done=work.done)


def done_of(authority: Authority) -> int:
    """How many acts are done."""
    return Work.objects.filter(authority=authority, kind=KIND).aggregate(n=Sum("done"))["n"] or 0


def finish(authority: Authority) -> None:
    """Say that the walk is over."""
    Work.objects.filter(authority=authority, kind=KIND).update(finished_at=Now())


def is_finished(authority: Authority) -> bool:
    """Say whether this authority was loaded to its end."""
    rows = Work.objects.filter(authority=authority, kind=KIND)
    return rows.exists() and not rows.filter(finished_at__isnull=True).exists()
