"""Begins proceedings: the offence and the route, the paper of the charge, and the moment that stops the clock."""

from dataclasses import replace
from datetime import date

from cases import permissions
from cases.models import Matter, Prosecution
from cases.refusals import Refused, refuse_if
from cases.rules import prosecution as rules
from cases.rules.bars import Bar, Citation, Confidence, MayOverride, bars_in
from cases.rules.facts import Facts
from cases.rules.steps import bars_to_charge
from cases.stages import Offence, ProsecutionState, Route
from notices.models import Letter
from notices.queries.facts.make import facts_of
from notices.services.deadlines import reconcile
from notices.services.file import File, one_file_step
from notices.services.listing import Listing, list_in_step
from notices.services.outbox import cancel_letter, draft_letter, release_letter
from schools.models import Membership
from schools.words import half_days, plain_date

_PAPERS = Citation("Statutory papers are rendered and checked before they are issued (docs/letters.md)", Confidence.V)


def choose_route(
    prosecution: Prosecution,
    *,
    offence: Offence,
    route: Route,
    by: Membership,
    on: date,
    seen: int | None = None,
) -> Prosecution:
    """Choose the offence and the way to court; the single justice procedure only where the law and the code let it."""
    with one_file_step(prosecution, by=by, on=on, seen=seen) as file:
        file.step.require(permissions.Step.CHARGE)
        file.require_state(ProsecutionState.REFERRED, ProsecutionState.AUTHORISED)
        facts = facts_of(file.matter, on=on)
        assert facts.prosecution is not None  # The file is locked, so it is there.
        refuse_if(bars_in(rules.route(facts, replace(facts.prosecution, offence=offence, route=route), on)))
        file.row.offence, file.row.route = offence, route
        file.row.save()
        _drop_drafts(file)
        file.step.record(
            "route_chosen",
            f"To be charged under {offence.label}. {route.label}.",
            matter=file.matter.reference,
            prosecution=file.row.reference,
            offence=offence.value,
            route=route.value,
        )
    return file.row


def draft_information(prosecution: Prosecution, *, by: Membership, on: date, seen: int | None = None) -> Letter:
    """Draw up the information to be checked; refused with every bar to the charge. (Magistrates' Courts Act 1980 s.1)

    It names `by` as the informant, so only that person lays it. The caller renders it once this has committed; one
    drawn up before is dropped.
    """
    with one_file_step(prosecution, by=by, on=on, seen=seen) as file:
        file.step.require(permissions.Step.CHARGE)
        refuse_if(bars_to_charge(facts_of(file.matter, on=on), on))
        _refuse_other_route(file)
        _drop_drafts(file)
        return draft_letter(file.step, "information", matter=file.matter, prosecution=file.row)


def complete_charge(
    prosecution: Prosecution,
    *,
    by: Membership,
    on: date,
    first_hearing: Listing | None = None,
    seen: int | None = None,
) -> Prosecution:
    """Lay the information whose very paper was checked: the guard is asked again, and the six months stop.

    Where the court names the day at once, the first hearing is listed in the same step and the summons letter is
    written to the parent. The moment is never changed afterwards. (Brown v DPP [2019] EWHC 798 (Admin))
    """
    with one_file_step(prosecution, by=by, on=on, seen=seen) as file:
        file.step.require(permissions.Step.CHARGE)
        facts = facts_of(file.matter, on=on)
        refuse_if(bars_to_charge(facts, on))
        _refuse_other_route(file)
        draft = _draft_of(file, by)
        file.row.charged_by, file.row.charged_on, file.row.charge_completed_at = by, on, file.step.at
        file.row.charge(facts=facts, on=on)
        file.row.save()
        paper = release_letter(file.step, draft)
        _say_charged(file, facts, paper)
        if first_hearing is not None:
            list_in_step(file, first_hearing)
        reconcile(file.matter, on=on)
    return file.row


def standing_draft(prosecution: Prosecution) -> Letter | None:
    """The information that was drawn up and neither laid nor dropped."""
    return (
        Letter.objects.filter(
            prosecution=prosecution, kind="information", released_on__isnull=True, cancelled_on__isnull=True
        )
        .order_by("id")
        .last()
    )


def _drop_drafts(file: File) -> None:
    drafts = Letter.objects.filter(
        prosecution=file.row, kind="information", released_on__isnull=True, cancelled_on__isnull=True
    )
    for draft in drafts:
        cancel_letter(file.step, draft, why="Drawn up anew.")


def _draft_of(file: File, by: Membership) -> Letter:
    draft = standing_draft(file.row)
    if draft is None:
        raise _refused("no_draft", "The information has not been drawn up.", "Draw it up and check it.")
    if draft.written_by_id != by.id:
        text = f"The information names {draft.written_by.user} as the informant."
        raise _refused("another_hand", text, "Draw it up anew in your own name.")
    return draft


def _refuse_other_route(file: File) -> None:
    if file.row.route != Route.SUMMONS:
        text = "The papers of the single justice procedure are not made here."
        raise _refused("paper_not_made", text, "Apply for a summons instead.")


def _say_charged(file: File, facts: Facts, paper: Letter) -> None:
    matter: Matter = file.matter
    first, last = facts.period.first, facts.period.last
    assert first is not None and last is not None  # The guard asks that half-days are chosen.
    number = len(facts.period.sessions)
    file.step.record(
        "charged",
        f"Information laid against {matter.parent} under {file.row.get_offence_display()} for {half_days(number)} "
        f"between {plain_date(first)} and {plain_date(last)}.",
        matter=matter.reference,
        prosecution=file.row.reference,
        letter=paper.reference,
        sha256=paper.sha256,
        offence=file.row.offence,
        route=file.row.route,
        sessions=[[mark.on.isoformat(), mark.half, mark.code] for mark in facts.period.sessions],
        after_notice=facts.notices.standing is not None,
    )


def _refused(code: str, text: str, remedy: str) -> Refused:
    return Refused([Bar(code, text, _PAPERS, remedy, "A legal officer", MayOverride.NOBODY)])
