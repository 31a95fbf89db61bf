"""Issues a penalty notice: drawn up and rendered first, checked by a person, then issued by that person."""

import secrets
from datetime import date

from cases import permissions
from cases.models import Decision, Matter
from cases.refusals import Forbidden, Refused, refuse_if
from cases.rules.bars import Bar, Citation, Confidence, MayOverride
from cases.rules.facts import Facts
from cases.rules.steps import bars_to_notice, bars_to_reissue
from cases.services.steps import Step, one_step
from cases.stages import NoticeState, PinFor, Stage
from notices.models import Letter, PenaltyNotice
from notices.queries.facts.make import facts_of
from notices.queries.facts.register import Half
from notices.services.deadlines import reconcile
from notices.services.outbox import cancel_letter, draft_letter, release_letter
from notices.services.pins import pin_sessions, release_pins
from schools import references
from schools.models import Membership
from schools.words import half_days, plain_date


def draft_notice(
    matter: Matter,
    *,
    chosen: frozenset[Half],
    reasons: str,
    by: Membership,
    on: date,
    post_class: Letter.PostClass = Letter.PostClass.FIRST,
    seen: int | None = None,
) -> PenaltyNotice:
    """Draw up a notice on the chosen half-days and reserve its number; refused with every bar.

    Its paper names `by` as the officer who issues it, so only that person can issue it. The caller renders the
    letter once this has committed. A draft drawn up before is dropped.
    """
    with one_step(matter.case_id, by=by, on=on, seen=seen) as step:
        row = step.matter(matter.id)
        drop_drafts(step, row)
        facts = facts_of(row, on=on, chosen=chosen, by_hand=post_class == Letter.PostClass.HAND)
        _require(step, row, facts)
        anew = row.stage == Stage.OUTCOME
        refuse_if(bars_to_reissue(facts, on) if anew else bars_to_notice(facts, on))
        notice = _reserve(step, row, facts, reasons)
        pin_sessions(step, row, facts, rests=PinFor.NOTICE, paper=notice.number)
        draft_letter(step, "penalty_notice", to_parent=row.parent, matter=row, notice=notice, post_class=post_class)
    return notice


def issue_notice(notice: PenaltyNotice, *, by: Membership, on: date, seen: int | None = None) -> PenaltyNotice:
    """Issue the notice whose very paper the person has checked; the guard is asked again under the locks."""
    with one_step(notice.matter.case_id, by=by, on=on, seen=seen) as step:
        row = step.matter(notice.matter_id)
        locked = lock_notice(notice)
        _refuse_another_hand(locked, by)
        draft = paper_of(locked)
        facts = facts_of(row, on=on, by_hand=draft.post_class == Letter.PostClass.HAND)
        _require(step, row, facts)
        stage_from = row.stage
        anew = row.stage == Stage.OUTCOME
        # The machine would only say that it cannot; the guard says why.
        refuse_if(bars_to_reissue(facts, on) if anew else bars_to_notice(facts, on))
        if anew:
            row.reissue(facts=facts, on=on)
        else:
            row.issue(facts=facts, on=on)
        row.period_from, row.period_until = locked.offence_from, locked.offence_until
        row.save()
        locked.issued_by = by
        locked.issue(on=on, at=step.at)
        locked.save()
        paper = release_letter(step, draft)
        _say_issued(step, row, locked, paper, facts, stage_from)
        reconcile(row, on=on)
    return locked


def drop_notice(notice: PenaltyNotice, *, by: Membership, on: date) -> None:
    """Drop a draft; its number is never used again and its half-days are free."""
    with one_step(notice.matter.case_id, by=by, on=on) as step:
        row = step.matter(notice.matter_id)
        _require(step, row, facts_of(row, on=on))
        locked = lock_notice(notice)
        _refuse_settled(locked)
        _drop(step, locked)


