"""The legal desk: every file by its days left, what stands in its way and whose it is."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.stages import ProsecutionState
from notices.queries.legal import legal_desk
from notices.services.prosecution import allocate
from notices.services.referral import send_back
from tests.builders import a_cast
from tests.notices import prosecutions as walked

pytestmark = pytest.mark.django_db
# Half-days from 1 March: the safe date is 1 September 2004, the hard one 5 September.
SAFE = date(2004, 9, 1)


@pytest.mark.parametrize(
    ("on", "colour"),
    [
        (date(2004, 7, 2), ""),
        (date(2004, 7, 3), "amber"),
        (date(2004, 8, 3), "amber"),
        (date(2004, 8, 4), "red"),
    ],
)
def test_sixty_days_are_amber_and_twenty_eight_red(on, colour):
    family = walked.unpaid()
    walked.referred(family)

    (row,) = legal_desk(family.cast.legal, on=on).files

    assert (row.time.safe_on, row.time.days_left) == (SAFE, (SAFE - on).days)
    assert row.time.colour == colour


def test_a_referred_file_says_what_stands_in_its_way_and_whose_it_is():
    family = walked.unpaid()
    walked.referred(family)

    (row,) = legal_desk(family.cast.legal, on=walked.AUTHORISED).files

    assert row.next_step == "Authorise or decline"
    assert [way.who for way in row.in_the_way] == ["A legal officer"] * 3
    assert not row.may_be_taken


def test_a_returned_file_waits_for_the_officer():
    family = walked.unpaid()
    send_back(walked.referred(family), why="Proof of posting.", by=family.cast.legal, on=walked.AUTHORISED)

    (row,) = legal_desk(family.cast.legal, on=walked.AUTHORISED).of_state(ProsecutionState.RETURNED)

    assert [(way.text, way.who) for way in row.in_the_way] == [("Proof of posting.", "Orla Pennant")]


def test_a_file_ready_for_the_charge_says_so():
    family = walked.unpaid()
    walked.ready(family)

    (row,) = legal_desk(family.cast.legal, on=walked.LAID).files

    assert (row.next_step, row.may_be_taken) == ("Lay the information", True)


def test_a_charged_file_stands_in_the_court_list_and_then_waits_for_its_result():
    family = walked.unpaid()
    walked.laid(family)
    legal = family.cast.legal

    before, after = legal_desk(legal, on=date(2004, 5, 1)), legal_desk(legal, on=date(2004, 5, 14))

    assert [hearing.on for hearing in before.court_list] == [walked.HEARD]
    assert not before.results_to_enter
    assert [hearing.on for hearing in after.results_to_enter] == [walked.HEARD]
    assert not after.court_list
    assert not before.files


def test_a_charged_file_without_a_listing_is_named():
    family = walked.unpaid()
    prosecution = walked.laid(family, hearing=None)

    assert legal_desk(family.cast.legal, on=walked.LAID).unlisted == (prosecution,)


@pytest.mark.parametrize(("on", "gone"), [(date(2004, 9, 5), False), (date(2004, 9, 6), True)])
def test_a_file_is_out_of_time_on_the_day_it_becomes_so(on, gone):
    family = walked.unpaid()
    walked.referred(family)

    desk = legal_desk(family.cast.legal, on=on)

    assert bool(desk.out_of_time) is gone
    assert bool(desk.files) is not gone


def test_an_unpaid_notice_that_nobody_referred_is_named_near_its_safe_date():
    family = walked.unpaid()

    far, near = (legal_desk(family.cast.legal, on=on) for on in (date(2004, 7, 2), date(2004, 7, 3)))

    assert not far.unreferred
    assert [(row.officer, row.days_left) for row in near.unreferred] == [("Orla Pennant", 60)]


def test_the_desk_of_another_authority_is_empty():
    walked.referred(walked.unpaid())
    other = a_cast(slug="elsewhere")

    assert not legal_desk(other.legal, on=walked.AUTHORISED).files


def test_a_lawyers_own_desk_holds_theirs_and_what_nobody_holds():
    family = walked.unpaid()
    prosecution = walked.referred(family)
    legal = family.cast.legal
    free = legal_desk(legal, on=walked.AUTHORISED, lawyer=legal).files

    allocate(prosecution, lawyer=legal, by=legal, on=walked.AUTHORISED)

    assert len(free) == 1
    assert len(legal_desk(legal, on=walked.AUTHORISED, lawyer=legal).files) == 1


def test_the_desk_asks_no_more_of_two_files_than_of_one():
    family = walked.unpaid()
    walked.referred(family)
    with CaptureQueriesContext(
        connection,
    ) as one:
        legal_desk(family.cast.legal, on=walked.AUTHORISED)
    walked.referred(walked.unpaid(walked.a_family(family.cast)))

    with CaptureQueriesContext(connection) as two:
        desk = legal_desk(family.cast.legal, on=walked.AUTHORISED)

    assert len(desk.files) == 2
    assert len(two) == len(one)
