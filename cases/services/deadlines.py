"""The one writer of deadlines."""

from collections.abc import Sequence
from datetime import date

from cases.deadlines import Due
from cases.models import Deadline, Matter


def reconcile_deadlines(matter: Matter, dues: Sequence[Due], *, on: date) -> list[Deadline]:
    """Make a matter's standing deadlines equal to the computed set; give back the rows that are new.

    A row whose day or inputs differ is superseded and stays readable; running it twice changes nothing.
    """
    wanted = {due.kind: due for due in dues}
    standing = {row.kind: row for row in Deadline.objects.filter(matter=matter, superseded_on__isnull=True)}
    gone = [row.id for kind, row in standing.items() if not _same(row, wanted.get(kind))]
    if gone:
        Deadline.objects.filter(id__in=gone).update(superseded_on=on)
    new = [
        _row(matter, due, on=on) for kind, due in wanted.items() if kind not in standing or standing[kind].id in gone
    ]
    return Deadline.objects.bulk_create(new) if new else []


def _same(row: Deadline, due: Due | None) -> bool:
    return due is not None and row.due_on == due.due_on and row.inputs == due.inputs


def _row(matter: Matter, due: Due, *, on: date) -> Deadline:
    return Deadline(
        case_id=matter.case_id,
        matter=matter,
        kind=due.kind,
        due_on=due.due_on,
        inputs=due.inputs,
        rule=due.rule,
        citation=due.citation,
        confidence=due.confidence,
        steps=list(due.steps),
        made_on=on,
    )
