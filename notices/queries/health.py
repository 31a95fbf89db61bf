"""How an installation is doing: what waits, since when, and what has been given up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Min

from notices.models import Letter
from notices.queries.outbox import MAX_ATTEMPTS, waiting
from schools.models import ReviewDue, Work


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits and what is work for a desk; an age is None where nothing waits.

    `oldest_work` is how long the oldest long job has waited or run. Letters wait in days of the case's calendar, so
    their number is given and no age.
    """

    letters_to_make: int
    letters_to_post: int
    letters_held: int
    letters_failed: int
    work_waiting: int
    oldest_work: timedelta | None
    reviews_waiting: int

    @property
    def is_clear(self) -> bool:
        """Whether nothing was given up; what only waits is no fault."""
        return self.letters_failed == 0


def backlog() -> Backlog:
    """Count what waits, in seven small queries over partial indexes."""
    free = waiting().filter(attempts__lt=MAX_ATTEMPTS)
    unfinished = Work.objects.filter(finished_at__isnull=True)
    first_asked = unfinished.aggregate(first=Min("asked_at"))["first"]
    return Backlog(
        letters_to_make=free.filter(sha256="").count(),
        letters_to_post=free.exclude(sha256="").filter(released_on__isnull=False).count(),
        letters_held=Letter.objects.filter(
            held_on__isnull=False, posted_on__isnull=True, cancelled_on__isnull=True
        ).count(),
        letters_failed=waiting().filter(attempts__gte=MAX_ATTEMPTS).count(),
        work_waiting=unfinished.count(),
        oldest_work=database_now() - first_asked if first_asked else None,
        reviews_waiting=ReviewDue.objects.count(),
    )


def database_now() -> datetime:
    """The database's clock; its answer is also the proof that the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (moment,) = cursor.fetchone()
    return moment
