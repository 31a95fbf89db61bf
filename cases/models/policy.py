"""A council's code of conduct, dated: what the law leaves to the council, never a setting."""

from dataclasses import fields

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from cases.rules.policy import LiabilityRule, PeriodUnit, PolicyTerms, WarningKind, WindowUnit
from schools.models import Authority, Membership


def _choices(words: type[WindowUnit | PeriodUnit | WarningKind | LiabilityRule]) -> list[tuple[str, str]]:
    return [(word.value, word.value.replace("_", " ")) for word in words]


class Policy(models.Model):
    """The code in force from one day to another; its columns are the fields of `PolicyTerms`, and the reminder."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="policies")
    code_name = models.CharField(max_length=100)
    adopted_on = models.DateField()
    in_force_from = models.DateField()
    in_force_until = models.DateField(null=True, blank=True)
    opens_sessions = models.PositiveSmallIntegerField()
    opens_weeks = models.PositiveSmallIntegerField()
    warning_kind = models.CharField(max_length=20, choices=_choices(WarningKind))
    warnings_from = models.DateField()
    warning_sessions = models.PositiveSmallIntegerField()
    warning_window = models.CharField(max_length=12, choices=_choices(WindowUnit))
    warning_window_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    warning_length = models.PositiveSmallIntegerField()
    warning_unit = models.CharField(max_length=12, choices=_choices(PeriodUnit))
    warning_before_notice = models.BooleanField()
    warning_may_be_skipped = models.BooleanField()
    leave_needs_warning = models.BooleanField()
    school_may_warn = models.BooleanField()
    early_issue_grounds = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    offences_from = models.DateField(null=True, blank=True)
    notice_sessions = models.PositiveSmallIntegerField()
    notice_window = models.CharField(max_length=12, choices=_choices(WindowUnit))
    notice_window_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    threshold_may_be_overridden = models.BooleanField()
    school_must_consider = models.BooleanField()
    cap_notices = models.PositiveSmallIntegerField(null=True, blank=True)
    cap_months = models.PositiveSmallIntegerField(null=True, blank=True)
    head_may_issue = models.BooleanField()
    deputy_may_issue = models.BooleanField()
    officer_may_issue = models.BooleanField()
    notices_may_issue = models.BooleanField()
    liability_rule = models.CharField(max_length=30, choices=_choices(LiabilityRule))
    n_code_school_days = models.PositiveSmallIntegerField()
    decide_unpaid_working_days = models.PositiveSmallIntegerField()
    representation_working_days = models.PositiveSmallIntegerField()
    returned_post_working_days = models.PositiveSmallIntegerField()
    claim_working_days = models.PositiveSmallIntegerField()
    equality_valid_days = models.PositiveSmallIntegerField()
    amber_days = models.PositiveSmallIntegerField()
    red_days = models.PositiveSmallIntegerField()
    single_justice = models.BooleanField()
    # So many days before the first sum runs out the parent is reminded; none where it is empty.
    reminder_days_before = models.PositiveSmallIntegerField(null=True, blank=True, default=7)
    entered_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="policies_entered")
    approved_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="policies_approved")

    class Meta:
        verbose_name_plural = "policies"
        constraints = [
            models.UniqueConstraint(name="one_policy_per_start", fields=["authority", "in_force_from"]),
            models.CheckConstraint(
                name="policy_in_order",
                condition=Q(in_force_until__isnull=True) | Q(in_force_until__gte=F("in_force_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.code_name

    @property
    def terms(self) -> PolicyTerms:
        """The code as the rules read it."""
        values = {field.name: getattr(self, field.name) for field in fields(PolicyTerms)}
        values["warning_kind"] = WarningKind(self.warning_kind)
        values["warning_window"] = WindowUnit(self.warning_window)
        values["notice_window"] = WindowUnit(self.notice_window)
        values["warning_unit"] = PeriodUnit(self.warning_unit)
        values["liability_rule"] = LiabilityRule(self.liability_rule)
        values["early_issue_grounds"] = tuple(self.early_issue_grounds)
        return PolicyTerms(**values)
