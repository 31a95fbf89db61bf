"""The outbox: every paper to anybody, the batch it left in, and the proof that it was served."""

import uuid

from django.db import models
from django.db.models import F, Q

from cases.models import Case, Matter, Prosecution, Warning
from notices.models.notice import PenaltyNotice
from schools.models import Authority, Membership, Parent, School
from schools.models.fields import text_field


class Batch(models.Model):
    """One day's letters as they went to the print room, with their manifest."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="batches")
    on = models.DateField()
    folder = models.CharField(max_length=100)
    opened_at = models.DateTimeField(auto_now_add=True)
    # How many letters the manifest lists; behind the number posted, it is written again.
    listed = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_batch_a_day", fields=["authority", "on"])]
        verbose_name_plural = "batches"

    def __str__(self) -> str:
        return self.folder


class Letter(models.Model):
    """One letter to one person: written in the step's transaction with all it says, sent later.

    Where it stands is worked out from its columns: written, rendered, posted; or held, cancelled,
    failed (work on a desk).
    """

    class PostClass(models.TextChoices):
        """How it travels. (Interpretation Act 1978 s.7; Practice Direction 1985)"""

        FIRST = "first_class", "First class"
        SECOND = "second_class", "Second class"
        HAND = "hand", "By hand"

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="letters")
    reference = models.CharField(max_length=9, unique=True)
    kind = models.CharField(max_length=30)
    case = models.ForeignKey(Case, models.PROTECT, related_name="letters")
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, blank=True, related_name="letters")
    warning = models.ForeignKey(Warning, models.PROTECT, null=True, blank=True, related_name="letters")
    notice = models.ForeignKey(PenaltyNotice, models.PROTECT, null=True, blank=True, related_name="letters")
    prosecution = models.ForeignKey(Prosecution, models.PROTECT, null=True, blank=True, related_name="letters")
    to_parent = models.ForeignKey(Parent, models.PROTECT, null=True, blank=True, related_name="letters")
    to_school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="letters")
    # An information is laid before a court, which is no row of ours: its name.
    to_court = text_field()
    # All that the letter says, frozen as it was on the day: wording, names, address, sums, dates.
    snapshot = models.JSONField()
    post_class = models.CharField(max_length=12, choices=PostClass.choices, default=PostClass.FIRST)
    written_by = models.ForeignKey(Membership, models.PROTECT, related_name="letters")
    written_on = models.DateField()
    # A statutory paper is rendered while its step is still a draft, and may leave once issued.
    released_on = models.DateField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    rendered_at = models.DateTimeField(null=True, blank=True)
    delivery_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="letters")
    posted_on = models.DateField(null=True, blank=True)
    posted_at = models.DateTimeField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    held_why = models.TextField(blank=True, default="")
    cancelled_on = models.DateField(null=True, blank=True)
    cancelled_why = models.TextField(blank=True, default="")
    # The claim of one worker, so that two never do the same letter.
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="posted_letters_were_rendered",
                condition=Q(posted_on__isnull=True) | (Q(rendered_at__isnull=False) & ~Q(sha256="")),
            ),
            models.CheckConstraint(
                name="posted_not_before_released",
                condition=Q(posted_on__isnull=True) | Q(posted_on__gte=F("released_on")),
            ),
            models.CheckConstraint(
                name="a_letter_goes_to_one_recipient",
                condition=Q(to_parent__isnull=False, to_school__isnull=True, to_court="")
                | Q(to_parent__isnull=True, to_school__isnull=False, to_court="")
                | (Q(to_parent__isnull=True, to_school__isnull=True) & ~Q(to_court="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(posted_on__isnull=True, cancelled_on__isnull=True, held_on__isnull=True),
                name="letter_waiting",
            ),
            models.Index(fields=["case", "-written_on"]),
        ]

    def __str__(self) -> str:
        return self.reference


class Service(models.Model):
    """One attempt to serve one letter: how, when, where, and whether it came back. (s.572)

    R, the day of receipt, is that of the last good service of a notice or a warning.
    """

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="services")
    notice = models.ForeignKey(PenaltyNotice, models.PROTECT, null=True, blank=True, related_name="services")
    warning = models.ForeignKey(Warning, models.PROTECT, null=True, blank=True, related_name="services")
    method = models.CharField(max_length=12, choices=Letter.PostClass.choices)
    # Where it went, line by line, as printed.
    address = models.JSONField()
    served_on = models.DateField()
    by = models.ForeignKey(Membership, models.PROTECT, related_name="services")
    # Deemed, or the day on which it was put into the person's hand.
    received_on = models.DateField()
    steps = models.JSONField(default=list)
    returned_on = models.DateField(null=True, blank=True)
    returned_why = text_field(100)
    returned_recorded_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="returns_recorded"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="received_not_before_served", condition=Q(received_on__gte=F("served_on"))),
            models.CheckConstraint(
                name="returned_not_before_served",
                condition=Q(returned_on__isnull=True) | Q(returned_on__gte=F("served_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.method} on {self.served_on}"
