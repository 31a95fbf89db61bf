from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from cases.stages import NoticeType
from notices.tariff import regimes
from notices.tariff.ordinal import Earlier, counts, window_start
from notices.tariff.regimes import ROWS, Basis
from notices.tariff.standing import Flag, Money, State, standing
from notices.tariff.sums import dates
from notices.tariff.window import DatesContradict
from schools.working_days import Method, is_working_day
from tests.notices.windows import ask, codes, d, given, sums

DAYS = st.dates(min_value=date(2004, 2, 27), max_value=date(2040, 6, 30))
POST = st.sampled_from([Method.FIRST_CLASS, Method.SECOND_CLASS, Method.UNKNOWN])
EARLIER = st.builds(Earlier, issued_on=DAYS, offence_until=DAYS, withdrawn=st.booleans())


@pytest.mark.parametrize(
    ("issued", "regime", "low"),
    [
        ("Fri 31 Aug 2012", "R2004", 50),
        ("Sat 1 Sep 2012", "R2012", 60),
        ("Sat 31 Aug 2013", "R2012", 60),
        ("Sun 1 Sep 2013", "R2013", 60),
        ("Sun 18 Aug 2024", "R2013", 60),
        ("Mon 19 Aug 2024", "R2024-1", 80),
    ],
)
def test_each_regime_begins_and_ends_on_its_day(issued, regime, low):
    window = ask(posted=d(issued))

    assert window.regime == regime
    assert window.dates.sums[0].amount == low


@pytest.mark.parametrize(
    ("issued", "sums_and_days"),
    [
        ("Sat 1 Sep 2007", [(50, 28), (100, 42)]),
        ("Fri 31 Aug 2012", [(50, 28), (100, 42)]),
        ("Sat 1 Sep 2012", [(60, 28), (120, 42)]),
        ("Sat 31 Aug 2013", [(60, 28), (120, 42)]),
        ("Sun 1 Sep 2013", [(60, 21), (120, 28)]),
        ("Sun 18 Aug 2024", [(60, 21), (120, 28)]),
        ("Mon 19 Aug 2024", [(60, 20), (120, 28)]),
    ],
)
def test_section_105_sums_go_by_the_day_of_issue(issued, sums_and_days):
    window = ask(posted=d(issued), notice_type=NoticeType.S105, method=Method.HAND)

    assert window.regime == "S105"
    assert window.ordinal is None
    assert [(a, (day - window.received_on).days) for a, day in sums(window)] == sums_and_days


def test_section_105_had_no_notices_before_september_2007_and_never_straddles():
    assert codes(ask(posted=d("Fri 31 Aug 2007"), notice_type=NoticeType.S105)) == ["no_power"]
    across = ask(
        posted=d("Tue 10 Sep 2024"),
        offence=d("Thu 18 Jul 2024"),
        until=d("Mon 9 Sep 2024"),
        notice_type=NoticeType.S105,
    )
    assert across.issuable


@pytest.mark.parametrize(
    ("offence", "until", "straddles"),
    [
        ("Fri 16 Aug 2024", "Sun 18 Aug 2024", False),
        ("Sun 18 Aug 2024", "Mon 19 Aug 2024", True),
        ("Mon 19 Aug 2024", "Tue 20 Aug 2024", False),
    ],
)
def test_a_straddle_has_a_day_on_either_side(offence, until, straddles):
    window = ask(posted=d("Tue 10 Sep 2024"), offence=d(offence), until=d(until))

    assert bool(window.review) is straddles


def test_the_day_of_posting_neither_makes_nor_mends_a_regime():
    window = ask(issued=d("Fri 31 Aug 2012"), posted=d("Mon 3 Sep 2012"), offence=d("Mon 2 Jul 2012"))

    assert window.regime == "R2004"
    assert window.received_on == d("Wed 5 Sep 2012")


def test_a_notice_issued_years_later_for_an_old_offence_goes_by_its_issue():
    assert ask(posted=d("Thu 6 Mar 2025"), offence=d("Mon 8 Jul 2024")).regime == "R2013"


