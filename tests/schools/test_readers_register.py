"""Registers are read long or wide, by columns or by rows, into the same marks."""

from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schools import codes, upns
from schools.grid import BOTH
from schools.readers import register, tables
from schools.readers.faults import Unreadable
from schools.readers.register import day_of, read_register
from tests.schools.calendars import YEAR_2025
from tests.schools.hostile import is_read_or_refused
from tests.schools.test_readers_workbook import a_workbook

HEAD = "upn,date,session,code\n"
PUPILS = [upns.make_upn(852, 4001, 2020, serial) for serial in range(1, 6)]


def marks_of(raw):
    """Return (UPN, day, session, code) of every mark that is not blank."""
    rows = read_register(raw if isinstance(raw, bytes) else raw.encode())
    return {
        (rows.upn_texts[rows.upns[row]], day_of(day), BOTH[half], rows.text_of(int(row), int(day), int(half)))
        for cells in rows.cells()
        for row, day, half in zip(cells.rows, cells.days, cells.halves, strict=True)
    }


def faults_of(raw):
    return [(fault.line, fault.column, fault.problem) for _, fault in read_register(raw.encode()).faults]


LONG = HEAD + "A1,2025-09-08,AM,/\nA1,2025-09-08,PM,\\\nA2,08/09/2025,AM,O\n"
EXPECTED = {
    ("A1", date(2025, 9, 8), "AM", "/"),
    ("A1", date(2025, 9, 8), "PM", "\\"),
    ("A2", date(2025, 9, 8), "AM", "O"),
}


@pytest.mark.parametrize(
    "raw",
    [
        LONG,
        LONG.replace("\n", "\r\n"),
        "\ufeff" + LONG,
        "code,session,upn,date\n/,AM,A1,2025-09-08\n\\,PM,A1,2025-09-08\nO,AM,A2,2025-09-08\n",
        '"upn","date","session","code"\n"A1","2025-09-08","AM","/"\n'
        '"a1 ","2025-09-08","PM","\\"\n"A2","8/9/2025","AM","O"\n',
        "UPN,2025-09-08 AM,08/09/2025 PM\nA1,/,\\\nA2,O,\n",
    ],
)
def test_the_same_marks_are_read_from_every_form(raw):
    assert marks_of(raw) == EXPECTED


def test_a_workbook_is_read_like_a_csv():
    raw = a_workbook(
        ["upn", "date", "session", "code"],
        ["A1", date(2025, 9, 8), "AM", "/"],
        ["A1", date(2025, 9, 8), "PM", "\\"],
        ["A2", "08/09/2025", "AM", "O"],
    )

    assert marks_of(raw) == EXPECTED


def test_blank_cells_are_no_marks():
    assert marks_of(HEAD + "A1,2025-09-08,AM,\nA1,2025-09-08,PM,  \n") == set()


def test_each_fault_names_its_line_column_and_remedy():
    raw = HEAD + "A1,2025-02-30,AM,/\nA1,8.9.2025,AM,/\nA1,2025-09-08,am,/\nA1,,AM,/\n"

    assert sorted(faults_of(raw)) == [
        (2, "date", "2025-02-30 is not a day of the calendar."),
        (3, "date", "8.9.2025 is not a date."),
        (4, "session", "am is no session."),
        (5, "date", "An empty cell is not a date."),
    ]
    assert all(fault.remedy for _, fault in read_register(raw.encode()).faults)


@pytest.mark.parametrize("text", ["o", "0", "@", " O", "//", "C3"])
def test_a_text_that_is_no_code_is_kept_as_it_stands(text):
    rows = read_register(f"{HEAD}A1,2025-09-08,AM,{text}\n".encode())

    assert rows.unread == {(0, 0): text}


def test_notes_beside_a_mark_are_read_with_it():
    rows = read_register(
        b"upn,date,session,code,minutes_late,comment,recorded_by\n"
        b"A1,2025-09-08,AM,L,12,bus,Ms Rook\nA1,2025-09-08,PM,/,,,\n"
    )

    assert list(rows.notes) == [0]
    assert (rows.notes[0].minutes_late, rows.notes[0].comment, rows.notes[0].recorded_by) == (12, "bus", "Ms Rook")


