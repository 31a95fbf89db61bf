"""Reads the history of a case, and proves that nothing in it was altered."""

from django.db.models import QuerySet

from cases import history
from cases.models import Case, HistoryEntry
from schools.models import Authority


def entries_of(case: Case) -> QuerySet[HistoryEntry]:
    """A case's history with its words and authors, the newest first."""
    return (
        HistoryEntry.objects.filter(case=case)
        .select_related("body", "erasure_order", "by__user", "by__school")
        .order_by("-seq")
    )


def entries_after(case: Case, seen: int) -> QuerySet[HistoryEntry]:
    """What happened in a case after the entry of that number, the newest first."""
    return entries_of(case).filter(seq__gt=seen)


def problems_in(about: Case | Authority) -> list[history.Problem]:
    """What does not fit in the chain of a case, or of the authority; empty when nothing was altered."""
    chosen = (
        HistoryEntry.objects.filter(case=about)
        if isinstance(about, Case)
        else HistoryEntry.objects.filter(case__isnull=True, authority=about)
    )
    rows = chosen.select_related("body", "erasure_order").order_by("seq")
    return history.verify(as_entry(row) for row in rows.iterator(chunk_size=2000))


def as_entry(row: HistoryEntry) -> history.Entry:
    """A stored entry as the chain is verified from; its words are none when an order erased them."""
    body = getattr(row, "body", None)
    return history.Entry(
        seq=row.seq,
        kind=row.kind,
        on=row.on,
        recorded_at=row.recorded_at,
        by=str(row.by_id),
        digest=row.digest,
        chain=row.chain,
        body=history.Body(bytes(body.salt), {"facts": body.facts, "text": body.text}) if body else None,
        erasure_ordered=hasattr(row, "erasure_order"),
    )
