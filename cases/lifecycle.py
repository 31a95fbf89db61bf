"""How a case, a matter and a prosecution move: each step with its source, its target and its one rule.

A transition sends nothing and queries nothing. Whoever calls one holds the row locks, has checked the
permission and saves in the same transaction. (docs/lifecycle.md draws the machines from this file.)
"""

from collections.abc import Callable
from datetime import date

from django.db import models
from django_fsm import GET_STATE, FSMField, FSMModelMixin, transition

from cases import permissions
from cases.refusals import refuse_if
from cases.rules.facts import Facts
from cases.rules.steps import (
    bars_to_authorise,
    bars_to_charge,
    bars_to_notice,
    bars_to_referral,
    bars_to_reissue,
    bars_to_warning,
)
from cases.stages import CASE_STAGES, How, ProsecutionState, Stage, furthest

OPEN_STAGES = [stage for stage in CASE_STAGES if stage.is_live]
LIVE_MATTER_STAGES = [Stage.NEW, Stage.WARNING, Stage.PENALTY_NOTICE, Stage.PROSECUTION]


def only(step: permissions.Step) -> Callable[..., bool]:
    """Ask the table of roles whether this person may take the step at all."""

    def allowed(_: object, actor: permissions.Actor) -> bool:
        return permissions.role_may(step, actor)

    return allowed


class CaseLifecycle(FSMModelMixin, models.Model):
    """monitoring → warning → penalty notice → prosecution → outcome; while open, its furthest live matter."""

    stage = FSMField(
        choices=[(stage.value, stage.label) for stage in CASE_STAGES],
        default=Stage.MONITORING.value,
        protected=True,
    )
    closed_on: "models.DateField[date | None, date | None]"
    how: "models.CharField[str, str]"

    class Meta:
        abstract = True

    @transition(
        field=stage,
        source=OPEN_STAGES,
        target=GET_STATE(lambda _case, stages: furthest(stages), states=OPEN_STAGES),
    )
    def follow(self, stages: list[str]) -> None:
        """Stand where the furthest live matter stands; arithmetic only, inside every matter's step."""

    @transition(field=stage, source=Stage.PROSECUTION, target=Stage.OUTCOME)
    def conclude(self, *, how: How, on: date) -> None:
        """End with the court's result, when that was the last live matter."""
        self.how, self.closed_on = how, on

    @transition(
        field=stage,
        source=Stage.MONITORING,
        target=Stage.OUTCOME,
        permission=only(permissions.Step.CLOSE),
    )
    def close(self, *, how: How, on: date) -> None:
        """End a case with no live matter, for a recorded reason."""
        self.how, self.closed_on = how, on

    @transition(
        field=stage,
        source=Stage.OUTCOME,
        target=Stage.MONITORING,
        permission=only(permissions.Step.REOPEN),
    )
    def reopen(self) -> None:
        """Take up a closed case again, for a recorded reason."""
        self.how, self.closed_on = "", None


class MatterLifecycle(FSMModelMixin, models.Model):
    """new → warning → penalty notice → prosecution → outcome, for one parent, child and period."""

    stage = FSMField(
        choices=[(stage.value, stage.label) for stage in [*LIVE_MATTER_STAGES, Stage.OUTCOME]],
        default=Stage.NEW.value,
        protected=True,
    )
    settled_on: "models.DateField[date | None, date | None]"
    how: "models.CharField[str, str]"
    how_why: "models.TextField[str, str]"

    class Meta:
        abstract = True

    @transition(field=stage, source=Stage.NEW, target=Stage.WARNING, permission=only(permissions.Step.WARN))
    def warn(self, *, facts: Facts, on: date) -> None:
        """Warn the parent in writing."""
        refuse_if(bars_to_warning(facts, on))

    @transition(
        field=stage,
        source=[Stage.NEW, Stage.WARNING],
        target=Stage.PENALTY_NOTICE,
        permission=only(permissions.Step.ISSUE),
    )
    def issue(self, *, facts: Facts, on: date) -> None:
        """Give the parent a penalty notice; whether a warning must come first is a rule."""
        refuse_if(bars_to_notice(facts, on))

    @transition(
        field=stage,
        source=Stage.OUTCOME,
        target=Stage.PENALTY_NOTICE,
        permission=only(permissions.Step.REISSUE),
    )
    def reissue(self, *, facts: Facts, on: date) -> None:
        """Issue anew after withdrawal for material error, with a solicitor's recorded approval."""
        refuse_if(bars_to_reissue(facts, on))
        self._revived()

    @transition(
        field=stage,
        source=[Stage.NEW, Stage.WARNING, Stage.PENALTY_NOTICE],
        target=Stage.PROSECUTION,
        permission=only(permissions.Step.REFER),
    )
    def refer(self, *, facts: Facts, on: date) -> None:
        """Put the matter before the lawyers."""
        refuse_if(bars_to_referral(facts, on))

    @transition(field=stage, source=LIVE_MATTER_STAGES, target=Stage.OUTCOME)
    def settle(self, *, how: How, why: str, on: date) -> None:
        """End the matter, however it ends; whoever's act ends it is checked where the act is."""
        self.how, self.how_why, self.settled_on = how, why, on

    @transition(
        field=stage,
        source=Stage.OUTCOME,
        target=Stage.PENALTY_NOTICE,
        permission=only(permissions.Step.REVERSE_PAYMENT),
    )
    def revive_notice(self) -> None:
        """Stand again where the notice stands, because the payment that settled it was taken back."""
        self._revived()

    @transition(
        field=stage,
        source=Stage.OUTCOME,
        target=Stage.PROSECUTION,
        permission=only(permissions.Step.REOPEN_COURT),
    )
    def revive_prosecution(self) -> None:
        """Stand again before the court: statutory declaration, section 142, appeal, money taken back."""
        self._revived()

    def _revived(self) -> None:
        self.how, self.how_why, self.settled_on = "", "", None


