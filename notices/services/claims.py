"""A worker's claim on one letter: taken under a row lock, kept as a lease, given back with what went wrong."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Now

from notices.models import Letter
from notices.queries.outbox import MAX_ATTEMPTS

# Longer than any letter takes; a killed worker's letter waits for so long before another takes it.
LEASE = timedelta(seconds=60)
# The first rest after a failure; each further one is four times as long.
REST = timedelta(seconds=30)


def claim(due: QuerySet[Letter]) -> Letter | None:
    """Take the first due letter that nobody else holds, or None; the try is counted before it is made.

    Counted so, a letter that kills its worker is given up after the last try like any other.
    """
    with transaction.atomic():
        letter = due.select_for_update(skip_locked=True, no_key=True, of=("self",)).first()
        if letter is None:
            return None
        Letter.objects.filter(id=letter.id).update(lease_until=Now() + LEASE, attempts=F("attempts") + 1)
    letter.attempts += 1
    return letter


def rest(letter: Letter, *, problem: Exception) -> None:
    """Let a letter rest after a failure, each time longer; after the last try it is work on a desk."""
    Letter.objects.filter(id=letter.id, posted_on__isnull=True).update(
        lease_until=None,
        problem=str(problem) or type(problem).__name__,
        next_try_at=Now() + REST * 4 ** (letter.attempts - 1),
    )


def try_again(letter: Letter) -> None:
    """Put a letter that was given up before the workers once more, because a person has settled its problem."""
    Letter.objects.filter(id=letter.id, posted_on__isnull=True, attempts__gte=MAX_ATTEMPTS).update(
        attempts=0, next_try_at=None, lease_until=None, problem=""
    )
