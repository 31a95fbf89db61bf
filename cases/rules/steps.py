"""The guards of the steps: for each the whole checklist, and what of it stands in the way.

A step that harms takes `Facts`, and `Facts` has one maker, so nothing below can take one unasked. Who acts is a
permission; that a person decides is the step itself. (docs/rules.md lists every rule.)
"""

from collections.abc import Iterable
from datetime import date

from cases.citations import Law, cite
from cases.rules import (
    child,
    court,
    equality,
    evidence,
    leave,
    liability,
    period,
    prosecution,
    support,
    tariff,
    warning,
    withdrawal,
)
from cases.rules.bars import Bar, Check, bars_in, met, unmet
from cases.rules.facts import Facts, Override, StepName
from cases.stages import ProsecutionState, Stage, WithdrawalGround
from schools import words


def checks_for_warning(facts: Facts, on: date) -> list[Check]:
    """Return all that the code asks before a warning, met and unmet."""
    return _decided(
        StepName.WARNING,
        facts,
        on,
        [
            *_stage(facts, on, Stage.NEW),
            warning.code_in_force(facts, on),
            warning.warnings_begun(facts, on),
            period.chosen(facts, on),
            period.warning_threshold(facts, on),
            period.unresolved(facts, on),
            *_people(facts, on, StepName.WARNING),
        ],
    )


def bars_to_warning(facts: Facts, on: date) -> list[Bar]:
    """Return what stands in the way of a warning on this day; empty when nothing does."""
    return bars_in(checks_for_warning(facts, on))


def checks_for_notice(facts: Facts, on: date) -> list[Check]:
    """Return all that the law and the code ask before a penalty notice, met and unmet. (s.444A; SI 2007/1867)"""
    begins = _stage(facts, on, Stage.NEW, Stage.WARNING)
    # Only a notice anew, in the matter of the one withdrawn and with a solicitor's approval, rests on them again.
    withdrawn = [check for check in court.not_withdrawn(facts, on) if not check.met]
    return _decided(StepName.NOTICE, facts, on, [*begins, *withdrawn, *_notice(facts, on)])


def bars_to_notice(facts: Facts, on: date) -> list[Bar]:
    """Return what stands in the way of a penalty notice on this day; empty when nothing does. (SI 2007/1867 reg 14)"""
    return bars_in(checks_for_notice(facts, on))


def checks_for_reissue(facts: Facts, on: date) -> list[Check]:
    """Return all that a notice anew asks after a withdrawal for material error, met and unmet."""
    return _decided(StepName.NOTICE, facts, on, [*withdrawal.issue_anew(facts, on), *_notice(facts, on)])


def bars_to_reissue(facts: Facts, on: date) -> list[Bar]:
    """Return what stands in the way of a notice anew; empty when nothing does."""
    return bars_in(checks_for_reissue(facts, on))


def checks_for_withdrawal(facts: Facts, ground: WithdrawalGround, on: date) -> list[Check]:
    """Return all that a withdrawal on that ground asks, met and unmet. (SI 2007/1867 regs 8 and 9)"""
    return withdrawal.checks(facts, ground, on)


def bars_to_withdraw(facts: Facts, ground: WithdrawalGround, on: date) -> list[Bar]:
    """Return what stands in the way of a withdrawal on that ground; empty when nothing does."""
    return bars_in(checks_for_withdrawal(facts, ground, on))


def checks_for_referral(facts: Facts, on: date) -> list[Check]:
    """Return all that is asked before a matter goes to the lawyers, the open-evidence guard among it."""
    stages = (Stage.NEW, Stage.WARNING, Stage.PENALTY_NOTICE)
    returned = facts.prosecution is not None and facts.prosecution.state is ProsecutionState.RETURNED
    begins = [] if returned else _stage(facts, on, *stages)
    return _decided(StepName.REFERRAL, facts, on, [*begins, *_court(facts, on, StepName.REFERRAL)])


def bars_to_referral(facts: Facts, on: date) -> list[Bar]:
    """Return what stands in the way of a referral; empty when nothing does."""
    return bars_in(checks_for_referral(facts, on))


