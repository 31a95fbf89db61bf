"""Schools, their terms and the days on which they are shut."""

from django.db import models
from django.db.models import F, Q

from schools.models.authority import Authority
from schools.models.fields import name_field, text_field


class Phase(models.TextChoices):
    """The two phases by which the Absence in Schools Survey was published."""

    PRIMARY = "primary", "Primary"
    SECONDARY = "secondary", "Secondary"
    SPECIAL = "special", "Special"


class School(models.Model):
    """A school of the authority, known by its URN."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="schools")
    urn = models.CharField(max_length=6)
    name = name_field()
    phase = models.CharField(max_length=20, choices=Phase.choices)
    address1 = text_field(60)
    address2 = text_field(60)
    address3 = text_field(60)
    address4 = text_field(60)
    town = text_field(60)
    postcode = text_field(8)
    phone = text_field(30)
    # A "relevant school": maintained, pupil referral unit or academy; not independent. (s.444A(1)(b))
    relevant = models.BooleanField(default=True)
    sent = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_school_per_urn", fields=["authority", "urn"])]

    def __str__(self) -> str:
        return self.name


class Term(models.Model):
    """A stretch of school days, half a term or a whole one; the authority's own unless it names a school."""

    class Season(models.TextChoices):
        """The three terms by which a code of conduct counts; each is one or two stretches."""

        AUTUMN = "autumn", "Autumn"
        SPRING = "spring", "Spring"
        SUMMER = "summer", "Summer"

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="terms")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="terms")
    season = models.CharField(max_length=6, choices=Season.choices)
    starts = models.DateField()
    ends = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="term_ends_after_it_starts", condition=Q(ends__gte=F("starts"))),
            models.UniqueConstraint(
                name="one_term_per_start",
                fields=["authority", "school", "starts"],
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts} to {self.ends}"


class ClosedDay(models.Model):
    """A weekday inside a term on which no register is taken; for all schools unless it names one."""

    class Why(models.TextChoices):
        """What shut the school."""

        INSET = "inset", "Staff training"
        HOLIDAY = "holiday", "Bank holiday or occasional day"
        CLOSURE = "closure", "Unexpected closure"

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="closed_days")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="closed_days")
    on = models.DateField()
    why = models.CharField(max_length=10, choices=Why.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="closed_once_a_day", fields=["authority", "school", "on"], nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.get_why_display()}"
