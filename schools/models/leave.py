"""Leave in term time: what was asked, and what the school decided."""

from django.db import models
from django.db.models import F, Q

from schools.models.authority import Authority, Membership
from schools.models.fields import money_field, text_field
from schools.models.people import Parent, Pupil
from schools.models.places import School


class LeaveRequest(models.Model):
    """A parent's request for leave, with the school's decision in the same row."""

    class Decision(models.TextChoices):
        """What the head decided."""

        GRANTED = "granted", "Granted"
        PART = "part", "Granted in part"
        REFUSED = "refused", "Refused"

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="leave_requests")
    school = models.ForeignKey(School, models.PROTECT, related_name="leave_requests")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="leave_requests")
    asked_by = models.ForeignKey(Parent, models.PROTECT, related_name="leave_requests")
    asked_on = models.DateField()
    from_day = models.DateField()
    until = models.DateField()
    reason = models.TextField()
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True, default="")
    decision_reasons = models.TextField(blank=True, default="")
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="leave_decided")
    letter_on = models.DateField(null=True, blank=True)
    # The sum of which the refusal warned, so that a later notice can show the parent knew.
    warned_sum = money_field(null=True, blank=True)
    explanation = text_field(300)

    class Meta:
        constraints = [models.CheckConstraint(name="leave_ends_after_it_begins", condition=Q(until__gte=F("from_day")))]

    def __str__(self) -> str:
        return f"{self.pupil_id}: {self.from_day} to {self.until}"
