"""Records what was offered, asked, answered and decided about a family."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from cases import permissions
from cases.models import Case, Decision, EqualityAnswer, Explanation, Matter, Pause, SupportAction
from cases.services.opening import settle_matter
from cases.services.steps import one_step
from cases.stages import How, Stage
from schools.models import Membership, Parent
from schools.words import plain_date


def record_support(
    case: Case,
    *,
    kind: SupportAction.Kind,
    offered_on: date,
    answer: SupportAction.Answer,
    note: str,
    by: Membership,
    on: date,
    parent: Parent | None = None,
    seen: int | None = None,
) -> SupportAction:
    """Keep what help was offered, and what came of it."""
    with one_step(case.id, by=by, on=on, seen=seen) as step:
        step.require(permissions.Step.RECORD_SUPPORT, school_id=step.case.school_id)
        action = SupportAction.objects.create(
            case=step.case,
            parent=parent,
            kind=kind,
            offered_on=offered_on,
            answer=answer,
            note=note,
            by=by,
            on=on,
        )
        step.record(
            "support_offered",
            f"{kind.label} on {offered_on:%-d %B %Y}: {answer.label.lower()}. {note}".strip(),
            kind=kind.value,
            answer=answer.value,
            offered_on=offered_on.isoformat(),
        )
    return action


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to one of the nine questions: yes, no or unknown, who said so, and what."""

    answer: str
    said_by: str
    detail: str = ""


def answer_equality(
    case: Case,
    *,
    answers: Mapping[str, Answer],
    by: Membership,
    on: date,
    parent: Parent | None = None,
    seen: int | None = None,
) -> None:
    """Keep the answers to the questions asked before a step that harms; the newest stand."""
    with one_step(case.id, by=by, on=on, seen=seen) as step:
        step.require(permissions.Step.RECORD_SUPPORT, school_id=step.case.school_id)
        EqualityAnswer.objects.bulk_create(
            EqualityAnswer(
                case=step.case,
                parent=parent,
                question=question,
                answer=given.answer,
                said_by=given.said_by,
                detail=given.detail,
                by=by,
                on=on,
            )
            for question, given in answers.items()
        )
        unknown = [question for question, given in answers.items() if given.answer == "unknown"]
        step.record(
            "equality_answered",
            f"{len(answers)} questions on vulnerability and equality answered; {len(unknown) or 'none'} not known.",
            answers={question: given.answer for question, given in answers.items()},
        )


def decide_liability(
    matter: Matter,
    *,
    liability: Matter.Liability,
    reason: str,
    by: Membership,
    on: date,
    seen: int | None = None,
) -> None:
    """Decide whether this parent answers for these sessions, with the reason.

    A parent who is not liable is not pursued: the matter settles, unless a notice or a file must be ended first.
    """
    with one_step(matter.case_id, by=by, on=on, seen=seen) as step:
        row = step.matter(matter.id)
        step.require(permissions.Step.DECIDE_LIABILITY, school_id=row.school_id)
        row.liability, row.liability_reason = liability, reason
        row.save()
        step.record(
            "liability_decided",
            f"{row.parent}: {liability.label.lower()}. {reason}",
            matter=row.reference,
            liability=liability.value,
        )
        if liability == Matter.Liability.NOT_LIABLE and row.stage in (Stage.NEW, Stage.WARNING):
            settle_matter(step, row, how=How.NOT_LIABLE, why=reason)


def decide_not_to_act(
    case: Case,
    *,
    reasons: str,
    review_on: date | None,
    by: Membership,
    on: date,
    approved_by: Membership | None = None,
    seen: int | None = None,
) -> Decision:
    """Keep a decision not to act, with its reasons and the day on which it is looked at again.

    Raises `ValidationError` when that day is past.
    """
    if review_on is not None and review_on < on:
        raise ValidationError("Look at it again on a day to come.")
    with one_step(case.id, by=by, on=on, seen=seen) as step:
        step.require(permissions.Step.DECIDE_NOT_TO_ACT, school_id=step.case.school_id)
        decision = Decision.objects.create(
            case=step.case,
            kind=Decision.Kind.NOT_TO_ACT,
            reasons=reasons,
            by=by,
            on=on,
            approved_by=approved_by,
            approved_on=on if approved_by else None,
            review_on=review_on,
        )
        step.record(
            "decided_not_to_act",
            f"Decided not to act. {reasons}",
            review_on=review_on.isoformat() if review_on else None,
        )
    return decision


def pause(
    case: Case,
    *,
    reason: str,
    from_day: date,
    until: date | None,
    by: Membership,
    on: date,
    parent: Parent | None = None,
    seen: int | None = None,
) -> Pause:
    """Hold every step against one parent, or all; the time limit runs on.

    Raises `ValidationError` for a last day before the first.
    """
    if until is not None and until < from_day:
        raise ValidationError(f"The pause begins on {plain_date(from_day)}; enter that day or a later one.")
    with one_step(case.id, by=by, on=on, seen=seen) as step:
        step.require(permissions.Step.PAUSE, school_id=step.case.school_id)
        row = Pause.objects.create(case=step.case, parent=parent, from_day=from_day, until=until, reason=reason, by=by)
        step.record("paused", f"Steps are paused. {reason}", until=until and until.isoformat())
    return row


def record_explanation(
    case: Case,
    *,
    parent: Parent,
    explained_on: date,
    interpreter: str,
    note: str,
    by: Membership,
    on: date,
    seen: int | None = None,
) -> Explanation:
    """Keep that a paper was explained in person to a parent who needs it; never through a child.

    Raises `ValidationError` for a day still to come.
    """
    if explained_on > on:
        raise ValidationError(f"{plain_date(explained_on)} is still to come; nothing is explained yet.")
    with one_step(case.id, by=by, on=on, seen=seen) as step:
        step.require(permissions.Step.RECORD_SUPPORT, school_id=step.case.school_id)
        told = Explanation.objects.create(
            case=step.case, parent=parent, on=explained_on, by=by, interpreter=interpreter, note=note
        )
        through = f", interpreted by {interpreter}" if interpreter else ""
        step.record("explained", f"Explained in person to {parent}{through}. {note}", interpreter=interpreter)
    return told
