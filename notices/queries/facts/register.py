"""What the register says of a matter's half-days: those chosen, those unresolved, and the counts of the code."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cases.models import EvidencePin, Matter
from cases.rules.facts import Period, SessionMark
from cases.rules.policy import PolicyTerms, WindowUnit
from cases.stages import MatterKind, PinFor, Stage
from schools import codes, grid
from schools.models import Enrolment, RegisterYear
from schools.queries.calendars import calendars_of, whole_terms_of
from schools.terms import Calendar, monday_of

Half = tuple[date, str]


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked half-day of a child at one school."""

    on: date
    half: str
    code: str
    unauthorised: bool
    attending: bool
    possible: bool
    school_id: int
    enrolment_id: int
    enrolled: bool


@dataclass(frozen=True)
class Registers:
    """The marks of many children, their pins, and the calendars of their schools."""

    marks: Mapping[int, Sequence[Mark]]
    pins: Mapping[tuple[int, int], Sequence[EvidencePin]]
    calendars: Mapping[int, Calendar]
    terms: Mapping[int, Sequence[tuple[date, date]]]


def read_registers(matters: Sequence[Matter], same: Mapping[int, frozenset[int]], on: date) -> Registers:
    """Read this school year and the one before of every child in question, in five queries."""
    pupils = {matter.case.pupil_id for matter in matters}
    years = [grid.year_of(on) - 1, grid.year_of(on)]
    rows = RegisterYear.objects.filter(enrolment__pupil__in=pupils, year__in=years).select_related("enrolment")
    marks: dict[int, list[Mark]] = defaultdict(list)
    for row in rows:
        marks[row.enrolment.pupil_id] += _marks_of(row, row.enrolment, on)
    everyone = {parent for linked in same.values() for parent in linked}
    pins: dict[tuple[int, int], list[EvidencePin]] = defaultdict(list)
    for pin in EvidencePin.objects.filter(pupil__in=pupils, parent__in=everyone).select_related("matter"):
        pins[pin.parent_id, pin.pupil_id].append(pin)
    schools = {matter.school_id for matter in matters}
    authority_id = matters[0].case.authority_id
    return Registers(
        marks={pupil: sorted(found, key=lambda mark: (mark.on, mark.half)) for pupil, found in marks.items()},
        pins=pins,
        calendars=calendars_of(authority_id, schools),
        terms=whole_terms_of(authority_id, schools),
    )


def _marks_of(row: RegisterYear, enrolment: Enrolment, on: date) -> Iterable[Mark]:
    return (
        Mark(
            on=day,
            half=half.value,
            code=code.code,
            unauthorised=code.counts,
            attending=code.kind is codes.Kind.ATTENDING,
            possible=code.possible,
            school_id=enrolment.school_id,
            enrolment_id=enrolment.id,
            enrolled=enrolment.admitted <= day and (enrolment.left is None or day <= enrolment.left),
        )
        for day, half, code in grid.marks_in(bytes(row.marks), row.year)
        if day <= on
    )


def period_of(
    matter: Matter,
    registers: Registers,
    linked: frozenset[int],
    policy: PolicyTerms,
    *,
    warned_on: date | None,
    chosen: frozenset[Half] | None,
    on: date,
) -> Period:
    """Gather the half-days that the matter's next step would rest on, with the counts that the code asks for."""
    mine = [mark for mark in registers.marks.get(matter.case.pupil_id, ()) if mark.school_id == matter.school_id]
    every_pin = [pin for parent in linked for pin in registers.pins.get((parent, matter.case.pupil_id), ())]
    sessions = chosen if chosen is not None else rests_on(matter, mine, every_pin, policy, warned_on=warned_on, on=on)
    others = _other_papers(matter, every_pin)
    rows = tuple(_row(mark, others) for mark in mine if (mark.on, mark.half) in sessions)
    span = _span(matter, rows, on)
    unresolved = tuple(_row(mark, others) for mark in mine if mark.code == "N" and span[0] <= mark.on <= span[1])
    return Period(
        kind=MatterKind(matter.kind),
        sessions=rows,
        unresolved=unresolved,
        counted_for_warning=_count(
            matter, mine, others, span, registers, policy.warning_window, policy.warning_window_weeks
        ),
        counted_for_notice=_count(
            matter, mine, others, span, registers, policy.notice_window, policy.notice_window_weeks
        ),
    )