def lock_notice(notice: PenaltyNotice) -> PenaltyNotice:
    """The notice's row, locked inside a step that holds its case."""
    return PenaltyNotice.objects.select_for_update(no_key=True, of=("self",)).get(id=notice.id)


def paper_of(notice: PenaltyNotice) -> Letter:
    """The notice's own paper: the one drawn up last."""
    return Letter.objects.filter(notice=notice, kind="penalty_notice").latest("id")


def _require(step: Step, matter: Matter, facts: Facts) -> None:
    allowed = (
        permissions.may_reissue(step.actor)
        if matter.stage == Stage.OUTCOME
        else permissions.may_issue(step.actor, school_id=matter.school_id, issuers=facts.policy.issuers)
    )
    if not allowed:
        raise Forbidden(permissions.Step.ISSUE.label, permissions.who_may(permissions.Step.ISSUE))


def _reserve(step: Step, matter: Matter, facts: Facts, reasons: str) -> PenaltyNotice:
    first, last = facts.period.first, facts.period.last
    assert first is not None and last is not None  # The guard asks that half-days are chosen.
    return PenaltyNotice.objects.create(
        matter=matter,
        number=references.new_reference("N", source=secrets.SystemRandom()),
        regime=facts.tariff.regime,
        ordinal=facts.tariff.ordinal,
        offence_from=first,
        offence_until=last,
        reasons=reasons,
        drafted_by=step.by,
        drafted_on=step.on,
        reissues=_withdrawn_before(matter),
    )


def _withdrawn_before(matter: Matter) -> PenaltyNotice | None:
    return PenaltyNotice.objects.filter(matter=matter, state=NoticeState.WITHDRAWN).order_by("id").last()


def _refuse_another_hand(notice: PenaltyNotice, by: Membership) -> None:
    _refuse_settled(notice)
    if notice.drafted_by_id != by.id:
        text = f"The paper of notice {notice.number} names {notice.drafted_by.user} as the officer who issues it."
        raise Refused([_bar(text, "Draw the notice up anew in your own name.")])


def _refuse_settled(notice: PenaltyNotice) -> None:
    if notice.state != NoticeState.DRAFTED:
        raise Refused([_bar(f"Notice {notice.number} was issued or dropped before.", "Open the case again.")])


def _bar(text: str, remedy: str) -> Bar:
    citation = Citation("SI 2007/1867 reg 3(1)(c)", Confidence.V)
    return Bar("another_hand", text, citation, remedy, "You", MayOverride.NOBODY)


def _say_issued(
    step: Step, matter: Matter, notice: PenaltyNotice, paper: Letter, facts: Facts, stage_from: str
) -> None:
    Decision.objects.create(
        case=step.case,
        matter=matter,
        kind=Decision.Kind.ISSUE,
        reasons=notice.reasons,
        by=step.by,
        on=step.on,
    )
    number = len(facts.period.sessions)
    step.record(
        "notice_issued",
        f"Penalty notice {notice.number} issued to {matter.parent} for {half_days(number)} between "
        f"{plain_date(notice.offence_from)} and {plain_date(notice.offence_until)}. {notice.reasons}",
        matter=matter.reference,
        notice=notice.number,
        letter=paper.reference,
        sha256=paper.sha256,
        regime=notice.regime,
        ordinal=notice.ordinal,
        sessions=number,
        kind=matter.kind,
        by_role=step.by.role,
        stage_from=stage_from,
        stage_to=Stage.PENALTY_NOTICE.value,
    )


def drop_drafts(step: Step, matter: Matter) -> None:
    """Drop what was drawn up in a matter and not issued, inside a step that holds it."""
    for draft in PenaltyNotice.objects.select_for_update(no_key=True).filter(matter=matter, state=NoticeState.DRAFTED):
        _drop(step, draft)


def _drop(step: Step, notice: PenaltyNotice) -> None:
    notice.drop()
    notice.save()
    release_pins(notice.number, why="dropped", on=step.on)
    cancel_letter(step, paper_of(notice), why="The draft was dropped.")