@pytest.mark.parametrize(
    ("issued", "counted"),
    [
        ("Sun 18 Aug 2024", False),
        ("Mon 19 Aug 2024", True),
        ("Wed 1 Apr 2026", True),
        ("Thu 2 Apr 2026", False),
    ],
)
def test_an_earlier_notice_counts_from_19_august_2024_to_the_day_of_issue(issued, counted):
    earlier = given(d(issued), offence_until=d("Mon 19 Aug 2024"))

    assert counts(earlier, issued_on=d("Wed 1 Apr 2026")) is counted


def test_an_earlier_offence_before_19_august_2024_does_not_count():
    assert not counts(given(d("Tue 1 Oct 2024"), offence_until=d("Sun 18 Aug 2024")), issued_on=d("Tue 1 Apr 2025"))


def test_three_years_from_29_february_are_held_to_the_28th():
    assert window_start(date(2028, 2, 29)) == date(2025, 3, 1)


def test_a_fourth_is_still_the_third_regime():
    window = ask(posted=d("Thu 13 Nov 2025"), earlier=[given(date(2025, 1, n)) for n in (2, 3, 6)])

    assert (window.regime, window.ordinal) == ("R2024-3", 4)


def test_delivery_proved_replaces_the_presumption():
    window = ask(posted=d("Thu 13 Nov 2025"), delivered=d("Fri 14 Nov 2025"))

    assert window.received_on == d("Fri 14 Nov 2025")


@pytest.mark.parametrize(("returned", "void"), [("Thu 13 Nov 2025", True), ("Wed 12 Nov 2025", False)])
def test_a_return_before_the_service_is_of_a_former_attempt(returned, void):
    window = ask(
        issued=d("Mon 3 Nov 2025"), offence=d("Mon 6 Oct 2025"), posted=d("Thu 13 Nov 2025"), returned=d(returned)
    )

    assert (window.dates is None) is void


@pytest.mark.parametrize(
    "dates_out_of_order",
    [
        {"offence": d("Tue 7 Oct 2025"), "until": d("Mon 6 Oct 2025")},
        {"offence": d("Fri 14 Nov 2025")},
        {"issued": d("Fri 14 Nov 2025")},
        {"delivered": d("Wed 12 Nov 2025")},
        {"absences": (d("Tue 7 Oct 2025"), d("Mon 6 Oct 2025"))},
    ],
)
def test_dates_that_contradict_each_other_are_refused(dates_out_of_order):
    with pytest.raises(DatesContradict):
        ask(posted=d("Thu 13 Nov 2025"), **dates_out_of_order)


def test_a_later_day_printed_on_the_notice_is_honoured():
    row = regimes.row_named("R2004", issued_on=date(2004, 3, 1))

    made = dates(row, received_on=date(2004, 3, 3), printed=(date(2004, 4, 2), date(2004, 4, 16)))

    assert [each.last_day for each in made.sums] == [date(2004, 4, 2), date(2004, 4, 16)]
    assert made.proceedings_not_before == date(2004, 4, 17)


def test_an_earlier_day_printed_on_the_notice_does_not_shorten_the_time():
    row = regimes.row_named("R2004", issued_on=date(2004, 3, 1))

    made = dates(row, received_on=date(2004, 3, 3), printed=(date(2004, 3, 30), date(2004, 4, 13)))

    assert [each.last_day for each in made.sums] == [date(2004, 3, 31), date(2004, 4, 14)]


def test_every_row_has_a_citation_and_the_rows_leave_no_day_out():
    for notice_type in NoticeType:
        rows = [row for row in ROWS if row.type is notice_type and row.basis is Basis.ISSUE]
        for row, following in pairwise(rows):
            assert following.first == row.last + timedelta(days=1)
        assert all(row.citation.text for row in rows)
        assert rows[0].first == date.min
        assert rows[-1].last == date.max


# 2004: received on 3 March; £50 to 31 March, £100 to 14 April.
ISSUED = d("Mon 1 Mar 2004")
LOW, HIGH = d("Wed 31 Mar 2004"), d("Wed 14 Apr 2004")
AFTER_LOW, AFTER_HIGH = LOW + timedelta(days=1), HIGH + timedelta(days=1)


