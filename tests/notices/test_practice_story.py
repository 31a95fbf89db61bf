"""The practice year as a script of acts: its numbers by month and week, and where everything ends."""

from collections import Counter
from datetime import date, timedelta

import pytest

from cases import time_limit
from notices.practice import calendar, quotas, world
from notices.practice.courses import month_of, warning_ends
from notices.practice.ladder import week_of
from notices.practice.story import days, whole
from notices.practice.story.events import Act, Who


@pytest.fixture(scope="module")
def story():
    return whole.story()


@pytest.fixture(scope="module")
def courses():
    return world.build().courses


def by_month(events) -> tuple[int, ...]:
    months = Counter(month_of(event.on) for event in events)
    return tuple(months[month] for month in range(9))


@pytest.mark.parametrize(
    ("act", "numbers"),
    [
        (Act.CONCERN, quotas.CONCERN_LETTERS),
        (Act.REFER, quotas.REFERRED),
        (Act.LAY, quotas.LAID),
    ],
)
def test_each_month_has_the_number_of_the_plan(story, act, numbers):
    assert by_month([event for event in story if event.act is act]) == numbers


def test_warnings_are_posted_on_the_days_of_the_plan(story):
    assert Counter(event.on for event in story if event.act is Act.WARN) == Counter(quotas.WARNINGS)


@pytest.mark.parametrize(
    ("posted", "ends"),
    [
        (date(2004, 2, 2), date(2004, 3, 3)),
        (date(2004, 2, 9), date(2004, 3, 10)),
        (date(2004, 2, 23), date(2004, 3, 17)),
        (date(2004, 3, 1), date(2004, 3, 24)),
        (date(2004, 3, 8), date(2004, 3, 31)),
        (date(2004, 3, 15), date(2004, 4, 21)),
        (date(2004, 3, 22), date(2004, 4, 28)),
        (date(2004, 3, 29), date(2004, 5, 6)),
        (date(2004, 4, 19), date(2004, 5, 13)),
    ],
)
def test_the_fifteen_school_days_of_a_warning_end_when_the_plan_says(posted, ends):
    assert warning_ends(posted) == ends


def test_notices_are_issued_in_the_weeks_of_the_plan_by_heads_and_officers(story):
    notices = [event for event in story if event.act is Act.NOTICE]

    assert Counter(week_of(event.on) for event in notices) == Counter(quotas.NOTICES)
    assert by_month([event for event in notices if event.who is Who.HEAD]) == quotas.BY_HEADS
    assert by_month([event for event in notices if event.who is Who.OFFICER]) == quotas.BY_OFFICERS


def test_no_notice_rests_on_a_half_day_before_27_february_or_comes_before_8_march(story):
    for event in story:
        if event.act is Act.NOTICE:
            assert event.on >= date(2004, 3, 8)
            assert min(day for day, _ in event.more["sessions"]) >= date(2004, 2, 27)
            assert len(event.more["sessions"]) >= 6


def test_before_every_warning_ten_half_days_were_missed_in_the_spring_term(story):
    for event in story:
        if event.act is Act.WARN:
            last = min(event.on - timedelta(days=1), date(2004, 4, 2))
            assert len(days.missed(world.build(), event.child, date(2004, 1, 5), last)) >= 10


def test_payments_are_those_of_the_plan(courses):
    paid = Counter()
    for course in courses:
        for row in course.ladders:
            if row.notice and row.notice.ending.value.startswith("paid"):
                paid[row.notice.ending.value, month_of(row.notice.paid_on)] += 1

    assert tuple(paid["paid_50", month] for month in range(9)) == quotas.PAID_50
    assert tuple(paid["paid_100", month] for month in range(9)) == quotas.PAID_100


def test_withdrawals_are_those_of_the_plan(story):
    assert by_month([event for event in story if event.act is Act.WITHDRAW]) == quotas.WITHDRAWN


def test_concluded_prosecutions_are_those_of_the_plan(courses):
    roads = [road for course in courses for road in course.roads]
    ended = Counter(month_of(road.sittings[-1].on) for road in roads if road.is_concluded)

    assert tuple(ended[month] for month in range(9)) == quotas.CONCLUDED
    assert Counter(road.fate.value for road in roads if month_of(road.refer_on) >= 0) == {
        "laid": 46,
        "returned": 4,
        "authorised": 3,
        "referred": 4,
        "declined": 5,
    }


def test_the_court_ordered_what_the_plan_says(courses):
    roads = [road for course in courses for road in course.roads if road.is_concluded]
    orders = [order for road in roads for order in road.sittings[-1].orders]
    fines = sorted(amount for kind, amount, _ in orders if kind == "fine")

    assert Counter(kind for kind, _, _ in orders if kind not in ("fine", "costs")) == {
        "conditional_discharge": 6,
        "absolute_discharge": 2,
        "community_rehabilitation_order": 1,
        "suspended_imprisonment": 1,
        "parenting_order": 4,
    }
    assert len(fines) == 19
    assert sum(50 <= fine <= 150 for fine in fines) == 16
    assert fines[-3:] == [200, 400, 1000]
    results = Counter(road.sittings[-1].result for road in roads)
    assert (results["withdrawn"], results["dismissed"]) == (5, 2)


def test_every_half_day_was_in_time_when_the_information_was_laid(story):
    laid = {(event.child, event.parent): event.on for event in story if event.act is Act.LAY}
    for event in story:
        charged_on = laid.get((event.child, event.parent))
        if event.act is Act.REFER and event.more["sessions"] and charged_on:
            assert charged_on <= time_limit.last_day(min(day for day, _ in event.more["sessions"]))


def test_nine_files_wait_within_sixty_days_of_their_safe_date_and_three_within_twenty_eight(story, courses):
    waiting = {
        (course.child, place)
        for course in courses
        for place, road in enumerate(course.roads)
        if road.fate.value in ("referred", "returned", "authorised") and not road.after_notice
    }
    left = [
        (time_limit.last_day(min(day for day, _ in event.more["sessions"])) - calendar.PRACTICE_DATE).days
        for event in story
        if event.act is Act.REFER and (event.child, event.parent) in waiting
    ]

    assert sum(0 < number <= 60 for number in left) == 9
    assert sum(0 < number <= 28 for number in left) == 3


def test_calder_wrenfield_has_ten_days_left(story):
    child = world.build().seats["wrenfield"]
    event = next(event for event in story if event.act is Act.REFER and event.child == child)

    missed = {day for day, _ in event.more["sessions"]}

    assert len(event.more["sessions"]) == 31
    assert time_limit.last_day(min(missed)) == date(2004, 5, 24)
    assert time_limit.last_day(max(missed)) == date(2004, 6, 19)


def test_four_hundred_and_twenty_cases_have_reached_an_outcome(courses):
    ways = Counter(whole.how_closed(course) for course in courses)

    assert ways.pop("") == 750 - quotas.STAGES["outcome"]
    assert ways == quotas.OUTCOMES


def test_nothing_happens_before_its_case_opens_or_after_it_closes(story, courses):
    by_child = {course.child: course for course in courses}

    for event in story:
        course = by_child[event.child]
        assert event.on >= course.opened_on or event.act is Act.LEAVE
        assert course.closes_on is None or event.on <= course.closes_on
        assert event.on <= calendar.PRACTICE_DATE
