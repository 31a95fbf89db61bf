"""Reads registers into numpy and asks the review, school calendar by school calendar."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Max, Q

from cases.models import Case, Decision
from cases.rules.policy import PolicyTerms
from cases.stages import Stage
from schools import grid
from schools.absence import review as registers
from schools.absence.review import PREVIOUS_WEEKS, Review, ReviewPolicy
from schools.models import Authority, Enrolment, Pupil, School
from schools.queries.calendars import calendars_of
from schools.queries.registers import read_year
from schools.terms import Calendar


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What the review found of one enrolment."""

    pupil: Pupil
    school: School
    enrolment_id: int
    sessions: int
    window_start: date
    window_end: date
    hold: bool


@dataclass(frozen=True)
class ReviewReading:
    """Those over the threshold without an open case, and the open cases whose ground is gone."""

    read: int
    over: Sequence[Reviewed]
    ground_gone: Sequence[Case]


@dataclass(frozen=True)
class Rows:
    """Enrolments of one calendar with their marks, row by row."""

    enrolments: Sequence[Enrolment]
    marks: np.ndarray
    previous: np.ndarray
    calendar: Calendar


def read_rows(authority: Authority, enrolments: Sequence[Enrolment], *, on: date) -> list[Rows]:
    """Read the marks of these enrolments, grouped by equal calendars, in four queries."""
    year = grid.year_of(on)
    ids = np.array([enrolment.id for enrolment in enrolments], dtype=np.int64)
    marks = read_year(year, ids).marks
    previous = grid.tail(read_year(year - 1, ids).marks, year - 1, weeks=PREVIOUS_WEEKS)
    calendars = calendars_of(authority, {enrolment.school_id for enrolment in enrolments})
    groups: dict[Calendar, list[int]] = defaultdict(list)
    for place, enrolment in enumerate(enrolments):
        groups[calendars[enrolment.school_id]].append(place)
    return [
        Rows(
            enrolments=[enrolments[place] for place in places],
            marks=marks[places],
            previous=previous[places],
            calendar=calendar,
        )
        for calendar, places in groups.items()
    ]


def ask_review(rows: Rows, terms: PolicyTerms, *, on: date, since: np.ndarray | None = None) -> Review:
    """Ask what the registers of these rows say on a day under a code of conduct."""
    return registers.review(
        rows.marks,
        rows.previous,
        rows.calendar,
        year=grid.year_of(on),
        on=on,
        policy=ReviewPolicy(sessions=terms.opens_sessions, weeks=terms.opens_weeks),
        since=since,
    )


def review_enrolments(
    authority: Authority, enrolment_ids: Iterable[int] | None, terms: PolicyTerms, *, on: date
) -> ReviewReading:
    """Find who is over the opening threshold without an open case, in a fixed number of queries."""
    chosen = Enrolment.objects.filter(authority=authority, admitted__lte=on).filter(
        Q(left__isnull=True) | Q(left__gte=on)
    )
    if enrolment_ids is not None:
        chosen = chosen.filter(id__in=list(enrolment_ids))
    enrolments = list(chosen.select_related("pupil", "school").order_by("id"))
    if not enrolments:
        return ReviewReading(read=0, over=(), ground_gone=())
    pupils = {enrolment.pupil_id for enrolment in enrolments}
    open_cases = _open_cases(authority, None if enrolment_ids is None else pupils)
    decided = _decided(authority)
    over: list[Reviewed] = []
    gone: list[Case] = []
    for rows in read_rows(authority, enrolments, on=on):
        since = np.array([decided.get(e.pupil_id) or "NaT" for e in rows.enrolments], dtype="datetime64[D]")
        answer = ask_review(rows, terms, on=on, since=since)
        over += [
            _reviewed(rows.enrolments[place], answer, place)
            for place in np.flatnonzero(answer.over).tolist()
            if rows.enrolments[place].pupil_id not in open_cases
        ]
        gone += _without_ground(rows, answer, open_cases, decided, on=on)
    return ReviewReading(read=len(enrolments), over=over, ground_gone=gone)


def _open_cases(authority: Authority, pupils: set[int] | None) -> dict[int, Case]:
    cases = Case.objects.filter(authority=authority).exclude(stage=Stage.OUTCOME)
    if pupils is not None:
        cases = cases.filter(pupil__in=pupils)
    return {case.pupil_id: case for case in cases}


def _decided(authority: Authority) -> dict[int, date]:
    """The last day on which a case of a pupil was closed or it was decided not to act."""
    decided: dict[int, date] = {}
    closed = Case.objects.filter(authority=authority, closed_on__isnull=False).values_list("pupil_id", "closed_on")
    not_acted = (
        Decision.objects.filter(case__authority=authority, kind=Decision.Kind.NOT_TO_ACT)
        .values("case__pupil_id")
        .annotate(last=Max("on"))
        .values_list("case__pupil_id", "last")
    )
    for pupil_id, on in [*closed, *not_acted]:
        if on is not None:
            decided[pupil_id] = max(on, decided.get(pupil_id, on))
    return decided


def _reviewed(enrolment: Enrolment, answer: Review, place: int) -> Reviewed:
    return Reviewed(
        pupil=enrolment.pupil,
        school=enrolment.school,
        enrolment_id=enrolment.id,
        sessions=int(answer.sessions[place]),
        window_start=answer.window_start[place].item(),
        window_end=answer.window_end[place].item(),
        hold=bool(answer.hold[place]),
    )


def _without_ground(
    rows: Rows, answer: Review, open_cases: dict[int, Case], decided: dict[int, date], *, on: date
) -> list[Case]:
    """Cases that the review opened on this enrolment and of which the register now shows no window.

    A window before this school year, or before a decision not to act, is out of the review's sight, so such
    a case keeps its ground.
    """
    begins = grid.first_monday(grid.year_of(on))
    gone = []
    for place, enrolment in enumerate(rows.enrolments):
        case = open_cases.get(enrolment.pupil_id)
        ground = case.opened_ground if case else {}
        if (
            case
            and ground.get("enrolment") == enrolment.id
            and case.ground_gone_on is None
            and date.fromisoformat(ground["window"][1]) >= begins
            and decided.get(enrolment.pupil_id, date.min) < case.opened_on
            and not answer.over[place]
        ):
            gone.append(case)
    return gone
