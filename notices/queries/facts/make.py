"""The one maker of `Facts`: everything the rules ask of many matters, in a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cases.models import Matter
from cases.queries.policies import choose, policies_of
from cases.rules import facts
from cases.rules.facts import Facts
from cases.rules.policy import PolicyTerms
from cases.stages import Stage
from notices.queries.facts import court, papers, people
from notices.queries.facts.money import Orphans, orphans_for
from notices.queries.facts.open_items import changed_marks, open_items_about
from notices.queries.facts.papers import Papers, read_papers
from notices.queries.facts.people import Family, read_family
from notices.queries.facts.register import Half, Registers, changed_pins, period_of, read_registers
from schools.queries.people import parents_in_view, same_parents


@dataclass(frozen=True)
class _Read:
    """All that was read for a batch of matters."""

    same: Mapping[int, frozenset[int]]
    view: Mapping[int, frozenset[int]]
    registers: Registers
    papers: Papers
    family: Family
    items: Mapping[int, Sequence[facts.OpenItem]]
    orphans: Orphans
    court: Mapping[int, facts.Prosecuting]
    changed: Mapping[int, Sequence[facts.OpenItem]]


def facts_for(
    matters: Sequence[Matter],
    *,
    on: date,
    chosen: Mapping[int, frozenset[Half]] | None = None,
    by_hand: bool = False,
    orphans_answered: str = "",
) -> dict[int, Facts]:
    """Give the facts of these matters by id; one authority at a time.

    `chosen` names, by matter, the half-days a person has chosen for the step in hand; without it they are those
    already pinned, else all of the matter's period that could found the step. `by_hand`: the paper will be handed
    over, so its address need not be postable. `orphans_answered` is what the person says of unclaimed money as they
    take the step.
    """
    if not matters:
        return {}
    rows = list(
        Matter.objects.filter(id__in=[matter.id for matter in matters]).select_related(
            "parent", "school", "leave_request", "case__pupil", "case__authority"
        )
    )
    # The caller may hold a row with a step half taken; the rules are asked of the stage it stands at there.
    stages = {matter.id: Stage(matter.stage) for matter in matters}
    read = _read(rows, on)
    policies = policies_of(rows[0].case.authority_id)
    return {
        matter.id: _facts_of(
            matter,
            read,
            choose(policies, _code_day(matter, read, on)),
            stage=stages[matter.id],
            chosen=(chosen or {}).get(matter.id),
            by_hand=by_hand,
            orphans_answered=orphans_answered,
            on=on,
        )
        for matter in rows
    }


def facts_of(
    matter: Matter,
    *,
    on: date,
    chosen: frozenset[Half] | None = None,
    by_hand: bool = False,
    orphans_answered: str = "",
) -> Facts:
    """Give the facts of one matter: a batch of one."""
    named = {matter.id: chosen} if chosen is not None else None
    whole = facts_for([matter], on=on, chosen=named, by_hand=by_hand, orphans_answered=orphans_answered)
    return whole[matter.id]


def _code_day(matter: Matter, read: _Read, on: date) -> date:
    """The day whose code of conduct binds the matter: a family warned under one code stays under it."""
    warning = read.papers.warnings.get(matter.id)
    return warning.given_on if warning is not None and warning.given_on else on


def _read(matters: Sequence[Matter], on: date) -> _Read:
    parents = {matter.parent_id for matter in matters}
    same = same_parents(parents)
    view = parents_in_view({row for linked in same.values() for row in linked})
    registers = read_registers(matters, same, on)
    changed = {
        matter.id: changed_marks(matter, changed_pins(matter, registers, same[matter.parent_id])) for matter in matters
    }
    return _Read(
        same=same,
        view=view,
        registers=registers,
        papers=read_papers(matters, same, on),
        family=read_family(matters, same),
        items=open_items_about({row for seen in view.values() for row in seen}),
        orphans=orphans_for(matters[0].case.authority_id, [matter.id for matter in matters]),
        court=court.prosecutions_of(matters, {matter_id for matter_id, items in changed.items() if items}),
        changed=changed,
    )


def _facts_of(
    matter: Matter,
    read: _Read,
    policy: PolicyTerms,
    *,
    stage: Stage,
    chosen: frozenset[Half] | None,
    by_hand: bool,
    orphans_answered: str,
    on: date,
) -> Facts:
    linked = read.same[matter.parent_id]
    seen = {other for row in linked for other in read.view[row]}
    warning = read.papers.warnings.get(matter.id)
    period = period_of(
        matter,
        read.registers,
        linked,
        policy,
        warned_on=warning.received_on if warning else None,
        chosen=chosen,
        on=on,
    )
    notices = papers.notices_of(matter, read.papers, linked, policy, on)
    return Facts(
        stage=stage,
        child=people.child_of(matter, read.registers, on),
        liability=people.liability_of(matter, read.family, linked, by_hand=by_hand),
        period=period,
        warnings=papers.warned_of(
            matter,
            read.papers,
            read.registers,
            skipped_why=people.skipped_warning(matter, read.family),
            on=on,
        ),
        leave=people.leave_of(matter.leave_request),
        school_considered_on=read.family.considered.get(matter.case_id),
        tariff=papers.tariff_of(
            matter,
            read.papers,
            linked,
            period,
            history_known=matter.case.authority.earlier_notices_known_on is not None,
            on=on,
        ),
        elsewhere=_elsewhere(matter, read, linked),
        notices=notices,
        money=_money(matter, read, orphans_answered),
        open_items=(
            *(item for parent in sorted(seen) for item in read.items.get(parent, ())),
            *read.changed[matter.id],
        ),
        support=people.support_of(matter, read.family),
        equality=people.equality_of(matter, read.family),
        prosecution=read.court.get(matter.id),
        pauses=people.pauses_of(matter, read.family),
        likenesses_unanswered=sum(read.family.likenesses.get(row, 0) for row in linked),
        overrides=people.overrides_of(matter, read.family),
        policy=policy,
    )


def _elsewhere(matter: Matter, read: _Read, linked: frozenset[int]) -> facts.Elsewhere:
    """Whether the child's home authority must be asked about earlier notices, and whether it answered."""
    home = matter.case.pupil.home_authority
    needed = bool(home) and home != matter.case.authority.la_code
    answers = [row.on for parent in linked for row in read.papers.elsewhere.get((parent, matter.case.pupil_id), ())]
    return facts.Elsewhere(
        needed=needed,
        authorities=f"Authority {home}" if needed else "",
        answered_on=max(answers, default=None),
    )


def _money(matter: Matter, read: _Read, said_now: str) -> facts.Money:
    issued = [
        read.papers.standings[notice.id]
        for notice in read.papers.own.get(matter.id, ())
        if notice.issued_on is not None
    ]
    if not issued:
        return facts.Money(received=Decimal(0), due=None, orphans=0, orphans_answered="")
    last = issued[-1]
    return facts.Money(
        received=last.received,
        due=last.standing.due,
        orphans=read.orphans.like(last),
        orphans_answered=said_now or read.orphans.answered(matter.id),
    )
