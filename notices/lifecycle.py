"""How a penalty notice moves: drafted → issued → withdrawn, or dropped while it is a draft.

Paid, part-paid, late and expired are worked out by `notices.tariff` and never stored.
"""

from datetime import date, datetime

from django.db import models
from django_fsm import FSMField, FSMModelMixin, transition

from cases import permissions
from cases.lifecycle import only
from cases.refusals import refuse_if
from cases.rules.facts import Facts
from cases.rules.steps import bars_to_withdraw
from cases.stages import NoticeState, WithdrawalGround


class PenaltyNoticeLifecycle(FSMModelMixin, models.Model):
    """A notice from its draft to its end."""

    state = FSMField(choices=NoticeState.choices(), default=NoticeState.DRAFTED.value, protected=True)

    issued_on: "models.DateField[date | None, date | None]"
    issued_at: "models.DateTimeField[datetime | None, datetime | None]"
    withdrawn_on: "models.DateField[date | None, date | None]"
    withdrawal_reasons: "models.TextField[str, str]"
    ground: "models.CharField[str, str]"

    class Meta:
        abstract = True

    @transition(
        field=state,
        source=NoticeState.DRAFTED,
        target=NoticeState.ISSUED,
        permission=only(permissions.Step.ISSUE),
    )
    def issue(self, *, on: date, at: datetime) -> None:
        """Become a notice; the matter's own step has asked the guard."""
        self.issued_on, self.issued_at = on, at

    @transition(
        field=state,
        source=NoticeState.DRAFTED,
        target=NoticeState.DROPPED,
        permission=only(permissions.Step.ISSUE),
    )
    def drop(self) -> None:
        """Leave the draft unissued; its number is never used again."""

    @transition(
        field=state,
        source=NoticeState.ISSUED,
        target=NoticeState.WITHDRAWN,
        permission=only(permissions.Step.WITHDRAW),
    )
    def withdraw(self, *, facts: Facts, ground: WithdrawalGround, why: str, on: date) -> None:
        """Withdraw on one of the grounds; never the head. (SI 2007/1867 regs 8 and 9)"""
        refuse_if(bars_to_withdraw(facts, ground, on))
        self.ground, self.withdrawal_reasons, self.withdrawn_on = ground, why, on
