"""What may be done next in a case, for whoever looks: each step with its checklist and where it begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cases import permissions
from cases.models import Case, Matter
from cases.permissions import Actor
from cases.rules.bars import Check
from cases.rules.facts import Facts, Question
from cases.rules.policy import PolicyTerms
from cases.rules.steps import checks_for_notice, checks_for_referral, checks_for_warning
from cases.stages import MatterKind, ProsecutionState, Stage
from notices.queries.case_page import CaseReading
from schools.roles import Role


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """One step: its checks, and the button that stands there once all are met."""

    title: str
    checks: Sequence[Check]
    href: str
    button: str
    open: bool
    says: str
    others: str
    links: Mapping[str, Sequence[Link]]


def next_steps(reading: CaseReading, actor: Actor, *, on: date) -> list[NextStep]:
    """List the steps open in a case, those of the furthest matter first; the first one unfolded."""
    steps: list[NextStep] = []
    for matter in reading.live:
        steps += _of_matter(matter, reading, actor, on)
    steps += _of_case(reading, actor)
    shown = next((step for step in steps if step.checks and not step.others), None)
    return [replace(step, open=True) if step is shown else step for step in steps]


def _of_matter(matter: Matter, reading: CaseReading, actor: Actor, on: date) -> list[NextStep]:
    facts = reading.facts[matter.id]
    stage = Stage(matter.stage)
    steps: list[NextStep] = []
    if stage is Stage.NEW and matter.kind == MatterKind.ATTENDANCE:
        steps.append(_warn(matter, reading.case, facts, actor, on))
    if stage is Stage.WARNING:
        steps += _review(matter, facts, actor, on)
    if stage is Stage.WARNING or (stage is Stage.NEW and matter.kind == MatterKind.LEAVE):
        steps.append(_issue(matter, reading.case, facts, actor, on))
    if stage is Stage.PROSECUTION and matter.id in reading.prosecutions:
        steps.append(_with_the_lawyers(matter, reading, facts, actor, on))
    elif stage in (Stage.WARNING, Stage.PENALTY_NOTICE) or (stage is Stage.NEW and facts.period.sessions):
        steps.append(_refer(matter, reading.case, facts, actor, on))
    if stage is Stage.PENALTY_NOTICE and facts.notices.standing is not None:
        steps.append(_withdraw(matter, facts.notices.standing.number, actor))
    return steps


def _warn(matter: Matter, case: Case, facts: Facts, actor: Actor, on: date) -> NextStep:
    allowed = permissions.may_warn(actor, school_id=matter.school_id, school_may_warn=facts.policy.school_may_warn)
    return NextStep(
        title=f"Warn {matter.parent}",
        checks=checks_for_warning(facts, on),
        href=f"/matters/{matter.reference}/warn/",
        button=f"Draw up the warning to {matter.parent}",
        open=False,
        says="",
        others="" if allowed else permissions.who_may(permissions.Step.WARN),
        links=settling(matter, case),
    )


def _issue(matter: Matter, case: Case, facts: Facts, actor: Actor, on: date) -> NextStep:
    allowed = permissions.may_issue(actor, school_id=matter.school_id, issuers=facts.policy.issuers)
    return NextStep(
        title=f"Issue a penalty notice to {matter.parent}",
        checks=checks_for_notice(facts, on),
        href=f"/matters/{matter.reference}/notice/",
        button="Draw up the notice",
        open=False,
        says="",
        others="" if allowed else _issuers(facts.policy),
        links=settling(matter, case),
    )


def _refer(matter: Matter, case: Case, facts: Facts, actor: Actor, on: date) -> NextStep:
    return NextStep(
        title=f"Refer {matter.parent} to legal",
        checks=checks_for_referral(facts, on),
        href=f"/matters/{matter.reference}/refer/",
        button=f"Refer {matter.parent}",
        open=False,
        says="",
        others="" if permissions.may_refer(actor) else permissions.who_may(permissions.Step.REFER),
        links=settling(matter, case),
    )


def _with_the_lawyers(matter: Matter, reading: CaseReading, facts: Facts, actor: Actor, on: date) -> NextStep:
    """The lawyers' file; one they returned is the officer's to refer again."""
    file = reading.prosecutions[matter.id]
    if file.state == ProsecutionState.RETURNED:
        again = _refer(matter, reading.case, facts, actor, on)
        return replace(
            again, title=f"Refer {matter.parent} again", says=f"Returned by the lawyers: {file.returned_why}"
        )
    opens = actor.role in (Role.LEGAL, Role.MANAGER, Role.AUDITOR)
    return _plain(
        f"The prosecution of {matter.parent}",
        f"/prosecutions/{file.reference}/",
        "Open the file",
        others="" if opens else "With the lawyers",
    )


def _review(matter: Matter, facts: Facts, actor: Actor, on: date) -> list[NextStep]:
    current = facts.warnings.current
    if current is None or current.ends_on is None or on <= current.ends_on or current.improved is not None:
        return []
    allowed = permissions.may(permissions.Step.REVIEW_WARNING, actor, school_id=matter.school_id)
    return [
        _plain(
            f"Review the warning to {matter.parent}",
            f"/matters/{matter.reference}/review-warning/",
            "Review the warning",
            others="" if allowed else permissions.who_may(permissions.Step.REVIEW_WARNING),
            says=f"{current.missed} of {current.possible} half-days were missed without leave in its time.",
        )
    ]


def _withdraw(matter: Matter, number: str, actor: Actor) -> NextStep:
    allowed = permissions.may_withdraw(actor)
    return _plain(
        f"Withdraw notice {number}",
        f"/notices/{number}/withdraw/",
        "Withdraw the notice",
        others="" if allowed else "A council officer with withdrawal authority, or legal",
    )


def _of_case(reading: CaseReading, actor: Actor) -> list[NextStep]:
    case = reading.case
    if case.stage == Stage.OUTCOME:
        return []
    steps = []
    if permissions.may(permissions.Step.RECORD_SUPPORT, actor, school_id=case.school_id):
        steps.append(
            _plain("Take up the part of a parent", f"/cases/{case.reference}/matters/new/", "Choose the parent")
        )
    if permissions.may(permissions.Step.DECIDE_NOT_TO_ACT, actor):
        steps.append(
            _plain("Decide not to act, with reasons", f"/cases/{case.reference}/not-to-act/", "Record the decision")
        )
    if permissions.may(permissions.Step.PAUSE, actor):
        steps.append(_plain("Pause the steps", f"/cases/{case.reference}/pause/", "Pause"))
    started = [matter for matter in reading.live if matter.stage != Stage.NEW]
    if not started and permissions.may(permissions.Step.CLOSE, actor):
        steps.append(_plain("Close the case", f"/cases/{case.reference}/close/", "Close with a reason"))
    return steps


def _plain(title: str, href: str, button: str, *, others: str = "", says: str = "") -> NextStep:
    return NextStep(title=title, checks=(), href=href, button=button, open=False, says=says, others=others, links={})


def _issuers(policy: PolicyTerms) -> str:
    return "The code leaves it to: " + ", ".join(sorted(role.label for role in policy.issuers))


def settling(matter: Matter, case: Case) -> dict[str, list[Link]]:
    """Where each unmet thing can be settled, by the check's code."""
    here = f"/cases/{case.reference}/"
    answers = [Link("Answer the questions", f"{here}equality/")]
    settle = {
        "support": [Link("Record what was offered", f"{here}support/")],
        "liable": [Link("Decide liability, with the reason", f"/matters/{matter.reference}/liability/")],
        "explained": [Link("Record that it was explained", f"/matters/{matter.reference}/explained/")],
        "unresolved": [Link("See the register", f"{here}attendance/")],
        "representation": [Link("See the reply", f"{here}letters/")],
        "returned_post": [Link("See the letters", f"{here}letters/")],
        "changed_mark": [Link("See the register", f"{here}attendance/")],
        "health_lane": [Link("See the register", f"{here}attendance/")],
    }
    return {**settle, **{f"equality_{question}": answers for question in Question}}
