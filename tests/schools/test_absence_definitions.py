"""Persistent and severe absence are measured as their own year measured them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schools.absence import definitions
from schools.absence.counting import absence
from schools.absence.definitions import Basis, percent
from tests.schools.calendars import YEAR_2025
from tests.schools.registers import a_year, marks

FIVE, FULL = Basis.FIVE_HALF_TERMS, Basis.FULL_YEAR


@pytest.mark.parametrize(
    ("year", "basis", "threshold"),
    [
        (2005, FIVE, 64),
        (2009, FIVE, 64),
        (2010, FIVE, 46),
        (2011, FIVE, 46),
        (2012, FIVE, 46),
        (2012, FULL, 56),
        (2014, FULL, 56),
        (2014, FIVE, 46),
    ],
)
def test_a_fixed_threshold_is_met_on_its_number_and_not_one_below(year, basis, threshold):
    measure = definitions.reading(year, basis=basis).persistent

    assert measure.is_met(threshold, 380)
    assert not measure.is_met(threshold - 1, 380)


@pytest.mark.parametrize("basis", Basis)
def test_from_2015_a_tenth_of_the_pupils_own_possible_sessions_is_persistent(basis):
    measure = definitions.reading(2015, basis=basis).persistent

    assert measure.is_met(39, 390)
    assert not measure.is_met(38, 390)
    assert not measure.is_met(39, 391)


@pytest.mark.parametrize(("year", "basis"), [(2003, FIVE), (2004, FULL), (2004, FIVE), (2005, FULL), (2011, FULL)])
def test_there_is_no_measure_before_one_existed(year, basis):
    assert definitions.reading(year, basis=basis).persistent is None


def test_severe_absence_is_half_and_begins_in_2020():
    assert definitions.reading(2019).severe is None
    severe = definitions.reading(2020).severe

    assert severe.is_met(195, 390)
    assert not severe.is_met(194, 390)


@pytest.mark.parametrize(("year", "basis"), [(2011, FIVE), (2012, FULL), (2025, FULL)])
def test_the_usual_basis_is_five_half_terms_to_2011_and_the_full_year_after(year, basis):
    assert definitions.default_basis(year) is basis


@pytest.mark.parametrize(
    ("year", "last"),
    [
        (2002, date(2003, 5, 25)),
        (2011, date(2012, 6, 3)),
        (2021, date(2022, 5, 29)),
        (2025, date(2026, 5, 24)),
    ],
)
def test_five_half_terms_end_on_the_sunday_before_the_spring_bank_holiday(year, last):
    assert definitions.last_day(year, FIVE) == last
    assert last.weekday() == 6


@pytest.mark.parametrize(
    ("year", "born", "basis"),
    [
        (2012, date(1996, 9, 1), FIVE),
        (2012, date(1997, 8, 31), FIVE),
        (2012, date(1996, 8, 31), FULL),  # 16
        (2012, date(1997, 9, 1), FULL),  # 14
        (2014, date(1999, 1, 1), FIVE),
        (2011, date(1996, 1, 1), FIVE),
        (2015, date(2000, 1, 1), FULL),
    ],
)
def test_a_pupil_aged_15_was_read_on_five_half_terms_in_three_years(year, born, basis):
    reading = definitions.reading(year, basis=definitions.default_basis(year), born=born)

    assert reading.basis is basis


@pytest.mark.parametrize(
    ("absent", "possible", "text"),
    [(39, 390, "10.00"), (38, 390, "9.74"), (1, 3, "33.33"), (1, 800, "0.13"), (2, 3, "66.67"), (0, 5, "0.00")],
)
def test_a_percentage_has_two_decimals_half_up(absent, possible, text):
    assert percent(absent, possible) == text


def test_there_is_no_percentage_of_nothing():
    assert percent(0, 0) is None


@given(st.integers(0, 600), st.integers(1, 600))
def test_the_tenth_is_tested_on_the_exact_fraction_not_the_rounded_figure(absent, possible):
    absent = min(absent, possible)

    assert definitions.reading(2025).persistent.is_met(absent, possible) is (10 * absent >= possible)


def test_39_of_390_is_persistent_and_38_is_not():
    for missed, shown, persistent in ((39, "10.00", True), (38, "9.74", False)):
        found = absence(a_year(YEAR_2025, "O" * missed), YEAR_2025)

        assert (found.possible, found.percent, found.persistent, found.severe) == (390, shown, persistent, False)


def test_195_of_390_is_severe_and_persistent():
    found = absence(a_year(YEAR_2025, "I" * 195), YEAR_2025)

    assert (found.percent, found.persistent, found.severe) == ("50.00", True, True)
    assert found.illness == 195


def test_authorised_and_unauthorised_absence_are_counted_apart():
    found = absence(a_year(YEAR_2025, "OUGNIMRE"), YEAR_2025)

    assert (found.authorised, found.unauthorised, found.attended) == (4, 4, 382)


def test_sessions_that_were_not_possible_leave_the_denominator():
    found = absence(a_year(YEAR_2025, "XQDD#Z"), YEAR_2025)

    assert (found.possible, found.absent, found.selection.unmarked) == (384, 0, 0)


def test_a_session_without_a_mark_is_unknown():
    found = absence(marks((date(2025, 9, 8), "OO//")), YEAR_2025)

    assert (found.possible, found.unauthorised, found.selection.unmarked) == (4, 2, 386)


def test_a_mark_outside_the_school_days_is_left_out_and_named():
    found = absence(marks((date(2025, 10, 24), "//OO")), YEAR_2025)

    assert (found.possible, found.unauthorised) == (2, 0)
    assert [mark.day for mark in found.selection.outside] == [date(2025, 10, 27)] * 2


def test_five_half_terms_leave_the_sixth_out():
    year = a_year(YEAR_2025, "")
    june = marks((date(2026, 6, 1), "O" * 40))
    year = [mark for mark in year if mark.day < date(2026, 6, 1)] + june

    assert absence(year, YEAR_2025, basis=FULL).unauthorised == 40
    assert absence(year, YEAR_2025, basis=FIVE).unauthorised == 0


def test_marks_of_another_year_are_left_out():
    both = marks((date(2025, 7, 21), "OO"), (date(2025, 9, 8), "//"))

    assert absence(both, YEAR_2025).unauthorised == 0
    assert absence(both, YEAR_2025, year=2024).selection.outside[0].day == date(2025, 7, 21)


def test_nothing_possible_gives_no_answers():
    found = absence(marks((date(2025, 9, 8), "XX")), YEAR_2025)

    assert (found.possible, found.percent, found.persistent, found.severe) == (0, None, None, None)


def test_without_marks_the_year_must_be_said():
    with pytest.raises(ValueError, match="say which school year"):
        absence([], YEAR_2025)
    assert absence([], YEAR_2025, year=2025).possible == 0
