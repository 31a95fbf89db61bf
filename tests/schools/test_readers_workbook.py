"""A workbook's first sheet is read as text; one that could harm is refused before it is opened."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schools.readers.faults import Unreadable
from schools.readers.workbook import rows_of_workbook
from tests.schools.hostile import is_read_or_refused


def a_workbook(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


SOUND = a_workbook(["upn", "code"], ["A1", "/"])


def repacked(raw, *, replace=None, add=None):
    """Return the workbook with one part's bytes replaced or parts added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, (replace or {}).get(name) or old.read(name))
        for name, content in (add or {}).items():
            new.writestr(name, content)
    return out.getvalue()


def refusal(raw):
    with pytest.raises(Unreadable) as caught:
        list(rows_of_workbook(raw))
    return caught.value.faults[0]


def test_days_numbers_and_nothing_are_read_as_a_person_would_type_them():
    raw = a_workbook(
        ["upn", "date", "minutes_late", "recorded_at"],
        ["A1", date(2025, 9, 8), 5.0, datetime(2025, 9, 8, 9, 10)],  # noqa: DTZ001 - a workbook knows no zone
        [None, None, None, None],
        ["A2", "08/09/2025", 0, None],
    )

    assert list(rows_of_workbook(raw)) == [
        (1, ["upn", "date", "minutes_late", "recorded_at"]),
        (2, ["A1", "2025-09-08", "5", "2025-09-08T09:10:00"]),
        (4, ["A2", "08/09/2025", "0"]),
    ]


def test_a_formula_is_refused_with_its_cell():
    fault = refusal(a_workbook(["upn", "code"], ["A1", '=HYPERLINK("http://x.example","/")']))

    assert (fault.line, fault.column, fault.problem) == (2, "B", "Cell B2 holds a formula.")


def test_macros_are_refused():
    assert refusal(repacked(a_workbook(["upn"]), add={"xl/vbaProject.bin": b"x"})).problem == (
        "The workbook holds macros."
    )


def test_a_bomb_is_refused_without_being_unpacked():
    raw = repacked(a_workbook(["upn"]), add={"xl/media/nothing.xml": b"\0" * 50_000_000})

    assert refusal(raw).problem == "The workbook is far larger unpacked than it seems."


def test_too_many_parts_are_refused():
    raw = repacked(a_workbook(["upn"]), add={f"x/{n}": b"" for n in range(2_001)})

    assert "far larger" in refusal(raw).problem


def test_entities_are_refused():
    sheet = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'

    fault = refusal(repacked(a_workbook(["upn"]), replace={"xl/worksheets/sheet1.xml": sheet}))

    assert fault.problem == "The workbook defines entities of its own."


def test_a_zip_that_is_no_workbook_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("letter.txt", "hello")

    assert refusal(out.getvalue()).problem == "The file is a zip archive, not an XLSX workbook."


def test_a_damaged_workbook_is_refused():
    raw = a_workbook(["upn"], ["A1"])

    assert "damaged" in refusal(raw[: len(raw) // 2]).problem
    assert "damaged" in refusal(repacked(raw, replace={"xl/worksheets/sheet1.xml": b"<worksheet><row>"})).problem


@settings(max_examples=40, deadline=None)
@given(place=st.integers(4, len(SOUND) - 1), byte=st.integers(0, 255))
def test_a_workbook_with_any_byte_changed_is_read_or_refused(place, byte):
    raw = bytearray(SOUND)

    raw[place] = byte

    assert is_read_or_refused(lambda some: list(rows_of_workbook(some)), bytes(raw))
