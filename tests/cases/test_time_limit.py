from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import time_limit

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2040, 12, 31))


@pytest.mark.parametrize(
    ("offence", "last"),
    [
        (date(2025, 9, 9), date(2026, 3, 9)),
        (date(2026, 3, 31), date(2026, 9, 30)),
        (date(2025, 8, 31), date(2026, 2, 28)),
        (date(2023, 8, 31), date(2024, 2, 29)),
        (date(2003, 11, 24), date(2004, 5, 24)),
        (date(2003, 12, 19), date(2004, 6, 19)),
    ],
)
def test_six_months_end_on_the_corresponding_date_or_the_end_of_the_month(offence, last):
    assert time_limit.last_day(offence) == last


@pytest.mark.parametrize(
    ("charged_on", "in_time", "barred_through", "trimmed_from"),
    [
        (date(2026, 3, 6), True, None, None),
        (date(2026, 3, 7), True, None, None),
        (date(2026, 3, 8), True, None, None),  # the safe date, a Sunday: it is not extended
        (date(2026, 3, 9), False, date(2025, 9, 8), date(2025, 9, 9)),
        (date(2026, 3, 11), False, date(2025, 9, 10), date(2025, 9, 11)),
        (date(2026, 3, 12), False, date(2025, 9, 11), date(2025, 9, 12)),
        (date(2026, 3, 13), False, date(2025, 9, 12), None),
    ],
)
def test_absences_of_8_to_12_september_2025(charged_on, in_time, barred_through, trimmed_from):
    verdict = time_limit.judge(date(2025, 9, 8), date(2025, 9, 12), charged_on=charged_on)

    assert (verdict.in_time, verdict.barred_through, verdict.trimmed_from) == (in_time, barred_through, trimmed_from)


def test_the_arithmetic_is_said_with_the_weekday():
    said = " ".join(time_limit.steps(date(2025, 9, 8), date(2025, 9, 12)))

    assert "Sunday 8 March 2026" in said
    assert "Thursday 12 March 2026" in said


def test_a_period_does_not_end_before_it_begins():
    with pytest.raises(ValueError, match="before it begins"):
        time_limit.limit(date(2025, 9, 12), date(2025, 9, 8))


@given(DAYS)
def test_the_earliest_day_that_a_charge_reaches_is_in_time_and_the_day_before_is_not(charged_on):
    earliest = time_limit.earliest_chargeable(charged_on)

    assert time_limit.last_day(earliest) >= charged_on
    assert time_limit.last_day(date.fromordinal(earliest.toordinal() - 1)) < charged_on


@given(DAYS, st.integers(0, 400), DAYS)
def test_a_verdict_splits_the_period_in_two(first, length, charged_on):
    last = date.fromordinal(first.toordinal() + length)

    verdict = time_limit.judge(first, last, charged_on=charged_on)

    if verdict.in_time:
        assert charged_on <= time_limit.limit(first, last).safe
    elif verdict.trimmed_from is None:
        assert verdict.barred_through == last
        assert charged_on > time_limit.limit(first, last).hard
    else:
        assert first <= verdict.barred_through < verdict.trimmed_from <= last


@given(DAYS, DAYS)
def test_a_later_offence_never_runs_out_earlier(one, other):
    earlier, later = sorted([one, other])

    assert time_limit.last_day(earlier) <= time_limit.last_day(later)
