"""An officer's desk as it is shown: the task as a verb, why, whose, by when; what can be lost comes first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases import time_limit
from cases.deadlines import DeadlineKind
from cases.models import Case, Deadline
from cases.stages import CASE_STAGES, Stage
from notices.models import Letter
from notices.queries.desk import DeskReading
from schools import words
from schools.pictures.time_left import MiniBar, draw_mini_bar
from schools.words import count, near_date, plain_date, pounds, short_date

RED_DAYS = 28


@dataclass(frozen=True, slots=True)
class Rung:
    """A stage as the list draws it."""

    label: str
    rank: int


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to do."""

    when: str
    task: str
    href: str
    why: str
    who: str
    about: Sequence[str]
    stage: Rung | None
    under: str = ""
    bar: MiniBar | None = None
    id: str = ""


@dataclass(frozen=True)
class Desk:
    """The desk of one day."""

    lead: str
    tiles: Sequence[dict[str, object]]
    cannot_wait: Sequence[Row]
    due: Sequence[Row]
    later: Sequence[Row]
    new: Sequence[Row]
    stuck: Sequence[Row]
    stages: Sequence[dict[str, object]]
    schools: Sequence[dict[str, object]]
    leaving: int


def draw_desk(reading: DeskReading, *, on: date) -> Desk:
    """Draw a desk from what was read."""
    cannot_wait = [_limit(row, reading, on) for row in reading.limits if _presses(row, reading, on)]
    answers = [*_replies(reading, on), *_returned(reading, on)]
    due = [*answers, *(_due(row, on) for row in reading.due if not _is_answer(row))]
    later = [_due(row, on) for row in reading.later]
    new = [_new(case, on) for case in reading.new]
    stuck = [_stuck(letter, on) for letter in reading.stuck]
    return Desk(
        lead=_lead(cannot_wait, due),
        tiles=_tiles(cannot_wait, due, later, new, answers, stuck),
        cannot_wait=cannot_wait,
        due=due,
        later=later,
        new=new,
        stuck=stuck,
        stages=[
            {
                "text": stage.label,
                "stage": _rung(stage),
                "value": reading.by_stage.get(stage.value, 0),
                "value_href": f"/cases/?stage={stage.value}",
            }
            for stage in CASE_STAGES
        ],
        schools=[{"text": name, "value": count(number, "case")} for name, number in reading.schools],
        leaving=reading.leaving,
    )


def _presses(row: Deadline, reading: DeskReading, on: date) -> bool:
    """Whether time or an open item presses: red days, or money or proof that holds a parent."""
    assert row.matter is not None
    held = row.matter.parent_id in reading.claims or row.matter.parent_id in reading.evidence
    return held or (row.due_on - on).days <= RED_DAYS


def _limit(row: Deadline, reading: DeskReading, on: date) -> Row:
    assert row.matter is not None
    first, last = date.fromisoformat(row.inputs["first"]), date.fromisoformat(row.inputs["last"])
    limits = time_limit.limit(first, last)
    left = (row.due_on - on).days
    task, why = _what_presses(row, reading)
    return Row(
        when=count(left, "day") if left >= 0 else "Past",
        under=short_date(row.due_on),
        bar=draw_mini_bar(first=first, safe=limits.safe, hard=limits.hard, on=on),
        task=task,
        why=why,
        **_case(row.case),
    )


def _what_presses(row: Deadline, reading: DeskReading) -> tuple[str, str]:
    assert row.matter is not None
    parent = row.matter.parent
    for claim in reading.claims.get(parent.id, ()):
        owner = f" {claim.owner.user} decides it." if claim.owner else ""
        came = (
            f"{pounds(claim.payment.amount)} arrived on {plain_date(claim.payment.received_on)}"
            if claim.payment
            else "Proof came"
        )
        return f"{parent}: a payment holds this case", f"{came} and may be the family's.{owner}"
    for evidence in reading.evidence.get(parent.id, ()):
        return (
            f"{parent}: proof of payment holds this case",
            f"It came on {plain_date(evidence.received_on)} and is undecided.",
        )
    if row.matter.stage == Stage.PROSECUTION:
        return f"{parent}: with the lawyers", "The charge is not complete."
    return f"Refer {parent} to legal, or record why not", "The oldest half-day runs out on the safe date."


def _is_answer(row: Deadline) -> bool:
    return row.kind.partition(":")[0] in (DeadlineKind.REPRESENTATION, DeadlineKind.RETURNED_POST)