class ProsecutionLifecycle(FSMModelMixin, models.Model):
    """referred ⇄ returned; authorised; charged; concluded, discontinued or declined."""

    state = FSMField(choices=ProsecutionState.choices(), default=ProsecutionState.REFERRED.value, protected=True)

    returned_on: "models.DateField[date | None, date | None]"
    returned_why: "models.TextField[str, str]"
    authorised_on: "models.DateField[date | None, date | None]"
    ended_on: "models.DateField[date | None, date | None]"
    end_reasons: "models.TextField[str, str]"

    class Meta:
        abstract = True

    @transition(
        field=state,
        source=ProsecutionState.REFERRED,
        target=ProsecutionState.RETURNED,
        permission=only(permissions.Step.RETURN_REFERRAL),
    )
    def send_back(self, *, why: str, on: date) -> None:
        """Return it to the officer, naming what is missing."""
        self.returned_why, self.returned_on = why, on

    @transition(
        field=state,
        source=ProsecutionState.RETURNED,
        target=ProsecutionState.REFERRED,
        permission=only(permissions.Step.REFER),
    )
    def refer_again(self, *, facts: Facts, on: date) -> None:
        """Refer it again once what was missing is there; the open-evidence guard is asked again."""
        refuse_if(bars_to_referral(facts, on))

    @transition(
        field=state,
        source=[
            ProsecutionState.REFERRED,
            ProsecutionState.RETURNED,
            ProsecutionState.AUTHORISED,
        ],
        target=ProsecutionState.DECLINED,
        permission=only(permissions.Step.DECLINE),
    )
    def decline(self, *, why: str, on: date) -> None:
        """Decide not to prosecute, with reasons; a live notice is withdrawn in the same step. (reg 9)"""
        self.end_reasons, self.ended_on = why, on

    @transition(
        field=state,
        source=ProsecutionState.REFERRED,
        target=ProsecutionState.AUTHORISED,
        permission=only(permissions.Step.AUTHORISE),
    )
    def authorise(self, *, facts: Facts, on: date) -> None:
        """Authorise proceedings: both limbs of the Full Code Test and section 447, not the referrer."""
        refuse_if(bars_to_authorise(facts, on))
        self.authorised_on = on

    @transition(
        field=state,
        source=ProsecutionState.AUTHORISED,
        target=ProsecutionState.CHARGED,
        permission=only(permissions.Step.CHARGE),
    )
    def charge(self, *, facts: Facts, on: date) -> None:
        """Lay the information, or complete the written charge: the moment that stops the clock."""
        refuse_if(bars_to_charge(facts, on))

    @transition(
        field=state,
        source=ProsecutionState.CHARGED,
        target=ProsecutionState.CONCLUDED,
        permission=only(permissions.Step.ENTER_RESULT),
    )
    def conclude(self, *, why: str, on: date) -> None:
        """End with the court's final result."""
        self.end_reasons, self.ended_on = why, on

    @transition(
        field=state,
        source=ProsecutionState.CHARGED,
        target=ProsecutionState.DISCONTINUED,
        permission=only(permissions.Step.DISCONTINUE),
    )
    def discontinue(self, *, why: str, on: date) -> None:
        """Stop proceedings that have begun, with reasons."""
        self.end_reasons, self.ended_on = why, on

    @transition(
        field=state,
        source=ProsecutionState.CONCLUDED,
        target=ProsecutionState.CHARGED,
        permission=only(permissions.Step.REOPEN_COURT),
    )
    def set_aside(self) -> None:
        """Stand again at charge, because the result was set aside."""
        self.end_reasons, self.ended_on = "", None
