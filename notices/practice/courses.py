"""The 750 cases of the year: which week opened each, which way it went, and which child it belongs to."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from notices.practice import calendar, court, ladder, quotas
from notices.practice.court import Fate, Road
from notices.practice.families.every import BY_KEY, FAMILIES
from notices.practice.ladder import Ending, Ladder
from schools import working_days


class Track(StrEnum):
    """Which way a case went."""

    IMPROVED = "improved"
    MOVED = "moved"
    HOME_EDUCATED = "home_educated"
    SUPPORTED = "supported_instead"
    MERGED = "merged"
    WATCHED = "watched"
    WARNED = "warned"
    LEAVE = "leave"
    COURT = "court"


CARRIED = -1
PAPER_CASES = 24
# Paid, not absent since, and closed: every family that paid by the end of April but the two whose files stay open.
CLOSED_AFTER_PAYMENT = 14
GONE_AWAY_CLOSED = date(2004, 4, 29)
STAY_OPEN = frozenset({"quillfeather", "marchbanks", "pemberwick_ruben", "pemberwick_ellis", "fennimore"})


@dataclass(slots=True)
class Course:
    """One case; `weekly` counts half-days missed without leave by school week (negative: June and July 2003)."""

    track: Track
    week: int
    opened_by: str = "review"
    opened_on: date = calendar.CARRIED_OVER_ON
    family: str = ""
    ladders: list[Ladder] = field(default_factory=list)
    roads: list[Road] = field(default_factory=list)
    closes_on: date | None = None
    paper: bool = False
    child: int = -1
    first_period: date | None = None
    weekly: dict[int, int] = field(default_factory=dict)

    @property
    def needs_two_parents(self) -> bool:
        """Say whether both parents are acted against."""
        return not self.family and max(len(self.ladders), len(self.roads)) > 1


def month_of(day: date) -> int:
    """Return the place of a day's month in the tables, -1 before September 2003."""
    key = (day.year, day.month)
    return quotas.MONTHS.index(key) if key in quotas.MONTHS else CARRIED


def friday_of(week: int) -> date:
    """Return the day on which the review of a school week opens cases."""
    return calendar.CARRIED_OVER_ON if week == CARRIED else calendar.friday(calendar.weeks()[week])


def plan(source: np.random.Generator) -> list[Course]:
    """Return every case of the year, with its week, ladder, court and end."""
    room = [quotas.CARRIED_OVER, *quotas.OPENED]
    courses = [*_laddered(), *_prosecuted()]
    quiet = {course.family for course in courses}
    courses += [
        Course(Track.WATCHED, family.week, opened_by=family.opened_by, family=family.key)
        for family in FAMILIES
        if family.key not in quiet
    ]
    for course in courses:
        _fix_family_week(course)
    for course in sorted(courses, key=lambda course: _freedom(course)):
        _place(course, room, source)
    courses += _others(room, source)
    for course in courses:
        if course.opened_by != "head" and course.opened_on == calendar.CARRIED_OVER_ON and course.week != CARRIED:
            course.opened_on = friday_of(course.week)
    return courses


def _laddered() -> list[Course]:
    groups: dict[object, list[Ladder]] = defaultdict(list)
    for number, row in enumerate([*ladder.noticed(), *ladder.without_notice()]):
        groups[row.family or row.pair or -1 - number].append(row)
    courses = [Course(Track.WARNED, 0, family=rows[0].family, ladders=rows) for rows in groups.values()]
    paid = 0
    for course in courses:
        notices = [row.notice for row in course.ladders if row.notice]
        if notices and notices[0].leave:
            course.track, course.opened_by, course.opened_on = Track.LEAVE, "head", notices[0].posted_on
        for notice in notices:
            if notice.ending is Ending.REFERRED:
                course.roads.append(_after_notice(notice))
                if course.roads[-1].is_concluded:
                    course.closes_on = course.roads[-1].sittings[-1].on
        settled = all(notice.ending in (Ending.PAID_50, Ending.PAID_100) for notice in notices)
        if notices and settled and course.family not in STAY_OPEN and notices[0].paid_on < date(2004, 4, 30):  # type: ignore[operator]
            course.closes_on = max(date(2004, 4, 22), court.days_after(notices[0].paid_on, 16))  # type: ignore[arg-type]
            course.closes_on = min(course.closes_on, calendar.PRACTICE_DATE)
            paid += 1
        if not notices and course.ladders[0].closed:
            course.closes_on = _closing_after(course.ladders[0], len(courses) + courses.index(course))
        if notices and notices[0].note == "gone away":
            course.closes_on = GONE_AWAY_CLOSED
    if paid != CLOSED_AFTER_PAYMENT:
        raise ValueError(f"{paid} families paid and were closed; the plan has {CLOSED_AFTER_PAYMENT}.")
    return courses


