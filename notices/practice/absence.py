"""How many half-days each child in a case missed without leave, week by week, and on which days."""

from datetime import date, timedelta

import numpy as np

from notices.practice import calendar, ladder
from notices.practice.courses import CARRIED, Course, Track
from notices.practice.ladder import Result
from schools import grid
from schools.terms import Calendar

SPRING = calendar.weeks().index(date(2004, 1, 5))
POWER = calendar.weeks().index(date(2004, 2, 23))
OPENING = 20


def monday_of(week: int) -> date:
    """Return the Monday of a school week; -1 is the last whole week of July 2003, -7 the first of June."""
    return calendar.weeks()[week] if week >= 0 else calendar.summer_weeks()[week]


def room_in(week: int, school: Calendar) -> int:
    """Return how many half-days a school's week has."""
    monday = monday_of(week)
    return len(school.school_days(monday, monday + timedelta(days=4))) * grid.SESSIONS


def plan_weeks(course: Course, school: Calendar, source: np.random.Generator) -> None:
    """Work out a case's half-days by week: what opened it, and what followed."""
    weekly: dict[int, int] = {}
    if course.track is Track.LEAVE:
        week = calendar.weeks().index(_leave_week(course))
        course.weekly = {week: room_in(week, school)}
        return
    if course.week != CARRIED:
        weekly = _lead(course, school, source)
    _follow(course, weekly, source)
    course.weekly = {week: min(number, room_in(week, school)) for week, number in weekly.items() if number}


def _leave_week(course: Course) -> date:
    """Return the week that the family was away: the last whole week early enough to be looked into."""
    monday = course.opened_on - timedelta(days=course.opened_on.weekday())
    whole = [week for week in calendar.weeks() if week < monday - timedelta(days=6) and week != date(2004, 5, 3)]
    return max(week for week in whole if week >= date(2004, 3, 1))


def _lead(course: Course, school: Calendar, source: np.random.Generator) -> dict[int, int]:
    """Share out what opens a case so that the week before is one short, or more, and its own week reaches it."""
    week = course.week
    if course.paper:
        # Two weeks arrive at once, the later of them a week ago.
        last, before = 8, int(source.integers(13, 18))
        weeks = [week - 1, *range(week - 2, week - 7, -1)]
    else:
        last = int(source.integers(4, 8))
        before = int(source.integers(OPENING - last, OPENING))
        weeks = [week, *range(week - 1, week - int(source.integers(4, 7)), -1)]
    if course.first_period is not None:
        start = next(w for w in range(len(calendar.weeks())) if monday_of(w) >= course.first_period)
        weeks = [w for w in weeks if w >= start] or [week]
        weeks = list(range(week, start - 1, -1))
    counts = {weeks[0]: min(last, room_in(weeks[0], school))}
    before = max(before, OPENING - counts[weeks[0]])
    earlier = [w for w in weeks[1:] if w >= -len(calendar.summer_weeks())]
    if course.first_period is not None:
        counts[earlier[-1]] = 3
        before -= 3
    while before > 0:
        open_weeks = [w for w in earlier if counts.get(w, 0) < min(8, room_in(w, school))]
        if not open_weeks:
            earlier.append(min(earlier) - 1)
            continue
        chosen = int(source.choice(open_weeks))
        counts[chosen] = counts.get(chosen, 0) + 1
        before -= 1
    return counts


def _follow(course: Course, weekly: dict[int, int], source: np.random.Generator) -> None:
    """Let absence go on as the case did: fade when it improved, go on when steps were taken."""
    ends = _ends(course)
    for week in range(max(course.week + 1, 0), len(calendar.weeks())):
        monday = monday_of(week)
        if course.closes_on is not None and monday + timedelta(days=7) > course.closes_on:
            break
        if course.roads and monday < ends:
            weekly[week] = int(source.integers(3, 6))
        elif course.ladders:
            weekly[week] = weekly.get(week, 0) + _on_the_ladder(course, week, source)
        elif course.track in (Track.WATCHED, Track.MERGED) or course.roads:
            weekly[week] = int(source.choice([0, 0, 1, 1, 2, 3]))
        elif week <= course.week + 3:
            weekly[week] = int(source.integers(0, 3))
    if course.ladders:
        _reach_the_measure(course, weekly)


def _ends(course: Course) -> date:
    """Return the day from which a prosecuted family's child attends better: when proceedings began."""
    road = course.roads[0] if course.roads else None
    if road is None or road.after_notice:
        return date.min
    return road.laid_on or road.decided_on or date(2004, 5, 14)


def _on_the_ladder(course: Course, week: int, source: np.random.Generator) -> int:
    monday = monday_of(week)
    row = course.ladders[0]
    warned = row.warned_on or date.max
    if monday < warned - timedelta(days=6):
        return int(source.integers(2, 5))
    if row.result is Result.IMPROVED or (monday < warned and row.result is not Result.NOTICE):
        return 0
    if row.result is Result.NOTICE and row.notice:
        if monday < ladder.week_of(row.notice.posted_on) - timedelta(days=1):
            # What follows the warning founds the notice, so it must lie on or after 27 February.
            return 8 if monday == date(2004, 3, 1) and row.notice.posted_on < date(2004, 3, 15) else 5
        return 0 if course.closes_on else int(source.integers(0, 2))
    return int(source.integers(1, 3))


def _reach_the_measure(course: Course, weekly: dict[int, int]) -> None:
    """Make sure of ten half-days in the spring term before the warning: the code's measure."""
    warned = min(row.warned_on for row in course.ladders if row.warned_on)
    weeks = [
        week
        for week in range(max(SPRING, course.week + 1), len(calendar.weeks()))
        if monday_of(week) < min(warned, date(2004, 4, 3))
    ]
    weeks = weeks or [week for week in range(SPRING, course.week + 1) if monday_of(week) < warned]
    place = 0
    while sum(n for w, n in weekly.items() if w >= SPRING and monday_of(w) < min(warned, date(2004, 4, 3))) < 12:
        week = weeks[place % len(weeks)]
        weekly[week] = weekly.get(week, 0) + 1
        place += 1


def choose_days(week: int, number: int, school: Calendar, source: np.random.Generator) -> list[int]:
    """Return the places in the year's row of so many half-days of a week, whole days first."""
    monday = monday_of(week)
    days = list(school.school_days(monday, monday + timedelta(days=4)))
    order = [days[int(place)] for place in source.permutation(len(days))]
    places = [grid.position(day, half) for day in order for half in grid.BOTH]
    return places[:number]
