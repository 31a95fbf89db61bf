"""Papers count as received on the working day the law presumes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schools import working_days
from schools.working_days import Method, deemed_receipt

OFFICIAL_YEARS = range(2012, 2029)


@pytest.mark.parametrize(
    ("posted_on", "received_on"),
    [
        (date(2025, 11, 13), date(2025, 11, 17)),
        (date(2026, 4, 2), date(2026, 4, 8)),  # the eve of Good Friday
        (date(2026, 12, 23), date(2026, 12, 29)),  # Boxing Day's substitute is a Monday
        (date(2004, 3, 1), date(2004, 3, 3)),
        (date(2012, 8, 30), date(2012, 9, 3)),
        (date(2013, 8, 30), date(2013, 9, 3)),
        (date(2024, 6, 6), date(2024, 6, 10)),
        (date(2024, 9, 10), date(2024, 9, 12)),
        (date(2024, 10, 10), date(2024, 10, 14)),
        (date(2026, 2, 6), date(2026, 2, 10)),
        (date(2004, 4, 8), date(2004, 4, 14)),  # Good Friday 9, Easter Monday 12 April 2004
        (date(2012, 6, 1), date(2012, 6, 7)),  # Spring bank holiday and Diamond Jubilee, 4 and 5 June
        (date(2022, 9, 16), date(2022, 9, 21)),  # the Queen's funeral, 19 September
    ],
)
def test_first_class_post_counts_as_received_on_the_second_working_day(posted_on, received_on):
    assert deemed_receipt(posted_on, Method.FIRST_CLASS) == received_on


def test_second_class_post_counts_as_received_on_the_fourth_working_day():
    assert deemed_receipt(date(2025, 11, 13), Method.SECOND_CLASS) == date(2025, 11, 19)


def test_a_class_that_nobody_recorded_is_taken_as_second():
    assert deemed_receipt(date(2025, 11, 13), "unknown") == deemed_receipt(date(2025, 11, 13), "second_class")


@pytest.mark.parametrize("day", [date(2025, 11, 13), date(2025, 11, 15), date(2025, 12, 25)])
def test_papers_given_by_hand_are_received_that_day_whatever_day_it_is(day):
    assert deemed_receipt(day, Method.HAND) == day


def test_posting_at_the_weekend_counts_as_posting_on_the_friday():
    friday = deemed_receipt(date(2025, 11, 14), Method.FIRST_CLASS)

    assert deemed_receipt(date(2025, 11, 15), Method.FIRST_CLASS) == friday
    assert deemed_receipt(date(2025, 11, 16), Method.FIRST_CLASS) == friday
    assert deemed_receipt(date(2025, 11, 17), Method.FIRST_CLASS) == friday + timedelta(days=1)


def test_an_unknown_method_is_refused():
    with pytest.raises(ValueError, match="pigeon"):
        deemed_receipt(date(2025, 11, 13), "pigeon")


def test_the_arithmetic_names_the_days_counted_and_skipped():
    receipt = working_days.explain_receipt(date(2026, 4, 2), Method.FIRST_CLASS)

    assert receipt.counted == (date(2026, 4, 7), date(2026, 4, 8))
    assert dict(receipt.skipped) == {
        date(2026, 4, 3): "Good Friday",
        date(2026, 4, 4): "Saturday",
        date(2026, 4, 5): "Sunday",
        date(2026, 4, 6): "Easter Monday",
    }
    assert receipt.source == "official"


@pytest.mark.parametrize("year", OFFICIAL_YEARS)
def test_the_official_list_and_the_computed_one_agree_where_both_reach(year):
    assert working_days.source_of(date(year, 1, 1)) == "official"
    assert set(working_days.bank_holidays(year)) == set(working_days.computed_holidays(year))


@pytest.mark.parametrize(
    ("year", "count"),
    [(2002, 9), (2003, 8), (2004, 8), (2011, 9), (2029, 8), (2040, 8)],  # 2002 Golden Jubilee, 2011 royal wedding
)
def test_other_years_are_computed_and_say_so(year, count):
    assert working_days.source_of(date(year, 6, 1)) == "computed"
    assert len(working_days.bank_holidays(year)) == count


@pytest.mark.parametrize("year", [*range(2002, 2012), *range(2029, 2041)])
def test_computed_years_have_easter_and_the_substitutes_in_their_places(year):
    days = working_days.bank_holidays(year)
    easter = _easter(year)

    assert easter - timedelta(days=2) in days
    assert easter + timedelta(days=1) in days
    assert all(day.weekday() < 5 for day in days)
    assert sum(day.month == 12 for day in days) == 2


def _easter(year):
    """Easter Sunday of the Gregorian calendar, by Butcher's rule: a second opinion."""
    a, b, c = year % 19, *divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def test_scottish_holidays_are_working_days_here():
    assert working_days.is_working_day(date(2025, 1, 2))
    assert not working_days.is_working_day(date(2025, 1, 1))


@pytest.mark.parametrize("year", [2001, 2042])
def test_years_beyond_the_list_are_refused_not_guessed(year):
    with pytest.raises(working_days.OutOfRange, match=f"not for {year}"):
        working_days.is_working_day(date(year, 6, 1))


def test_a_letter_of_the_last_day_of_2040_still_has_an_answer():
    assert deemed_receipt(date(2040, 12, 31), Method.FIRST_CLASS) == date(2041, 1, 3)


@given(st.dates(date(2004, 1, 1), date(2040, 12, 31)), st.integers(min_value=1, max_value=10))
def test_the_nth_working_day_after_a_day_is_the_nth(day, number):
    end = working_days.add_working_days(day, number)

    passed = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(map(working_days.is_working_day, passed)) == number
    assert working_days.is_working_day(end)


@pytest.mark.parametrize(
    ("year", "day"),
    [(2003, date(2003, 5, 26)), (2004, date(2004, 5, 31)), (2012, date(2012, 6, 4)), (2022, date(2022, 6, 2))],
)
def test_the_spring_bank_holiday_is_found_where_jubilees_moved_it(year, day):
    assert working_days.spring_bank_holiday(year) == day