def warning_ends(warned_on: date) -> date:
    """Return the last of the 15 school days that a warning posted first class on a day gives."""
    received = working_days.deemed_receipt(warned_on, working_days.Method.FIRST_CLASS)
    return calendar.council(calendar.THIS_YEAR).add_school_days(received, 15)


def _closing_after(row: Ladder, number: int) -> date:
    if row.family == "brackenridge":
        return date(2004, 4, 2)
    ends = warning_ends(row.warned_on or calendar.PRACTICE_DATE)
    return min(court.days_after(ends, 3 + number * 7 % 25), date(2004, 5, 13))


def _after_notice(notice: ladder.Notice) -> Road:
    """Return the prosecution that an unpaid notice led to."""
    weeks = {
        date(2004, 3, 8): date(2004, 4, 22),
        date(2004, 3, 15): date(2004, 5, 4),
        date(2004, 3, 22): date(2004, 5, 7),
    }
    road = Road(weeks[notice.posted_on], Fate.REFERRED, after_notice=True)
    fate, _, day = notice.note.partition(" ")
    if fate == "laid":
        road.fate, road.laid_on = Fate.LAID, date.fromisoformat(day)
        if road.laid_on < date(2004, 5, 1):
            orders = (("fine", 80, ""), ("costs", 35, ""))
            road.sittings = (court.Sitting(date(2004, 5, 13), "proved_in_absence", orders),)
            road.decided_on = date(2004, 4, 23)
        else:
            road.sittings = (court.Sitting(quotas.NEXT_COURT_DAY, "listed"),)
            road.refer_on = max(road.refer_on, date(2004, 4, 23)) if notice.posted_on.day == 8 else road.refer_on
    elif fate == "authorised":
        road.fate, road.decided_on = Fate.AUTHORISED, date(2004, 5, 11)
    return road


def _prosecuted() -> list[Course]:
    groups: dict[object, list[Road]] = defaultdict(list)
    roads = [*court.carried_in(), *court.without_notice()]
    for number, road in enumerate(roads):
        groups[road.family or (road.pair if road.pair is not None else -1 - number)].append(road)
    courses = [Course(Track.COURT, 0, family=rows[0].family, roads=rows) for rows in groups.values()]
    for course in courses:
        road = course.roads[0]
        if all(row.is_concluded and not row.keep_open for row in course.roads):
            course.closes_on = max(row.sittings[-1].on for row in course.roads)
        if road.refer_on < date(2003, 9, 1):
            course.week, course.opened_by, course.opened_on = CARRIED, "officer", date(2003, 5, 12)
        if road.fate in (Fate.REFERRED, Fate.RETURNED, Fate.AUTHORISED) and not road.family:
            # Nine wait within 60 days of their safe date; three of them within 28.
            near = road.fate is Fate.RETURNED and len(course.roads) == 2
            course.first_period = date(2003, 12, 1) if near else date(2004, 1, 5)
    return courses


def _fix_family_week(course: Course) -> None:
    if course.family:
        family = BY_KEY[course.family]
        course.week, course.opened_by = family.week, family.opened_by


def _freedom(course: Course) -> int:
    return -1 if course.family else len(_allowed(course))


