"""What a notice or a warning could be drawn up on, and the draft that stands already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cases.models import EvidencePin, Matter
from cases.rules.bars import Check
from cases.rules.facts import Facts, SessionMark
from cases.rules.steps import checks_for_notice, checks_for_reissue
from cases.stages import NoticeState, PinFor, Stage
from notices.models import Letter, PenaltyNotice
from notices.queries.facts.make import facts_of
from notices.queries.facts.register import Half, read_registers, rests_on
from schools.queries.people import same_parents


@dataclass(frozen=True)
class Drawing:
    """A notice about to be drawn up: the facts on its half-days, those a person can choose, the draft if there is one.

    `taken` are half-days that rest under another paper to this parent, or rested under a notice that was withdrawn,
    and so cannot be chosen.
    """

    facts: Facts
    open: Sequence[SessionMark]
    taken: Sequence[SessionMark]
    checks: Sequence[Check]
    draft: PenaltyNotice | None
    drafted: frozenset[Half]


def read_drawing(matter: Matter, *, on: date) -> Drawing:
    """Read what a notice in this matter could rest on today; all that is open counts as chosen."""
    drafting = facts_of(matter, on=on, chosen=_could_found(matter, on=on))
    every = drafting.period.sessions
    anew = matter.stage == Stage.OUTCOME
    taken = [mark for mark in every if mark.noticed_by or mark.charged_by or (mark.withdrawn_by and not anew)]
    open_marks = [mark for mark in every if mark not in taken and _since_power(mark, drafting)]
    # Where none is open the refusal names why, so it is asked of them all.
    asked = open_marks or every
    facts = facts_of(matter, on=on, chosen=frozenset((mark.on, mark.half) for mark in asked))
    draft = PenaltyNotice.objects.filter(matter=matter, state=NoticeState.DRAFTED).first()
    return Drawing(
        facts=facts,
        open=open_marks,
        taken=taken,
        checks=checks_of_notice(matter, facts, on=on),
        draft=draft,
        drafted=_pinned(draft) if draft else frozenset(),
    )


def checks_of_notice(matter: Matter, facts: Facts, *, on: date) -> list[Check]:
    """All that is asked before a notice in this matter, or before a notice anew once one was withdrawn."""
    return checks_for_reissue(facts, on) if matter.stage == Stage.OUTCOME else checks_for_notice(facts, on)


def drafted_warning(matter: Matter) -> Letter | None:
    """The warning that was drawn up in this matter and is not given yet."""
    return (
        Letter.objects.filter(matter=matter, kind="warning", released_on__isnull=True, cancelled_on__isnull=True)
        .order_by("-id")
        .first()
    )


def _since_power(mark: SessionMark, facts: Facts) -> bool:
    """Whether a half-day lies on or after the first that a notice may rest on."""
    return facts.policy.offences_from is None or mark.on >= facts.policy.offences_from


def _could_found(matter: Matter, *, on: date) -> frozenset[Half]:
    facts = facts_of(matter, on=on)
    registers = read_registers([matter], same_parents([matter.parent_id]), on)
    mine = [mark for mark in registers.marks.get(matter.case.pupil_id, ()) if mark.school_id == matter.school_id]
    current = facts.warnings.current
    # No pins: those of a draft would hide the half-days that it left out.
    return rests_on(matter, mine, (), facts.policy, warned_on=current.received_on if current else None, on=on)


def _pinned(draft: PenaltyNotice) -> frozenset[Half]:
    pins = EvidencePin.objects.filter(paper=draft.number, rests=PinFor.NOTICE, released_on__isnull=True)
    return frozenset(pins.values_list("on", "session"))
