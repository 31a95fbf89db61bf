"""The worked scenarios of the rulebook, each as its row."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from cases.stages import NoticeType
from notices.tariff.standing import Flag, Money, State, standing
from schools.working_days import Method
from tests.notices.windows import ask, codes, d, given, sums

OCTOBER = date(2025, 10, 6)


@pytest.mark.parametrize(
    ("number", "asked", "regime", "received", "payable", "court_from"),
    [
        (
            1,
            {"posted": d("Thu 13 Nov 2025"), "offence": OCTOBER},
            "R2024-1",
            d("Mon 17 Nov 2025"),
            [(80, d("Sun 7 Dec 2025")), (160, d("Mon 15 Dec 2025"))],
            d("Tue 16 Dec 2025"),
        ),
        (
            6,
            {"posted": d("Thu 2 Apr 2026")},
            "R2024-1",
            d("Wed 8 Apr 2026"),
            [(80, d("Tue 28 Apr 2026")), (160, d("Wed 6 May 2026"))],
            d("Thu 7 May 2026"),
        ),
        (
            8,
            {"posted": d("Wed 23 Dec 2026")},
            "R2024-1",
            d("Tue 29 Dec 2026"),
            [(80, d("Mon 18 Jan 2027")), (160, d("Tue 26 Jan 2027"))],
            d("Wed 27 Jan 2027"),
        ),
        (
            11,
            {"posted": d("Thu 13 Nov 2025"), "method": Method.HAND, "offence": OCTOBER},
            "R2024-1",
            d("Thu 13 Nov 2025"),
            [(80, d("Wed 3 Dec 2025")), (160, d("Thu 11 Dec 2025"))],
            d("Fri 12 Dec 2025"),
        ),
        (
            15,
            {"posted": d("Mon 1 Mar 2004")},
            "R2004",
            d("Wed 3 Mar 2004"),
            [(50, d("Wed 31 Mar 2004")), (100, d("Wed 14 Apr 2004"))],
            d("Thu 15 Apr 2004"),
        ),
        (
            17,
            {"posted": d("Thu 30 Aug 2012"), "offence": date(2012, 7, 2)},
            "R2004",
            d("Mon 3 Sep 2012"),
            [(50, d("Mon 1 Oct 2012")), (100, d("Mon 15 Oct 2012"))],
            d("Tue 16 Oct 2012"),
        ),
        (
            19,
            {"posted": d("Fri 30 Aug 2013"), "offence": date(2013, 7, 1)},
            "R2012",
            d("Tue 3 Sep 2013"),
            [(60, d("Tue 1 Oct 2013")), (120, d("Tue 15 Oct 2013"))],
            d("Wed 16 Oct 2013"),
        ),
        (
            21,
            {"posted": d("Thu 6 Jun 2024"), "offence": d("Mon 20 May 2024"), "until": d("Fri 24 May 2024")},
            "R2013",
            d("Mon 10 Jun 2024"),
            [(60, d("Mon 1 Jul 2024")), (120, d("Mon 8 Jul 2024"))],
            d("Tue 9 Jul 2024"),
        ),
        (
            22,
            {"posted": d("Tue 10 Sep 2024"), "offence": d("Mon 8 Jul 2024"), "until": d("Fri 12 Jul 2024")},
            "R2013",
            d("Thu 12 Sep 2024"),
            [(60, d("Thu 3 Oct 2024")), (120, d("Thu 10 Oct 2024"))],
            d("Fri 11 Oct 2024"),
        ),
        (
            23,
            {
                "posted": d("Thu 10 Oct 2024"),
                "offence": d("Mon 16 Sep 2024"),
                "until": d("Fri 20 Sep 2024"),
                "earlier": [given(d("Tue 10 Sep 2024"), offence_until=d("Fri 12 Jul 2024"))],
            },
            "R2024-1",
            d("Mon 14 Oct 2024"),
            [(80, d("Sun 3 Nov 2024")), (160, d("Mon 11 Nov 2024"))],
            d("Tue 12 Nov 2024"),
        ),
        (
            65,
            {"posted": d("Thu 13 Nov 2025"), "notice_type": NoticeType.S105, "offence": OCTOBER},
            "S105",
            d("Mon 17 Nov 2025"),
            [(60, d("Sun 7 Dec 2025")), (120, d("Mon 15 Dec 2025"))],
            d("Tue 16 Dec 2025"),
        ),
    ],
)
def test_the_window_of(number, asked, regime, received, payable, court_from):
    window = ask(**asked)

    assert window.regime == regime
    assert window.received_on == received
    assert sums(window) == payable
    assert window.dates.proceedings_not_before == court_from
    assert window.issuable


# The practice authority's notices of 2004: posted, lower sum to, higher sum to, court from.
@pytest.mark.parametrize(
    ("posted", "low", "high", "court_from"),
    [
        ("Mon 8 Mar 2004", "Wed 7 Apr 2004", "Wed 21 Apr 2004", "Thu 22 Apr 2004"),
        ("Mon 15 Mar 2004", "Wed 14 Apr 2004", "Wed 28 Apr 2004", "Thu 29 Apr 2004"),
        ("Mon 22 Mar 2004", "Wed 21 Apr 2004", "Wed 5 May 2004", "Thu 6 May 2004"),
        ("Mon 29 Mar 2004", "Wed 28 Apr 2004", "Wed 12 May 2004", "Thu 13 May 2004"),
        ("Mon 5 Apr 2004", "Wed 5 May 2004", "Wed 19 May 2004", "Thu 20 May 2004"),
        ("Mon 19 Apr 2004", "Wed 19 May 2004", "Wed 2 Jun 2004", "Thu 3 Jun 2004"),
        ("Tue 4 May 2004", "Thu 3 Jun 2004", "Thu 17 Jun 2004", "Fri 18 Jun 2004"),
        ("Mon 10 May 2004", "Wed 9 Jun 2004", "Wed 23 Jun 2004", "Thu 24 Jun 2004"),
    ],
)
def test_the_notices_of_spring_2004(posted, low, high, court_from):
    window = ask(posted=d(posted))

    assert sums(window) == [(50, d(low)), (100, d(high))]
    assert window.dates.proceedings_not_before == d(court_from)


def first_notice():
    return ask(posted=d("Thu 13 Nov 2025"), offence=OCTOBER)


def stands(window, *payments, on, issued=None):
    money = [Money(Decimal(amount), day) for amount, day in payments]
    return standing(window.dates, issued_on=issued or d("Thu 13 Nov 2025"), payments=money, on=on)


def test_1_eighty_pounds_on_the_last_day_discharges():
    now = stands(first_notice(), ("80.00", d("Sun 7 Dec 2025")), on=d("Sun 7 Dec 2025"))

    assert (now.state, now.due, now.flags) == (State.PAID, 0, ())
    assert now.discharged_on == d("Sun 7 Dec 2025")


def test_2_eighty_pounds_one_day_late_does_not():
    now = stands(first_notice(), ("80.00", d("Mon 8 Dec 2025")), on=d("Mon 8 Dec 2025"))

    assert (now.state, now.due) == (State.PART_PAID, 80)


def test_4_the_whole_on_the_last_day_but_one_reading_is_paid_and_flagged():
    window = first_notice()

    now = stands(window, ("160.00", d("Mon 15 Dec 2025")), on=d("Mon 15 Dec 2025"))

    assert window.dates.boundary_day == d("Mon 15 Dec 2025")
    assert (now.state, now.flags) == (State.PAID, (Flag.BOUNDARY_DAY,))


def test_13_a_letter_that_came_back_starts_no_time():
    window = ask(posted=d("Thu 13 Nov 2025"), offence=OCTOBER, returned=d("Thu 20 Nov 2025"))

    assert window.received_on is None
    assert window.dates is None
    assert stands(window, on=d("Mon 1 Dec 2025")).state is State.VOID


@pytest.mark.parametrize(
    ("issued", "regime", "bars"),
    [
        ("Tue 24 Feb 2004", "R0", ["no_power"]),
        ("Thu 26 Feb 2004", "R0", ["no_power"]),
        ("Fri 27 Feb 2004", "R2004", []),
    ],
)
def test_14_no_power_before_27_february_2004(issued, regime, bars):
    window = ask(posted=d(issued))

    assert (window.regime, codes(window)) == (regime, bars)


def test_25_a_period_on_both_sides_of_19_august_2024_is_left_to_a_person():
    window = ask(posted=d("Thu 26 Sep 2024"), offence=d("Thu 18 Jul 2024"), until=d("Tue 10 Sep 2024"))

    assert (window.regime, window.ordinal, window.issuable) == (None, None, False)
    assert (window.review, window.bars, window.dates) == (("regime_straddle",), (), None)
    assert window.received_on == d("Mon 30 Sep 2024")


@pytest.mark.parametrize(
    ("proposed", "regime"),
    [("Thu 30 Sep 2027", "R2024-2"), ("Fri 1 Oct 2027", "R2024-1"), ("Tue 1 Oct 2024", "R2024-2")],
)
def test_26_a_notice_of_1_october_2024_counts_to_30_september_2027(proposed, regime):
    window = ask(posted=d(proposed), earlier=[given(d("Tue 1 Oct 2024"))])

    assert window.regime == regime
    if regime == "R2024-2":
        assert [amount for amount, _ in sums(window)] == [160]


def test_29_a_third_is_barred_until_the_first_lapses():
    earlier = [given(d("Tue 1 Oct 2024")), given(d("Mon 12 May 2025"))]

    barred = ask(posted=d("Mon 23 Nov 2026"), earlier=earlier)
    later = ask(posted=d("Fri 1 Oct 2027"), earlier=earlier)

    assert (barred.regime, codes(barred), barred.dates) == ("R2024-3", ["third_notice"], None)
    assert barred.received_on == d("Wed 25 Nov 2026")
    assert (later.regime, later.ordinal) == ("R2024-2", 2)


@pytest.mark.parametrize("number", [30, 32])
def test_30_32_a_withdrawn_notice_never_counts(number):
    window = ask(posted=d("Mon 10 Mar 2025"), earlier=[given(d("Tue 1 Oct 2024"), withdrawn=True)])

    assert (window.regime, window.ordinal) == ("R2024-1", 1)


def test_34_two_parents_two_children_are_four_first_notices():
    windows = [ask(posted=d("Thu 13 Nov 2025"), offence=OCTOBER) for _ in range(4)]

    assert sum(window.dates.sums[0].amount for window in windows) == 320
    assert sum(window.dates.sums[1].amount for window in windows) == 640


def test_37_a_notice_of_another_authority_counts():
    window = ask(posted=d("Thu 13 Nov 2025"), offence=OCTOBER, earlier=[given(d("Mon 10 Feb 2025"))])

    assert [amount for amount, _ in sums(window)] == [160]


@pytest.mark.parametrize(
    ("first", "defeated"), [(d("Mon 8 Sep 2025"), True), (d("Wed 10 Sep 2025"), True), (d("Thu 11 Sep 2025"), False)]
)
def test_49_a_notice_that_would_defeat_the_prosecution_is_barred_and_still_reckoned(first, defeated):
    window = ask(posted=d("Fri 6 Feb 2026"), offence=first, until=d("Fri 12 Sep 2025"))

    assert window.received_on == d("Tue 10 Feb 2026")
    assert window.dates.proceedings_not_before == d("Wed 11 Mar 2026")
    assert window.defeated is defeated
    assert codes(window) == (["defeats_time_limit"] if defeated else [])
    assert len(window.dates.sums) == 2


def test_52_nothing_goes_to_court_on_day_15():
    window = first_notice()

    assert window.received_on + timedelta(days=15) < window.dates.proceedings_not_before
