"""The invented authority: its people, the published totals, and the month in which the review opens each case."""

from collections import Counter
from datetime import date

import numpy as np
import pytest

from notices.practice import calendar, marks, quotas, world
from notices.practice.courses import CARRIED, month_of
from notices.practice.files import registers
from notices.practice.schools import all_schools
from schools import codes, grid, upns
from schools.absence import published
from schools.absence.age import compulsory_school_age
from schools.absence.review import PREVIOUS_WEEKS, review


@pytest.fixture(scope="module")
def authority():
    return world.build()


def at_schools_of(authority, phase):
    schools = all_schools()
    return [
        child.number
        for child in authority.children
        if child.last_school is not None and schools[child.last_school].phase == phase
    ]


def test_the_truancy_of_2002_to_2003_is_the_published_one_to_the_half_day(authority):
    rows = {phase: authority.last_year[at_schools_of(authority, phase)] for phase in quotas.PUPILS}

    found = published.figures_by_phase(rows, year=2002)

    assert (found["primary"].pupils, found["primary"].truants, found["primary"].half_days) == (14_902, 3_152, 28_368)
    assert (found["secondary"].pupils, found["secondary"].truants, found["secondary"].half_days) == (
        12_526,
        2_493,
        44_874,
    )
    assert (found["primary"].rounded, found["secondary"].rounded) == (9, 18)


def test_half_days_of_june_and_july_2003_do_not_count_in_that_table(authority):
    later = grid.days_of(2002) > np.datetime64("2003-05-25", "D")

    assert codes.UNAUTHORISED[authority.last_year[:, later]].sum() > 0


def test_this_year_so_far_has_the_pupils_and_half_days_of_the_plan(authority):
    missed = codes.UNAUTHORISED[authority.this_year].sum(axis=1)

    assert ((missed > 0).sum(), missed.sum()) == (5_480, 70_500)


def test_every_upn_has_its_check_letter_and_belongs_to_one_child(authority):
    numbers = [child.upn for child in authority.children]

    assert all(upns.is_valid(number) for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_every_child_is_of_the_age_of_its_year_group_and_of_compulsory_school_age(authority):
    for child in authority.children:
        assert date(1997 - child.cohort, 9, 1) <= child.born <= date(1998 - child.cohort, 8, 31)
        if child.last_school is not None:
            assert compulsory_school_age(child.born).includes(date(2002, 9, 3))


def test_no_two_parents_could_be_taken_for_one(authority):
    parents = {tie.parent.ref: tie.parent for child in authority.children for tie in child.ties}

    seen = Counter((parent.forename, parent.surname, parent.postcode) for parent in parents.values())

    assert max(seen.values()) == 1


def test_every_child_lives_with_somebody(authority):
    assert all(any(tie.lives_with == "yes" for tie in child.ties) for child in authority.children)


def test_no_school_bears_the_postcode_or_number_of_a_real_one():
    assert all(school.urn.startswith("9000") and school.postcode.startswith("SO98 ") for school in all_schools())


def test_ninety_cases_are_carried_over_by_the_register_of_2002_to_2003(authority):
    found = review(
        authority.last_year,
        None,
        calendar.of_pattern(0),
        year=2002,
        on=calendar.CARRIED_OVER_ON,
        policy=world.OPENING,
    )

    carried = {course.child for course in authority.courses if course.week == CARRIED}

    assert len(carried) == quotas.CARRIED_OVER
    assert set(np.flatnonzero(found.over)) == carried


def test_the_review_opens_each_case_in_its_week_and_no_other(authority):
    expected = {
        course.child: course.week
        for course in authority.courses
        if course.opened_by == "review" and course.week != CARRIED
    }
    by_hand = {course.child for course in authority.courses if course.week == CARRIED or course.opened_by != "review"}

    opened = weeks_in_which_the_review_finds(authority)

    assert {child: week for child, week in opened.items() if child not in by_hand} == expected


def weeks_in_which_the_review_finds(authority) -> dict[int, int]:
    """Ask the real review on every Friday about what had arrived by then, unexplained half-days and all."""
    known = np.zeros_like(authority.this_year)
    paper = np.array([school.paper for school in all_schools()])[[child.school for child in authority.children]]
    days = grid.days_of(2003)
    opened: dict[int, int] = {}
    for week, monday in enumerate(calendar.weeks()):
        arrived = [(week, ~paper), *((late, paper) for late in calendar.paper_weeks(week))]
        for late, pupils in arrived:
            first = np.datetime64(calendar.weeks()[late], "D")
            there = np.ix_(pupils, (days >= first) & (days <= first + np.timedelta64(4, "D")))
            known[there] = registers.with_unexplained(authority, late)[there]
        for late in calendar.paper_weeks(week):
            for child, place, code in registers.unexplained(authority, late - 4) if late >= 4 else ():
                known[child, place] = codes.BYTES[code]
        for pattern, numbers in marks.by_pattern(authority.children, 2003).items():
            found = review(
                known[numbers],
                grid.tail(authority.last_year[numbers], 2002, weeks=PREVIOUS_WEEKS),
                calendar.of_pattern(pattern),
                year=2003,
                on=calendar.friday(monday),
                policy=world.OPENING,
            )
            for child in numbers[found.over]:
                opened.setdefault(int(child), week)
    return opened


def test_cases_open_month_by_month_as_planned(authority):
    months = Counter(month_of(course.opened_on) for course in authority.courses)

    assert tuple(months[month] for month in range(-1, 9)) == (quotas.CARRIED_OVER, *quotas.OPENED)
    assert len(authority.courses) == 750


def test_a_mobile_child_has_two_hundred_and_fourteen_attendances_in_twelve_months(authority):
    child = authority.seats["hearne_drift"]
    before = codes.ATTENDING[authority.last_year[child]] & (grid.days_of(2002) > np.datetime64("2003-05-15", "D"))

    assert before.sum() + codes.ATTENDING[authority.this_year[child]].sum() == 214


def test_corin_stonecroft_missed_sixty_one_of_one_hundred_and_ten_half_days(authority):
    row = authority.this_year[authority.seats["stonecroft"]]
    days = grid.days_of(2003)
    there = (days >= np.datetime64("2003-09-08", "D")) & (days <= np.datetime64("2003-11-28", "D"))

    assert codes.UNAUTHORISED[row[there]].sum() == 61
    assert codes.POSSIBLE[row[there]].sum() == 110


def test_isolde_brackenridge_missed_none_of_thirty_half_days_under_her_warning(authority):
    row = authority.this_year[authority.seats["brackenridge"]]
    days = grid.days_of(2003)
    there = (days >= np.datetime64("2004-02-05", "D")) & (days <= np.datetime64("2004-03-03", "D"))

    assert (codes.UNAUTHORISED[row[there]].sum(), codes.POSSIBLE[row[there]].sum()) == (0, 30)
