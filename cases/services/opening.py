"""Opens, closes and takes up cases again, and begins the matters in them."""

import secrets
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from cases import permissions
from cases.models import Case, Decision, EvidencePin, Matter
from cases.refusals import Refused, refuse_if
from cases.rules.bars import Bar, Citation, Confidence, MayOverride
from cases.services import history
from cases.services.steps import Step, follow, one_step
from cases.stages import How, MatterKind, PinFor, Stage
from schools import references
from schools.models import LeaveRequest, Membership, Parent, Pupil, School

_CODE = Citation("The council's code of conduct", Confidence.V)


class AlreadyOpen(Exception):
    """The pupil has an open case; `case` is that case."""

    def __init__(self, case: Case) -> None:
        self.case = case
        super().__init__(f"A case is already open for this pupil: {case.reference}.")


def open_case(
    pupil: Pupil,
    *,
    school: School,
    opened_by: Case.OpenedBy,
    why: str,
    by: Membership,
    on: date,
    ground: dict[str, Any] | None = None,
    officer: Membership | None = None,
) -> Case:
    """Open a case in monitoring; the database refuses a second one for the same pupil.

    Raises `AlreadyOpen` with the standing case when there is one.
    """
    try:
        with transaction.atomic():
            case = Case.objects.create(
                authority_id=pupil.authority_id,
                reference=references.new_reference("C", source=secrets.SystemRandom()),
                pupil=pupil,
                school=school,
                officer=officer,
                opened_on=on,
                opened_by=opened_by,
                opened_why=why,
                opened_ground=ground or {},
            )
            history.record(
                case,
                kind="case_opened",
                text=why,
                facts={"opened_by": opened_by, "school": school.urn, "ground": ground or {}},
                by=by,
                on=on,
            )
    except IntegrityError:
        standing = Case.objects.filter(pupil=pupil).exclude(stage=Stage.OUTCOME).first()
        if standing is None:
            raise
        raise AlreadyOpen(standing) from None
    return case


def close_case(case: Case, *, how: How, reasons: str, by: Membership, on: date, seen: int | None = None) -> None:
    """Close a case with no live matter, for a reason that is kept as a decision."""
    with one_step(case.id, by=by, on=on, seen=seen) as step:
        step.require(permissions.Step.CLOSE, school_id=step.case.school_id)
        settle_new_matters(step, how=how, why=reasons)
        _refuse_unless_closable(step)
        follow(step)
        step.case.close(how=how, on=on)
        Decision.objects.create(case=step.case, kind=Decision.Kind.CLOSE, reasons=reasons, by=by, on=on)
        step.record("case_closed", f"Case closed: {how.label.lower()}. {reasons}", how=how.value)


def reopen_case(case: Case, *, why: str, by: Membership, on: date) -> None:
    """Take up a closed case again; refused by the database while another is open for the pupil."""
    with one_step(case.id, by=by, on=on) as step:
        step.require(permissions.Step.REOPEN, school_id=step.case.school_id)
        step.case.reopen()
        step.record("case_reopened", f"Case reopened. {why}")


def take_up(
    case: Case,
    *,
    parent: Parent,
    kind: MatterKind,
    period_from: date | None,
    period_until: date | None,
    by: Membership,
    on: date,
    seen: int | None = None,
) -> Matter:
    """Take up the part of one parent in a case, over a period that a person names."""
    with one_step(case.id, by=by, on=on, seen=seen) as step:
        step.require(permissions.Step.RECORD_SUPPORT, school_id=step.case.school_id)
        matter = begin_matter(step, parent=parent, school=step.case.school, kind=kind)
        matter.period_from, matter.period_until = period_from, period_until
        matter.save()
    return matter


def begin_matter(
    step: Step,
    *,
    parent: Parent,
    school: School,
    kind: MatterKind,
    leave_request: LeaveRequest | None = None,
) -> Matter:
    """Begin a matter against one parent inside a step that holds the case; a closed case takes none."""
    if step.case.stage == Stage.OUTCOME:
        text, remedy = "This case is closed, so nothing is taken up in it.", "Open a new case for the child."
        raise Refused([Bar("case_closed", text, _CODE, remedy, "An officer, or the school", MayOverride.NOBODY)])
    matter = Matter.objects.create(
        case=step.case,
        reference=references.new_reference("M", source=secrets.SystemRandom()),
        parent=parent,
        school=school,
        kind=kind,
        began_on=step.on,
        leave_request=leave_request,
    )
    step.matters.append(matter)
    step.record(
        "matter_begun",
        f"{kind.label} of the child: the part of {parent} was taken up.",
        matter=matter.reference,
        kind=kind.value,
    )
    return matter


def _refuse_unless_closable(step: Step) -> None:
    """Ask that the case is open and nothing stands against a parent: no warning, notice or file."""
    if step.case.stage == Stage.OUTCOME:
        closed = Bar(
            "case_closed", "This case is closed already.", _CODE, "Nothing to do.", "No one", MayOverride.NOBODY
        )
        raise Refused([closed])
    refuse_if(
        [
            Bar(
                "live_matter",
                f"The matter of {matter.parent} stands at {Stage(matter.stage).label.lower()}.",
                _CODE,
                "End that matter first: by its review, a withdrawal, or the lawyers' decision.",
                "Whoever's act ends it",
                MayOverride.NOBODY,
            )
            for matter in step.matters
            if Stage(matter.stage).is_live
        ]
    )


def settle_new_matters(step: Step, *, how: How, why: str) -> None:
    """End the matters in which nothing was done yet, so that a case can close over them."""
    for matter in step.matters:
        if matter.stage == Stage.NEW:
            matter.settle(how=how, why=why, on=step.on)
            matter.save()


def settle_matter(step: Step, matter: Matter, *, how: How, why: str) -> None:
    """End one matter inside the step of whoever's act ends it, and say so in the history."""
    before = matter.stage
    matter.settle(how=how, why=why, on=step.on)
    matter.save()
    # A later warning may rest on the same half-days; what a notice rested on stays pinned, paid or not.
    EvidencePin.objects.filter(matter=matter, rests=PinFor.WARNING, released_on__isnull=True).update(
        released_on=step.on, released_why="ended"
    )
    step.record(
        "matter_settled",
        f"{how.label}. {why}",
        matter=matter.reference,
        how=how.value,
        stage_from=before,
    )
