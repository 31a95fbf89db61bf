"""The lawyers' file on one matter: the tests, the certificate, the charge, the court."""

from django.db import models
from django.db.models import Q

from cases.lifecycle import ProsecutionLifecycle
from cases.models.case import Matter
from cases.stages import Offence, ProsecutionState, Route
from schools.models import Membership
from schools.models.fields import money_field, text_field


class Prosecution(ProsecutionLifecycle):
    """One matter before the lawyers and the court."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="prosecutions")
    reference = models.CharField(max_length=9, unique=True)
    referred_by = models.ForeignKey(Membership, models.PROTECT, related_name="prosecutions_referred")
    referred_on = models.DateField()
    referral_reasons = models.TextField()
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
    charged_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="prosecutions_charged"
    )
    ended_on = models.DateField(null=True, blank=True)
    end_reasons = models.TextField(blank=True, default="")
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
                | Q(charge_completed_at__isnull=False),
            ),
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
    snapshot = models.JSONField()
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
        WARRANT = "warrant", "Warrant issued"
        GUILTY = "guilty", "Pleaded guilty"
        PROVED = "proved", "Found guilty after trial"
        PROVED_ABSENCE = "proved_in_absence", "Proved in absence"
        DISMISSED = "dismissed", "Dismissed"
        WITHDRAWN = "withdrawn", "Withdrawn"

    prosecution = models.ForeignKey(Prosecution, models.PROTECT, related_name="hearings")
    on = models.DateField()
    court = text_field()
    result = models.CharField(max_length=20, choices=Result.choices, default=Result.LISTED)
    note = models.TextField(blank=True, default="")
    entered_by = models.ForeignKey(Membership, models.PROTECT, related_name="hearings")
    entered_on = models.DateField()

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
