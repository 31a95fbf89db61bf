"""The words of letters: dated law, listed half-days, window lines, frozen facts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices import frozen
from notices.letters import addresses, sessions, snapshots, wording
from notices.letters.addresses import Unpostable
from tests.notices import letter_samples
from tests.notices.letter_samples import half_days


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2004, 2, 26), "begins on 27 February 2004"),
        (date(2004, 2, 27), "began on 27 February 2004"),
    ],
)
def test_the_new_law_begins_on_its_day(day, said):
    assert said in wording.wording_on(day).news.text


@pytest.mark.parametrize(
    ("day", "label"),
    [(date(2007, 8, 31), "Date of offence"), (date(2007, 9, 1), "Period of offence")],
)
def test_a_notice_names_a_period_from_september_2007(day, label):
    assert wording.wording_on(day).period_label == label


@pytest.mark.parametrize(
    ("day", "authority"),
    [(date(2010, 5, 4), "local education authority"), (date(2010, 5, 5), "local authority")],
)
def test_the_authority_loses_its_middle_name_in_2010(day, authority):
    assert wording.wording_on(day).authority == authority


@pytest.mark.parametrize(("day", "justified"), [(date(2006, 11, 7), True), (date(2006, 11, 8), False)])
def test_reasonable_justification_leaves_the_charge_in_november_2006(day, justified):
    assert ("without reasonable justification" in wording.wording_on(day).charge_if_knowing.text) is justified


def test_no_wording_is_kept_for_a_day_before_the_first_row():
    with pytest.raises(ValueError, match="2001-02-28"):
        wording.wording_on(date(2001, 2, 28))


def test_a_further_notice_is_spoken_of_only_where_three_years_count():
    assert wording.after_this("R2004") == ()
    assert len(wording.after_this("R2024-1")) == 2
    assert wording.no_lower_sum("R2024-1") is None


def test_half_days_are_listed_by_day_and_month():
    listed = half_days((3, 8, "both"), (3, 12, "PM"), (3, 22, "AM"), (4, 1, "both"))

    assert sessions.in_sentences(listed) == (
        "All day on 8 March and 1 April. The morning of 22 March. The afternoon of 12 March."
    )


def test_half_days_over_a_new_year_say_which_year():
    listed = (*half_days((12, 18, "AM"), year=2003), *half_days((1, 6, "AM")))

    assert sessions.in_sentences(listed) == "The morning of 18 December 2003 and 6 January 2004."


def test_codes_are_named_with_their_meaning_where_there_are_several():
    listed = (*half_days((3, 8, "AM")), *half_days((3, 9, "AM"), code="U", meaning="came after the register closed"))

    assert sessions.in_sentences(listed) == (
        "Absent without permission (code O), 1: the morning of 8 March. "
        "Came after the register closed (code U), 1: the morning of 9 March."
    )


def test_a_long_name_breaks_at_its_hyphens_and_short_lines_are_joined():
    lines = addresses.window_lines(
        "Mrs Oluwaṣeun Folasadé Adéyẹmí-Featherstonehaugh-Cholmondeley",
        ("Flat 117b", "The Old Sailmakers’ Hall", "Wharf Building C", "Upper Embankment", "Southampton"),
        "so989ww",
    )

    assert len(lines) <= addresses.MOST
    assert lines[0] == "Mrs Oluwaṣeun Folasadé Adéyẹmí-"
    assert lines[-1] == "SO98 9WW"


@pytest.mark.parametrize(
    ("address", "postcode", "fault"),
    [
        (("14 Lantern Row",), "", "no postcode"),
        (("14 Lantern Row",), "Atlantis", "no postcode"),
        ((), "SO98 4QT", "has 2 lines"),
        (("L" * 36,), "SO98 4QT", "36 signs long"),
    ],
)
def test_an_address_that_cannot_be_posted_says_why(address, postcode, fault):
    with pytest.raises(Unpostable, match=fault):
        addresses.window_lines("Mrs Pryce", address, postcode)


@given(st.lists(st.text("abcdefgh ,'", min_size=1, max_size=50), max_size=8))
def test_laid_lines_always_fit_and_lose_nothing(address):
    try:
        lines = addresses.window_lines("Mrs Angela Pryce", address, "SO98 4QT")
    except Unpostable:
        return

    assert addresses.faults_in(lines) == []
    letters = "".join(address).replace(" ", "").replace(",", "")
    assert "".join(lines[1:-1]).replace(" ", "").replace(",", "") == letters


@pytest.mark.parametrize(
    ("postcode", "valid"),
    [("SO14 7LY", True), ("W1A 1AA", True), ("M1 1AE", True), ("SO147LY", False), ("SO14 7CY", False), ("", False)],
)
def test_postcodes_are_known_by_their_form(postcode, valid):
    assert addresses.is_postcode(postcode) is valid


def test_a_snapshot_comes_back_as_it_was_frozen():
    notice = letter_samples.penalty_notice_of_2025()

    assert frozen.thaw(snapshots.PenaltyNotice, frozen.freeze(notice)) == notice


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"number": None}, "PenaltyNotice.number"),
        ({"issued_on": "29/03/2004"}, "PenaltyNotice.issued_on"),
        ({"sums": "fifty"}, "PenaltyNotice.sums"),
        ({"sums": [{"amount": "fifty", "days": 28}]}, r"PenaltyNotice.sums\[0\].amount"),
        ({"sibling": "Ellis"}, "sibling is not known here"),
    ],
)
def test_a_snapshot_that_does_not_fit_its_kind_says_where(change, place):
    snapshot = frozen.freeze(letter_samples.penalty_notice()) | change

    with pytest.raises(frozen.Unreadable, match=place):
        frozen.thaw(snapshots.PenaltyNotice, snapshot)


def test_a_snapshot_that_lacks_a_fact_is_refused():
    snapshot = frozen.freeze(letter_samples.penalty_notice())
    del snapshot["not_before"]

    with pytest.raises(frozen.Unreadable, match="not_before"):
        frozen.thaw(snapshots.PenaltyNotice, snapshot)