def rests_on(
    matter: Matter,
    mine: Sequence[Mark],
    pins: Sequence[EvidencePin],
    policy: PolicyTerms,
    *,
    warned_on: date | None,
    on: date,
) -> frozenset[Half]:
    """The half-days already pinned for the step in hand, else those of the period that a person could choose."""
    standing = [pin for pin in pins if pin.matter_id == matter.id and pin.released_on is None]
    for purpose in _purposes(Stage(matter.stage)):
        pinned = frozenset((pin.on, pin.session) for pin in standing if pin.rests == purpose)
        if pinned:
            return pinned
    first = matter.period_from or grid.first_monday(grid.year_of(on))
    if matter.stage == Stage.WARNING and matter.kind == MatterKind.ATTENDANCE and warned_on:
        first = max(first, warned_on + timedelta(days=1))
    if matter.stage != Stage.NEW and policy.offences_from:
        first = max(first, policy.offences_from)
    last = min(matter.period_until or on, on)
    return frozenset(
        (mark.on, mark.half) for mark in mine if mark.unauthorised and mark.code != "N" and first <= mark.on <= last
    )


def _purposes(stage: Stage) -> tuple[PinFor, ...]:
    """Which pins found a matter that stands at this stage, the newest paper first."""
    if stage in (Stage.NEW, Stage.WARNING):
        return (PinFor.NOTICE,)
    return (PinFor.CHARGE, PinFor.NOTICE)


@dataclass(frozen=True, slots=True)
class _Others:
    noticed: Mapping[Half, str]
    withdrawn: Mapping[Half, str]
    charged: Mapping[Half, str]


def _other_papers(matter: Matter, pins: Sequence[EvidencePin]) -> _Others:
    """Which half-days rest under another matter's paper to the same parent, or under a withdrawn notice."""

    def by_half(wanted: Callable[[EvidencePin], bool]) -> dict[Half, str]:
        return {(pin.on, pin.session): pin.paper for pin in pins if wanted(pin)}

    return _Others(
        noticed=by_half(
            lambda pin: pin.rests == PinFor.NOTICE and pin.released_on is None and pin.matter_id != matter.id
        ),
        withdrawn=by_half(lambda pin: pin.rests == PinFor.NOTICE and pin.released_why == "withdrawn"),
        charged=by_half(
            lambda pin: pin.rests == PinFor.CHARGE and pin.released_on is None and pin.matter_id != matter.id
        ),
    )


def _row(mark: Mark, others: _Others) -> SessionMark:
    half = (mark.on, mark.half)
    return SessionMark(
        on=mark.on,
        half=mark.half,
        code=mark.code,
        unauthorised=mark.unauthorised,
        school_id=mark.school_id,
        enrolled=mark.enrolled,
        noticed_by=others.noticed.get(half, ""),
        withdrawn_by=others.withdrawn.get(half, ""),
        charged_by=others.charged.get(half, ""),
    )


def _span(matter: Matter, rows: Sequence[SessionMark], on: date) -> tuple[date, date]:
    days = [row.on for row in rows]
    first = matter.period_from or min(days, default=on)
    return min([first, *days]), max([min(matter.period_until or on, on), *days])


def _count(
    matter: Matter,
    mine: Sequence[Mark],
    others: _Others,
    span: tuple[date, date],
    registers: Registers,
    unit: WindowUnit,
    weeks: int | None,
) -> int:
    """The most unauthorised half-days in one window of the code that touches the period; N is left out."""
    days = [
        mark.on
        for mark in mine
        if mark.unauthorised and mark.code != "N" and (mark.on, mark.half) not in others.noticed
    ]
    if unit is WindowUnit.TERM:
        touching = [term for term in registers.terms[matter.school_id] if term[0] <= span[1] and span[0] <= term[1]]
        return max((sum(first <= day <= last for day in days) for first, last in touching), default=0)
    return _count_in_weeks(days, registers.calendars[matter.school_id], span, weeks or 1)


def _count_in_weeks(days: Sequence[date], calendar: Calendar, span: tuple[date, date], weeks: int) -> int:
    mondays = {monday: place for place, monday in enumerate(calendar.weeks)}
    counts = [0] * len(mondays)
    for day in days:
        if monday_of(day) in mondays:
            counts[mondays[monday_of(day)]] += 1
    totals = [sum(counts[max(0, place - weeks + 1) : place + 1]) for place in range(len(counts))]
    ends = [place for monday, place in mondays.items() if monday_of(span[0]) <= monday <= span[1]]
    return max((totals[place] for place in ends), default=0)


def changed_pins(matter: Matter, registers: Registers, linked: frozenset[int]) -> list[tuple[EvidencePin, str]]:
    """The matter's standing pins whose code is not the register's now, each with the code that stands there."""
    now = {(mark.enrolment_id, mark.on, mark.half): mark.code for mark in registers.marks.get(matter.case.pupil_id, ())}
    return [
        (pin, now.get((pin.enrolment_id, pin.on, pin.session), ""))
        for parent in linked
        for pin in registers.pins.get((parent, matter.case.pupil_id), ())
        if pin.matter_id == matter.id
        and pin.released_on is None
        and now.get((pin.enrolment_id, pin.on, pin.session), "") != pin.code
    ]
