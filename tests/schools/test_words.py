"""How days, sums and numbers are said."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from schools import words

FRIDAY = date(2004, 5, 14)


def test_a_day_is_said_in_full():
    assert words.long_date(FRIDAY) == "Friday 14 May 2004"


def test_september_is_cut_to_four_letters():
    assert words.short_date(date(2004, 9, 1)) == "Wed 1 Sept"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2004, 5, 13), "Yesterday"),
        (FRIDAY, "Today"),
        (date(2004, 5, 15), "Tomorrow"),
        (date(2004, 5, 20), "Thu 20 May"),
        (date(2005, 1, 4), "Tue 4 Jan 2005"),
    ],
)
def test_a_day_is_said_as_seen_from_another(day: date, said: str):
    assert words.near_date(day, on=FRIDAY) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (FRIDAY, FRIDAY, "14 May 2004"),
        (date(2004, 3, 1), date(2004, 3, 26), "1 to 26 March 2004"),
        (date(2004, 3, 29), date(2004, 4, 2), "29 March to 2 April 2004"),
        (date(2003, 11, 24), date(2004, 1, 9), "24 November 2003 to 9 January 2004"),
    ],
)
def test_a_stretch_of_days_says_each_month_and_year_once(first: date, last: date, said: str):
    assert words.date_range(first, last) == said


def test_a_moment_is_said_on_the_clock_of_london():
    assert words.moment(datetime(2004, 6, 28, 8, 12, tzinfo=UTC)) == "28 June 2004, 09:12"


@pytest.mark.parametrize(
    ("amount", "to_the_penny", "short"),
    [
        (Decimal("50"), "£50.00", "£50"),
        (Decimal("1350.25"), "£1,350.25", "£1,350.25"),
        (Decimal("-50"), "-£50.00", "-£50"),
    ],
)
def test_a_sum_is_said_to_the_penny_or_without_empty_pence(amount: Decimal, to_the_penny: str, short: str):
    assert words.money(amount) == to_the_penny
    assert words.pounds(amount) == short


def test_one_half_day_is_not_many():
    assert [words.half_days(number) for number in (0, 1, 14)] == ["0 half-days", "1 half-day", "14 half-days"]


@pytest.mark.parametrize(("number", "said"), [(0, "no"), (3, "three"), (10, "ten"), (11, "11"), (-1, "-1")])
def test_small_numbers_are_words(number: int, said: str):
    assert words.in_words(number) == said


@pytest.mark.parametrize(("on", "age"), [(date(2004, 2, 11), 13), (date(2004, 2, 12), 14)])
def test_a_person_grows_older_on_the_birthday(on: date, age: int):
    assert words.age_on(date(1990, 2, 12), on) == age


def test_a_school_year_is_named_by_both_its_years():
    assert [words.school_year(year) for year in (1999, 2003)] == ["1999/00", "2003/04"]
