"""The threshold counts half-days in a rolling window of school weeks."""

from datetime import date

import pytest

from schools import codes
from schools.absence.windows import threshold
from tests.schools.calendars import YEAR_2025
from tests.schools.registers import marks

SEPT, NOV = date(2025, 9, 8), date(2025, 11, 17)


def test_ten_sessions_in_one_week_meet_it():
    found = threshold(marks((SEPT, "G" * 10)), YEAR_2025)

    assert (found.met, found.sessions, found.hold) == (True, 10, False)
    assert found.window == (date(2025, 9, 1), date(2025, 9, 12))
    assert found.school_weeks == 2


@pytest.mark.parametrize(("number", "met"), [(9, False), (10, True)])
def test_nine_sessions_do_not_meet_ten(number, met):
    found = threshold(marks((SEPT, "O" * number)), YEAR_2025)

    assert (found.met, found.sessions) == (met, number)


def test_half_term_is_skipped_so_five_in_september_and_five_in_november_lie_in_ten_school_weeks():
    found = threshold(marks((SEPT, "OOOOO"), (NOV, "OOOOO")), YEAR_2025)

    assert found.met
    assert found.window == (date(2025, 9, 8), date(2025, 11, 21))
    assert found.school_weeks == 10


def test_a_week_later_the_first_five_have_left_the_window():
    found = threshold(marks((SEPT, "OOOOO"), (date(2025, 11, 24), "OOOOO")), YEAR_2025)

    assert (found.met, found.sessions) == (False, 5)
    assert found.window == (date(2025, 9, 15), date(2025, 11, 28))


def test_an_unexplained_session_that_decides_holds():
    found = threshold(marks((SEPT, "GGGG"), (date(2025, 9, 15), "UUU"), (date(2025, 9, 22), "OON")), YEAR_2025)

    assert (found.met, found.sessions, found.hold) == (True, 10, True)
    assert [mark.day for mark in found.unresolved] == [date(2025, 9, 23)]


@pytest.mark.parametrize(("resolved", "met"), [("I", False), ("O", True)])
def test_resolving_the_unexplained_session_decides(resolved, met):
    found = threshold(
        marks((SEPT, "GGGG"), (date(2025, 9, 15), "UUU"), (date(2025, 9, 22), "OO" + resolved)), YEAR_2025
    )

    assert (found.met, found.hold) == (met, False)


def test_an_unexplained_session_beside_enough_others_does_not_hold():
    found = threshold(marks((SEPT, "O" * 10), (date(2025, 9, 15), "N")), YEAR_2025)

    assert (found.met, found.hold) == (True, False)


def test_a_later_window_that_needs_no_unexplained_session_lifts_the_hold():
    found = threshold(marks((SEPT, "O" * 9 + "N"), (date(2025, 9, 15), "OO")), YEAR_2025)

    assert (found.sessions, found.hold) == (10, False)


@pytest.mark.parametrize("other", "XQDI")
def test_eight_and_two_that_do_not_count_stay_eight(other):
    found = threshold(marks((SEPT, "O" * 8 + other * 2)), YEAR_2025)

    assert (found.met, found.sessions) == (False, 8)


def test_the_latest_of_the_fullest_windows_is_shown_when_none_meets_it():
    found = threshold(marks((SEPT, "OOO"), (date(2026, 3, 2), "OOO")), YEAR_2025, on=date(2026, 7, 22))

    assert found.sessions == 3
    assert found.window == (date(2026, 3, 2), date(2026, 5, 22))


def test_marks_after_the_day_asked_for_are_not_read():
    ten = marks((SEPT, "O" * 10))

    assert not threshold(ten, YEAR_2025, on=date(2025, 9, 11)).met
    assert threshold(ten, YEAR_2025, on=date(2025, 9, 12)).met


def test_a_mark_outside_the_school_days_is_left_out_and_named():
    found = threshold(marks((SEPT, "O" * 9), (date(2025, 10, 27), "O")), YEAR_2025)

    assert (found.met, found.sessions) == (False, 9)
    assert [mark.day for mark in found.selection.outside] == [date(2025, 10, 27)]


def test_sessions_without_a_mark_are_unknown_and_only_numbered():
    found = threshold(marks((date(2025, 9, 3), "O")), YEAR_2025, on=date(2025, 9, 4))

    assert (found.sessions, found.selection.unmarked) == (1, 3)


def test_before_the_first_school_week_there_is_no_window():
    found = threshold([], YEAR_2025, on=date(2025, 8, 20))

    assert (found.met, found.window, found.school_weeks) == (False, None, 0)


def test_a_policy_may_ask_for_twenty_in_ten():
    twenty = marks((SEPT, "O" * 20))

    assert threshold(twenty, YEAR_2025, sessions=20).met
    assert not threshold(twenty, YEAR_2025, sessions=21).met


@pytest.mark.parametrize("weeks", [1, 2])
def test_a_window_of_few_weeks_is_exact(weeks):
    found = threshold(marks((SEPT, "O" * 5), (date(2025, 9, 15), "O" * 5)), YEAR_2025, weeks=weeks)

    assert found.met is (weeks == 2)


def test_every_unauthorised_code_counts():
    for code in codes.CODES:
        if len(code.code) == 1:
            found = threshold(marks((SEPT, code.code)), YEAR_2025)
            assert found.sessions == int(code.counts)
