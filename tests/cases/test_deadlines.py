from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cases import receipt
from cases.citations import Citation, Confidence
from cases.deadline_inputs import Inputs, NoticeRun, NotToAct, Received, SumDue, WarningRun
from cases.deadlines import DeadlineKind, compute_deadlines
from cases.rules.model_codes import LOCAL_CODE_2004, NATIONAL_FRAMEWORK_2024
from cases.rules.policy import PeriodUnit
from schools.terms import Calendar, CalendarEnds

YEAR_2004 = Calendar.of(
    [
        (date(2004, 1, 5), date(2004, 2, 13)),
        (date(2004, 2, 23), date(2004, 4, 2)),
        (date(2004, 4, 19), date(2004, 5, 28)),
        (date(2004, 6, 7), date(2004, 7, 21)),
    ],
    closed=[date(2004, 5, 3)],
)
AUTUMN_2025 = Calendar.of(
    [(date(2025, 9, 3), date(2025, 10, 24)), (date(2025, 11, 3), date(2025, 12, 19))],
)
CITED = Citation("SI 2004/181", Confidence.V)


def some_inputs(**changes):
    nothing = Inputs(
        policy=LOCAL_CODE_2004,
        warning=None,
        notice=None,
        offence=None,
        representations=(),
        returned_post=(),
        not_to_act=None,
        unexplained=(),
        calendar=None,
    )
    return replace(nothing, **changes)


def dated(inputs):
    return {due.kind: due.due_on for due in compute_deadlines(inputs)}


def a_notice(**changes):
    run = NoticeRun(
        number="N4K7WXAP2",
        received_on=date(2004, 3, 10),
        sums=(
            SumDue(amount=Decimal(50), last_day=date(2004, 4, 7), steps=("…",), citation=CITED),
            SumDue(amount=Decimal(100), last_day=date(2004, 4, 21), steps=("…",), citation=CITED),
        ),
        proceedings_not_before=date(2004, 4, 22),
        decided=False,
    )
    return replace(run, **changes)


def a_warning(received_on, length=15, unit=PeriodUnit.SCHOOL_DAYS, calendar=YEAR_2004):
    return WarningRun(received_on=received_on, length=length, unit=unit, calendar=calendar)


def test_nothing_known_is_nothing_due():
    assert compute_deadlines(some_inputs()) == []


# The practice authority's warnings, posted on Mondays and received on Wednesdays.
@pytest.mark.parametrize(
    ("posted", "ends"),
    [
        (date(2004, 2, 2), date(2004, 3, 3)),
        (date(2004, 2, 9), date(2004, 3, 10)),
        (date(2004, 2, 23), date(2004, 3, 17)),
        (date(2004, 3, 1), date(2004, 3, 24)),
        (date(2004, 3, 8), date(2004, 3, 31)),
        (date(2004, 3, 15), date(2004, 4, 21)),
        (date(2004, 3, 22), date(2004, 4, 28)),
        (date(2004, 3, 29), date(2004, 5, 6)),
        (date(2004, 4, 19), date(2004, 5, 13)),
    ],
)
def test_a_penalty_warning_runs_15_school_days_from_the_day_after_receipt(posted, ends):
    received = receipt.by_post(posted, "first_class").on

    assert dated(some_inputs(warning=a_warning(received))) == {DeadlineKind.WARNING_END: ends}


def test_a_notice_to_improve_of_six_school_weeks_has_a_half_way_and_an_end():
    run = a_warning(date(2025, 11, 10), 6, PeriodUnit.SCHOOL_WEEKS, AUTUMN_2025)

    assert dated(some_inputs(policy=NATIONAL_FRAMEWORK_2024, warning=run)) == {
        DeadlineKind.WARNING_HALFWAY: date(2025, 11, 28),
        DeadlineKind.WARNING_END: date(2025, 12, 19),
    }


def test_a_warning_that_outlasts_the_calendar_is_a_fault_that_says_so():
    with pytest.raises(CalendarEnds):
        compute_deadlines(some_inputs(warning=a_warning(date(2004, 7, 14))))


