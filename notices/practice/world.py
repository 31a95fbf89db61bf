"""The invented authority put together: people, cases and two years of registers, from one seed."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np

from notices.practice import absence, calendar, cast, courses, marks, people, quotas, truancy
from notices.practice.courses import CARRIED, Course, Track
from notices.practice.families.every import BY_KEY
from notices.practice.people import Child
from notices.practice.schools import all_schools
from schools import codes, grid
from schools.absence.review import PREVIOUS_WEEKS, ReviewPolicy, review
from schools.terms import Calendar

SEED = 2003
ATTENDED_BY_MOBILE_CHILD = 214  # In the twelve months to the practice date; 200 excuse. (s.444(6))
OPENING = ReviewPolicy(sessions=20, weeks=10)
COUNTED_UNTIL = date(2003, 5, 25)  # The Sunday before the late May bank holiday.


@dataclass(frozen=True, eq=False)
class World:
    """Children in the order of their numbers, cases, and the registers as they stand on the practice date."""

    children: list[Child]
    courses: list[Course]
    seats: dict[str, int]
    last_year: np.ndarray
    this_year: np.ndarray


@cache
def build() -> World:
    """Make the whole authority; a second call returns the same."""
    source = np.random.default_rng(SEED)
    children = people.make_children(source)
    people.make_parents(children, source)
    seats = cast.seat_families(children)
    cases = courses.plan(source)
    cast.give_children(cases, children, seats, source)
    children += _second_records(cases, children)
    _let_leave(cases, children)
    cohorts = np.array([child.cohort for child in children])
    before, now = (marks.present(children, year) for year in calendar.TERMS)
    for rows, year in ((before, calendar.LAST_YEAR), (now, calendar.THIS_YEAR)):
        marks.add_ordinary_absence(rows, cohorts, source, year)
    _mark_cases(cases, children, before, now, source)
    _mark_last_year(cases, children, before, source)
    _mark_this_year(cases, children, before, now, source)
    _end_registers(children, now)
    return World(children, cases, seats, before, now)


def calendar_of(child: Child) -> Calendar:
    """Return the calendar of a child's school."""
    return calendar.of_pattern(all_schools()[child.school].pattern)


def _second_records(cases: list[Course], children: list[Child]) -> list[Child]:
    """Give the two children who were entered twice their second record, at the school they moved to."""
    extra: list[Child] = []
    for course in cases:
        if course.track is Track.MERGED:
            child = children[course.child]
            school = (child.school + 1) % 14 if child.cohort >= 6 else child.school + 1
            extra.append(cast.second_record(child, len(children) + len(extra), school, date(2004, 1, 5)))
            child.left = date(2003, 12, 19)
            course.child = extra[-1].number
    return extra


def _let_leave(cases: list[Course], children: list[Child]) -> None:
    for course in cases:
        if course.track in (Track.MOVED, Track.HOME_EDUCATED):
            cast.leave_school(course, children[course.child])
        elif course.closes_on == courses.GONE_AWAY_CLOSED and course.ladders:
            children[course.child].left = date(2004, 4, 2)


def _mark_cases(
    cases: list[Course], children: list[Child], before: np.ndarray, now: np.ndarray, source: np.random.Generator
) -> None:
    for course in cases:
        child = children[course.child]
        marks.make_plain(before, child.number)
        marks.make_plain(now, child.number)
        if course.family:
            _mark_family(course, before, now)
        elif course.track is not Track.MERGED:
            absence.plan_weeks(course, calendar_of(child), source)
            for week, number in course.weekly.items():
                rows = now if week >= 0 else before
                for place in absence.choose_days(week, number, calendar_of(child), source):
                    code = "G" if course.track is Track.LEAVE else ("U" if source.random() < 0.15 else "O")
                    marks.set_mark(rows, child.number, place, code)


def _mark_family(course: Course, before: np.ndarray, now: np.ndarray) -> None:
    family = BY_KEY[course.family]
    for start, number, code in family.runs:
        day = date.fromisoformat(start)
        places = [
            place
            for place in range(grid.position(day, grid.Session.AM), grid.SIZE)
            if now[course.child, place] != codes.BLANK
        ]
        for place in places[:number]:
            marks.set_mark(now, course.child, place, code)
    if family.key == "hearne_drift":
        _travel(course.child, before, now)


def _travel(child: int, before: np.ndarray, now: np.ndarray) -> None:
    """Let the mobile child be away with the trade (T) until 214 attendances in twelve months are left."""
    summer = codes.ATTENDING[before[child]] & (grid.days_of(calendar.LAST_YEAR) > np.datetime64("2003-05-15", "D"))
    present = np.flatnonzero(codes.ATTENDING[now[child]])
    for place in present[: len(present) + int(summer.sum()) - ATTENDED_BY_MOBILE_CHILD]:
        marks.set_mark(now, child, int(place), "T")


