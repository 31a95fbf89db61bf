"""Works out a matter's dates from its facts and puts them in place; called by every step that changes an input."""

from datetime import date

from cases.deadline_inputs import Inputs, NoticeRun, NotToAct, Received, SumDue, WarningRun
from cases.deadlines import compute_deadlines
from cases.models import Deadline, Decision, Matter, Representation, Warning
from cases.rules.facts import Facts
from cases.rules.policy import PeriodUnit
from cases.services.deadlines import reconcile_deadlines
from cases.stages import NoticeState, Stage
from notices.models import PenaltyNotice
from notices.queries.facts.make import facts_of
from notices.queries.outbox import returned_unserved
from notices.queries.standing import standings_of
from notices.tariff.standing import State
from schools.queries.calendars import calendar_of


def reconcile(matter: Matter, *, on: date, facts: Facts | None = None) -> list[Deadline]:
    """Make the matter's standing dates those that follow from its facts today; gives back the new rows."""
    dues = (
        []
        if matter.stage == Stage.OUTCOME
        else compute_deadlines(_inputs(matter, facts or facts_of(matter, on=on), on))
    )
    return reconcile_deadlines(matter, dues, on=on)


def _inputs(matter: Matter, facts: Facts, on: date) -> Inputs:
    first, last = facts.period.first, facts.period.last
    charged = matter.prosecutions.filter(charge_completed_at__isnull=False).exists()
    return Inputs(
        policy=facts.policy,
        warning=_warning(matter),
        notice=_notice(matter, on),
        offence=None if charged or first is None or last is None else (first, last),
        representations=tuple(
            Received(reference=str(row.id), on=row.received_on)
            for row in Representation.objects.filter(matter=matter, answered_on__isnull=True)
        ),
        returned_post=_returned(matter),
        not_to_act=_not_to_act(matter),
        unexplained=tuple(sorted({mark.on for mark in facts.period.unresolved})),
        calendar=calendar_of(matter.case.authority_id, matter.school_id) if facts.period.unresolved else None,
    )


def _warning(matter: Matter) -> WarningRun | None:
    if matter.stage != Stage.WARNING:
        return None
    row = Warning.objects.filter(matter=matter, reviewed_on__isnull=True, received_on__isnull=False).last()
    if row is None or row.received_on is None:
        return None
    return WarningRun(
        received_on=row.received_on,
        length=row.length,
        unit=PeriodUnit(row.unit),
        calendar=calendar_of(matter.case.authority_id, matter.school_id),
    )


def _notice(matter: Matter, on: date) -> NoticeRun | None:
    notice = PenaltyNotice.objects.filter(matter=matter, state=NoticeState.ISSUED).first()
    if notice is None:
        return None
    view = standings_of([notice], on=on)[notice.id]
    if view.dates is None or view.standing.state is State.PAID:
        return None
    return NoticeRun(
        number=notice.number,
        received_on=view.dates.received_on,
        sums=tuple(
            SumDue(amount=each.amount, last_day=each.last_day, steps=each.steps, citation=each.citation)
            for each in view.dates.sums
        ),
        proceedings_not_before=view.dates.proceedings_not_before,
        decided=matter.stage == Stage.PROSECUTION,
    )


def _returned(matter: Matter) -> tuple[Received, ...]:
    return tuple(
        Received(reference=row.letter.reference, on=row.returned_on)
        for row in returned_unserved().filter(letter__matter=matter)
        if row.returned_on is not None
    )


def _not_to_act(matter: Matter) -> NotToAct | None:
    row = (
        Decision.objects.filter(case=matter.case_id, kind=Decision.Kind.NOT_TO_ACT, review_on__isnull=False)
        .order_by("on", "id")
        .last()
    )
    if row is None or row.review_on is None:
        return None
    return NotToAct(decided_on=row.on, review_on=row.review_on)
