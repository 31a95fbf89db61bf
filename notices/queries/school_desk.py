"""What waits for a school's head: drafts to finish, notices to issue, warnings to look at, certificates to sign."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cases.models import Certificate, Matter
from cases.rules.facts import Facts
from cases.rules.steps import bars_to_notice
from cases.stages import MatterKind, NoticeState, Stage
from notices.models import PenaltyNotice
from notices.queries.facts.make import facts_for
from notices.queries.notices import tally_of
from notices.queries.pupils import Roll, read_roll
from schools.models import Membership


@dataclass(frozen=True)
class SchoolReading:
    """One school's day: its roll, the matters ready for a notice, those still in their warning, what is unfinished."""

    roll: Roll
    drafts: Sequence[PenaltyNotice]
    ready: Sequence[Matter]
    to_review: Sequence[Matter]
    running: Sequence[Matter]
    facts: Mapping[int, Facts]
    certificates: Sequence[Certificate]
    tally: Mapping[str, int]


def read_school(by: Membership, *, on: date) -> SchoolReading:
    """Read a school's desk in a fixed number of queries."""
    matters = [matter for matter in _open_matters(by) if _could_be_noticed(matter)]
    facts = facts_for(matters, on=on)
    ready = [matter for matter in matters if not bars_to_notice(facts[matter.id], on)]
    warned = [matter for matter in matters if matter.stage == Stage.WARNING]
    return SchoolReading(
        roll=read_roll(by, on=on),
        drafts=list(_drafts(by)),
        ready=ready,
        to_review=[matter for matter in warned if _time_is_up(facts[matter.id], on)],
        running=[matter for matter in warned if not _time_is_up(facts[matter.id], on, reviewed=True)],
        facts=facts,
        certificates=list(
            Certificate.objects.filter(
                prosecution__matter__school=by.school_id, signed_on__isnull=True, voided_on__isnull=True
            )
            .select_related("prosecution__matter__case__pupil")
            .order_by("prepared_on", "id")
        ),
        tally=tally_of(by, on=on),
    )


def _open_matters(by: Membership) -> list[Matter]:
    return list(
        Matter.objects.filter(school=by.school_id, stage__in=[Stage.NEW, Stage.WARNING])
        .select_related("case__pupil", "parent")
        .order_by("began_on", "id")
    )


def _could_be_noticed(matter: Matter) -> bool:
    return matter.stage == Stage.WARNING or matter.kind == MatterKind.LEAVE


def _drafts(by: Membership) -> list[PenaltyNotice]:
    return list(
        PenaltyNotice.objects.filter(
            matter__school=by.school_id, state=NoticeState.DRAFTED, drafted_by__user=by.user_id
        )
        .select_related("matter__parent", "matter__case__pupil")
        .order_by("id")
    )


def _time_is_up(facts: Facts, on: date, *, reviewed: bool = False) -> bool:
    """Whether the warning's time has run; without `reviewed`, and nobody has said what it achieved."""
    current = facts.warnings.current
    if current is None or current.ends_on is None or on <= current.ends_on:
        return False
    return reviewed or current.improved is None
