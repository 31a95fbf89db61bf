"""Unique pupil numbers are checked by their letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schools import upns


@given(st.integers(0, 999), st.integers(0, 9999), st.integers(1997, 2040), st.integers(0, 999))
def test_a_number_made_for_an_invented_pupil_is_valid_and_permanent(la_code, estab, year, serial):
    number = upns.make_upn(la_code, estab, year, serial)

    assert len(number) == 13
    assert upns.validate(number) == number
    assert upns.kind(number) is upns.UpnKind.PERMANENT


@given(st.integers(0, 11), st.integers(1, 9))
def test_a_wrong_digit_does_not_fit_the_letter(place, added):
    number = upns.make_upn(852, 4010, 2003, 417)
    digits = list(number[1:])

    digits[place] = str((int(digits[place]) + added) % 10)

    assert not upns.is_valid(number[0] + "".join(digits))


def test_a_known_number_has_its_published_check_letter():
    assert upns.validate("B801200005001") == "B801200005001"
    assert not upns.is_valid("A801200005001")


def test_the_remedy_names_the_letter_that_would_fit():
    with pytest.raises(upns.BadUpn) as caught:
        upns.validate("A801200005001")

    assert caught.value.remedy == "One character is wrong; with these digits the letter would be B."


def test_a_number_that_ends_with_a_letter_is_temporary():
    body = "85240100341A"

    assert upns.kind(upns.validate(upns.check_letter(body) + body)) is upns.UpnKind.TEMPORARY


@pytest.mark.parametrize(
    "text", ["", "B80120000500", "B8012000050011", "8801200005001", "B80120000500I", "S801200005001"]
)
def test_what_is_not_shaped_like_a_number_is_refused(text):
    assert not upns.has_form(text)
    with pytest.raises(upns.BadUpn, match="is not a UPN"):
        upns.validate(text)


def test_spaces_and_small_letters_are_forgiven():
    assert upns.validate(" b801 2000 05001 ") == "B801200005001"


def test_a_council_made_after_the_library_is_known_too():
    number = upns.make_upn(943, 4010, 2023, 1)  # Westmorland and Furness, 2023

    assert upns.is_valid(number)


def test_a_part_that_is_too_long_is_refused():
    with pytest.raises(ValueError, match="three digits of authority"):
        upns.make_upn(8520, 4010, 2003, 1)
