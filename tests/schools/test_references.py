"""References survive being read aloud, and a slip of the pen is noticed."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schools import references

KINDS = st.sampled_from(sorted(references.KINDS))
SEEDS = st.integers(min_value=0, max_value=2**32)
PLACES = st.integers(min_value=1, max_value=references.LENGTH - 1)


def a_reference(letter="N", seed=1):
    return references.new_reference(letter, source=Random(seed))


@given(KINDS, SEEDS)
def test_a_new_reference_is_valid_and_says_its_kind(letter, seed):
    reference = a_reference(letter, seed)

    assert len(reference) == 9
    assert reference[0] == letter
    assert references.is_valid(reference)


@given(KINDS, SEEDS, PLACES, st.sampled_from(references.ALPHABET))
def test_every_single_wrong_symbol_is_noticed(letter, seed, place, symbol):
    reference = a_reference(letter, seed)

    slipped = reference[:place] + symbol + reference[place + 1 :]

    assert references.is_valid(slipped) is (slipped == reference)


@given(KINDS, SEEDS, PLACES, PLACES)
def test_every_exchange_of_two_symbols_is_noticed(letter, seed, one, other):
    symbols = list(a_reference(letter, seed))

    symbols[one], symbols[other] = symbols[other], symbols[one]

    assert references.is_valid("".join(symbols)) is ("".join(symbols) == a_reference(letter, seed))


@given(SEEDS, KINDS, KINDS)
def test_the_letter_of_another_kind_is_noticed(seed, letter, other):
    reference = a_reference(letter, seed)

    assert references.is_valid(other + reference[1:]) is (other == letter)


@given(KINDS, SEEDS)
def test_look_up_forgives_spaces_hyphens_case_and_look_alikes(letter, seed):
    reference = a_reference(letter, seed)
    read_aloud = reference[0] + reference[1:].replace("0", "O").replace("1", "l")
    written = f" {read_aloud[0]}-{read_aloud[1:5]} {read_aloud[5:]} ".lower()

    assert references.normalise(written) == reference
    assert references.normalise(references.spaced(reference)) == reference


def test_the_letter_l_of_a_letter_is_not_read_as_the_figure_one():
    reference = a_reference("L")

    assert references.normalise(reference) == reference
    assert references.normalise("1" + reference[1:]) == reference
    assert references.normalise("i" + reference[1:]) == reference


@pytest.mark.parametrize("text", ["", "N", "N1234567", "N123456789", "X12345678", "N1234567U", "Né2345678"])
def test_what_is_no_reference_is_not_valid(text):
    assert not references.is_valid(text)


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="kind of reference"):
        references.new_reference("X", source=Random(1))


def test_a_reference_prints_in_groups():
    assert references.spaced("N7K2M9QXA") == "N 7K2M 9QXA"
