"""The last link of every chain of history, and whether each chain is whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from cases import history
from cases.models import HistoryEntry
from cases.seals import Head
from schools.models import Authority


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not fit, in which chain."""

    name: str
    seq: int
    text: str


def heads_of(authority: Authority) -> list[Head]:
    """Give the last link of every chain of an authority, its own first."""
    rows = (
        HistoryEntry.objects.filter(authority=authority)
        .order_by("case_id", "-seq")
        .distinct("case_id")
        .values_list("case__reference", "seq", "chain")
    )
    found = [Head(reference or authority.slug, seq, chain) for reference, seq, chain in rows]
    return sorted(found, key=lambda head: (head.name != authority.slug, head.name))


def faults_in(authority: Authority) -> Iterator[Fault]:
    """Read every chain of an authority from its beginning, and give what was altered; nothing when all is whole."""
    rows = (
        HistoryEntry.objects.filter(authority=authority)
        .select_related("body", "case", "erasure_order")
        .order_by("case_id", "seq")
    )
    for _, entries in groupby(rows.iterator(chunk_size=5000), key=lambda row: row.case_id):
        chain = list(entries)
        name = chain[0].case.reference if chain[0].case else authority.slug
        for problem in history.verify(_entry(row) for row in chain):
            yield Fault(name, problem.seq, problem.text)


def missing_heads(authority: Authority, sealed: Iterable[Head]) -> Iterator[Fault]:
    """Compare heads that were sealed earlier with what stands now: each must still be a link of its chain."""
    standing = {
        (reference or authority.slug, seq): chain
        for reference, seq, chain in HistoryEntry.objects.filter(authority=authority).values_list(
            "case__reference", "seq", "chain"
        )
    }
    for head in sealed:
        now = standing.get((head.name, head.seq))
        if now is None:
            yield Fault(head.name, head.seq, f"Entry {head.seq} was sealed and is gone.")
        elif now != head.chain:
            yield Fault(head.name, head.seq, f"Entry {head.seq} is not the one that was sealed.")


def _entry(row: HistoryEntry) -> history.Entry:
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
