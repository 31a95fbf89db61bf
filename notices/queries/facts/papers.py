"""What was sent to the parent: the warning, this matter's notice, and those that count against another."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cases.models import Matter, NoticeElsewhere, Warning
from cases.rules import facts
from cases.rules.policy import PolicyTerms
from cases.stages import NoticeState, NoticeType, WithdrawalGround
from cases.time_limit import add_months
from notices.models import Letter, PenaltyNotice
from notices.queries.facts.register import Registers
from notices.queries.standing import NoticeStanding, standings_of
from notices.tariff import regimes
from notices.tariff.ordinal import Earlier, ordinal
from notices.tariff.sums import dates
from schools.working_days import Method, deemed_receipt


@dataclass(frozen=True)
class Papers:
    """Warnings and notices of many matters, and every notice to their parents, read once."""

    warnings: Mapping[int, Warning]
    own: Mapping[int, Sequence[PenaltyNotice]]
    to_parent: Mapping[int, Sequence[PenaltyNotice]]
    elsewhere: Mapping[tuple[int, int], Sequence[NoticeElsewhere]]
    standings: Mapping[int, NoticeStanding]
    drafts: Mapping[int, Letter]


def read_papers(matters: Sequence[Matter], same: Mapping[int, frozenset[int]], on: date) -> Papers:
    """Read the papers to these parents, in six queries."""
    everyone = {row for linked in same.values() for row in linked}
    warnings: dict[int, Warning] = {}
    for row in Warning.objects.filter(matter__in=matters, given_on__isnull=False).order_by("id"):
        warnings[row.matter_id] = row
    own: dict[int, list[PenaltyNotice]] = defaultdict(list)
    to_parent: dict[int, list[PenaltyNotice]] = defaultdict(list)
    notices = list(
        PenaltyNotice.objects.filter(matter__parent__in=everyone)
        .exclude(state=NoticeState.DROPPED)
        .select_related("matter__case")
        .order_by("id")
    )
    for notice in notices:
        own[notice.matter_id].append(notice)
        to_parent[notice.matter.parent_id].append(notice)
    elsewhere: dict[tuple[int, int], list[NoticeElsewhere]] = defaultdict(list)
    for other in NoticeElsewhere.objects.filter(parent__in=everyone):
        elsewhere[other.parent_id, other.pupil_id].append(other)
    mine = [notice for matter in matters for notice in own.get(matter.id, ())]
    drafts = {
        letter.notice_id: letter
        for letter in Letter.objects.filter(notice__in=mine, kind="penalty_notice").order_by("id")
        if letter.notice_id is not None
    }
    return Papers(
        warnings=warnings,
        own=own,
        to_parent=to_parent,
        elsewhere=elsewhere,
        standings=standings_of(mine, on=on),
        drafts=drafts,
    )


def warned_of(matter: Matter, papers: Papers, registers: Registers, *, skipped_why: str, on: date) -> facts.Warnings:
    """Describe the warning in this matter, with what the register shows of its time."""
    row = papers.warnings.get(matter.id)
    if row is None:
        return facts.Warnings(current=None, skipped_why=skipped_why)
    assert row.given_on is not None  # Drafts were not read.
    missed, possible = _in_warning(matter, row, registers, on)
    current = facts.Warned(
        given_on=row.given_on,
        received_on=row.received_on,
        ends_on=row.ends_on,
        missed=row.missed if row.missed is not None else missed,
        possible=row.possible if row.possible is not None else possible,
        improved=row.improved,
        early_ground="",
    )
    return facts.Warnings(current=current, skipped_why=skipped_why)


def _in_warning(matter: Matter, row: Warning, registers: Registers, on: date) -> tuple[int, int]:
    """How many half-days were missed without leave in the warning's time so far, and how many were possible."""
    if row.received_on is None:
        return 0, 0
    last = min(row.ends_on or on, on)
    marks = [
        mark
        for mark in registers.marks.get(matter.case.pupil_id, ())
        if row.received_on < mark.on <= last and mark.possible
    ]
    return sum(mark.unauthorised for mark in marks), len(marks)


