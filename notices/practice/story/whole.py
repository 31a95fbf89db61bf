"""The whole story: what happened in every case, day by day."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import numpy as np

from notices.practice import calendar, quotas
from notices.practice.courses import CARRIED, Course, Track, month_of
from notices.practice.story import court, days, quiet, up, words
from notices.practice.story.events import Act, Event, Who, in_order
from notices.practice.world import World, build


@cache
def story() -> tuple[Event, ...]:
    """Return every act of the year in the order in which it was done."""
    world = build()
    source = np.random.default_rng(26)
    events: list[Event] = []
    for course in world.courses:
        events += _opened_by_hand(course)
        events += _helped(course, source)
        events += up.of_course(world, course)
        events += court.of_course(world, course)
        events += _closed(course)
    events += quiet.of_families(world)
    events += _concerns(world, source)
    return tuple(in_order(_answered_once(events)))


def _answered_once(events: list[Event]) -> list[Event]:
    """Leave out the second of two rounds of the nine questions about one family on one day."""
    asked: dict[tuple[date, int], Event] = {}
    for event in events:
        if event.act is Act.ANSWER and ((event.on, event.child) not in asked or event.more):
            asked[event.on, event.child] = event
    return [event for event in events if event.act is not Act.ANSWER or asked[event.on, event.child] is event]


_BY_HAND = {
    "tidemark": "Unexplained half-days keep it under the threshold; the school asked for help.",
    "lanternhill": "12 half-days at Quayside and 10 at Mossgate since January: one child, two registers.",
}


def _opened_by_hand(course: Course) -> Iterator[Event]:
    if course.opened_by != "officer":
        return
    why = _BY_HAND.get(course.family, "Carried over from the files of the year before.")
    if course.track is Track.MERGED:
        why = "Referred by the new school soon after the child was admitted."
    yield Event(course.opened_on, Act.OPEN, Who.OFFICER, course.child, more={"why": why})


def _helped(course: Course, source: np.random.Generator) -> Iterator[Event]:
    """Tell what help was offered: always before a step against a parent, and in many cases that needed none."""
    if course.track is Track.LEAVE:
        return
    first = max(course.opened_on, date(2003, 9, 3)) if course.week == CARRIED else course.opened_on
    if course.roads and course.roads[0].refer_on < date(2003, 10, 1):
        first = course.opened_on
    before = _first_step(course)
    number = 2 if before < date.max else int(source.random() < 0.55)
    for place in range(number):
        on = days.work_after(first, 1 + 3 * place + course.child % 2)
        on = min(on, days.work_before(before, 1)) if before < date.max else on
        if on > calendar.PRACTICE_DATE or (course.closes_on and on >= course.closes_on):
            return
        kind, answer, note = words.SUPPORT[(course.child + 3 * place) % len(words.SUPPORT)]
        yield Event(
            max(on, first), Act.SUPPORT, Who.OFFICER, course.child, more={"kind": kind, "answer": answer, "note": note}
        )


def _first_step(course: Course) -> date:
    """Return the day of the first step against a parent, date.max when there was none."""
    steps = [row.warned_on for row in course.ladders if row.warned_on]
    steps += [road.refer_on for road in course.roads]
    return min(steps, default=date.max)


_CLOSINGS = {
    Track.IMPROVED: "improved",
    Track.MOVED: "moved",
    Track.HOME_EDUCATED: "home_educated",
    Track.SUPPORTED: "supported_instead",
    Track.MERGED: "merged",
    Track.LEAVE: "paid",
}


def how_closed(course: Course) -> str:
    """Return how a case ended, "" for one that is open; a court's result closes its case by itself."""
    if course.closes_on is None:
        return ""
    if any(road.is_concluded for road in course.roads):
        return "court_result"
    if course.track in _CLOSINGS:
        return _CLOSINGS[course.track]
    notices = [row.notice for row in course.ladders if row.notice]
    if notices:
        return "moved" if notices[0].note == "gone away" else "paid"
    return "improved"


def _closed(course: Course) -> Iterator[Event]:
    how = how_closed(course)
    if how and how != "court_result" and course.closes_on is not None:
        reasons = words.CLOSED[how]
        yield Event(course.closes_on, Act.CLOSE, Who.OFFICER, course.child, more={"how": how, "reasons": reasons})


def _concerns(world: World, source: np.random.Generator) -> Iterator[Event]:
    """Tell which parents had a first letter of concern, and when: soon after the case opened, in the same month."""
    by_month: dict[int, list[Course]] = {}
    for course in world.courses:
        if course.track is not Track.LEAVE and not course.roads and course.track is not Track.MERGED:
            by_month.setdefault(month_of(course.opened_on), []).append(course)
    with_road = [c for c in world.courses if c.roads and not c.family]
    for month, number in enumerate(quotas.CONCERN_LETTERS):
        ready = list(by_month.get(month, []))
        ready += [c for c in with_road if month_of(c.opened_on) == month]
        if month == 0:
            carried = sorted(by_month[CARRIED], key=lambda course: course.closes_on or date.max)
            ready += carried[-(number - len(ready)) :]
        for place in source.choice(len(ready), number, replace=False):
            yield _concern(ready[int(place)], month)


def _concern(course: Course, month: int) -> Event:
    opened = course.opened_on if month_of(course.opened_on) == month else date(2003, 9, 8)
    year, number = quotas.MONTHS[month]
    last = calendar.PRACTICE_DATE if month == 8 else date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)
    on = days.work_after(opened, 1 + course.child % 3)
    on = on if on <= last else opened
    warned = _first_step(course)
    return Event(
        max(opened, min(on, days.work_before(warned, 1))) if warned < date.max else on,
        Act.CONCERN,
        Who.OFFICER,
        course.child,
    )
