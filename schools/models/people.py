"""Pupils, parents, and who answers for whom."""

from django.db import models
from django.db.models import F, Q

from schools.models.authority import Authority, Membership
from schools.models.fields import YesNo, name_field, text_field
from schools.models.places import School


class Pupil(models.Model):
    """A child on the authority's registers; leavers stay.

    `sent` keeps, by source, the last value each source gave for each field, so that a field which a
    person has corrected holds until the source itself says something new.
    """

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="pupils")
    forename = name_field()
    surname = name_field()
    born = models.DateField()
    sex = text_field(1)
    year_group = text_field(3)
    sen = text_field(10)
    fsm = models.CharField(max_length=7, choices=YesNo.choices, default=YesNo.UNKNOWN)
    ethnicity = text_field(10)
    first_language = text_field(10)
    social_worker = models.CharField(max_length=7, choices=YesNo.choices, default=YesNo.UNKNOWN)
    care_status = text_field(20)
    young_carer = models.CharField(max_length=7, choices=YesNo.choices, default=YesNo.UNKNOWN)
    mobile = models.CharField(max_length=7, choices=YesNo.choices, default=YesNo.UNKNOWN)
    medical_plan = models.CharField(max_length=7, choices=YesNo.choices, default=YesNo.UNKNOWN)
    part_time_timetable = models.CharField(max_length=7, choices=YesNo.choices, default=YesNo.UNKNOWN)
    home_authority = text_field(3)
    sent = models.JSONField(default=dict)
    # The row of the same child that stands for both, once a person has said so.
    same_as = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="duplicates")

    class Meta:
        indexes = [models.Index(fields=["authority", "surname", "forename"])]

    def __str__(self) -> str:
        return f"{self.forename} {self.surname}"


class Upn(models.Model):
    """A unique pupil number that a pupil has or had."""

    class Kind(models.TextChoices):
        """A temporary number ends in a letter; a former one was replaced."""

        PERMANENT = "permanent", "Permanent"
        TEMPORARY = "temporary", "Temporary"
        FORMER = "former", "Former"

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="upns")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="upns")
    value = models.CharField(max_length=13)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PERMANENT)
    from_day = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_pupil_per_upn", fields=["authority", "value"])]

    def __str__(self) -> str:
        return self.value


class Enrolment(models.Model):
    """A pupil on one school's roll from one day, to another if they left."""

    class Status(models.TextChoices):
        """The enrolment statuses of the school census."""

        CURRENT = "C", "Single registration"
        MAIN = "M", "Main dual registration"
        SUBSIDIARY = "S", "Subsidiary dual registration"
        GUEST = "G", "Guest"

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="enrolments")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="enrolments")
    school = models.ForeignKey(School, models.PROTECT, related_name="enrolments")
    admitted = models.DateField()
    # The last day on roll, included.
    left = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=1, choices=Status.choices, default=Status.CURRENT)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_enrolment_per_admission", fields=["pupil", "school", "admitted"]),
            models.CheckConstraint(
                name="left_after_admitted",
                condition=Q(left__isnull=True) | Q(left__gte=F("admitted")),
            ),
        ]
        indexes = [models.Index(fields=["school", "left"])]

    def __str__(self) -> str:
        return f"{self.pupil} at {self.school}"


class Parent(models.Model):
    """A person who may answer for a child: the authority's own row, whatever outside systems call them."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="parents")
    title = text_field(20)
    forename = name_field(blank=True)
    surname = name_field()
    born = models.DateField(null=True, blank=True)
    address1 = text_field(60)
    address2 = text_field(60)
    address3 = text_field(60)
    address4 = text_field(60)
    town = text_field(60)
    postcode = text_field(8)
    address_checked_on = models.DateField(null=True, blank=True)
    email = models.EmailField(blank=True, default="")
    phone = text_field(30)
    language = text_field(30)
    safe_contact = text_field(10)
    communication_need = text_field(200)
    sent = models.JSONField(default=dict)
    same_as = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="duplicates")

    class Meta:
        indexes = [
            models.Index(fields=["authority", "surname", "forename"]),
            models.Index(fields=["authority", "postcode"]),
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.title, self.forename, self.surname) if part)


class ParentKey(models.Model):
    """What one outside source calls a parent."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="parent_keys")
    parent = models.ForeignKey(Parent, models.PROTECT, related_name="keys")
    source = models.CharField(max_length=40)
    ref = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_parent_per_key", fields=["authority", "source", "ref"])]

    def __str__(self) -> str:
        return f"{self.source}:{self.ref}"


class Likeness(models.Model):
    """Two rows that may be one person: a question that only a person answers."""

    class Answer(models.TextChoices):
        """The person's answer."""

        SAME = "same", "The same person"
        DIFFERENT = "different", "Two people"

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="likenesses")
    parent = models.ForeignKey(Parent, models.PROTECT, null=True, blank=True, related_name="likenesses")
    other_parent = models.ForeignKey(Parent, models.PROTECT, null=True, blank=True, related_name="likenesses_as_other")
    pupil = models.ForeignKey(Pupil, models.PROTECT, null=True, blank=True, related_name="likenesses")
    other_pupil = models.ForeignKey(Pupil, models.PROTECT, null=True, blank=True, related_name="likenesses_as_other")
    why = models.TextField()
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True, default="")
    answered_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="likenesses_answered"
    )
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "likenesses"
        constraints = [
            models.CheckConstraint(
                name="likeness_is_of_two_parents_or_two_pupils",
                condition=Q(
                    parent__isnull=False,
                    other_parent__isnull=False,
                    pupil__isnull=True,
                    other_pupil__isnull=True,
                )
                | Q(
                    parent__isnull=True,
                    other_parent__isnull=True,
                    pupil__isnull=False,
                    other_pupil__isnull=False,
                ),
            ),
            models.UniqueConstraint(name="one_likeness_per_pair_of_parents", fields=["parent", "other_parent"]),
            models.UniqueConstraint(name="one_likeness_per_pair_of_pupils", fields=["pupil", "other_pupil"]),
        ]

    def __str__(self) -> str:
        return self.why


class Responsibility(models.Model):
    """Why one person answers for one child, and what they may know. (Education Act 1996 s.576)"""

    class Contact(models.TextChoices):
        """How far the person sees the child."""

        FULL = "full", "Full"
        LIMITED = "limited", "Limited"
        NONE = "none", "None"
        UNKNOWN = "unknown", "Not known"

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="responsibilities")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="responsibilities")
    parent = models.ForeignKey(Parent, models.PROTECT, related_name="responsibilities")
    relationship = models.CharField(max_length=30)
    lives_with = models.CharField(max_length=7, choices=YesNo.choices, default=YesNo.UNKNOWN)
    has_care = models.CharField(max_length=7, choices=YesNo.choices, default=YesNo.UNKNOWN)
    parental_responsibility = models.CharField(max_length=7, choices=YesNo.choices, default=YesNo.UNKNOWN)
    contact = models.CharField(max_length=7, choices=Contact.choices, default=Contact.UNKNOWN)
    # The child's address, and that of the people the child lives with, is kept from this person.
    address_withheld = models.BooleanField(default=False)
    court_order = text_field(200)
    from_day = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    sent = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "responsibilities"
        constraints = [
            models.UniqueConstraint(name="one_responsibility_per_parent_and_pupil", fields=["parent", "pupil"])
        ]

    def __str__(self) -> str:
        return f"{self.parent}, {self.relationship} of {self.pupil}"
