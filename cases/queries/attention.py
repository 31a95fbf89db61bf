"""The attention list: pupils whom a person should look at, school by school, worked out when it is read.

The review opens a case on unauthorised half-days alone; whoever is away for another reason stands here.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from cases.models import Case
from cases.rules.policy import PolicyTerms
from cases.stages import Stage
from schools import codes, grid
from schools.absence import review as registers
from schools.absence.review import PREVIOUS_WEEKS, Review, ReviewPolicy
from schools.models import Enrolment, School, Upn
from schools.queries.calendars import calendars_of
from schools.queries.packed import read_packed
from schools.queries.registers import read_year
from schools.terms import Calendar

OLD_N = 5  # School days within which a school finds the reason of an N.
_ON_ROLL = """
    SELECT string_agg(int8send(id) || int8send(pupil_id) || int8send(school_id), ''::bytea ORDER BY id)
    FROM schools_enrolment
    WHERE school_id = ANY(%s) AND admitted <= %s AND coalesce("left", DATE '9999-12-31') >= %s
"""
_COLUMNS = (("id", ">i8"), ("pupil", ">i8"), ("school", ">i8"))


@dataclass
class SchoolAttention:
    """How many of a school's pupils stand on the list, by reason; persistent and severe are None before the measure."""

    school: School
    roll: int = 0
    persistent: int | None = None
    severe: int | None = None
    falling: int = 0
    mostly_ill: int = 0
    old_n: int = 0


@dataclass(frozen=True, slots=True)
class Attended:
    """One pupil of the list: what is missed, and why it stands there."""

    name: str
    upn: str
    year_group: str
    case: str
    missed: int
    possible: int
    unauthorised: int
    illness: int
    old_n: int
    reasons: tuple[str, ...]

    @property
    def share(self) -> float:
        """The share of the possible half-days that was missed."""
        return self.missed / self.possible if self.possible else 0.0


@dataclass
class Attention:
    """The list of some schools on a day."""

    schools: list[SchoolAttention] = field(default_factory=list)
    pupils: list[Attended] = field(default_factory=list)

    @property
    def measures(self) -> tuple[bool, bool]:
        """Say whether persistent and severe absence were measured in this school year."""
        return (
            any(row.persistent is not None for row in self.schools),
            any(row.severe is not None for row in self.schools),
        )


@dataclass(frozen=True)
class _Asked:
    """The answer for pupils of one calendar, with the half-days coded N for too long."""

    ids: np.ndarray
    pupils: np.ndarray
    schools: np.ndarray
    answer: Review
    old_n: np.ndarray

    def flag(self, answer: np.ndarray | None) -> np.ndarray:
        return np.zeros(len(self.ids), dtype=bool) if answer is None else answer

    @property
    def listed(self) -> np.ndarray:
        """Who stands on the list at all."""
        answer = self.answer
        return (
            self.flag(answer.persistent)
            | self.flag(answer.severe)
            | answer.falling
            | answer.mostly_ill
            | (self.old_n > 0)
        )


def read_attention(schools: Sequence[School], terms: PolicyTerms, *, on: date, names: bool) -> Attention:
    """Count who needs attention at each school, and with `names` say who they are; a fixed number of queries."""
    counted = {school.id: SchoolAttention(school) for school in schools}
    list_of = Attention(schools=list(counted.values()))
    for asked in _ask(schools, terms, on=on):
        for school_id in np.unique(asked.schools).tolist():
            _count(counted[school_id], asked, asked.schools == school_id)
        if names:
            list_of.pupils += _named(asked)
    list_of.pupils.sort(key=lambda row: (-row.share, row.name))
    return list_of


