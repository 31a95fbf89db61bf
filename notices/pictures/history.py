"""The history as a page shows it: what happened, when and by whom, and what holds the case."""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.models import HistoryEntry
from schools.roles import Role
from schools.words import plain_date

HEADINGS = {
    "case_opened": "Case opened",
    "case_closed": "Case closed",
    "case_reopened": "Case reopened",
    "case_concluded": "Case concluded",
    "matter_begun": "Matter begun",
    "matter_settled": "Matter settled",
    "matter_revived": "Matter stands again",
    "support_offered": "Support offered",
    "equality_answered": "Vulnerability and equality answered",
    "liability_decided": "Liability decided",
    "decided_not_to_act": "Decided not to act",
    "paused": "Steps paused",
    "ground_gone": "The register was corrected",
    "warned": "Warned",
    "warning_reviewed": "Warning reviewed",
    "notice_issued": "Penalty notice issued",
    "notice_withdrawn": "Penalty notice withdrawn",
    "payment_allocated": "Payment",
    "payment_taken_off": "Payment taken off",
    "representation": "The parent replied",
    "representation_answered": "Reply answered",
    "letter_posted": "Letter posted",
    "letter_served": "Given by hand",
    "letter_returned": "Letter came back",
    "letter_held": "Letter held",
    "letter_not_sent": "Letter not sent",
}
STEPS = {"warned", "notice_issued", "referred", "authorised", "charged", "result_entered", "case_concluded"}
HOLDS = {"representation", "payment_taken_off", "letter_returned", "letter_held", "ground_gone"}
ERASED = "The words of this entry were erased under a recorded order; the chain still holds."


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One entry of the timeline: its heading, when and who, its sentence and its look."""

    heading: str
    when: str
    text: str
    look: str
    number: int


def timeline_of(rows: Iterable[HistoryEntry]) -> list[TimelineEntry]:
    """Turn history rows, in their order, into what the timeline shows."""
    return [
        TimelineEntry(
            heading=HEADINGS.get(row.kind, row.kind.replace("_", " ").capitalize()),
            when=f"{plain_date(row.on)} · {_who(row)}",
            text=row.body.text if hasattr(row, "body") else ERASED,
            look="hold" if row.kind in HOLDS else "step" if row.kind in STEPS else "",
            number=row.seq,
        )
        for row in rows
    ]


def _who(row: HistoryEntry) -> str:
    title = row.by.title or Role(row.by.role).label
    return f"{row.by.user}, {title}" if row.by.role != Role.SERVICE else title