def test_an_unpaid_notice_becomes_a_decision_within_ten_working_days_of_the_day_after():
    # Unpaid from Thursday 22 April; Monday 3 May is a bank holiday.
    assert dated(some_inputs(notice=a_notice())) == {
        DeadlineKind.NOTICE_LOW: date(2004, 4, 7),
        DeadlineKind.NOTICE_HIGH: date(2004, 4, 21),
        DeadlineKind.PROCEEDINGS_FROM: date(2004, 4, 22),
        DeadlineKind.DECIDE_UNPAID: date(2004, 5, 7),
    }


def test_a_decided_notice_asks_for_no_decision():
    assert DeadlineKind.DECIDE_UNPAID not in dated(some_inputs(notice=a_notice(decided=True)))


def test_a_flat_notice_has_only_a_last_day():
    flat = a_notice(sums=(SumDue(amount=Decimal(160), last_day=date(2004, 4, 21), steps=(), citation=CITED),))

    assert DeadlineKind.NOTICE_LOW not in dated(some_inputs(notice=flat))
    assert dated(some_inputs(notice=flat))[DeadlineKind.NOTICE_HIGH] == date(2004, 4, 21)


def test_the_safe_and_the_hard_limit():
    assert dated(some_inputs(offence=(date(2003, 11, 24), date(2003, 12, 19)))) == {
        DeadlineKind.SAFE_LIMIT: date(2004, 5, 24),
        DeadlineKind.HARD_LIMIT: date(2004, 6, 19),
    }


@pytest.mark.parametrize(
    ("came", "answered_by"),
    [
        (date(2004, 3, 30), date(2004, 4, 6)),  # eight days before the lower sum ends: answered before that day
        (date(2004, 3, 31), date(2004, 4, 6)),  # seven days
        (date(2004, 4, 1), date(2004, 4, 19)),  # six days: ten working days, Easter left out
        (date(2004, 3, 15), date(2004, 3, 29)),
    ],
)
def test_a_representation_is_answered_before_the_lower_sum_ends(came, answered_by):
    inputs = some_inputs(notice=a_notice(), representations=(Received(reference="7", on=came),))

    assert dated(inputs)[f"{DeadlineKind.REPRESENTATION}:7"] == answered_by


def test_returned_post_and_a_decision_not_to_act_are_looked_at_again():
    inputs = some_inputs(
        returned_post=(Received(reference="L1", on=date(2004, 4, 30)),),
        not_to_act=NotToAct(decided_on=date(2004, 5, 4), review_on=date(2004, 6, 11)),
    )

    assert dated(inputs) == {
        f"{DeadlineKind.RETURNED_POST}:L1": date(2004, 5, 10),
        DeadlineKind.NOT_TO_ACT_REVIEW: date(2004, 6, 11),
    }


def test_an_n_of_23_october_2025_is_resolved_by_6_november():
    inputs = some_inputs(policy=NATIONAL_FRAMEWORK_2024, unexplained=(date(2025, 10, 23),), calendar=AUTUMN_2025)

    assert dated(inputs) == {"n_code:2025-10-23": date(2025, 11, 6)}


def test_each_date_keeps_its_inputs_rule_citation_and_arithmetic():
    inputs = some_inputs(
        warning=a_warning(date(2004, 3, 3)),
        notice=a_notice(),
        offence=(date(2004, 3, 1), date(2004, 3, 5)),
        representations=(Received(reference="7", on=date(2004, 3, 30)),),
    )

    dues = compute_deadlines(inputs)

    assert dues == compute_deadlines(inputs)
    assert [due.due_on for due in dues] == sorted(due.due_on for due in dues)
    for due in dues:
        assert due.inputs
        assert due.rule
        assert due.citation
        assert due.confidence in ("V", "V2", "M", "?")
        assert due.steps


def test_receipt_is_said_with_the_weekday_and_the_holidays_left_out():
    first = receipt.by_post(date(2004, 3, 8), "first_class")
    easter = receipt.by_post(date(2026, 4, 2), "first_class")

    assert first.steps[0] == (
        "Posted on Monday 8 March 2004, first class; it counts as received on the second working day after, "
        "Wednesday 10 March 2004."
    )
    assert easter.on == date(2026, 4, 8)
    assert "Friday 3 April 2026 (Good Friday)" in easter.steps[1]
    assert receipt.by_post(date(2025, 11, 13), "unknown").on == date(2025, 11, 19)
    assert receipt.by_post(date(2025, 11, 15), "hand").on == date(2025, 11, 15)