def _allowed(course: Course) -> range | list[int]:
    """Return the weeks in which the review may open the case, so that what follows has its time."""
    if course.family or course.opened_on < calendar.CARRIED_OVER_ON:
        return [course.week]
    if course.track is Track.LEAVE:
        monday = ladder.week_of(course.opened_on) - timedelta(days=ladder.week_of(course.opened_on).weekday())
        return [calendar.weeks().index(monday)] if monday in calendar.weeks() else [26]
    if course.ladders:
        first = min(row.warned_on for row in course.ladders if row.warned_on)
        return _between(first - timedelta(days=85), first - timedelta(days=9))
    referred = course.roads[0].refer_on
    if course.first_period is not None:
        return _between(date(2004, 1, 23), date(2004, 2, 6)) if course.first_period.year == 2004 else [13, 14]
    return _between(referred - timedelta(days=80), referred - timedelta(days=24)) or [CARRIED]


def _between(first: date, last: date) -> list[int]:
    return [week for week in range(2, len(calendar.weeks())) if first <= friday_of(week) <= last]


def _place(course: Course, room: list[int], source: np.random.Generator) -> None:
    """Take a week with room in its month; the fullest month first, so that the later groups still fit."""
    weeks = list(_allowed(course))
    days = {week: course.opened_on if course.track is Track.LEAVE else friday_of(week) for week in weeks}
    free = [week for week in weeks if room[month_of(days[week]) + 1] > 0]
    if not free:
        raise ValueError(f"No month has room for {course}.")
    most = max(room[month_of(days[week]) + 1] for week in free)
    best = [week for week in free if room[month_of(days[week]) + 1] == most]
    course.week = int(source.choice(best))
    room[month_of(days[course.week]) + 1] -= 1


def _others(room: list[int], source: np.random.Generator) -> list[Course]:
    """Fill the months with the cases that no step against a parent was taken in."""
    slots = [week for month, number in enumerate(room) for week in _weeks_of(month - 1, number)]
    tracks = _tracks(slots, source)
    courses = []
    paper = 0
    for week, track in zip(slots, tracks, strict=True):
        course = Course(track, week)
        if track is Track.WATCHED and week % 2 == 0 and week > 4 and paper < PAPER_CASES:
            course.paper, paper = True, paper + 1
        if track is Track.MERGED:
            course.opened_by = "officer"
        if track not in (Track.WATCHED,):
            earliest = court.days_after(max(friday_of(week), date(2003, 9, 1)), 33)
            latest = (calendar.PRACTICE_DATE - earliest).days
            course.closes_on = court.days_after(earliest, int(source.integers(0, max(1, min(latest - 3, 90)))))
            course.closes_on = min(course.closes_on, date(2004, 5, 13))
        courses.append(course)
    return courses


def _weeks_of(month: int, number: int) -> list[int]:
    weeks = [week for week in range(2, len(calendar.weeks())) if month_of(friday_of(week)) == month] or [CARRIED]
    return [weeks[place % len(weeks)] for place in range(number)]


def _tracks(slots: list[int], source: np.random.Generator) -> list[Track]:
    """Share the ways out among the weeks: the early ones have ended, the late ones are still watched."""
    fixed = {Track.MOVED: 20, Track.HOME_EDUCATED: 6, Track.SUPPORTED: 15, Track.MERGED: 2, Track.IMPROVED: 262}
    weights = np.array([max(0.0, 24 - week) ** 1.5 if week <= 22 else 0.0 for week in slots])
    weights *= source.uniform(0.5, 1.5, len(slots))
    ended = np.argsort(-weights, kind="stable")[: sum(fixed.values())]
    tracks = [Track.WATCHED] * len(slots)
    ways = [track for track, number in fixed.items() for _ in range(number)]
    for place, way in zip(sorted(ended), source.permutation(np.array(ways)), strict=True):
        tracks[place] = Track(str(way))
    # A second file for one child can only be kept, and found out, once the child has moved school.
    for place in [
        place for place, track in enumerate(tracks) if track is Track.MERGED and not 15 <= slots[place] <= 20
    ]:
        other = next(p for p, t in enumerate(tracks) if t is not Track.MERGED and 15 <= slots[p] <= 20)
        tracks[place], tracks[other] = tracks[other], tracks[place]
    return tracks
