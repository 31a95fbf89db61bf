"""The survey's truancy figures are recomputed from registers."""

from datetime import date
from fractions import Fraction

from schools import grid
from schools.absence import published
from schools.absence.published import PhaseFigures
from tests.schools.registers import marks, row


def survey(*texts):
    rows = [row(marks((date(2003, 5, 19), text)), 2002) for text in texts]
    return published.figures_by_phase({"primary": grid.stack(rows)}, year=2002)["primary"]


def test_the_survey_of_2002_03_ends_on_the_sunday_before_26_may():
    assert published.reporting_period(2002) == (date(2002, 8, 1), date(2003, 5, 25))


def test_one_half_day_without_leave_makes_a_pupil_counted():
    found = survey("////", "/I/I", "O///", "OOOU")

    assert found == PhaseFigures(pupils=4, truants=2, half_days=5)
    assert found.half_days_per_truant == Fraction(5, 2)


def test_half_days_after_the_period_do_not_count():
    week = "/" * 10
    found = survey(week + "OO", "/" * 9 + "O" + "OO")  # Friday 23 May, then Monday 26 May

    assert found == PhaseFigures(pupils=2, truants=1, half_days=1)


def test_the_average_is_printed_in_whole_half_days_half_up():
    assert PhaseFigures(10, 4, 6).rounded == 2
    assert PhaseFigures(10, 4, 5).rounded == 1
    assert PhaseFigures(10, 0, 0).rounded is None


def test_published_averages_of_southampton_2002_03_follow_from_their_sums():
    secondary = PhaseFigures(pupils=12526, truants=2493, half_days=2493 * 18)
    primary = PhaseFigures(pupils=14902, truants=3152, half_days=3152 * 9)

    assert (secondary.rounded, primary.rounded) == (18, 9)
    assert (secondary + primary).half_days == 73242
    assert (secondary + primary).pupils == 27428


def test_nobody_on_roll_gives_noughts():
    assert published.figures(
        grid.stack([grid.blank()])[:0], year=2002, first=date(2002, 9, 1), last=date(2003, 5, 25)
    ) == PhaseFigures(0, 0, 0)
