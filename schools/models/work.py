"""Long jobs: rows that pages poll and sweeps claim, so that nothing lives in a queue alone."""

from django.db import models
from django.db.models import F, Q

from schools.models.authority import Authority, Membership
from schools.models.fields import text_field


class Work(models.Model):
    """A long job: what, for whom, how far, and how it ended."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="work")
    kind = models.CharField(max_length=30)
    subject = models.JSONField(default=dict)
    asked_by = models.ForeignKey(Membership, models.PROTECT, related_name="work")
    asked_at = models.DateTimeField(auto_now_add=True)
    claimed_by = text_field(80)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(default=dict)
    problem = models.TextField(blank=True, default="")

    class Meta:
        verbose_name_plural = "work"
        constraints = [models.CheckConstraint(name="work_done_within_total", condition=Q(done__lte=F("total")))]
        indexes = [
            models.Index(fields=["kind", "asked_at"], condition=Q(finished_at__isnull=True), name="work_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.done} of {self.total}"
