"""Warns a parent: the paper is drawn up and checked first, then given; later its time is reviewed."""

from datetime import date

from cases import permissions
from cases.models import Decision, Matter, Warning
from cases.queries.policies import policy_on
from cases.refusals import Forbidden, refuse_if
from cases.rules.bars import Bar, Citation, Confidence, MayOverride
from cases.rules.facts import Warned
from cases.rules.policy import PolicyTerms
from cases.rules.steps import bars_to_warning
from cases.services.opening import settle_matter
from cases.services.steps import Step, one_step
from cases.stages import How, PinFor, Stage
from notices.models import Letter
from notices.queries.facts.make import facts_of
from notices.services.deadlines import reconcile
from notices.services.outbox import cancel_letter, draft_letter, release_letter, write_letter
from notices.services.pins import pin_sessions
from schools import references
from schools.models import Membership
from schools.words import count, half_days, week_date

_CODE = Citation("The council's code of conduct", Confidence.V)


def draft_warning(matter: Matter, *, by: Membership, on: date, seen: int | None = None) -> Letter:
    """Draw up a warning to check; refused with every bar when the parent may not be warned today.

    The caller renders the letter once this has committed. A draft drawn up before is dropped.
    """
    with one_step(matter.case_id, by=by, on=on, seen=seen) as step:
        row = step.matter(matter.id)
        facts = facts_of(row, on=on)
        _require(step, row, facts.policy)
        refuse_if([*_bars_to_second(step, row), *bars_to_warning(facts, on)])
        _drop_drafts(step, row)
        warning = Warning.objects.create(
            matter=row,
            drafted_on=on,
            drafted_by=by,
            length=facts.policy.warning_length,
            unit=facts.policy.warning_unit,
        )
        return draft_letter(step, "warning", to_parent=row.parent, matter=row, warning=warning, facts=facts)


def give_warning(letter: Letter, *, reasons: str, by: Membership, on: date, seen: int | None = None) -> Matter:
    """Give a warning that was drawn up: the guard is asked again, and the paper may leave."""
    with one_step(letter.case_id, by=by, on=on, seen=seen) as step:
        assert letter.matter_id is not None and letter.warning_id is not None
        row = step.matter(letter.matter_id)
        facts = facts_of(row, on=on)
        _require(step, row, facts.policy)
        refuse_if([*_bars_to_second(step, row), *bars_to_warning(facts, on)])
        row.warn(facts=facts, on=on)
        row.save()
        paper = release_letter(step, letter, facts=facts)
        Warning.objects.filter(id=letter.warning_id).update(given_on=on, given_by=by)
        pin_sessions(step, row, facts, rests=PinFor.WARNING, paper=paper.reference)
        Decision.objects.create(case=step.case, matter=row, kind=Decision.Kind.WARN, reasons=reasons, by=by, on=on)
        number = len(facts.period.sessions)
        step.record(
            "warned",
            f"{row.parent} was warned in writing. {half_days(number)} missed without leave. {reasons}",
            matter=row.reference,
            letter=paper.reference,
            sha256=paper.sha256,
            sessions=number,
            stage_from=Stage.NEW.value,
            stage_to=Stage.WARNING.value,
        )
        reconcile(row, on=on)
    return row


def drop_warning(letter: Letter, *, by: Membership, on: date) -> None:
    """Drop a draft that is not to be given."""
    with one_step(letter.case_id, by=by, on=on) as step:
        assert letter.matter_id is not None
        row = step.matter(letter.matter_id)
        _require(step, row, policy_on(step.case.authority_id, on))
        _drop_drafts(step, row)


def review_warning(
    matter: Matter,
    *,
    improved: bool,
    note: str,
    by: Membership,
    on: date,
    seen: int | None = None,
) -> Warning:
    """Record what a warning achieved once its time has run; improved settles the matter with a closing letter."""
    with one_step(matter.case_id, by=by, on=on, seen=seen) as step:
        row = step.matter(matter.id)
        step.require(permissions.Step.REVIEW_WARNING, school_id=row.school_id)
        shown = facts_of(row, on=on).warnings.current
        refuse_if(_bars_to_review(shown, on) or _bars_to_settle(row, improved=improved))
        warning = Warning.objects.filter(matter=row, given_on__isnull=False).order_by("id").last()
        assert warning is not None and shown is not None
        warning.reviewed_on, warning.improved, warning.review_note = on, improved, note
        warning.missed, warning.possible = shown.missed, shown.possible
        warning.save()
        step.record(
            "warning_reviewed",
            f"{count(shown.missed, 'half-day')} of {shown.possible} missed without leave in the time of the warning: "
            f"{'improved' if improved else 'not improved'}. {note}".rstrip(),
            matter=row.reference,
            missed=shown.missed,
            possible=shown.possible,
            improved=improved,
        )
        if improved:
            write_letter(step, "closing", to_parent=row.parent, matter=row)
            settle_matter(step, row, how=How.IMPROVED, why=note or "Attendance improved after the warning.")
        reconcile(row, on=on)
    return warning


def _bars_to_review(shown: Warned | None, on: date) -> list[Bar]:
    """Ask that the warning's time has run, and that nobody has said yet what it achieved."""
    if shown is None or shown.ends_on is None:
        text, remedy = "No warning has been received in this matter.", "Warn the parent first."
    elif on <= shown.ends_on:
        text, remedy = f"The warning runs until {week_date(shown.ends_on)}.", "Wait until its time has run."
    elif shown.improved is not None:
        text, remedy = "What this warning achieved is recorded already.", "Open the case again."
    else:
        return []
    return [Bar("warning_runs", text, _CODE, remedy, "Time. No one may shorten it.", MayOverride.NOBODY)]


def _bars_to_settle(matter: Matter, *, improved: bool) -> list[Bar]:
    """Ask that nothing but the warning stands, since an improvement ends the matter."""
    if not improved or matter.stage == Stage.WARNING:
        return []
    text = f"The matter has gone on to {Stage(matter.stage).label.lower()}, so its warning cannot end it."
    remedy = "End it by the step it stands at: a withdrawal, or the lawyers' decision."
    return [Bar("warning_past", text, _CODE, remedy, "Whoever's act ends it", MayOverride.NOBODY)]


def _bars_to_second(step: Step, matter: Matter) -> list[Bar]:
    """Ask that no other warning to this parent runs in the case."""
    running = [
        other
        for other in step.matters
        if other.id != matter.id and other.parent_id == matter.parent_id and other.stage == Stage.WARNING
    ]
    if not running:
        return []
    text = f"{matter.parent} is warned in this case already, in matter {references.spaced(running[0].reference)}."
    remedy = "Review that warning first, or go on in that matter."
    return [Bar("warned_already", text, _CODE, remedy, "An officer", MayOverride.NOBODY)]


def _require(step: Step, matter: Matter, policy: PolicyTerms) -> None:
    allowed = permissions.may_warn(step.actor, school_id=matter.school_id, school_may_warn=policy.school_may_warn)
    if not allowed:
        raise Forbidden(permissions.Step.WARN.label, permissions.who_may(permissions.Step.WARN))


def _drop_drafts(step: Step, matter: Matter) -> None:
    drafts = Letter.objects.filter(matter=matter, kind="warning", released_on__isnull=True, cancelled_on__isnull=True)
    for draft in drafts:
        cancel_letter(step, draft, why="Drawn up anew.")
