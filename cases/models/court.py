"""The lawyers' file on one matter: the tests, the certificate, the charge, the court."""

from datetime import time

import pgtrigger
from django.db import models
from django.db.models import Q

from cases.lifecycle import ProsecutionLifecycle
from cases.models.case import Matter
from cases.stages import Offence, ProsecutionState, Route, SetAside
from schools.models import Membership
from schools.models.fields import money_field, text_field


class Prosecution(ProsecutionLifecycle):
    """One matter before the lawyers and the court."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="prosecutions")
    reference = models.CharField(max_length=9, unique=True)
    referred_by = models.ForeignKey(Membership, models.PROTECT, related_name="prosecutions_referred")
    referred_on = models.DateField()
    referral_reasons = models.TextField()
    lawyer = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="prosecutions_held")
    # What the referrer said of money received that belongs to nobody yet.
    orphans_seen = models.TextField(blank=True, default="")
    returned_on = models.DateField(null=True, blank=True)
    returned_why = models.TextField(blank=True, default="")
    offence = models.CharField(
        max_length=10, choices=[(o.value, o.label) for o in Offence], default=Offence.S444_1.value
    )
    route = models.CharField(max_length=10, choices=[(r.value, r.label) for r in Route], blank=True, default="")
    # Whether to apply for an education supervision order was considered. (Education Act 1996 s.447)
    eso_considered_on = models.DateField(null=True, blank=True)
    eso_considered_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="eso_considered"
    )
    eso_applied = models.BooleanField(null=True, blank=True)
    eso_reasons = models.TextField(blank=True, default="")
    # The Full Code Test, both limbs.
    evidential_met = models.BooleanField(null=True, blank=True)
    evidential_reasons = models.TextField(blank=True, default="")
    public_interest_met = models.BooleanField(null=True, blank=True)
    public_interest_reasons = models.TextField(blank=True, default="")
    tested_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="prosecutions_tested")
    tested_on = models.DateField(null=True, blank=True)
    authorised_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="prosecutions_authorised"
    )
    authorised_on = models.DateField(null=True, blank=True)
    # The moment that stops the clock: never changed once set. (Brown v DPP [2019] EWHC 798 (Admin))
    charge_completed_at = models.DateTimeField(null=True, blank=True)
    # The same on the case's calendar, which in a practice authority is not the clock's.
    charged_on = models.DateField(null=True, blank=True)
    charged_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="prosecutions_charged"
    )
    ended_on = models.DateField(null=True, blank=True)
    end_reasons = models.TextField(blank=True, default="")
    # The last time a result was set aside: on what ground, and when.
    set_aside_on = models.DateField(null=True, blank=True)
    set_aside_ground = models.CharField(
        max_length=22, choices=[(g.value, g.label) for g in SetAside], blank=True, default=""
    )
    costs = money_field(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_prosecution_not_ended_per_matter",
                fields=["matter"],
                condition=~Q(
                    state__in=[
                        ProsecutionState.DECLINED.value,
                        ProsecutionState.CONCLUDED.value,
                        ProsecutionState.DISCONTINUED.value,
                    ]
                ),
            ),
            models.CheckConstraint(
                name="authoriser_is_not_the_referrer",
                condition=Q(authorised_by__isnull=True) | ~Q(authorised_by=models.F("referred_by")),
            ),
            models.CheckConstraint(
                name="charged_says_when",
                condition=~Q(state__in=[ProsecutionState.CHARGED.value, ProsecutionState.CONCLUDED.value])
                | Q(charge_completed_at__isnull=False, charged_on__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="charge_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__charge_completed_at__isnull=False)
                & (
                    pgtrigger.Q(old__charge_completed_at__df=pgtrigger.F("new__charge_completed_at"))
                    | pgtrigger.Q(old__charged_on__df=pgtrigger.F("new__charged_on"))
                ),
            )
        ]

    def __str__(self) -> str:
        return self.reference


class Certificate(models.Model):
    """The head's certificate of attendance for one prosecution. (Education Act 1996 s.566(1)(c))

    A change of any mark it certifies voids it; a new one is prepared.
    """

    prosecution = models.ForeignKey(Prosecution, models.PROTECT, related_name="certificates")
    period_from = models.DateField()
    period_until = models.DateField()
    # What it certifies, as the register stood when it was prepared.
    snapshot = models.JSONField()
    prepared_by = models.ForeignKey(Membership, models.PROTECT, related_name="certificates_prepared")
    prepared_on = models.DateField()
    signed_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="certificates")
    signed_on = models.DateField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    voided_on = models.DateField(null=True, blank=True)
    voided_why = text_field(200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_standing_certificate",
                fields=["prosecution"],
                condition=Q(voided_on__isnull=True),
            ),
            models.CheckConstraint(
                name="signed_after_the_last_day_certified",
                condition=Q(signed_on__isnull=True) | Q(signed_on__gt=models.F("period_until")),
            ),
        ]

    def __str__(self) -> str:
        return f"Certificate {self.period_from} to {self.period_until}"


class Hearing(models.Model):
    """One listing of a prosecution, and what came of it."""

    class Result(models.TextChoices):
        """What happened on the day; disposals are rows of their own."""

        LISTED = "listed", "Listed"
        ADJOURNED = "adjourned", "Adjourned"
        ADJOURNED_REPORTS = "adjourned_reports", "Adjourned for reports"
        WARRANT = "warrant", "Warrant issued, not backed for bail"
        WARRANT_BAIL = "warrant_bail", "Warrant issued, backed for bail"
        GUILTY = "guilty", "Pleaded guilty"
        PROVED = "proved", "Found guilty after trial"
        PROVED_ABSENCE = "proved_in_absence", "Proved in absence"
        DISMISSED = "dismissed", "Dismissed"
        NO_EVIDENCE = "no_evidence", "No evidence offered"
        WITHDRAWN = "withdrawn", "Withdrawn"

        @property
        def is_conviction(self) -> bool:
            """Say whether the court found against the parent."""
            return self in (Hearing.Result.GUILTY, Hearing.Result.PROVED, Hearing.Result.PROVED_ABSENCE)

        @property
        def is_final(self) -> bool:
            """Say whether the prosecution ends with it."""
            return self.is_conviction or self in (
                Hearing.Result.DISMISSED,
                Hearing.Result.NO_EVIDENCE,
                Hearing.Result.WITHDRAWN,
            )

    class Purpose(models.TextChoices):
        """What a listing is for."""

        FIRST = "first", "First hearing"
        PLEA = "plea", "Plea"
        TRIAL = "trial", "Trial"
        SENTENCE = "sentence", "Sentence"
        OTHER = "other", "Other"

    prosecution = models.ForeignKey(Prosecution, models.PROTECT, related_name="hearings")
    on = models.DateField()
    at = models.TimeField(default=time(10, 0))
    purpose = models.CharField(max_length=10, choices=Purpose.choices, default=Purpose.FIRST)
    court = text_field()
    result = models.CharField(max_length=20, choices=Result.choices, default=Result.LISTED)
    note = models.TextField(blank=True, default="")
    listed_by = models.ForeignKey(Membership, models.PROTECT, related_name="hearings_listed")
    listed_on = models.DateField()
    entered_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="hearings")
    entered_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_hearing_a_day", fields=["prosecution", "on"])]

    def __str__(self) -> str:
        return f"{self.on}: {self.get_result_display()}"


class Disposal(models.Model):
    """What the court ordered at a hearing; which kinds exist depends on the day."""

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="disposals")
    kind = models.CharField(max_length=40)
    amount = money_field(null=True, blank=True)
    detail = text_field(200)

    class Meta:
        constraints = [
            models.CheckConstraint(name="disposal_not_negative", condition=Q(amount__isnull=True) | Q(amount__gte=0))
        ]

    def __str__(self) -> str:
        return self.kind
