"""Long jobs: asked for by a person, claimed by a worker under a lease, watched by a page.

A killed worker leaves only a lease that runs out. The job is then claimed again from its beginning, so what does the
job must be able to run twice.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from schools.models import Membership, Work

LEASE = timedelta(minutes=2)
MAX_ATTEMPTS = 3

# What does one kind of job: it gets the row, may say how far it is, and gives back the result for the page.
Job = Callable[[Work], dict[str, Any]]


class WorkFailed(Exception):
    """The job cannot be done as asked; its sentence is shown to whoever asked."""


class LeaseLost(Exception):
    """Another worker has taken the job over; whoever hears this stops."""


def ask_for_work(*, kind: str, subject: dict[str, Any], by: Membership) -> Work:
    """Ask for a long job; `subject` holds ids only, never a name."""
    return Work.objects.create(authority_id=by.authority_id, kind=kind, subject=subject, asked_by=by)


def claim_work(*, kinds: list[str], worker: str) -> Work | None:
    """Take the oldest waiting job of these kinds for one worker, or None when nothing waits."""
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=Now())
    with transaction.atomic():
        work = (
            Work.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(free, kind__in=kinds, finished_at__isnull=True)
            .order_by("asked_at", "id")
            .first()
        )
        if work is None:
            return None
        if work.attempts >= MAX_ATTEMPTS:
            _end(work, problem=work.problem or "The work stopped three times before it was done.")
            return claim_work(kinds=kinds, worker=worker)
        Work.objects.filter(id=work.id).update(
            claimed_by=worker, lease_until=Now() + LEASE, attempts=F("attempts") + 1, done=0
        )
        work.refresh_from_db()
    return work


def record_progress(work: Work, *, done: int, total: int) -> None:
    """Say how far a job is, and keep its lease; raises `LeaseLost` when it is another worker's by now."""
    held = Work.objects.filter(
        id=work.id, claimed_by=work.claimed_by, attempts=work.attempts, finished_at__isnull=True
    ).update(done=done, total=total, lease_until=Now() + LEASE)
    if not held:
        raise LeaseLost(f"The work {work.id} is another worker's by now.")
    work.done, work.total = done, total


def finish_work(work: Work, *, result: dict[str, Any]) -> None:
    """End a job with what it made; raises `LeaseLost` when it is another worker's by now."""
    _end(work, result=result)


def fail_work(work: Work, *, problem: str) -> None:
    """End a job that cannot be done, with the sentence that its asker reads."""
    _end(work, problem=problem)


def do_due_work(jobs: Mapping[str, Job], *, worker: str, most: int = 10) -> int:
    """Do waiting jobs of the kinds that the door names; give back how many were taken up.

    A bug crashes the worker's task and leaves the row to its lease; only `WorkFailed` ends a job for good.
    """
    taken = 0
    while taken < most and (work := claim_work(kinds=list(jobs), worker=worker)):
        taken += 1
        try:
            finish_work(work, result=jobs[work.kind](work))
        except WorkFailed as problem:
            fail_work(work, problem=str(problem))
        except LeaseLost:
            continue
    return taken


def _end(work: Work, *, result: dict[str, Any] | None = None, problem: str = "") -> None:
    ended = Work.objects.filter(id=work.id, attempts=work.attempts, finished_at__isnull=True).update(
        finished_at=Now(), lease_until=None, result=result or {}, problem=problem
    )
    if not ended:
        raise LeaseLost(f"The work {work.id} is another worker's by now.")
    work.refresh_from_db()