def _mark_last_year(
    cases: list[Course], children: list[Child], before: np.ndarray, source: np.random.Generator
) -> None:
    """Share out the published half-days of 2002/03, the ninety carried over among them, to the last one."""
    schools = all_schools()
    busy = {course.child for course in cases}
    days = calendar.of_pattern(0)
    counted = grid.days_of(calendar.LAST_YEAR) <= np.datetime64(COUNTED_UNTIL, "D")
    for course in cases:
        if course.week == CARRIED:
            _carry_over(course, children[course.child], before, source)
    for phase in quotas.PUPILS:
        numbers = [
            child.number
            for child in children
            if child.last_school is not None and schools[child.last_school].phase == phase
        ]
        missed = codes.UNAUTHORISED[before[numbers][:, counted]].sum(axis=1)
        people_left = quotas.TRUANTS[phase] - int((missed > 0).sum())
        total_left = quotas.HALF_DAYS[phase] - int(missed.sum())
        free = np.array([n for n, m in zip(numbers, missed, strict=True) if m == 0 and n not in busy])
        chosen = source.choice(free, people_left, replace=False)
        for number, half_days in zip(chosen, truancy.share_out(total_left, people_left, source), strict=True):
            places = truancy.scatter(before[number], int(half_days), days, date(2002, 9, 3), date(2003, 5, 23), source)
            truancy.mark_as_truant(before[number], places, source)
    _thin_out(before, None, calendar.LAST_YEAR, busy, days, source)


def _carry_over(course: Course, child: Child, before: np.ndarray, source: np.random.Generator) -> None:
    """Give a case carried over its months of absence in 2003; whoever is before the court, the most."""
    heavy = bool(course.roads)
    weeks = [
        monday
        for monday in calendar.council(calendar.LAST_YEAR).weeks
        if date(2003, 3, 3) <= monday < date(2003, 7, 19)
    ]
    for monday in weeks:
        number = int(source.integers(3, 6)) if heavy else int(source.choice([1, 2, 2, 3, 4, 4]))
        school_days = calendar_of(child).school_days(monday, monday + timedelta(days=4))
        order = [grid.position(day, half) for day in source.permutation(np.array(school_days)) for half in grid.BOTH]
        for place in order[:number]:
            marks.set_mark(before, child.number, place, "O")


def _mark_this_year(
    cases: list[Course], children: list[Child], before: np.ndarray, now: np.ndarray, source: np.random.Generator
) -> None:
    """Share out the half-days of 2003/04 that no case accounts for."""
    busy = {course.child for course in cases}
    missed = codes.UNAUTHORISED[now].sum(axis=1)
    people_left = quotas.THIS_YEARS_TRUANTS - int((missed > 0).sum())
    total_left = quotas.THIS_YEARS_HALF_DAYS - int(missed.sum())
    free = np.array([child.number for child in children if child.this_school is not None and child.number not in busy])
    chosen = source.choice(free, people_left, replace=False)
    for number, half_days in zip(chosen, truancy.share_out(total_left, people_left, source, most=40), strict=True):
        last = date(2004, 5, 7) if all_schools()[children[number].school].paper else calendar.PRACTICE_DATE
        places = truancy.scatter(
            now[number], int(half_days), calendar_of(children[number]), date(2003, 9, 3), last, source
        )
        truancy.mark_as_truant(now[number], places, source)
    for pattern, numbers in marks.by_pattern(children, calendar.THIS_YEAR).items():
        own = now[numbers]
        tails = grid.tail(before[numbers], calendar.LAST_YEAR, weeks=PREVIOUS_WEEKS)
        named = {place for place, number in enumerate(numbers) if number in busy}
        _thin_out(own, tails, calendar.THIS_YEAR, named, calendar.of_pattern(pattern), source)
        now[numbers] = own


def _thin_out(
    rows: np.ndarray, tails: np.ndarray | None, year: int, busy: set[int], days: Calendar, source: np.random.Generator
) -> None:
    """Scatter anew, more evenly, the half-days of a child who would be over the opening threshold by chance."""
    last = calendar.PRACTICE_DATE if year == calendar.THIS_YEAR else date(2003, 5, 23)
    first = calendar.TERMS[year][0][1]
    for _ in range(40):
        found = review(rows, tails, days, year=year, on=last, policy=ReviewPolicy(sessions=19, weeks=10))
        over = [int(number) for number in np.flatnonzero(found.over) if int(number) not in busy]
        if not over:
            return
        for number in over:
            away = np.flatnonzero(codes.UNAUTHORISED[rows[number]])
            rows[number, away] = np.where(away % 2 == 0, codes.BYTES["/"], codes.BYTES["\\"])
            places = truancy.scatter(rows[number], len(away), days, first, last, source)
            truancy.mark_as_truant(rows[number], places, source)
    raise ValueError("Some children stay over the opening threshold by chance.")


def _end_registers(children: list[Child], now: np.ndarray) -> None:
    """Leave blank what follows a child's last day, and what came before a second record began."""
    days = grid.days_of(calendar.THIS_YEAR)
    for child in children:
        if child.left is not None:
            now[child.number, days > np.datetime64(child.left, "D")] = codes.BLANK
        if child.last_school is None and child.moved_on is not None:
            now[child.number, days < np.datetime64(child.moved_on, "D")] = codes.BLANK