def checks_for_authorisation(facts: Facts, on: date) -> list[Check]:
    """Return all that is asked before proceedings are authorised: both limbs, section 447, the guard again."""
    asked = prosecution.file_at(facts, ProsecutionState.REFERRED, on)
    if facts.prosecution is not None:
        asked += [
            *prosecution.code_test(facts.prosecution, on),
            prosecution.supervision_order(facts.prosecution, on),
            *prosecution.authoriser(facts.prosecution, on, needed=False),
        ]
    return _decided(StepName.AUTHORISATION, facts, on, [*asked, *_court(facts, on, StepName.AUTHORISATION)])


def bars_to_authorise(facts: Facts, on: date) -> list[Bar]:
    """Return what stands in the way of authorising proceedings; empty when nothing does."""
    return bars_in(checks_for_authorisation(facts, on))


def checks_for_charge(facts: Facts, on: date) -> list[Check]:
    """Return all that is asked before the charge is complete: the moment that stops the clock. (Brown v DPP)"""
    asked = prosecution.file_at(facts, ProsecutionState.AUTHORISED, on)
    if facts.prosecution is not None:
        asked += [
            *prosecution.code_test(facts.prosecution, on),
            prosecution.supervision_order(facts.prosecution, on),
            *prosecution.authoriser(facts.prosecution, on, needed=True),
            prosecution.certificate(facts, facts.prosecution, on),
            prosecution.served_set(facts.prosecution, on),
            *prosecution.route(facts, facts.prosecution, on),
        ]
    return _decided(
        StepName.CHARGE,
        facts,
        on,
        [*asked, *_court(facts, on, StepName.CHARGE), liability.address(facts, on)],
    )


def bars_to_charge(facts: Facts, on: date) -> list[Bar]:
    """Return what stands in the way of completing the charge; empty when nothing does."""
    return bars_in(checks_for_charge(facts, on))


def _notice(facts: Facts, on: date) -> list[Check]:
    return [
        *tariff.checks(facts, on),
        warning.code_in_force(facts, on),
        period.chosen(facts, on),
        *period.since_power(facts, on),
        period.notice_threshold(facts, on),
        period.unresolved(facts, on),
        period.one_notice(facts, on),
        period.no_proceedings(facts, on),
        *warning.came_first(facts, on),
        *leave.record(facts, on),
        *leave.school_considered(facts, on),
        *_people(facts, on, StepName.NOTICE),
    ]


def _court(facts: Facts, on: date, step: StepName) -> list[Check]:
    return [
        *evidence.nothing_open(facts, on),
        *(evidence.orphans(facts, on) if step is StepName.REFERRAL else []),
        court.notice_has_run(facts, on),
        *court.not_withdrawn(facts, on),
        court.in_time(facts, on),
        period.chosen(facts, on),
        period.unresolved_inside(facts, on),
        period.one_notice(facts, on),
        period.no_proceedings(facts, on),
        *child.checks(facts, on),
        liability.liable(facts, on),
        *liability.explained(facts, on),
        support.offered(facts, on),
        *equality.checks(facts, on, step=step),
        support.one_person(facts, on),
        *support.not_paused(facts, on),
    ]


def _people(facts: Facts, on: date, step: StepName) -> list[Check]:
    return [
        *child.checks(facts, on),
        liability.liable(facts, on),
        liability.address_withheld(facts, on),
        liability.address(facts, on),
        *liability.explained(facts, on),
        support.offered(facts, on),
        *equality.checks(facts, on, step=step),
        support.one_person(facts, on),
        *support.not_paused(facts, on),
    ]


def _stage(facts: Facts, on: date, *stages: Stage) -> list[Check]:
    if facts.stage in stages:
        return []
    begins = " or ".join(stage.label.lower() for stage in stages)
    return [
        unmet(
            "stage",
            f"The matter is at {facts.stage.label.lower()}; this step begins from {begins}.",
            cite(Law.OFFENCE, on),
            remedy="Take the step that leads here first, or begin a new matter.",
            who="An officer",
        )
    ]


def _decided(step: StepName, facts: Facts, on: date, checks: Iterable[Check]) -> list[Check]:
    return [_with_override(check, step, facts.overrides, on) for check in checks]


def _with_override(check: Check, step: StepName, overrides: tuple[Override, ...], on: date) -> Check:
    if check.met or not check.overridable_by:
        return check
    for override in overrides:
        ours = (override.step, override.code, override.role) == (step, check.code, check.overridable_by)
        if ours and override.on <= on and override.reason:
            decided = f"{check.text} Decided otherwise by {override.by} on {words.long_date(override.on)}: "
            return met(check.code, decided + override.reason, check.citation)
    return check