def tariff_of(
    matter: Matter, papers: Papers, linked: frozenset[int], period: facts.Period, *, history_known: bool, on: date
) -> facts.Tariff:
    """Say what the regime asks of a notice issued and posted today, first class."""
    first, last = period.first or on, period.last or on
    straddles = regimes.straddles(NoticeType.S444A, offence_from=first, offence_until=last)
    counting = not straddles and regimes.counts_notices(NoticeType.S444A, offence_from=first)
    earlier = _earlier(matter, papers, linked) if counting else []
    number = ordinal(earlier, issued_on=on) if counting else None
    if straddles:
        return facts.Tariff(
            regime="",
            power=True,
            straddles=True,
            ordinal=None,
            ordinal_history_known=True,
            second_before_first=False,
            standstill_ends=None,
        )
    row = regimes.row_for(NoticeType.S444A, offence_until=last, issued_on=on, ordinal=number)
    runs = dates(row, received_on=deemed_receipt(on, Method.FIRST_CLASS))
    return facts.Tariff(
        regime=row.regime.value,
        power=bool(row.sums) or number is not None,
        straddles=False,
        ordinal=number,
        ordinal_history_known=history_known or number is None,
        second_before_first=number == 2 and _began_before_first_received(matter, papers, linked, first),
        standstill_ends=runs.proceedings_not_before if runs else None,
    )


def _earlier(matter: Matter, papers: Papers, linked: frozenset[int]) -> list[Earlier]:
    here = [
        Earlier(notice.issued_on, notice.offence_until, notice.state == NoticeState.WITHDRAWN)
        for parent in linked
        for notice in papers.to_parent.get(parent, ())
        if notice.issued_on and notice.matter.case.pupil_id == matter.case.pupil_id
    ]
    other = [
        Earlier(row.issued_on, row.offence_until, row.withdrawn)
        for parent in linked
        for row in papers.elsewhere.get((parent, matter.case.pupil_id), ())
    ]
    return here + other


def _began_before_first_received(matter: Matter, papers: Papers, linked: frozenset[int], first: date) -> bool:
    """Whether the half-days began before the notice that makes this one the second counted as received."""
    earlier = [
        notice
        for parent in linked
        for notice in papers.to_parent.get(parent, ())
        if notice.issued_on
        and notice.state == NoticeState.ISSUED
        and notice.matter_id != matter.id
        and notice.matter.case.pupil_id == matter.case.pupil_id
    ]
    received = [
        deemed_receipt(notice.issued_on, Method.FIRST_CLASS) for notice in earlier if notice.issued_on is not None
    ]
    return bool(received) and first <= max(received)


def notices_of(matter: Matter, papers: Papers, linked: frozenset[int], policy: PolicyTerms, on: date) -> facts.Notices:
    """Describe this matter's notice, the one withdrawn last, and the count towards the code's own cap."""
    own = papers.own.get(matter.id, ())
    issued = [notice for notice in own if notice.state == NoticeState.ISSUED]
    withdrawn = [notice for notice in own if notice.state == NoticeState.WITHDRAWN]
    drafts = [notice for notice in own if notice.state == NoticeState.DRAFTED]
    in_window, frees_on = _cap(matter, papers, linked, policy, on)
    return facts.Notices(
        standing=_standing(papers.standings[issued[-1].id]) if issued else None,
        withdrawn=_withdrawn(withdrawn[-1]) if withdrawn else None,
        in_cap_window=in_window,
        cap_frees_on=frees_on,
        particulars_missing=_missing(papers.drafts.get(drafts[-1].id)) if drafts else None,
    )


def _standing(view: NoticeStanding) -> facts.StandingNotice:
    notice = view.notice
    assert notice.issued_on is not None  # An issued notice says when; the database holds it to that.
    return facts.StandingNotice(
        number=notice.number,
        issued_on=notice.issued_on,
        received_on=view.received_on,
        state=view.standing.state.value,
        last_day=view.dates.last_day if view.dates else None,
        proceedings_not_before=view.dates.proceedings_not_before if view.dates else None,
    )


def _withdrawn(notice: PenaltyNotice) -> facts.Withdrawn:
    assert notice.withdrawn_on is not None
    return facts.Withdrawn(
        number=notice.number,
        ground=WithdrawalGround(notice.ground),
        withdrawn_on=notice.withdrawn_on,
        reissue_approved_by=str(notice.reissue_approved_by.user) if notice.reissue_approved_by else "",
    )


def _missing(draft: Letter | None) -> tuple[str, ...] | None:
    """Which particulars the rendered draft lacks; rendering refuses to leave one empty."""
    return () if draft is not None and draft.sha256 else None


def _cap(
    matter: Matter, papers: Papers, linked: frozenset[int], policy: PolicyTerms, on: date
) -> tuple[int, date | None]:
    """How many notices to this parent lie in the code's months, and when another would be let through."""
    if policy.cap_notices is None or policy.cap_months is None:
        return 0, None
    since = add_months(on, -policy.cap_months)
    given = sorted(
        notice.issued_on
        for parent in linked
        for notice in papers.to_parent.get(parent, ())
        if notice.issued_on and notice.state == NoticeState.ISSUED and since < notice.issued_on <= on
    )
    if len(given) < policy.cap_notices:
        return len(given), None
    return len(given), add_months(given[len(given) - policy.cap_notices], policy.cap_months)
