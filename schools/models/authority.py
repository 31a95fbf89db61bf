"""The council, its people, and in which capacity each of them acts."""

from datetime import time

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

from schools.models.fields import name_field, text_field
from schools.roles import Role


class Authority(models.Model):
    """A council with its own pupils, staff and code of conduct; every root row names it.

    An installation may hold several; no row of one refers to a row of another.
    """

    slug = models.SlugField(unique=True)
    name = name_field()
    service_name = text_field()
    la_code = models.CharField(max_length=3)
    address1 = text_field(60)
    address2 = text_field(60)
    address3 = text_field(60)
    town = text_field(60)
    postcode = text_field(8)
    phone = text_field(30)
    hours = text_field(60)
    payee = text_field(60)
    # The ways a penalty may be paid, one sentence each, as the notice prints them. (reg 3(1)(g))
    payment_methods = models.JSONField(default=list)
    # The day on which a manager signed that every notice since 19 August 2024 is entered, or that none was.
    earlier_notices_known_on = models.DateField(null=True, blank=True)
    court = text_field()
    court_address = models.JSONField(default=list)
    # From this hour on a working day the letters of the day go to the print room.
    posts_from = models.TimeField(default=time(15, 0))
    # A practice installation carries its own day, which only moves forward.
    practice = models.BooleanField(default=False)
    practice_date = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "authorities"
        constraints = [
            models.CheckConstraint(
                name="practice_date_only_in_practice",
                condition=Q(practice=True) | Q(practice_date__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """A person who signs in; what they may do stands in their memberships, never here."""

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class Membership(models.Model):
    """One person in one role, for the council or for one school, between two days.

    `by` everywhere is one of these: a user acting in one capacity.
    """

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.value, role.name.title()) for role in Role])
    title = text_field(80)
    school = models.ForeignKey("schools.School", models.PROTECT, null=True, blank=True, related_name="memberships")
    from_day = models.DateField()
    until = models.DateField(null=True, blank=True)
    # An authorised officer's number, printed on a notice. (SI 2007/1867 reg 3(1)(c))
    official_number = text_field(20)
    may_issue = models.BooleanField(default=False)
    may_withdraw = models.BooleanField(default=False)
    authorised_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="authorised")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="membership_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gte=F("from_day")),
            ),
            models.CheckConstraint(
                name="school_roles_name_a_school",
                condition=~Q(role__in=[Role.HEAD.value, Role.DEPUTY.value, Role.ATTENDANCE.value])
                | Q(school__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.title or self.role}"
