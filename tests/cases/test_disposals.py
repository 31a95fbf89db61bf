from datetime import date
from decimal import Decimal

import pytest

from cases import disposals
from cases.disposals import Kind
from cases.stages import Offence


def kinds(day, offence=Offence.S444_1):
    return {row.kind for row in disposals.disposals_on(day, offence=offence)}


def test_a_court_of_may_2004_knows_no_surcharge_no_community_order_and_no_collection_order():
    assert kinds(date(2004, 5, 13)) == {
        Kind.ABSOLUTE_DISCHARGE,
        Kind.CONDITIONAL_DISCHARGE,
        Kind.FINE,
        Kind.COMMUNITY_REHABILITATION_ORDER,
        Kind.PARENTING_ORDER,
        Kind.COSTS,
    }


@pytest.mark.parametrize(
    ("kind", "first"),
    [
        (Kind.PARENTING_ORDER, date(2000, 6, 1)),
        (Kind.COMMUNITY_REHABILITATION_ORDER, date(2001, 4, 1)),
        (Kind.COMMUNITY_ORDER, date(2005, 4, 4)),
        (Kind.COLLECTION_ORDER, date(2006, 3, 27)),
        (Kind.SURCHARGE, date(2007, 4, 1)),
    ],
)
def test_an_order_begins_on_its_day_and_not_the_day_before(kind, first):
    assert kind in kinds(first)
    assert kind not in kinds(date.fromordinal(first.toordinal() - 1))


@pytest.mark.parametrize(
    ("kind", "last", "offence"),
    [
        (Kind.COMMUNITY_REHABILITATION_ORDER, date(2005, 4, 3), Offence.S444_1),
        (Kind.SUSPENDED_IMPRISONMENT, date(2005, 4, 3), Offence.S444_1A),
        (Kind.COMMUNITY_ORDER, date(2008, 7, 13), Offence.S444_1),
    ],
)
def test_an_order_ends_on_its_day_and_is_gone_the_day_after(kind, last, offence):
    assert kind in kinds(last, offence)
    assert kind not in kinds(date.fromordinal(last.toordinal() + 1), offence)


@pytest.mark.parametrize("day", [date(2004, 2, 12), date(2005, 4, 4), date(2026, 1, 14)])
def test_prison_suspended_or_not_is_for_section_444_1a_alone(day):
    prison = {Kind.IMPRISONMENT, Kind.SUSPENDED_IMPRISONMENT, Kind.SUSPENDED_SENTENCE_ORDER}

    assert not kinds(day) & prison
    assert len(kinds(day, Offence.S444_1A) & prison) == 2


@pytest.mark.parametrize(("offence", "most"), [(Offence.S444_1, "1000.00"), (Offence.S444_1A, "2500.00")])
def test_the_highest_fine_is_that_of_the_offences_level(offence, most):
    assert disposals.most_fine(offence)[0] == Decimal(most)


def test_no_kind_has_two_rows_on_one_day():
    for day in (date(2004, 5, 13), date(2007, 4, 1), date(2008, 7, 14), date(2020, 11, 30), date(2020, 12, 1)):
        rows = [row.kind for row in disposals.disposals_on(day, offence=Offence.S444_1A)]

        assert len(rows) == len(set(rows))


def test_a_citation_is_that_of_the_day():
    assert disposals.citation_of(Kind.FINE, date(2004, 5, 13)).text == "Education Act 1996 s.444(8), (8A)"
    assert disposals.citation_of(Kind.ABSOLUTE_DISCHARGE, date(2004, 5, 13)).text.endswith("Act 2000 s.12")
    assert disposals.citation_of(Kind.ABSOLUTE_DISCHARGE, date(2021, 1, 4)).text == "Sentencing Act 2020 s.79"
