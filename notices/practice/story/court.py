"""To court: help on record, referral, the lawyers' tests, the certificate, the information, hearings, results."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from notices.practice import calendar
from notices.practice.courses import Course
from notices.practice.court import Fate, Road
from notices.practice.ladder import Ending
from notices.practice.story import days, words
from notices.practice.story.events import Act, Event, Who
from notices.practice.world import World

STONECROFT = (date(2003, 9, 8), date(2003, 11, 28))


def of_course(world: World, course: Course) -> Iterator[Event]:
    """Tell what was done about a case that went to the lawyers."""
    for place, road in enumerate(course.roads):
        parent = _parent(course, place)
        yield from _of_road(world, course, road, parent)


def _parent(course: Course, place: int) -> int:
    if not course.ladders:
        return place
    return next(n for n, row in enumerate(course.ladders) if row.notice and row.notice.ending is Ending.REFERRED)


def _of_road(world: World, course: Course, road: Road, parent: int) -> Iterator[Event]:
    def event(on: date, act: Act, who: Who = Who.OFFICER, **more: Any) -> Event:
        return Event(on, act, who, course.child, parent, 0, more)

    number = course.child + parent
    first, last = period(course, road)
    if not road.after_notice:
        begins = days.work_before(road.refer_on, 6)
        yield event(begins, Act.BEGIN, kind="attendance")
        yield event(begins, Act.LIABLE, reason=words.LIABLE)
    yield event(days.work_before(road.refer_on, 1), Act.ANSWER)
    yield event(
        road.refer_on,
        Act.REFER,
        reasons=words.REFER_UNPAID if road.after_notice else words.REFER[number % 3],
        # A notice's own half-days are those it was issued for.
        sessions=None if road.after_notice else days.missed(world, course.child, first, last),
    )
    match road.fate:
        case Fate.RETURNED:
            yield event(_known(road.decided_on), Act.SEND_BACK, Who.LEGAL, why=words.SEND_BACK)
        case Fate.DECLINED:
            why = words.DECLINED_TOO_LATE if road.ends_badly else words.DECLINED[number % len(words.DECLINED)]
            yield event(_known(road.decided_on), Act.DECLINE, Who.LEGAL, why=why, out_of_time=road.ends_badly)
        case Fate.AUTHORISED:
            yield from _authorise(course, parent, _known(road.decided_on), number)
        case Fate.LAID:
            yield from _to_court(course, road, parent, number, (first, last))


def period(course: Course, road: Road) -> tuple[date, date]:
    """Return the days whose half-days a prosecution without a notice rests on: all still in time when it is laid."""
    if road.family == "stonecroft":
        return STONECROFT
    last = road.refer_on - timedelta(days=1)
    if course.first_period is not None:
        return course.first_period, last
    if road.family == "wrenfield":
        return date(2003, 11, 24), date(2003, 12, 19)
    if road.refer_on < date(2003, 9, 1):
        # The registers of June and July had not come in yet.
        return date(2003, 3, 3), date(2003, 5, 23)
    ends = road.laid_on or road.decided_on or calendar.PRACTICE_DATE
    return max(road.refer_on - timedelta(days=110), ends - timedelta(days=150)), last


def _known(day: date | None) -> date:
    if day is None:
        raise ValueError("A decision of the lawyers has its day.")
    return day


def _authorise(course: Course, parent: int, on: date, number: int) -> Iterator[Event]:
    def event(act: Act, **more: Any) -> Event:
        return Event(on, act, Who.LEGAL, course.child, parent, 0, more)

    yield Event(days.work_before(on, 1), Act.ANSWER, Who.OFFICER, course.child, parent)
    yield event(Act.SUPERVISION_ORDER, applied=False, reasons=words.SUPERVISION)
    yield event(
        Act.CODE_TEST,
        evidential=words.EVIDENTIAL,
        public_interest=words.PUBLIC_INTEREST,
        offence="s444_1A" if course.family == "stonecroft" else "s444_1",
    )
    yield event(Act.AUTHORISE)


def _to_court(course: Course, road: Road, parent: int, number: int, period_: tuple[date, date]) -> Iterator[Event]:
    def event(on: date, act: Act, who: Who = Who.LEGAL, **more: Any) -> Event:
        return Event(on, act, who, course.child, parent, 0, more)

    laid_on = _known(road.laid_on)
    authorised = road.decided_on or max(days.work_after(road.refer_on, 1), days.work_before(laid_on, 4))
    yield from _authorise(course, parent, authorised, number)
    yield event(authorised, Act.PREPARE_CERTIFICATE)
    yield event(max(days.work_before(laid_on, 1), authorised), Act.SIGN_CERTIFICATE, Who.HEAD)
    yield event(laid_on, Act.BUNDLE)
    yield event(laid_on, Act.LAY, at=road.sittings[0].on)
    following = [*(sitting.on for sitting in road.sittings[1:]), None]
    for sitting, then in zip(road.sittings, following, strict=True):
        if sitting.result != "listed":
            yield event(
                sitting.on,
                Act.RESULT,
                result=sitting.result,
                orders=sitting.orders,
                then=then,
                keep_open=road.keep_open,
            )