def test_wrong_minutes_are_a_fault():
    raw = "upn,date,session,code,minutes_late\nA1,2025-09-08,AM,L,ten\n"

    assert faults_of(raw) == [(2, "minutes_late", "ten is no number of minutes.")]


def test_unknown_columns_are_named_and_left():
    rows = read_register(b"upn,date,session,code,colour\nA1,2025-09-08,AM,/,red\n")

    assert rows.ignored == ("colour",)


@pytest.mark.parametrize(
    ("raw", "column"),
    [(b"upn,date,code\n", "session"), (b"name,born\n", "upn"), (b"2025-09-08 AM,code\n", "upn")],
)
def test_a_file_without_its_columns_is_refused(raw, column):
    with pytest.raises(Unreadable) as caught:
        read_register(raw)

    assert caught.value.faults[0].column == column


@settings(max_examples=60, deadline=None)
@given(
    marks=st.dictionaries(
        st.tuples(st.sampled_from(PUPILS), st.sampled_from(YEAR_2025.days[:30]), st.sampled_from(BOTH)),
        st.sampled_from([code.code for code in codes.codes_on(date(2025, 9, 8))]),
        max_size=40,
    ),
    british=st.booleans(),
    quoted=st.booleans(),
    part=st.integers(20, 400),
)
def test_any_register_comes_back_mark_for_mark(marks, british, quoted, part):
    style = "%d/%m/%Y" if british else "%Y-%m-%d"
    quote = '"' if quoted else ""
    lines = [
        ",".join(f"{quote}{cell}{quote}" for cell in (upn, f"{day:{style}}", session, code))
        for (upn, day, session), code in marks.items()
    ]
    before = tables.PART
    tables.PART = part
    try:
        found = marks_of(HEAD + "\n".join(lines))
    finally:
        tables.PART = before

    assert found == {(*key, code) for key, code in marks.items()}


def test_lines_of_a_long_file_are_true_after_a_fault(monkeypatch):
    monkeypatch.setattr(tables, "PART", 200)
    good = "".join(f"{PUPILS[0]},{day},AM,/\n" for day in YEAR_2025.days[:50])

    rows = read_register((HEAD + good + f"{PUPILS[0]},2025-09-08,XM,/\n" + good).encode())

    assert [fault.line for _, fault in rows.faults] == [52]
    assert np.array_equal(rows.lines, np.arange(2, 103))


@settings(deadline=None)
@given(st.lists(st.lists(st.text(max_size=6), min_size=4, max_size=5), max_size=6))
def test_any_cells_are_read_or_refused(rows):
    raw = (HEAD + "\n".join(",".join(row) for row in rows)).encode("utf-8", "surrogatepass")

    assert is_read_or_refused(read_register, raw)


def test_a_file_of_which_nothing_can_be_read_is_refused_as_a_whole(monkeypatch):
    monkeypatch.setattr(register, "MOST_FAULTS", 5)

    assert len(faults_of(HEAD + "A1,2025-09-08,XM,/\n" * 5)) == 5
    with pytest.raises(Unreadable) as caught:
        read_register((HEAD + "A1,2025-09-08,XM,x\n" * 5).encode())

    assert caught.value.faults[0].problem.startswith("More than 5 cells cannot be read")


@pytest.mark.parametrize(
    "text", ["2025-09-08T09:10:00", "2025-09-08 09:10", "08/09/2025 09:10", "2025-09-08T08:10:00+00:00"]
)
def test_the_moment_of_a_mark_is_read_by_the_clocks_of_england(text):
    rows = read_register(f"upn,date,session,code,comment,recorded_at\nA1,2025-09-08,AM,L,bus,{text}\n".encode())

    assert rows.notes[0].recorded_at == datetime(2025, 9, 8, 8, 10, tzinfo=UTC)


def test_a_moment_that_cannot_be_read_is_a_fault():
    raw = "upn,date,session,code,comment,recorded_at\nA1,2025-09-08,AM,L,bus,soon\n"

    assert faults_of(raw) == [(2, "recorded_at", "soon is no moment.")]
