"""A child's case, and in it one matter for each parent and period: the unit the law acts on."""

from django.db import models
from django.db.models import F, Q

from cases.lifecycle import CaseLifecycle, MatterLifecycle
from cases.stages import How, MatterKind, Stage
from schools.models import Authority, Membership, Parent, Pupil, School
from schools.models.fields import text_field


class Case(CaseLifecycle):
    """One child's file; at most one is open at a time."""

    class OpenedBy(models.TextChoices):
        """What opened the case."""

        REVIEW = "review", "The register review"
        OFFICER = "officer", "An officer"
        SCHOOL = "school", "The school"
        HEAD = "head", "A head's first notice"

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="cases")
    reference = models.CharField(max_length=9, unique=True)
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="cases")
    school = models.ForeignKey(School, models.PROTECT, related_name="cases")
    officer = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="cases")
    opened_on = models.DateField()
    opened_by = models.CharField(max_length=10, choices=OpenedBy.choices)
    opened_why = models.TextField()
    # The sessions of the window that opened it, so that a correction can take the ground away.
    opened_ground = models.JSONField(default=dict)
    # The day on which a correction of the register took that ground away; a person decides what follows.
    ground_gone_on = models.DateField(null=True, blank=True)
    keep_open_for_support = models.BooleanField(default=False)
    # Mostly illness: worked as health and inclusion, a lane without an enforcement step.
    health_lane = models.BooleanField(default=False)
    closed_on = models.DateField(null=True, blank=True)
    how = models.CharField(max_length=20, choices=How.choices(), blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_open_case_per_pupil", fields=["pupil"], condition=~Q(stage=Stage.OUTCOME.value)
            ),
            models.CheckConstraint(
                name="closed_cases_say_when",
                condition=Q(stage=Stage.OUTCOME.value, closed_on__isnull=False)
                | (~Q(stage=Stage.OUTCOME.value) & Q(closed_on__isnull=True)),
            ),
        ]
        indexes = [models.Index(fields=["authority", "stage"])]

    def __str__(self) -> str:
        return self.reference


class Matter(MatterLifecycle):
    """One parent, one child, one period: what is warned of, noticed, prosecuted and settled."""

    class Liability(models.TextChoices):
        """Whether this parent answers for these sessions, decided per parent with its reason."""

        LIABLE = "liable", "Liable"
        NOT_LIABLE = "not_liable", "Not liable"
        UNDECIDED = "undecided", "Not yet decided"

    case = models.ForeignKey(Case, models.PROTECT, related_name="matters")
    reference = models.CharField(max_length=9, unique=True)
    parent = models.ForeignKey(Parent, models.PROTECT, related_name="matters")
    # The school on whose register the matter is founded: its head may issue.
    school = models.ForeignKey(School, models.PROTECT, related_name="matters")
    kind = models.CharField(max_length=10, choices=MatterKind.choices())
    began_on = models.DateField()
    period_from = models.DateField(null=True, blank=True)
    period_until = models.DateField(null=True, blank=True)
    liability = models.CharField(max_length=10, choices=Liability.choices, default=Liability.UNDECIDED)
    liability_reason = models.TextField(blank=True, default="")
    leave_request = models.ForeignKey(
        "schools.LeaveRequest", models.PROTECT, null=True, blank=True, related_name="matters"
    )
    settled_on = models.DateField(null=True, blank=True)
    how = models.CharField(max_length=20, choices=How.choices(), blank=True, default="")
    how_why = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_warning_per_parent_and_case",
                fields=["case", "parent"],
                condition=Q(stage=Stage.WARNING.value),
            ),
            models.CheckConstraint(
                name="matter_period_in_order",
                condition=Q(period_from__isnull=True)
                | Q(period_until__isnull=True)
                | Q(period_until__gte=F("period_from")),
            ),
            models.CheckConstraint(
                name="settled_matters_say_when_and_how",
                condition=(Q(stage=Stage.OUTCOME.value, settled_on__isnull=False) & ~Q(how=""))
                | (~Q(stage=Stage.OUTCOME.value) & Q(settled_on__isnull=True, how="")),
            ),
        ]
        indexes = [models.Index(fields=["parent", "stage"])]

    def __str__(self) -> str:
        return self.reference


class Pause(models.Model):
    """A stretch in which no step is taken against one parent, or all; never stops the time limit."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="pauses")
    parent = models.ForeignKey(Parent, models.PROTECT, null=True, blank=True, related_name="pauses")
    from_day = models.DateField()
    until = models.DateField(null=True, blank=True)
    reason = models.TextField()
    by = models.ForeignKey(Membership, models.PROTECT, related_name="pauses")
    note = text_field()

    def __str__(self) -> str:
        return self.reason
