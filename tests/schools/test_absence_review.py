"""Many pupils are reviewed at once, and each gets the answer they would get alone."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schools import codes, grid
from schools.absence.counting import absence, marks_of
from schools.absence.review import SLICE, ReviewPolicy, review
from schools.absence.windows import threshold
from schools.terms import Calendar
from tests.schools.calendars import YEAR_2003, YEAR_2025
from tests.schools.registers import a_year, marks, row

POLICY = ReviewPolicy(sessions=10, weeks=10)
END = date(2026, 7, 22)
TWO_YEARS = Calendar.of(
    [*YEAR_2025.terms, *((first - timedelta(weeks=52), last - timedelta(weeks=52)) for first, last in YEAR_2025.terms)],
    closed=[*YEAR_2025.closed, date(2025, 5, 5)],
)
PALETTE = np.array([ord(code) for code in "/////////////\\\\OOUGNIIMCEXD#"] + [0, 131], dtype=np.uint8)


def reviewed(*rows, on=END, policy=POLICY, calendar=YEAR_2025, **more):
    return review(grid.stack(list(rows)), None, calendar, year=2025, on=on, policy=policy, **more)


def a_row(*runs):
    return row(marks(*runs), 2025)


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    on=st.dates(date(2025, 8, 1), date(2026, 7, 31)),
    sessions=st.integers(1, 30),
    weeks=st.integers(1, 12),
)
def test_a_pupil_among_many_gets_the_answer_they_would_get_alone(seed, on, sessions, weeks):
    rng = np.random.default_rng(seed)
    this, last = (PALETTE[rng.integers(0, len(PALETTE), (4, grid.SIZE))] for _ in range(2))
    previous = grid.tail(last, 2024, weeks=20)

    found = review(this, previous, TWO_YEARS, year=2025, on=on, policy=ReviewPolicy(sessions, weeks))

    for pupil in range(4):
        alone = marks_of({2024: _last_twenty_weeks(last[pupil]), 2025: this[pupil].tobytes()})
        _compare_window(found, pupil, alone, on=on, sessions=sessions, weeks=weeks)
        _compare_counts(found, pupil, [mark for mark in alone if mark.day <= on])


def _last_twenty_weeks(marks_of_year):
    cut = marks_of_year.copy()
    cut[: (grid.weeks_in(2024) - 20) * grid.WEEK] = 0
    cut[grid.weeks_in(2024) * grid.WEEK :] = 0
    return cut.tobytes()


def _compare_window(found, pupil, alone, *, on, sessions, weeks):
    """A window that ended before this school year is not looked for again, so only later ones are compared."""
    earlier = threshold(alone, TWO_YEARS, sessions=sessions, weeks=weeks, on=date(2025, 7, 25))
    expected = threshold(alone, TWO_YEARS, sessions=sessions, weeks=weeks, on=on)
    if earlier.met or on < date(2025, 9, 3):
        return
    assert found.over[pupil] == expected.met
    if expected.met:
        assert found.sessions[pupil] == expected.sessions
        assert (found.window_start[pupil].astype(object), found.window_end[pupil].astype(object)) == expected.window
        assert found.hold[pupil] == expected.hold


def _compare_counts(found, pupil, alone):
    expected = absence(alone, TWO_YEARS, year=2025)
    assert found.possible[pupil] == expected.possible
    assert found.authorised[pupil] == expected.authorised
    assert found.unauthorised[pupil] == expected.unauthorised
    assert found.illness[pupil] == expected.illness
    assert found.persistent[pupil] == bool(expected.persistent)
    assert found.severe[pupil] == bool(expected.severe)


def test_nine_are_under_and_ten_are_over_the_threshold():
    found = reviewed(a_row((date(2025, 9, 8), "O" * 9)), a_row((date(2025, 9, 8), "O" * 10)))

    assert found.over.tolist() == [False, True]
    assert found.sessions.tolist() == [9, 10]


def test_a_window_may_begin_in_the_school_year_before():
    july = row(marks((date(2025, 7, 14), "O" * 5)), 2024)
    previous = grid.tail(grid.stack([july]), 2024, weeks=20)
    this = grid.stack([a_row((date(2025, 9, 8), "O" * 5))])

    found = review(this, previous, TWO_YEARS, year=2025, on=END, policy=POLICY)

    assert found.over.tolist() == [True]
    assert found.window_end[0] == np.datetime64("2025-09-12")
    assert found.unauthorised.tolist() == [5]


def test_an_unexplained_session_that_decides_holds():
    found = reviewed(a_row((date(2025, 9, 8), "O" * 9 + "N")), a_row((date(2025, 9, 8), "O" * 10 + "N")))

    assert found.over.tolist() == [True, True]
    assert found.hold.tolist() == [True, False]
    assert found.unresolved.tolist() == [1, 1]


def test_only_windows_with_a_session_after_a_decision_count_again():
    ten = a_row((date(2025, 9, 8), "O" * 10))
    eleven = a_row((date(2025, 9, 8), "O" * 10), (date(2025, 11, 3), "O"))
    far = a_row((date(2025, 9, 8), "O" * 10), (date(2026, 3, 2), "O"))
    decided = np.array([np.datetime64("2025-09-12")] * 3 + [np.datetime64("NaT", "D")])

    found = reviewed(ten, eleven, far, ten, since=decided)

    assert found.over.tolist() == [False, True, False, True]
    assert found.window_end[1] == np.datetime64("2025-11-07")


@pytest.mark.parametrize(("missed", "persistent", "severe"), [(38, 0, 0), (39, 1, 0), (194, 1, 0), (195, 1, 1)])
def test_persistent_and_severe_are_judged_on_the_exact_share(missed, persistent, severe):
    found = reviewed(row(a_year(YEAR_2025, "O" * missed), 2025))

    assert (found.persistent[0], found.severe[0]) == (persistent, severe)


def test_nobody_is_persistent_before_the_measure_existed():
    found = review(
        grid.stack([row(marks((date(2003, 9, 8), "O" * 100)), 2003)]),
        None,
        YEAR_2003,
        year=2003,
        on=date(2004, 5, 14),
        policy=ReviewPolicy(sessions=20, weeks=10),
    )

    assert found.over.tolist() == [True]
    assert found.persistent is None
    assert found.severe is None


def test_a_fixed_threshold_reads_five_half_terms():
    calendar = Calendar.of([(date(2008, 9, 1), date(2009, 5, 22)), (date(2009, 6, 1), date(2009, 7, 21))])
    spring, split = ("O" * 64, ""), ("O" * 63, "O" * 10)
    rows = [row(marks((date(2008, 9, 1), early), (date(2009, 6, 1), late)), 2008) for early, late in (spring, split)]

    found = review(grid.stack(rows), None, calendar, year=2008, on=date(2009, 7, 21), policy=POLICY)

    assert found.persistent.tolist() == [True, False]
    assert found.unauthorised.tolist() == [64, 73]


@pytest.mark.parametrize(
    ("ill", "other", "mostly"),
    [("I" * 10, "", 1), ("I" * 9, "", 0), ("I" * 10, "O" * 10, 0), ("I" * 9 + "MM", "O" * 10, 1)],
)
def test_mostly_ill_is_more_than_half_of_ten_or_more(ill, other, mostly):
    found = reviewed(a_row((date(2025, 9, 8), ill + other)))

    assert found.mostly_ill[0] == mostly


@pytest.mark.parametrize(("missed", "falling"), [(5, False), (6, True)])
def test_attendance_that_falls_by_ten_points_is_noticed(missed, falling):
    days = YEAR_2025.school_days(date(2025, 9, 8), date(2025, 12, 5))
    weeks = YEAR_2025.school_weeks(days[0], days[-1])
    assert len(weeks) == 12
    there = [mark for mark in a_year(YEAR_2025, "") if days[0] <= mark.day <= days[-1]]
    late = {mark[:2]: mark for mark in marks((date(2025, 11, 24), "I" * missed))}
    mixed = [late.get(mark[:2], mark) for mark in there]

    found = reviewed(row(mixed, 2025), on=date(2025, 12, 5))

    assert found.falling[0] == falling


def test_marks_after_the_day_of_the_review_are_not_read():
    ten = a_row((date(2025, 9, 8), "O" * 10))

    assert reviewed(ten, on=date(2025, 9, 11)).over.tolist() == [False]
    assert reviewed(ten, on=date(2025, 9, 12)).over.tolist() == [True]


def test_before_the_first_school_day_nobody_is_over():
    found = reviewed(grid.blank(), on=date(2025, 8, 4))

    assert found.over.tolist() == [False]
    assert np.isnat(found.window_start[0])


def test_no_pupils_and_more_than_one_slice_of_pupils_are_both_answered():
    ten = a_row((date(2025, 9, 8), "O" * 10))

    assert review(np.empty((0, 530), np.uint8), None, YEAR_2025, year=2025, on=END, policy=POLICY).over.size == 0
    many = reviewed(*[grid.blank()] * SLICE, ten)
    assert np.flatnonzero(many.over).tolist() == [SLICE]


def test_a_mark_on_a_day_the_school_does_not_meet_is_left_out():
    row_with_closed = a_row((date(2026, 5, 4), "OO"), (date(2026, 4, 20), "O" * 8))

    assert reviewed(row_with_closed).sessions.tolist() == [8]


def test_codes_of_two_characters_are_counted_by_their_byte():
    day = date(2025, 9, 8)
    place = grid.position(day, grid.Session.AM)
    row_c2 = grid.put(grid.blank(), {place: codes.BYTES["C2"], place + 1: codes.BYTES["Y7"]})

    found = reviewed(row_c2)

    assert (found.authorised[0], found.possible[0]) == (1, 1)
