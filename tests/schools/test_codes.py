"""Register codes mean what the law of their day says."""

from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from schools import codes
from schools.codes import Kind

BEFORE = date(2024, 8, 18)
AFTER = date(2024, 8, 19)

CLASSES_NOW = {
    Kind.ATTENDING: "/ \\ L K V P W B",
    Kind.AUTHORISED: "C1 M J1 S C2 C T R I E",
    Kind.UNAUTHORISED: "G N O U",
    Kind.NOT_POSSIBLE: "D X Q Y1 Y2 Y3 Y4 Y5 Y6 Y7",
    Kind.ADMINISTRATIVE: "Z #",
}
CLASSES_THEN = {
    Kind.ATTENDING: "/ \\ L B P V W J",
    Kind.AUTHORISED: "C E H I M R S T",
    Kind.UNAUTHORISED: "G N O U",
    Kind.NOT_POSSIBLE: "D X Y",
    Kind.ADMINISTRATIVE: "Z #",
}


@pytest.mark.parametrize(("on", "classes"), [(BEFORE, CLASSES_THEN), (AFTER, CLASSES_NOW)])
def test_the_codes_in_use_and_their_classes_are_those_of_the_day(on, classes):
    in_use = {row.code: row.kind for row in codes.codes_on(on)}

    assert in_use == {text: kind for kind, texts in classes.items() for text in texts.split()}


@pytest.mark.parametrize(
    ("code", "last_day_out", "first_day_in"),
    [
        ("K", BEFORE, AFTER),
        ("Q", BEFORE, AFTER),
        ("C1", BEFORE, AFTER),
        ("Y7", BEFORE, AFTER),
        ("I01", date(2020, 7, 31), date(2020, 8, 1)),
        ("X07", date(2020, 7, 31), date(2020, 8, 1)),
    ],
)
def test_a_code_is_unknown_the_day_before_it_comes_into_use(code, last_day_out, first_day_in):
    assert codes.code_on(code, first_day_in).code == code
    with pytest.raises(codes.UnknownCode, match=f"Code {code} was not in use on {last_day_out}"):
        codes.code_on(code, last_day_out)


@pytest.mark.parametrize(
    ("code", "last_day_in", "first_day_out"),
    [
        ("H", BEFORE, AFTER),
        ("J", BEFORE, AFTER),
        ("Y", BEFORE, AFTER),
        ("F", date(2013, 8, 31), date(2013, 9, 1)),
        ("I02", date(2022, 7, 31), date(2022, 8, 1)),
        ("X01", date(2022, 7, 31), date(2022, 8, 1)),
    ],
)
def test_a_code_is_unknown_the_day_after_it_falls_out_of_use(code, last_day_in, first_day_out):
    assert codes.code_on(code, last_day_in).code == code
    with pytest.raises(codes.UnknownCode, match="was not in use"):
        codes.code_on(code, first_day_out)


@pytest.mark.parametrize("code", ["G", "N", "O", "U"])
@pytest.mark.parametrize("on", [date(2003, 9, 3), BEFORE, AFTER])
def test_unauthorised_codes_count_on_any_date(code, on):
    assert codes.code_on(code, on).counts
    assert codes.code_on(code, on).possible


@pytest.mark.parametrize("code", ["Y7", "X", "Q", "D", "#", "Z"])
def test_sessions_that_were_not_possible_leave_the_denominator(code):
    row = codes.code_on(code, AFTER)

    assert not row.possible
    assert not row.counts


def test_illness_is_possible_and_does_not_count():
    row = codes.code_on("I", AFTER)

    assert (row.kind, row.possible, row.counts) == (Kind.AUTHORISED, True, False)


def test_an_interview_was_attendance_and_is_now_leave():
    assert codes.code_on("J", BEFORE).kind is Kind.ATTENDING
    assert codes.code_on("J1", AFTER).kind is Kind.AUTHORISED


@pytest.mark.parametrize(
    ("text", "on", "remedy"),
    [
        ("0", AFTER, "This is the figure nought; if the letter O was meant, type O."),
        ("o", AFTER, "Type O, in capitals and without spaces."),
        (" O", AFTER, "Type O, in capitals and without spaces."),
        ("j1", AFTER, "Type J1, in capitals and without spaces."),
        ("J", AFTER, "From 19 August 2024 an interview is J1."),
        ("-", AFTER, "If no mark was taken, leave the cell empty."),
        ("@", AFTER, "This is a mark of one system only; use L or U for lateness."),
    ],
)
def test_codes_are_matched_exactly_and_the_remedy_guesses_the_slip(text, on, remedy):
    with pytest.raises(codes.UnknownCode) as caught:
        codes.code_on(text, on)

    assert caught.value.remedy == remedy


def test_an_unheard_of_code_is_answered_with_those_in_use():
    with pytest.raises(codes.UnknownCode) as caught:
        codes.code_on("?", AFTER)

    assert caught.value.problem == "? is not a register code."
    assert "C1" in caught.value.remedy
    assert "H" not in caught.value.remedy.split()


def test_a_byte_belongs_to_one_code_and_never_changes_its_class():
    for byte in codes.TEXTS:
        rows = [row for row in codes.CODES if row.byte == byte]

        assert len({(row.code, row.kind) for row in rows}) == 1
    assert len(codes.BYTES) == len(codes.TEXTS)
    assert codes.BLANK not in codes.TEXTS


def test_the_days_of_a_byte_have_no_gap():
    for byte in codes.TEXTS:
        rows = sorted((row for row in codes.CODES if row.byte == byte), key=lambda row: row.first)

        for earlier, later in pairwise(rows):
            assert later.first.toordinal() == earlier.last.toordinal() + 1


def test_the_look_ups_agree_with_the_codes():
    for row in codes.CODES:
        assert codes.POSSIBLE[row.byte] == row.possible
        assert codes.UNAUTHORISED[row.byte] == row.counts
        assert codes.ATTENDING[row.byte] == (row.kind is Kind.ATTENDING)
        assert codes.ABSENT[row.byte] == (row.kind in {Kind.AUTHORISED, Kind.UNAUTHORISED})
    assert not codes.POSSIBLE[codes.BLANK]
    assert np.flatnonzero(codes.IS_N).tolist() == [ord("N")]


def test_the_first_and_last_day_of_each_byte_are_at_hand_for_whole_files():
    first, last = codes.days_in_use()

    def in_use(text, on):
        day = (on - date(1970, 1, 1)).days
        return first[codes.BYTES[text]] <= day <= last[codes.BYTES[text]]

    assert in_use("C", BEFORE)
    assert in_use("C", AFTER)
    assert not in_use("H", AFTER)
    assert not in_use("K", BEFORE)
    assert first[1] > last[1]


def test_a_stored_byte_is_read_with_the_meaning_of_its_day():
    assert codes.code_of(ord("T"), BEFORE).meaning == "Traveller absence"
    assert codes.code_of(ord("T"), AFTER).meaning == "Parent travelling for work (mobile child)"
    with pytest.raises(KeyError):
        codes.code_of(1, AFTER)


@pytest.mark.parametrize(
    ("on", "confidence"),
    [(date(2006, 8, 31), "?"), (date(2006, 9, 1), "M"), (BEFORE, "M"), (AFTER, "V")],
)
def test_the_source_of_a_code_says_how_sure_we_are(on, confidence):
    assert codes.source_on(on).confidence == confidence
