"""The review of registers: opens a case over the council's opening threshold, and says when its ground is gone.

It opens by unauthorised half-days alone, never by overall absence. The attention list is worked out when
it is read (`cases.queries.attention`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from cases.models import Case
from cases.queries.policies import policy_on
from cases.queries.reviewing import Reviewed, review_enrolments
from cases.services.history import record
from cases.services.opening import AlreadyOpen, open_case
from cases.stages import Stage
from schools.models import Authority, Membership, ReviewDue
from schools.words import plain_date

SLICE = 5000


@dataclass(frozen=True, slots=True)
class ReviewResult:
    """What one review did: how many enrolments it read, which cases it opened, whose ground is gone."""

    read: int
    opened: tuple[str, ...]
    ground_gone: tuple[str, ...]


def review_due(authority: Authority, *, by: Membership, on: date) -> ReviewResult:
    """Review the enrolments whose marks have changed; safe to run twice, late, or by two workers at once."""
    read = 0
    opened: list[str] = []
    gone: list[str] = []
    while claimed := _claim(authority):
        result = review(authority, claimed, by=by, on=on)
        read += result.read
        opened += result.opened
        gone += result.ground_gone
    return ReviewResult(read=read, opened=tuple(opened), ground_gone=tuple(gone))


def review_all(authority: Authority, *, by: Membership, on: date) -> ReviewResult:
    """Review every enrolment of the authority, as the night does."""
    result = review(authority, None, by=by, on=on)
    ReviewDue.objects.filter(enrolment__authority=authority).delete()
    return result


def _claim(authority: Authority) -> list[int]:
    """Take a slice of what is due; a row deleted here is this worker's, whoever else sweeps."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            DELETE FROM schools_reviewdue WHERE id IN (
                SELECT due.id FROM schools_reviewdue due
                JOIN schools_enrolment enrolment ON enrolment.id = due.enrolment_id
                WHERE enrolment.authority_id = %s
                ORDER BY due.id LIMIT %s FOR UPDATE OF due SKIP LOCKED
            ) RETURNING enrolment_id
            """,
            [authority.id, SLICE],
        )
        return [row[0] for row in cursor.fetchall()]


@transaction.atomic
def review(authority: Authority, enrolment_ids: Iterable[int] | None, *, by: Membership, on: date) -> ReviewResult:
    """Review these enrolments, or all, against the code in force on the day."""
    terms = policy_on(authority.id, on)
    reviewed = review_enrolments(authority, enrolment_ids, terms, on=on)
    opened = []
    for row in reviewed.over:
        try:
            case = open_case(
                row.pupil,
                school=row.school,
                opened_by=Case.OpenedBy.REVIEW,
                why=_why(row, terms.opens_sessions, terms.opens_weeks),
                by=by,
                on=on,
                ground=_ground(row),
            )
        except AlreadyOpen:
            continue
        opened.append(case.reference)
    gone = [_lose_ground(case, by=by, on=on) for case in reviewed.ground_gone]
    return ReviewResult(read=reviewed.read, opened=tuple(opened), ground_gone=tuple(gone))


def _why(row: Reviewed, sessions: int, weeks: int) -> str:
    return (
        f"{row.sessions} half-days missed without leave in {weeks} school weeks, "
        f"{plain_date(row.window_start)} to {plain_date(row.window_end)}; a case opens at {sessions}."
    )


def _ground(row: Reviewed) -> dict[str, object]:
    return {
        "enrolment": row.enrolment_id,
        "sessions": row.sessions,
        "window": [row.window_start.isoformat(), row.window_end.isoformat()],
    }


def _lose_ground(case: Case, *, by: Membership, on: date) -> str:
    """Say once that the register no longer shows what opened the case; a person decides what follows."""
    locked = Case.objects.select_for_update().get(id=case.id)
    if locked.ground_gone_on is None and locked.stage != Stage.OUTCOME:
        locked.ground_gone_on = on
        locked.save(update_fields=["ground_gone_on"])
        record(
            locked,
            kind="ground_gone",
            text="The register was corrected; it no longer shows what opened this case.",
            facts={},
            by=by,
            on=on,
        )
    return locked.reference
