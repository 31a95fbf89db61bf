"""The history: entries that nothing can alter, and beside them the words, which an order may erase."""

import pgtrigger
from django.db import models
from django.db.models import Q

from cases.models.case import Case
from schools.models import Authority, Membership
from schools.models.fields import append_only, never_emptied


class HistoryEntry(models.Model):
    """That something happened: its number, day, author and the digest of its words, chained.

    `case` is null for what is not about one case; such entries chain per authority.
    """

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="history")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="history")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    on = models.DateField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(Membership, models.PROTECT, related_name="history")
    digest = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "history entries"
        constraints = [
            models.UniqueConstraint(
                name="one_history_number_per_case",
                fields=["case", "seq"],
                condition=Q(case__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_history_number_per_authority",
                fields=["authority", "seq"],
                condition=Q(case__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["authority", "kind", "on"])]
        triggers = append_only("history")

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"


class ErasureOrder(models.Model):
    """An order, with its reason and author, to erase the words of one entry; the chain still verifies."""

    entry = models.OneToOneField(HistoryEntry, models.PROTECT, related_name="erasure_order")
    reason = models.TextField()
    by = models.ForeignKey(Membership, models.PROTECT, related_name="erasure_orders")
    on = models.DateField()

    class Meta:
        triggers = append_only("erasure_order")

    def __str__(self) -> str:
        return self.reason


class HistoryBody(models.Model):
    """The words and facts of one entry; goes only under a recorded order."""

    entry = models.OneToOneField(HistoryEntry, models.PROTECT, related_name="body")
    salt = models.BinaryField(max_length=16)
    facts = models.JSONField(default=dict)
    text = models.TextField()

    class Meta:
        verbose_name_plural = "history bodies"
        triggers = [
            pgtrigger.Protect(name="body_stands", operation=pgtrigger.Update),
            never_emptied("body"),
            pgtrigger.Trigger(
                name="body_erased_by_order",
                operation=pgtrigger.Delete,
                when=pgtrigger.Before,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM cases_erasureorder WHERE entry_id = OLD.entry_id
                    ) THEN
                        RAISE EXCEPTION 'history goes only under a recorded erasure order';
                    END IF;
                    RETURN OLD;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.text
