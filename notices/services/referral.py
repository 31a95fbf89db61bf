"""Refers a matter to the lawyers, and sends it back for what is missing."""

import secrets
from datetime import date

from django.core.exceptions import ValidationError

from cases import permissions
from cases.models import Decision, Matter, Prosecution
from cases.refusals import refuse_if
from cases.rules.facts import Facts
from cases.rules.steps import bars_to_referral
from cases.services.steps import Step, one_step
from cases.stages import PinFor, ProsecutionState, Stage
from notices.queries.facts.make import facts_of
from notices.queries.facts.register import Half
from notices.services.deadlines import reconcile
from notices.services.file import File, one_file_step
from notices.services.notice import drop_drafts
from notices.services.pins import pin_sessions, release_pins
from schools import references
from schools.models import Membership
from schools.words import half_days, plain_date


def refer_matter(
    matter: Matter,
    *,
    reasons: str,
    by: Membership,
    on: date,
    orphans_answer: str = "",
    chosen: frozenset[Half] | None = None,
    seen: int | None = None,
) -> Prosecution:
    """Put a matter before the lawyers, with the half-days it is about; refused with every bar.

    Without `chosen` they are those of the notice, else all of the matter's period. They are pinned from now on: while
    a prosecution is contemplated for them, no notice rests on them. (SI 2007/1867 reg 14)
    """
    with one_step(matter.case_id, by=by, on=on, seen=seen) as step:
        step.require(permissions.Step.REFER)
        row = step.matter(matter.id)
        facts = facts_of(row, on=on, chosen=chosen, orphans_answered=orphans_answer)
        refuse_if(bars_to_referral(facts, on))
        stage_from = row.stage
        drop_drafts(step, row)
        row.refer(facts=facts, on=on)
        row.period_from, row.period_until = facts.period.first, facts.period.last
        row.save()
        prosecution = Prosecution.objects.create(
            matter=row,
            reference=references.new_reference("P", source=secrets.SystemRandom()),
            referred_by=by,
            referred_on=on,
            referral_reasons=reasons,
            orphans_seen=orphans_answer,
        )
        _let_go_of_ended_files(row, on=on)
        pin_sessions(step, row, facts, rests=PinFor.CHARGE, paper=prosecution.reference)
        _say_referred(step, row, prosecution, facts, stage_from)
        reconcile(row, on=on)
    return prosecution


def refer_again(
    prosecution: Prosecution,
    *,
    reasons: str,
    by: Membership,
    on: date,
    orphans_answer: str = "",
    chosen: frozenset[Half] | None = None,
    seen: int | None = None,
) -> Prosecution:
    """Refer a returned matter again once what was missing is there; the guard is asked as if for the first time."""
    with one_file_step(prosecution, by=by, on=on, seen=seen) as file:
        file.step.require(permissions.Step.REFER)
        file.require_state(ProsecutionState.RETURNED)
        facts = facts_of(file.matter, on=on, chosen=chosen, orphans_answered=orphans_answer)
        file.row.orphans_seen = orphans_answer or file.row.orphans_seen
        file.row.referred_by, file.row.referred_on = by, on
        file.row.refer_again(facts=facts, on=on)
        file.row.save()
        if chosen is not None:
            _pin_anew(file, facts)
        Decision.objects.create(
            case=file.step.case, matter=file.matter, kind=Decision.Kind.REFER, reasons=reasons, by=by, on=on
        )
        file.step.record(
            "referred_again",
            f"Referred again for prosecution. {reasons}",
            matter=file.matter.reference,
            prosecution=file.row.reference,
        )
        reconcile(file.matter, on=on)
    return file.row


def send_back(prosecution: Prosecution, *, why: str, by: Membership, on: date, seen: int | None = None) -> Prosecution:
    """Return a matter to the officer who referred it, naming what is missing; the six months run on."""
    with one_file_step(prosecution, by=by, on=on, seen=seen) as file:
        file.step.require(permissions.Step.RETURN_REFERRAL)
        file.require_state(ProsecutionState.REFERRED)
        file.row.send_back(why=why, on=on)
        file.row.save()
        file.step.record(
            "referral_returned",
            f"The lawyers sent the matter back to {file.row.referred_by.user}. {why}",
            matter=file.matter.reference,
            prosecution=file.row.reference,
        )
    return file.row


def choose_half_days(
    prosecution: Prosecution,
    *,
    chosen: frozenset[Half],
    why: str,
    by: Membership,
    on: date,
    seen: int | None = None,
) -> Prosecution:
    """Settle the half-days that the charge will name, when some have run out of time or were corrected.

    Only what was referred can be chosen from, so nothing is charged that was not put to the lawyers.
    """
    with one_file_step(prosecution, by=by, on=on, seen=seen) as file:
        file.step.require(permissions.Step.REVIEW_CODE_TEST)
        file.require_state(ProsecutionState.REFERRED, ProsecutionState.AUTHORISED)
        before = facts_of(file.matter, on=on)
        kept = frozenset((mark.on, mark.half) for mark in before.period.sessions) & chosen
        if not kept:
            raise ValidationError("Keep at least one half-day, or decline the prosecution.")
        _pin_anew(file, facts_of(file.matter, on=on, chosen=kept))
        file.step.record(
            "half_days_chosen",
            f"The charge is to name {half_days(len(kept))} of {len(before.period.sessions)}. {why}",
            matter=file.matter.reference,
            prosecution=file.row.reference,
            sessions=len(kept),
        )
        reconcile(file.matter, on=on)
    return file.row


def _let_go_of_ended_files(matter: Matter, *, on: date) -> None:
    """Money that came ended a file and left its half-days pinned; once it was taken back they are pinned anew."""
    ended = [row for row in matter.prosecutions.all() if ProsecutionState(row.state).is_over]
    for row in ended:
        release_pins(row.reference, why="ended", on=on)


def _pin_anew(file: File, facts: Facts) -> None:
    release_pins(file.row.reference, why="ended", on=file.step.on)
    pin_sessions(file.step, file.matter, facts, rests=PinFor.CHARGE, paper=file.row.reference)
    file.matter.period_from, file.matter.period_until = facts.period.first, facts.period.last
    file.matter.save()


def _say_referred(step: Step, matter: Matter, prosecution: Prosecution, facts: Facts, stage_from: str) -> None:
    first, last = facts.period.first, facts.period.last
    assert first is not None and last is not None  # The guard asks that half-days are chosen.
    reasons = prosecution.referral_reasons
    Decision.objects.create(
        case=step.case, matter=matter, kind=Decision.Kind.REFER, reasons=reasons, by=step.by, on=step.on
    )
    number = len(facts.period.sessions)
    orphans = f" Unclaimed payments: {prosecution.orphans_seen}" if prosecution.orphans_seen else ""
    step.record(
        "referred",
        f"Referred for prosecution of {matter.parent} for {half_days(number)} between {plain_date(first)} and "
        f"{plain_date(last)}. {reasons}{orphans}",
        matter=matter.reference,
        prosecution=prosecution.reference,
        sessions=number,
        stage_from=stage_from,
        stage_to=Stage.PROSECUTION.value,
    )
