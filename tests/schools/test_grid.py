"""A year is 530 bytes, and every weekday has its place."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schools import codes, grid
from schools.grid import Session

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2060, 12, 31))
SESSIONS = st.sampled_from(Session)


@given(DAYS, SESSIONS)
def test_a_session_of_a_weekday_is_found_again_at_its_place(day, session):
    if day.weekday() < 5:
        assert grid.when(grid.year_of(day), grid.position(day, session)) == (day, session)
    else:
        with pytest.raises(ValueError, match="Monday to Friday"):
            grid.position(day, session)


@given(DAYS)
def test_a_day_belongs_to_the_year_whose_first_monday_is_the_latest_before_it(day):
    year = grid.year_of(day)

    assert grid.first_monday(year) <= day < grid.first_monday(year + 1)


@given(st.integers(min_value=2000, max_value=2060))
def test_a_year_begins_on_the_monday_on_or_before_the_first_of_august(year):
    monday = grid.first_monday(year)

    assert monday.weekday() == 0
    assert date(year, 7, 26) <= monday <= date(year, 8, 1)
    assert grid.weeks_in(year) in {52, 53}


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2025, 7, 27), 2024),  # Sunday
        (date(2025, 7, 28), 2025),  # the Monday before Friday 1 August
        (date(2025, 8, 1), 2025),
        (date(2022, 7, 31), 2021),  # Sunday
        (date(2022, 8, 1), 2022),  # 1 August is itself a Monday
    ],
)
def test_the_year_changes_on_its_first_monday(day, year):
    assert grid.year_of(day) == year


def test_a_blank_year_is_530_bytes_of_nothing():
    assert grid.blank() == bytes(530)
    assert list(grid.marks_in(grid.blank(), 2025)) == []


def test_marks_are_put_at_their_places_and_read_in_order():
    day = date(2025, 9, 8)
    row = grid.put(
        grid.blank(),
        {grid.position(day, Session.PM): codes.BYTES["O"], grid.position(day, Session.AM): codes.BYTES["Y7"]},
    )

    read = [(on, session, code.code) for on, session, code in grid.marks_in(row, 2025)]

    assert read == [(day, Session.AM, "Y7"), (day, Session.PM, "O")]


@pytest.mark.parametrize("place", [-1, 530])
def test_a_place_outside_the_year_is_refused(place):
    with pytest.raises(ValueError, match="outside a row"):
        grid.when(2025, place)


def test_the_last_place_of_a_row_is_529():
    assert grid.when(2025, 529) == (grid.first_monday(2025) + timedelta(weeks=52, days=4), Session.PM)


def test_the_days_of_a_year_agree_with_the_places():
    days = grid.days_of(2025)

    assert [days[place].astype(object) for place in (0, 1, 2, 10, 529)] == [
        grid.when(2025, place)[0] for place in (0, 1, 2, 10, 529)
    ]


@pytest.mark.parametrize("year", [2015, 2016, 2021, 2024])
def test_the_tail_of_a_year_ends_where_the_next_begins(year):
    friday = grid.first_monday(year + 1) - timedelta(days=3)
    row = grid.put(grid.blank(), {grid.position(friday, Session.PM): codes.BYTES["O"]})

    tail = grid.tail(grid.stack([row]), year, weeks=20)

    assert tail.shape == (1, 200)
    assert np.flatnonzero(tail).tolist() == [199]
