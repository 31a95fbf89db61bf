"""How far the walk has come: kept in the step's own transaction, so that a killed load goes on where it stopped."""

from django.db.models.functions import Now

from schools.models import Authority, Membership, Work

KIND = "practice"


def walk_of(authority: Authority, *, by: Membership, total: int) -> Work:
    """The row that says how many acts of the story are done."""
    work, _ = Work.objects.get_or_create(authority=authority, kind=KIND, defaults={"asked_by": by, "total": total})
    return work


def tick(work: Work) -> None:
    """Count one act, in the transaction that did it."""
    work.done += 1
    Work.objects.filter(id=work.id).update(done=work.done)


def finish(work: Work) -> None:
    """Say that the walk is over."""
    Work.objects.filter(id=work.id).update(finished_at=Now(), done=work.total)


def is_finished(authority: Authority) -> bool:
    """Say whether this authority was loaded to its end."""
    return Work.objects.filter(authority=authority, kind=KIND, finished_at__isnull=False).exists()
