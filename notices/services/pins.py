"""Pins the exact half-days that a paper rests on, and lets them go."""

from collections.abc import Iterable
from datetime import date

from cases.models import EvidencePin, Matter
from cases.rules.facts import Facts, SessionMark
from cases.services.steps import Step
from cases.stages import PinFor
from schools.models import Enrolment


def pin_sessions(step: Step, matter: Matter, facts: Facts, *, rests: PinFor, paper: str) -> None:
    """Pin the facts' half-days with their codes; the database refuses one that already stands under such a paper.

    A half-day that another warning to the same parent rests on stays pinned for that one.
    """
    sessions = [*facts.period.sessions]
    if rests is PinFor.WARNING:
        taken = _standing(matter, step.case.pupil_id, rests)
        sessions = [mark for mark in sessions if (mark.on, mark.half) not in taken]
    EvidencePin.objects.bulk_create(
        EvidencePin(
            matter=matter,
            parent_id=matter.parent_id,
            pupil_id=step.case.pupil_id,
            enrolment_id=enrolment_id,
            rests=rests,
            on=mark.on,
            session=mark.half,
            code=mark.code,
            paper=paper,
            pinned_on=step.on,
        )
        for mark, enrolment_id in _with_enrolments(matter, step.case.pupil_id, sessions)
    )


def release_pins(paper: str, *, why: str, on: date) -> None:
    """Let go of the half-days that rested on a paper: dropped, withdrawn or ended."""
    EvidencePin.objects.filter(paper=paper, released_on__isnull=True).update(released_on=on, released_why=why)


def _standing(matter: Matter, pupil_id: int, rests: PinFor) -> set[tuple[date, str]]:
    pins = EvidencePin.objects.filter(parent=matter.parent_id, pupil=pupil_id, rests=rests, released_on__isnull=True)
    return set(pins.values_list("on", "session"))


def _with_enrolments(
    matter: Matter, pupil_id: int, sessions: Iterable[SessionMark]
) -> Iterable[tuple[SessionMark, int]]:
    enrolments = list(Enrolment.objects.filter(pupil=pupil_id, school=matter.school_id).order_by("admitted"))
    for mark in sessions:
        held = [row for row in enrolments if row.admitted <= mark.on and (row.left is None or mark.on <= row.left)]
        yield mark, (held or enrolments)[-1].id
