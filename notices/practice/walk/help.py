"""Does what the story tells of help, questions, liability, leave, and of cases opened and closed by hand."""

from datetime import date

from cases.models import Case, Matter, SupportAction
from cases.rules.facts import Question
from cases.services.handing_over import give_case
from cases.services.opening import begin_matter, close_case, open_case, take_up
from cases.services.steps import one_step
from cases.services.support import (
    Answer,
    answer_equality,
    decide_liability,
    decide_not_to_act,
    record_explanation,
    record_support,
)
from cases.stages import How, MatterKind, Stage
from notices.practice.story import words
from notices.practice.story.events import Event, Who
from notices.practice.walk.directory import Directory
from notices.services.outbox import write_letter


def open_by_hand(event: Event, told: Directory) -> None:
    """Open a case that no review opened: an officer's, or a head's first notice."""
    open_case(
        told.pupil(event.child),
        school=told.school_of(event.child, event.on),
        opened_by=Case.OpenedBy.HEAD if event.who is Who.HEAD else Case.OpenedBy.OFFICER,
        why=event.more["why"],
        by=told.by(event),
        on=event.on,
        officer=told.officer_of(event.child),
    )


def give_support(event: Event, told: Directory) -> None:
    """Record help that was offered."""
    record_support(
        told.case(event.child),
        kind=SupportAction.Kind(event.more["kind"]),
        offered_on=event.on,
        answer=SupportAction.Answer(event.more["answer"]),
        note=event.more["note"],
        by=told.by(event),
        on=event.on,
    )


def write_of_concern(event: Event, told: Directory) -> None:
    """Take the parent's part up and write to them for the first time."""
    case, parent = told.case(event.child), told.parent(event)
    with one_step(case.id, by=told.by(event), on=event.on) as step:
        matter = begin_matter(step, parent=parent, school=case.school, kind=MatterKind.ATTENDANCE)
        write_letter(step, "first_concern", to_parent=parent, matter=matter)


def begin(event: Event, told: Directory) -> None:
    """Take a parent's part up, unless that was done with the first letter."""
    fresh = told.matters(event)[event.matter :]
    case, by = told.case(event.child), told.by(event)
    if event.more["kind"] == MatterKind.LEAVE:
        request = told.pupil(event.child).leave_requests.latest("id")
        with one_step(case.id, by=by, on=event.on) as step:
            parent = told.parent(event)
            begin_matter(step, parent=parent, school=case.school, kind=MatterKind.LEAVE, leave_request=request)
    elif not fresh or fresh[0].stage != Stage.NEW:
        take_up(
            case,
            parent=told.parent(event),
            kind=MatterKind.ATTENDANCE,
            period_from=event.more.get("period_from"),
            period_until=None,
            by=by,
            on=event.on,
        )


def decide_on_liability(event: Event, told: Directory) -> None:
    """Decide whether a parent answers for the absence."""
    liable = event.more.get("liable", True)
    decide_liability(
        told.matter(event),
        liability=Matter.Liability.LIABLE if liable else Matter.Liability.NOT_LIABLE,
        reason=event.more["reason"],
        by=told.by(event),
        on=event.on,
    )


def answer_questions(event: Event, told: Directory) -> None:
    """Ask the nine questions and record the answers, with what was done about a yes."""
    child = told.world.children[event.child]
    answers, details = {"sen": "no"}, dict(event.more.get("details", {}))
    if child.needs_support:
        answers["sen"], details["sen"] = "yes", words.SUPPORT_PLAN
    if any(tie.parent.communication_need for tie in child.ties):
        answers["parent_needs"], details["parent_needs"] = "yes", words.EXPLAINED
    answers |= event.more.get("answers", {})
    answer_equality(
        told.case(event.child),
        answers={
            question.value: Answer(
                answer=answers.get(question.value, "no"),
                said_by=words.SAID_BY,
                detail=details.get(question.value, ""),
            )
            for question in Question
        },
        by=told.by(event),
        on=event.on,
    )


def leave_alone(event: Event, told: Directory) -> None:
    """Decide not to act, with reasons and a day to look again."""
    decide_not_to_act(
        told.case(event.child),
        reasons=event.more["reasons"],
        review_on=event.more["review_on"],
        by=told.by(event),
        on=event.on,
        approved_by=told.person("manager") if event.more.get("approved") else None,
    )


def close(event: Event, told: Directory) -> None:
    """Close a case with its reason."""
    close_case(
        told.case(event.child),
        how=How(event.more["how"]),
        reasons=event.more["reasons"],
        by=told.by(event),
        on=event.on,
    )


def explain(event: Event, told: Directory) -> None:
    """Record that a parent was told in person what the papers say."""
    record_explanation(
        told.case(event.child),
        parent=told.parent(event),
        explained_on=event.on,
        interpreter=event.more["interpreter"],
        note=event.more["note"],
        by=told.by(event),
        on=event.on,
    )


def give_to_officer(case: Case, child: int, *, told: Directory, on: date) -> None:
    """Give a case that the review opened to the officer of the child's school."""
    give_case(case, officer=told.officer_of(child), by=told.person("manager"), on=on)
