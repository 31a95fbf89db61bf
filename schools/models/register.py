"""The register: a pupil's year as bytes, every correction, and what each import wrote."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length

from schools.models.authority import Authority, Membership
from schools.models.fields import append_only, text_field
from schools.models.people import Enrolment
from schools.models.places import School

SESSION_CHOICES = [("AM", "morning"), ("PM", "afternoon")]


class RegisterYear(models.Model):
    """One enrolment's marks in one school year: 53 weeks × 5 days × 2 sessions = 530 bytes.

    A byte is a code of `schools.codes`, 0 is blank; its position comes from `schools.grid` alone and
    does not depend on any calendar.
    """

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="register_years")
    year = models.SmallIntegerField()
    marks = models.BinaryField(max_length=530)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_register_year", fields=["enrolment", "year"]),
            models.CheckConstraint(name="a_year_is_530_bytes", condition=Q(marks__length=530)),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.year}"


models.BinaryField.register_lookup(Length)


class RegisterImport(models.Model):
    """One file that was read: who gave it, what it changed, what was wrong with it."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="register_imports")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="register_imports")
    kind = models.CharField(max_length=10, default="register")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(Membership, models.PROTECT, related_name="register_imports")
    on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    # None until the person who saw the preview commits it.
    applied_on = models.DateField(null=True, blank=True)
    undone_on = models.DateField(null=True, blank=True)
    undone_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="register_imports_undone"
    )
    accepted = models.IntegerField(default=0)
    changed = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)
    result = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["authority", "-recorded_at"])]

    def __str__(self) -> str:
        return self.file_name


class ImportDelta(models.Model):
    """Every cell that one import wrote in the registers of one school and year, so that it can be put back.

    `delta` is packed cells of twelve bytes, big-endian: enrolment (uint64), position (uint16), original byte, new byte.
    One row a school, since a row a child would cost an import more than the marks themselves.
    """

    register_import = models.ForeignKey(RegisterImport, models.PROTECT, related_name="deltas")
    school = models.ForeignKey(School, models.PROTECT, related_name="deltas")
    year = models.SmallIntegerField()
    delta = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_delta_per_import_and_year",
                fields=["register_import", "school", "year"],
            )
        ]
        triggers = append_only("delta")

    def __str__(self) -> str:
        return f"{self.register_import_id}: {self.school_id} {self.year}"


class MarkChange(models.Model):
    """A correction of a mark that was not blank: the five facts the law asks to be kept.

    Original, amended, reason, who, when. (SI 2006/1751 reg 6, later SI 2024/208 reg 10)
    """

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="mark_changes")
    on = models.DateField()
    session = models.CharField(max_length=2, choices=SESSION_CHOICES)
    original = models.CharField(max_length=3)
    new = models.CharField(max_length=3, blank=True)
    reason = models.TextField()
    by = models.ForeignKey(Membership, models.PROTECT, related_name="mark_changes")
    changed_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    register_import = models.ForeignKey(
        RegisterImport, models.PROTECT, null=True, blank=True, related_name="mark_changes"
    )

    class Meta:
        triggers = append_only("mark_change")
        indexes = [models.Index(fields=["enrolment", "on"])]

    def __str__(self) -> str:
        return f"{self.on} {self.session}: {self.original} to {self.new}"


class MarkNote(models.Model):
    """What a school said beside a mark: minutes late, or a comment."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="mark_notes")
    on = models.DateField()
    session = models.CharField(max_length=2, choices=SESSION_CHOICES)
    minutes_late = models.PositiveSmallIntegerField(null=True, blank=True)
    comment = text_field(300)
    recorded_by = text_field(100)
    recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_note_per_mark", fields=["enrolment", "on", "session"])]

    def __str__(self) -> str:
        return self.comment


class ReviewDue(models.Model):
    """An enrolment whose marks have changed since it was last reviewed."""

    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="review_due")
    since = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.enrolment_id)
