"""What is known of the child, the parent and the family: age, care, liability, support, the nine answers."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cases.models import (
    Consideration,
    Decision,
    EqualityAnswer,
    Explanation,
    Matter,
    Override,
    Pause,
    SupportAction,
)
from cases.rules import facts
from cases.rules.facts import Answered, Question, StepName
from notices.queries.facts.register import Registers
from schools.absence.age import compulsory_school_age
from schools.models import LeaveRequest, Likeness, Responsibility
from schools.models.fields import YesNo
from schools.queries.addresses import postal_lines
from schools.words import plain_date

LOOKED_AFTER = {"looked_after", "in_care", "public_care"}
UK_POSTCODE_LINES = range(3, 8)


@dataclass(frozen=True)
class Family:
    """The rows about many cases' people, read once."""

    responsibilities: Mapping[tuple[int, int], Sequence[Responsibility]]
    support: Mapping[int, Sequence[SupportAction]]
    answers: Mapping[int, Sequence[EqualityAnswer]]
    explanations: Mapping[tuple[int, int], Sequence[Explanation]]
    pauses: Mapping[int, Sequence[Pause]]
    decisions: Mapping[int, Sequence[Decision]]
    overrides: Mapping[int, Sequence[Override]]
    considered: Mapping[int, date]
    likenesses: Mapping[int, int]


def read_family(matters: Sequence[Matter], same: Mapping[int, frozenset[int]]) -> Family:
    """Read all that concerns the people of these matters, in nine queries."""
    cases = {matter.case_id for matter in matters}
    pupils = {matter.case.pupil_id for matter in matters}
    everyone = {row for linked in same.values() for row in linked}
    responsibilities: dict[tuple[int, int], list[Responsibility]] = defaultdict(list)
    for row in Responsibility.objects.filter(pupil__in=pupils):
        responsibilities[row.parent_id, row.pupil_id].append(row)
    support: dict[int, list[SupportAction]] = defaultdict(list)
    for action in SupportAction.objects.filter(case__in=cases).order_by("offered_on", "id"):
        support[action.case_id].append(action)
    answers: dict[int, list[EqualityAnswer]] = defaultdict(list)
    for answer in EqualityAnswer.objects.filter(case__in=cases).select_related("by__user").order_by("on", "id"):
        answers[answer.case_id].append(answer)
    explanations: dict[tuple[int, int], list[Explanation]] = defaultdict(list)
    for told in Explanation.objects.filter(case__in=cases).select_related("by__user").order_by("on"):
        explanations[told.case_id, told.parent_id].append(told)
    pauses: dict[int, list[Pause]] = defaultdict(list)
    for pause in Pause.objects.filter(case__in=cases):
        pauses[pause.case_id].append(pause)
    decisions: dict[int, list[Decision]] = defaultdict(list)
    for decision in Decision.objects.filter(case__in=cases).order_by("on", "id"):
        decisions[decision.case_id].append(decision)
    overrides: dict[int, list[Override]] = defaultdict(list)
    for row_ in Override.objects.filter(matter__in=matters).select_related("by__user"):
        overrides[row_.matter_id].append(row_)
    considered = dict(
        Consideration.objects.filter(case__in=cases).order_by("considered_on").values_list("case_id", "considered_on")
    )
    return Family(
        responsibilities=responsibilities,
        support=support,
        answers=answers,
        explanations=explanations,
        pauses=pauses,
        decisions=decisions,
        overrides=overrides,
        considered=considered,
        likenesses=_unanswered_likenesses(everyone),
    )


def _unanswered_likenesses(parents: set[int]) -> dict[int, int]:
    counts: dict[int, int] = defaultdict(int)
    rows = Likeness.objects.filter(answer="", parent__isnull=False)
    for one, other in rows.values_list("parent_id", "other_parent_id"):
        for parent in {one, other} & parents:
            counts[parent] += 1
    return counts


def child_of(matter: Matter, registers: Registers, on: date) -> facts.Child:
    """Describe the child of a matter as the rules ask."""
    pupil = matter.case.pupil
    age = compulsory_school_age(pupil.born)
    mobile = pupil.mobile == YesNo.YES
    return facts.Child(
        born=pupil.born,
        compulsory_from=age.first,
        compulsory_until=age.until,
        school_id=matter.school_id,
        school_name=matter.school.name,
        school_is_relevant=matter.school.relevant,
        looked_after=pupil.care_status in LOOKED_AFTER,
        health_lane=matter.case.health_lane,
        mobile=mobile,
        attendances_in_twelve_months=_attendances(registers, pupil.id, on) if mobile else None,
    )