@pytest.mark.parametrize(
    ("payments", "on", "state", "due", "flags"),
    [
        ([], ISSUED - timedelta(days=1), State.OPEN, 50, ()),
        ([], LOW, State.OPEN, 50, ()),
        ([], AFTER_LOW, State.OPEN, 100, ()),
        ([], HIGH, State.OPEN, 100, ()),
        ([], AFTER_HIGH, State.EXPIRED, None, ()),
        ([("50", LOW)], LOW, State.PAID, 0, ()),
        ([("50", LOW)], AFTER_HIGH, State.PAID, 0, ()),
        ([("50", AFTER_LOW)], AFTER_LOW, State.PART_PAID, 50, ()),
        ([("50", AFTER_LOW)], AFTER_HIGH, State.PART_PAID, None, (Flag.EXPIRED,)),
        ([("49.99", LOW)], LOW, State.PART_PAID, Decimal("0.01"), ()),
        ([("25", ISSUED), ("25", LOW)], LOW, State.PAID, 0, ()),
        ([("50", AFTER_LOW), ("50", HIGH)], HIGH, State.PAID, 0, ()),
        ([("100", HIGH)], HIGH, State.PAID, 0, ()),
        ([("100", AFTER_HIGH)], AFTER_HIGH, State.LATE_PAYMENT, None, ()),
        ([("50", HIGH), ("50", AFTER_HIGH)], AFTER_HIGH, State.LATE_PAYMENT, None, ()),
        ([("60", LOW)], LOW, State.PAID, 0, (Flag.OVERPAID,)),
        ([("50", LOW), ("50", HIGH)], HIGH, State.PAID, 0, (Flag.OVERPAID,)),
        ([("50", ISSUED)], ISSUED, State.PAID, 0, ()),
        ([("50", ISSUED - timedelta(days=1))], LOW, State.OPEN, 50, (Flag.PAYMENT_BEFORE_ISSUE,)),
        ([("50", AFTER_LOW)], LOW, State.OPEN, 50, ()),
    ],
)
def test_where_a_notice_stands(payments, on, state, due, flags):
    money = [Money(Decimal(amount), day) for amount, day in payments]

    now = standing(ask(posted=ISSUED).dates, issued_on=ISSUED, payments=money, on=on)

    assert (now.state, now.due, now.flags) == (state, due, flags)


@for_all(DAYS, POST)
def test_no_window_ends_before_it_begins_and_receipt_is_a_working_day(posted, method):
    window = ask(posted=posted, method=method)

    assert window.received_on > posted
    assert is_working_day(window.received_on)
    if window.dates is not None:
        days = [window.received_on, *[each.last_day for each in window.dates.sums], window.dates.proceedings_not_before]
        assert days == sorted(days)
        assert len(set(days)) == len(days)


@for_all(DAYS, st.lists(EARLIER, max_size=4), EARLIER)
def test_one_more_earlier_notice_never_makes_the_next_one_cheaper(posted, earlier, one_more):
    before = ask(posted=posted, earlier=earlier)
    after = ask(posted=posted, earlier=[*earlier, one_more])

    assert after.ordinal is None or after.ordinal >= before.ordinal
    if before.dates is None or after.dates is None:
        assert after.dates is None
    else:
        assert after.dates.sums[0].amount >= before.dates.sums[0].amount


@for_all(DAYS, st.lists(st.tuples(st.integers(1, 20000), st.integers(-5, 60)), max_size=4), st.integers(-5, 90))
def test_money_never_brings_back_a_debt(posted, payments, days):
    window, on = ask(posted=posted), posted + timedelta(days=days)
    money = [Money(Decimal(pence) / 100, posted + timedelta(days=n)) for pence, n in payments]

    now = standing(window.dates, issued_on=posted, payments=money, on=on)

    if now.due is not None:
        assert now.due >= 0
        assert (now.due == 0) is (now.state is State.PAID)
    if now.state is State.PAID:
        later = standing(window.dates, issued_on=posted, payments=money, on=on + timedelta(days=30))
        assert later.state is State.PAID