def _ask(schools: Sequence[School], terms: PolicyTerms, *, on: date) -> Iterable[_Asked]:
    if not schools:
        return
    roll = read_packed(_ON_ROLL, [[school.id for school in schools], on, on], _COLUMNS)
    calendars = calendars_of(schools[0].authority_id, {school.id for school in schools})
    of_calendar: dict[Calendar, list[int]] = defaultdict(list)
    for school_id, calendar in calendars.items():
        of_calendar[calendar].append(school_id)
    year = grid.year_of(on)
    ids, of_school = roll["id"].astype(np.int64), roll["school"].astype(np.int64)
    marks = read_year(year, ids).marks
    previous = grid.tail(read_year(year - 1, ids).marks, year - 1, weeks=PREVIOUS_WEEKS)
    for calendar, school_ids in of_calendar.items():
        own = np.flatnonzero(np.isin(of_school, school_ids))
        answer = registers.review(
            marks[own],
            previous[own],
            calendar,
            year=year,
            on=on,
            policy=ReviewPolicy(sessions=terms.opens_sessions, weeks=terms.opens_weeks),
        )
        late = _late_places(calendar, year, on=on)
        old_n = codes.IS_N[marks[own][:, late]].sum(axis=1)
        yield _Asked(ids[own], roll["pupil"][own].astype(np.int64), of_school[own], answer, old_n)


def _late_places(calendar: Calendar, year: int, *, on: date) -> np.ndarray:
    """Return the places of half-days whose fifth school day after has passed."""
    passed = calendar.days[: max(0, bisect_left(calendar.days, on) - OLD_N)]
    first = bisect_left(passed, grid.first_monday(year))
    mornings = np.array([grid.position(day, grid.Session.AM) for day in passed[first:]], dtype=np.int64)
    return (mornings[:, np.newaxis] + np.arange(grid.SESSIONS)).reshape(-1)


def _count(row: SchoolAttention, asked: _Asked, own: np.ndarray) -> None:
    answer = asked.answer
    row.roll = int(own.sum())
    row.persistent = None if answer.persistent is None else int((answer.persistent & own).sum())
    row.severe = None if answer.severe is None else int((answer.severe & own).sum())
    row.falling = int((answer.falling & own).sum())
    row.mostly_ill = int((answer.mostly_ill & own).sum())
    row.old_n = int(((asked.old_n > 0) & own).sum())


def _named(asked: _Asked) -> list[Attended]:
    places = np.flatnonzero(asked.listed).tolist()
    ids = [int(asked.ids[place]) for place in places]
    enrolments = Enrolment.objects.select_related("pupil").in_bulk(ids)
    pupil_ids = [int(asked.pupils[place]) for place in places]
    upns = dict(Upn.objects.filter(pupil__in=pupil_ids).exclude(kind=Upn.Kind.FORMER).values_list("pupil_id", "value"))
    open_cases = Case.objects.filter(pupil__in=pupil_ids).exclude(stage=Stage.OUTCOME)
    cases = dict(open_cases.values_list("pupil_id", "reference"))
    answer = asked.answer
    return [
        Attended(
            name=f"{pupil.surname}, {pupil.forename}",
            upn=upns.get(pupil.id, ""),
            year_group=pupil.year_group,
            case=cases.get(pupil.id, ""),
            missed=int(answer.authorised[place] + answer.unauthorised[place]),
            possible=int(answer.possible[place]),
            unauthorised=int(answer.unauthorised[place]),
            illness=int(answer.illness[place]),
            old_n=int(asked.old_n[place]),
            reasons=_reasons(asked, place),
        )
        for place, number in zip(places, ids, strict=True)
        for pupil in (enrolments[number].pupil,)
    ]


def _reasons(asked: _Asked, place: int) -> tuple[str, ...]:
    answer = asked.answer
    said = (
        ("Severe absence", asked.flag(answer.severe)),
        ("Persistent absence", asked.flag(answer.persistent)),
        ("Falling", answer.falling),
        ("Mostly ill", answer.mostly_ill),
        ("No reason yet", asked.old_n > 0),
    )
    return tuple(words for words, flags in said if flags[place])
