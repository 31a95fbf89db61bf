"""Compulsory school age begins and ends on the days the Act says."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schools.absence.age import age_on, birthday, compulsory_school_age


@pytest.mark.parametrize(
    ("born", "first"),
    [
        (date(2020, 9, 10), date(2025, 12, 31)),
        (date(2020, 8, 31), date(2025, 8, 31)),
        (date(2020, 9, 1), date(2025, 12, 31)),
        (date(2020, 12, 31), date(2025, 12, 31)),
        (date(2021, 1, 1), date(2026, 3, 31)),
        (date(2021, 3, 31), date(2026, 3, 31)),
        (date(2021, 4, 1), date(2026, 8, 31)),
    ],
)
def test_it_begins_on_the_prescribed_day_on_or_next_after_the_fifth_birthday(born, first):
    assert compulsory_school_age(born).first == first


@pytest.mark.parametrize(
    ("born", "until"),
    [
        (date(1987, 9, 1), date(2004, 6, 25)),
        (date(1988, 8, 31), date(2004, 6, 25)),
        (date(1988, 9, 1), date(2005, 6, 24)),
        (date(2008, 8, 31), date(2024, 6, 28)),
        (date(2009, 8, 31), date(2025, 6, 27)),
        (date(2010, 1, 1), date(2026, 6, 26)),
        (date(2010, 9, 1), date(2027, 6, 25)),
    ],
)
def test_it_ends_with_the_last_friday_of_june_of_the_year_of_the_sixteenth_birthday(born, until):
    assert compulsory_school_age(born).until == until
    assert until.weekday() == 4


def test_both_ends_are_included():
    age = compulsory_school_age(date(2009, 8, 31))

    assert not age.includes(date(2014, 8, 30))
    assert age.includes(date(2014, 8, 31))
    assert age.includes(date(2025, 6, 27))
    assert not age.includes(date(2025, 6, 28))


def test_a_child_who_turned_five_in_september_commits_nobody_in_december():
    age = compulsory_school_age(date(2020, 9, 10))

    assert not any(age.includes(date(2025, 12, day)) for day in range(8, 13))


@given(st.dates(date(1985, 1, 1), date(2030, 12, 31)))
def test_age_runs_from_five_to_sixteen_whatever_the_birthday(born):
    age = compulsory_school_age(born)

    assert age_on(born, age.first) == 5
    assert age_on(born, age.until) in {15, 16}


def test_one_born_on_29_february_is_a_year_older_on_1_march():
    assert birthday(date(2020, 2, 29), 5) == date(2025, 3, 1)
    assert age_on(date(2020, 2, 29), date(2025, 2, 28)) == 4
    assert age_on(date(2020, 2, 29), date(2025, 3, 1)) == 5