def _attendances(registers: Registers, pupil_id: int, on: date) -> int:
    since = on - timedelta(days=365)
    return sum(mark.attending and since < mark.on <= on for mark in registers.marks.get(pupil_id, ()))


def liability_of(matter: Matter, family: Family, linked: frozenset[int], *, by_hand: bool) -> facts.Liability:
    """Describe the parent of a matter, and whether they answer for these half-days."""
    rows = [row for parent in linked for row in family.responsibilities.get((parent, matter.case.pupil_id), ())]
    told = [row for parent in linked for row in family.explanations.get((matter.case_id, parent), ())]
    lines = postal_lines(matter.parent)
    return facts.Liability(
        is_parent=any(row.until is None for row in rows),
        liable=_LIABLE[Matter.Liability(matter.liability)],
        reason=matter.liability_reason,
        born=matter.parent.born,
        contact=rows[0].contact if rows else "unknown",
        childs_address_withheld=not rows or any(row.address_withheld for row in rows),
        address_is_postable=len(lines) + 1 in UK_POSTCODE_LINES and bool(matter.parent.postcode),
        by_hand=by_hand,
        communication_need=matter.parent.communication_need,
        explained=_explained(told),
    )


_LIABLE = {
    Matter.Liability.LIABLE: Answered.YES,
    Matter.Liability.NOT_LIABLE: Answered.NO,
    Matter.Liability.UNDECIDED: Answered.UNKNOWN,
}


def _explained(told: Sequence[Explanation]) -> facts.Explained | None:
    if not told:
        return None
    last = max(told, key=lambda row: row.on)
    return facts.Explained(on=last.on, by=str(last.by.user), interpreter=last.interpreter)


def support_of(matter: Matter, family: Family) -> facts.Support:
    """Describe the help that was offered, or why none was right."""
    offered = family.support.get(matter.case_id, ())
    refused = [row.reasons for row in family.decisions.get(matter.case_id, ()) if row.kind == Decision.Kind.NO_SUPPORT]
    return facts.Support(
        offers=tuple(
            f"{row.get_kind_display()}, {plain_date(row.offered_on)}: {row.get_answer_display().lower()}"
            for row in offered
        ),
        last_offered_on=offered[-1].offered_on if offered else None,
        not_offered_because=refused[-1] if refused else "",
    )


def equality_of(matter: Matter, family: Family) -> tuple[facts.EqualityAnswer, ...]:
    """Give the newest answer to each question, about this parent or the whole family."""
    newest: dict[Question, facts.EqualityAnswer] = {}
    for row in family.answers.get(matter.case_id, ()):
        if row.parent_id in (None, matter.parent_id):
            question = Question(row.question)
            newest[question] = facts.EqualityAnswer(
                question=question,
                answer=Answered(row.answer),
                detail=row.detail,
                by=row.said_by or str(row.by.user),
                on=row.on,
            )
    return tuple(newest.values())


def leave_of(request: LeaveRequest | None) -> facts.Leave | None:
    """Describe the record of leave asked for and refused, or of leave believed."""
    if request is None:
        return None
    refused = request.decision in (LeaveRequest.Decision.REFUSED, LeaveRequest.Decision.PART)
    return facts.Leave(
        applied_on=request.asked_on,
        refused_on=request.letter_on or request.decided_on if refused else None,
        refusal_names_consequence=request.warned_sum is not None,
        refusal_names_sum=request.warned_sum is not None,
        believed_because=request.explanation,
        explanation_invited_on=None,
    )


def pauses_of(matter: Matter, family: Family) -> tuple[facts.Paused, ...]:
    """Give the pauses that bear on this parent."""
    return tuple(
        facts.Paused(from_day=row.from_day, until=row.until, reason=row.reason)
        for row in family.pauses.get(matter.case_id, ())
        if row.parent_id in (None, matter.parent_id)
    )


def overrides_of(matter: Matter, family: Family) -> tuple[facts.Override, ...]:
    """Give the recorded decisions that a bar left to judgement does not stop a step."""
    return tuple(
        facts.Override(
            step=StepName(row.step),
            code=row.code,
            role=row.by.role,
            by=str(row.by.user),
            on=row.on,
            reason=row.reason,
        )
        for row in family.overrides.get(matter.id, ())
    )


def skipped_warning(matter: Matter, family: Family) -> str:
    """Why the warning was left out, where the code lets it be."""
    reasons = [
        row.reasons
        for row in family.decisions.get(matter.case_id, ())
        if row.kind == Decision.Kind.SKIP_WARNING and row.matter_id in (None, matter.id)
    ]
    return reasons[-1] if reasons else ""