def _due(row: Deadline, on: date) -> Row:
    assert row.matter is not None
    parent, reference = row.matter.parent, row.matter.reference
    kind = DeadlineKind(row.kind.partition(":")[0])
    tasks = {
        DeadlineKind.WARNING_END: (f"Review the warning to {parent}", f"/matters/{reference}/review-warning/"),
        DeadlineKind.DECIDE_UNPAID: (f"Decide the unpaid notice to {parent}", f"/cases/{row.case.reference}/"),
        DeadlineKind.UNEXPLAINED_MARK: (
            "Ask the school about a half-day coded N",
            f"/cases/{row.case.reference}/attendance/",
        ),
        DeadlineKind.NOT_TO_ACT_REVIEW: ("Look again at the decision not to act", f"/cases/{row.case.reference}/"),
        DeadlineKind.NOTICE_LOW: (f"The lower sum ends for {parent}", f"/cases/{row.case.reference}/"),
        DeadlineKind.NOTICE_HIGH: (f"The notice to {parent} runs out", f"/cases/{row.case.reference}/"),
        DeadlineKind.REPRESENTATION: (f"Answer {parent}", f"/cases/{row.case.reference}/"),
        DeadlineKind.RETURNED_POST: (f"Find the address of {parent}", f"/cases/{row.case.reference}/"),
    }
    task, href = tasks[kind]
    when = near_date(row.due_on, on=on) if row.due_on >= on else f"Since {short_date(row.due_on)}"
    return Row(when=when, task=task, why=row.steps[-1] if row.steps else row.rule, **{**_case(row.case), "href": href})


def _replies(reading: DeskReading, on: date) -> list[Row]:
    return [
        Row(
            when=_age(said.received_on, on),
            task=f"Answer {said.matter.parent}",
            why=f"“{said.text[:120]}”",
            **{**_case(said.matter.case), "href": f"/representations/{said.id}/answer/"},
        )
        for said in reading.replies
    ]


def _returned(reading: DeskReading, on: date) -> list[Row]:
    return [
        Row(
            when=_age(service.returned_on, on) if service.returned_on else "",
            task=f"Returned post: find the address of {service.letter.to_parent}",
            why=f"{service.returned_why or 'Returned'}. Nothing runs until it is served again.",
            **{
                **_case(service.letter.case),
                "href": f"/notices/{service.notice.number}/returned/"
                if service.notice
                else f"/letters/{service.letter.reference}/",
            },
        )
        for service in reading.returned
    ]


def _age(since: date, on: date) -> str:
    days = (on - since).days
    return f"{count(days, 'day')} old" if days else "Today"


def _new(case: Case, on: date) -> Row:
    return Row(
        when=near_date(case.opened_on, on=on),
        task="Offer help, and record it",
        why=case.opened_why,
        **{**_case(case), "href": f"/cases/{case.reference}/support/"},
    )


def _stuck(letter: Letter, on: date) -> Row:
    return Row(
        when=near_date(letter.held_on or letter.written_on, on=on),
        task="A letter has not left: look at it",
        why=letter.held_why or letter.problem,
        **{**_case(letter.case), "href": f"/letters/{letter.reference}/"},
    )


def _case(case: Case) -> dict[str, Any]:
    year = f"Year {case.pupil.year_group}, " if case.pupil.year_group else ""
    return {
        "href": f"/cases/{case.reference}/",
        "who": str(case.pupil),
        "about": [f"{year}{case.school.name}", case.reference],
        "stage": _rung(Stage(case.stage)),
    }


def _rung(stage: Stage) -> Rung:
    return Rung(stage.label, CASE_STAGES.index(stage) + 1)


def _lead(cannot_wait: Sequence[Row], due: Sequence[Row]) -> str:
    if not cannot_wait and not due:
        return "Nothing is due today."
    first = f": start with {cannot_wait[0].who}" if cannot_wait else ""
    waiting = f"{words.in_words(len(cannot_wait)).capitalize()} cannot wait{first}. " if cannot_wait else ""
    return f"{waiting}{count(len(due), 'thing is', 'things are').capitalize()} due today."


def _tiles(
    cannot_wait: Sequence[Row],
    due: Sequence[Row],
    later: Sequence[Row],
    new: Sequence[Row],
    answers: Sequence[Row],
    stuck: Sequence[Row],
) -> list[dict[str, object]]:
    def tile(rows: Sequence[Row], label: str, anchor: str, under: str, kind: str = "") -> dict[str, object]:
        return {
            "number": len(rows),
            "label": label,
            "href": f"#{anchor}",
            "under": under,
            "kind": kind if rows else "",
        }

    return [
        tile(cannot_wait, "Cannot wait", "cannot-wait", "running out of time, or held", "danger"),
        tile(due, "Due today", "due", "and what is overdue", "warn"),
        tile(later, "Later this week", "later", "the next seven days"),
        tile(new, "Newly over the threshold", "new", "opened in the last seven days"),
        tile(answers, "Replies and returned post", "due", "waiting for an answer", "warn"),
        tile(stuck, "Stuck", "stuck", "a letter that has not left", "warn"),
    ]
