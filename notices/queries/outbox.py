"""Where letters stand: what waits to be made, what may leave, what is work for a desk."""

from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from cases.models import Warning
from notices.manifest import Line
from notices.models import Batch, Letter, PenaltyNotice, Service

# After so many tries a letter is left alone: it is work for a person.
MAX_ATTEMPTS = 5
# How far back a manifest is looked at that a killed worker left behind.
LATE = timedelta(days=14)


class Standing(StrEnum):
    """Where a letter stands, worked out from its columns."""

    DRAFT = "draft"
    WAITING = "waiting"
    READY = "ready"
    POSTED = "posted"
    HELD = "held"
    CANCELLED = "cancelled"
    FAILED = "failed"

    @property
    def label(self) -> str:
        """The words that a page shows."""
        return _LABELS[self]


_LABELS = {
    Standing.DRAFT: "Draft",
    Standing.WAITING: "Waiting to be made",
    Standing.READY: "Waiting for the post",
    Standing.POSTED: "Sent",
    Standing.HELD: "Held",
    Standing.CANCELLED: "Not sent",
    Standing.FAILED: "Could not be sent",
}


def standing_of(letter: Letter) -> Standing:
    """Say where one letter stands."""
    if letter.posted_on:
        return Standing.POSTED
    if letter.cancelled_on:
        return Standing.CANCELLED
    if letter.held_on:
        return Standing.HELD
    if letter.attempts >= MAX_ATTEMPTS:
        return Standing.FAILED
    if letter.released_on is None:
        return Standing.DRAFT
    return Standing.READY if letter.sha256 else Standing.WAITING


def waiting() -> QuerySet[Letter]:
    """Letters that have not left and may still leave."""
    return Letter.objects.filter(posted_on__isnull=True, cancelled_on__isnull=True, held_on__isnull=True)


def due_now() -> Q:
    """Not in another worker's hands, not resting after a failure, and not given up."""
    return (
        Q(attempts__lt=MAX_ATTEMPTS)
        & (Q(lease_until__isnull=True) | Q(lease_until__lt=Now()))
        & (Q(next_try_at__isnull=True) | Q(next_try_at__lte=Now()))
    )


def to_render() -> QuerySet[Letter]:
    """Letters of which there is no paper yet, the oldest first."""
    return waiting().filter(due_now(), sha256="").order_by("id")


def to_post(authority_id: int, *, on: date) -> QuerySet[Letter]:
    """Letters of one authority that may leave on this day, the oldest first."""
    return (
        waiting()
        .filter(due_now(), authority=authority_id, released_on__lte=on)
        .exclude(sha256="")
        .exclude(post_class=Letter.PostClass.HAND)
        .order_by("id")
    )


def held_letters(authority_id: int) -> QuerySet[Letter]:
    """Letters whose premise went before they left: each is work for a desk."""
    return Letter.objects.filter(
        authority=authority_id, held_on__isnull=False, posted_on__isnull=True, cancelled_on__isnull=True
    ).order_by("held_on", "id")


def failed_letters(authority_id: int) -> QuerySet[Letter]:
    """Letters that were tried for the last time: each is work for a desk."""
    return waiting().filter(authority=authority_id, attempts__gte=MAX_ATTEMPTS).order_by("id")


def last_good_service(of: PenaltyNotice | Warning) -> Service | None:
    """The service that counts: the last that did not come back. (Education Act 1996 s.572)"""
    return of.services.filter(returned_on__isnull=True).order_by("-served_on", "-id").first()


def returned_unserved() -> QuerySet[Service]:
    """Post that came back, after which no paper of its kind has reached that parent: each is an open item."""
    good_since = Service.objects.filter(
        letter__kind=OuterRef("letter__kind"),
        letter__matter=OuterRef("letter__matter"),
        letter__to_parent=OuterRef("letter__to_parent"),
        returned_on__isnull=True,
        id__gt=OuterRef("id"),
    )
    returned = Service.objects.filter(returned_on__isnull=False).exclude(Exists(good_since))
    return returned.select_related("letter").order_by("returned_on", "id")


def batches_to_list(authority_id: int, *, on: date) -> QuerySet[Batch]:
    """Batches of the last fortnight whose manifest is behind what was posted in them."""
    posted = Count("letters", filter=Q(letters__posted_on__isnull=False))
    recent = Batch.objects.filter(authority=authority_id, on__range=(on - LATE, on))
    return recent.annotate(posted=posted).exclude(posted=F("listed")).order_by("id")


def manifest_of(batch: Batch) -> list[Line]:
    """The lines of a batch's manifest: every letter posted in it, by reference."""
    # The letters first: one posted by another worker after them is that worker's to list.
    posted = list(batch.letters.filter(posted_on__isnull=False).order_by("reference"))
    addresses = dict(Service.objects.filter(letter__in=posted).order_by("-id").values_list("letter_id", "address"))
    return [
        Line(
            reference=letter.reference,
            kind=letter.kind,
            sha256=letter.sha256,
            pages=letter.pages or 0,
            post_class=letter.post_class,
            address=tuple(addresses[letter.id]),
            delivery_key=str(letter.delivery_key),
        )
        for letter in posted
    ]
