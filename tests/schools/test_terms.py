"""School days and school weeks are counted by the school's own calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schools import grid
from schools.terms import Calendar, CalendarEnds, monday_of
from tests.schools.calendars import YEAR_2003, YEAR_2025

DAYS = st.dates(min_value=date(2025, 8, 1), max_value=date(2026, 7, 31))


def test_the_year_has_195_days_in_40_school_weeks():
    assert len(YEAR_2025.days) == 195
    assert len(YEAR_2025.weeks) == 40


def test_the_autumn_has_146_sessions_and_76_to_half_term():
    assert 2 * len(YEAR_2025.school_days(date(2025, 9, 1), date(2025, 12, 31))) == 146
    assert 2 * len(YEAR_2025.school_days(date(2025, 9, 1), date(2025, 10, 31))) == 76


def test_the_year_2003_has_195_days():
    assert len(YEAR_2003.days) == 195


def test_half_term_does_not_count_among_ten_school_weeks():
    weeks = YEAR_2025.school_weeks(date(2025, 9, 8), date(2025, 11, 21))

    assert len(weeks) == 10
    assert date(2025, 10, 27) not in weeks


def test_an_unexplained_mark_of_23_october_is_resolved_by_6_november():
    assert YEAR_2025.add_school_days(date(2025, 10, 23), 5) == date(2025, 11, 6)


def test_six_school_weeks_from_10_november_end_on_the_thirtieth_day():
    period = YEAR_2025.count_weeks(date(2025, 11, 10), 6)

    assert (period.first, period.last, period.school_days) == (date(2025, 11, 10), date(2025, 12, 19), 30)


def test_three_school_weeks_from_10_november_end_on_28_november():
    assert YEAR_2025.count_weeks(date(2025, 11, 10), 3).last == date(2025, 11, 28)


@pytest.mark.parametrize(
    ("served_on", "first"),
    [
        (date(2025, 9, 3), date(2025, 9, 3)),  # a Wednesday, but the first school day of its week
        (date(2025, 9, 4), date(2025, 9, 8)),
        (date(2025, 11, 11), date(2025, 11, 17)),
        (date(2025, 11, 15), date(2025, 11, 17)),  # Saturday
        (date(2025, 10, 27), date(2025, 11, 3)),  # half-term
        (date(2026, 5, 4), date(2026, 5, 11)),  # a closed Monday is no first school day
        (date(2026, 5, 5), date(2026, 5, 5)),
    ],
)
def test_week_one_is_the_week_of_service_only_on_its_first_school_day(served_on, first):
    assert YEAR_2025.count_weeks(served_on, 3).first == first


def test_a_warning_of_fifteen_school_days_served_on_4_february_2004_ends_on_3_march():
    assert YEAR_2003.add_school_days(date(2004, 2, 4), 15) == date(2004, 3, 3)


def test_a_closed_day_and_a_weekend_are_no_school_days():
    assert not YEAR_2025.is_school_day(date(2026, 5, 4))
    assert not YEAR_2025.is_school_day(date(2025, 9, 6))
    assert not YEAR_2025.is_school_day(date(2025, 9, 2))
    assert YEAR_2025.is_school_day(date(2025, 9, 3))


def test_a_bank_holiday_inside_a_term_is_a_school_day_unless_it_is_closed():
    terms = [(date(2026, 4, 13), date(2026, 5, 22))]

    assert Calendar.of(terms).is_school_day(date(2026, 5, 4))
    assert not Calendar.of(terms, closed=[date(2026, 5, 4)]).is_school_day(date(2026, 5, 4))


def test_a_calendar_that_ends_first_says_so():
    last = date(2026, 7, 22)

    assert YEAR_2025.add_school_days(last - timedelta(days=1), 1) == last
    with pytest.raises(CalendarEnds, match="ends on 2026-07-22"):
        YEAR_2025.add_school_days(last, 1)
    with pytest.raises(CalendarEnds):
        YEAR_2025.count_weeks(date(2026, 7, 13), 3)
    assert YEAR_2025.count_weeks(date(2026, 7, 6), 3).last == last


def test_a_calendar_without_terms_has_no_school_day():
    with pytest.raises(CalendarEnds, match="no school days"):
        Calendar(()).add_school_days(date(2026, 1, 1), 1)


def test_terms_that_overlap_or_run_backwards_are_refused():
    with pytest.raises(ValueError, match="before it begins"):
        Calendar.of([(date(2026, 1, 9), date(2026, 1, 5))])
    with pytest.raises(ValueError, match="before the one before it ends"):
        Calendar.of([(date(2026, 1, 5), date(2026, 1, 9)), (date(2026, 1, 9), date(2026, 1, 12))])


def test_equal_calendars_hash_alike():
    again = Calendar.of(reversed(YEAR_2025.terms), closed=list(YEAR_2025.closed))

    assert again == YEAR_2025
    assert hash(again) == hash(YEAR_2025)


@given(DAYS)
def test_the_mask_of_a_year_marks_both_sessions_of_each_school_day(day):
    mask = YEAR_2025.mask(2025)

    assert mask.sum() == 390
    if day.weekday() < 5 and grid.year_of(day) == 2025:
        am, pm = (grid.position(day, session) for session in grid.Session)
        assert mask[am] == mask[pm] == YEAR_2025.is_school_day(day)


@given(DAYS, st.integers(min_value=1, max_value=30))
def test_counting_school_days_forward_passes_exactly_that_many(day, number):
    try:
        end = YEAR_2025.add_school_days(day, number)
    except CalendarEnds:
        return

    assert len(YEAR_2025.school_days(day + timedelta(days=1), end)) == number
    assert YEAR_2025.is_school_day(end)


def test_the_monday_of_a_sunday_lies_before_it():
    assert monday_of(date(2025, 11, 16)) == date(2025, 11, 10)
