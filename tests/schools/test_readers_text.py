"""Whatever program saved a file, its text is read or refused with a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schools.readers.faults import Unreadable
from schools.readers.text import as_utf8
from tests.schools.hostile import is_read_or_refused

WORDS = "upn,forename\nA1,Zoë\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_same_text_is_read_whoever_saved_it(encoding):
    assert as_utf8(WORDS.encode(encoding)).decode() == WORDS


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff")))
def test_any_text_comes_through_as_it_is(text):
    try:
        assert as_utf8(text.encode()).decode() == text
    except Unreadable:
        assert text.startswith(("%PDF", "PK\x03\x04"))


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"%PDF-1.7 ...", "The file is a PDF document."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "The file is a workbook of Excel 2003 or older"),
        (b"\x1f\x8b\x08", "The file is a packed file."),
        (b"\x89PNG\r\n", "The file is a picture."),
        ("upn,code\n".encode("utf-16"), "The file is text in UTF-16."),
        (b"upn\n\0\0", "The file is not a text file."),
    ],
)
def test_what_is_no_text_is_named(raw, problem):
    with pytest.raises(Unreadable) as caught:
        as_utf8(raw)

    assert caught.value.faults[0].problem.startswith(problem)
    assert caught.value.faults[0].remedy == "Save it as CSV (UTF-8)."


def test_a_byte_that_no_text_has_is_named_with_its_line():
    with pytest.raises(Unreadable) as caught:
        as_utf8(b"upn\nA1\nA\x81\n")

    assert caught.value.faults[0].line == 3


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(raw):
    assert is_read_or_refused(lambda some: as_utf8(some).decode("utf-8"), raw)
