"""What a step rests on: the warning given, the pinned sessions, the dates that follow."""

from django.db import models
from django.db.models import Q

from cases.models.case import Case, Matter
from cases.stages import PinFor
from schools.models import Authority, Enrolment, Membership, Parent, Pupil
from schools.models.register import SESSION_CHOICES


class Warning(models.Model):
    """A written warning to one parent; its period runs from receipt, so until posted it has no end.

    A draft, drawn up to be checked, has not been given yet.
    """

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="warnings")
    drafted_on = models.DateField()
    drafted_by = models.ForeignKey(Membership, models.PROTECT, related_name="warnings_drafted")
    given_on = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="warnings")
    # Unit and length are frozen from the policy in force on the day it was given.
    length = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=12, choices=[("school_days", "school days"), ("school_weeks", "school weeks")])
    received_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    missed = models.PositiveSmallIntegerField(null=True, blank=True)
    possible = models.PositiveSmallIntegerField(null=True, blank=True)
    improved = models.BooleanField(null=True, blank=True)
    review_note = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="warning_ends_after_receipt",
                condition=Q(ends_on__isnull=True) | Q(received_on__isnull=False),
            ),
            models.CheckConstraint(
                name="warning_received_once_given",
                condition=Q(received_on__isnull=True) | Q(given_on__isnull=False, given_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Warning of {self.given_on or self.drafted_on}"


class EvidencePin(models.Model):
    """One exact session with its code as it stood when a warning, notice or charge was founded on it."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="pins")
    parent = models.ForeignKey(Parent, models.PROTECT, related_name="pins")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="pins")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="pins")
    rests = models.CharField(max_length=10, choices=PinFor.choices())
    on = models.DateField()
    session = models.CharField(max_length=2, choices=SESSION_CHOICES)
    code = models.CharField(max_length=3)
    # The reference of the paper that rests on it: a warning letter, a notice, a prosecution.
    paper = models.CharField(max_length=9)
    pinned_on = models.DateField()
    released_on = models.DateField(null=True, blank=True)
    released_why = models.CharField(
        max_length=10,
        choices=[("dropped", "The draft was dropped"), ("withdrawn", "The notice was withdrawn"), ("ended", "Ended")],
        blank=True,
        default="",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_standing_pin_per_parent_and_session",
                fields=["parent", "pupil", "on", "session", "rests"],
                condition=Q(released_on__isnull=True),
            )
        ]
        indexes = [models.Index(fields=["enrolment", "on"])]

    def __str__(self) -> str:
        return f"{self.on} {self.session} {self.code}"


class Deadline(models.Model):
    """A date that the law or the council's code fixes, with the facts and the rule that made it.

    Written by `reconcile_deadlines` alone. A row whose inputs changed is superseded, never edited.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="deadlines")
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, blank=True, related_name="deadlines")
    kind = models.CharField(max_length=40)
    due_on = models.DateField()
    inputs = models.JSONField()
    rule = models.TextField()
    citation = models.CharField(max_length=200)
    confidence = models.CharField(max_length=3)
    steps = models.JSONField(default=list)
    made_on = models.DateField()
    superseded_on = models.DateField(null=True, blank=True)
    # The day on which a sweep saw that the date had passed and put it before its owner.
    swept_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_standing_deadline_per_kind",
                fields=["matter", "kind"],
                condition=Q(superseded_on__isnull=True),
            )
        ]
        indexes = [
            models.Index(
                fields=["due_on"],
                condition=Q(superseded_on__isnull=True, swept_on__isnull=True),
                name="deadline_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.due_on}"


class NoticeElsewhere(models.Model):
    """A notice that another authority gave this parent for this child, learned by asking it."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="notices_elsewhere")
    parent = models.ForeignKey(Parent, models.PROTECT, related_name="notices_elsewhere")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="notices_elsewhere")
    other_authority = models.CharField(max_length=100)
    issued_on = models.DateField()
    offence_until = models.DateField()
    withdrawn = models.BooleanField(default=False)
    told_by = models.CharField(max_length=200)
    by = models.ForeignKey(Membership, models.PROTECT, related_name="notices_elsewhere")
    on = models.DateField()

    class Meta:
        verbose_name_plural = "notices elsewhere"

    def __str__(self) -> str:
        return f"{self.other_authority}, {self.issued_on}"
