"""A table is the same whether it is read by columns or row by row."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schools.readers import tables
from schools.readers.faults import Unreadable
from schools.readers.tables import read_table
from tests.schools.hostile import is_read_or_refused

CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\ufeff"), max_size=8)


def rows_of(raw):
    """Return line and cells of every row, as text."""
    table = read_table(raw)
    return table.columns, [
        (line, [cell or "" for cell in cells])
        for part in table.parts
        for line, cells in zip(part.lines.tolist(), part.frame.iter_rows(), strict=True)
    ]


def faults_of(raw):
    return [fault for part in read_table(raw).parts for _, fault in part.faults]


def written(rows, ending="\n", quoting=csv.QUOTE_MINIMAL):
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=ending, quoting=quoting).writerows(rows)
    return out.getvalue().encode()


@pytest.fixture
def small_parts(monkeypatch):
    monkeypatch.setattr(tables, "PART", 40)
    monkeypatch.setattr(tables, "ROWS", 3)


@settings(max_examples=200, deadline=None)
@given(
    rows=st.lists(st.tuples(CELL, CELL, CELL), max_size=12),
    ending=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    part=st.integers(1, 60),
)
def test_any_table_comes_back_as_it_was_written(rows, ending, quoting, part):
    before = tables.PART
    tables.PART = part
    try:
        columns, found = rows_of(written([("upn", "forename", "comment"), *rows], ending, quoting))
    finally:
        tables.PART = before

    assert columns == ("upn", "forename", "comment")
    said = [list(row) for row in rows if any(cell.strip() for cell in row)]
    assert [cells for _, cells in found if any(cell.strip() for cell in cells)] == said


def test_lines_are_counted_across_parts(small_parts):
    _, rows = rows_of(written([("upn", "code"), *((f"A{n}", "/") for n in range(50))]))

    assert [line for line, _ in rows] == list(range(2, 52))


def test_a_line_break_inside_a_cell_keeps_the_lines_true(small_parts):
    raw = b"upn,comment\n" + b"A1,x\n" * 20 + b'A2,"two\nlines"\nA3,y\n'

    _, rows = rows_of(raw)

    assert rows[-2:] == [(22, ["A2", "two\nlines"]), (24, ["A3", "y"])]


def test_a_row_too_long_is_a_fault_of_its_line_and_the_rest_is_read(small_parts):
    raw = b"upn,code\n" + b"A1,/\n" * 20 + b"A2,/,/\nA3,/\n"

    assert len(rows_of(raw)[1]) == 22
    assert [(fault.line, fault.value, fault.problem) for fault in faults_of(raw)] == [
        (22, "/", "The line has 3 cells and the heading has 2.")
    ]


def test_a_row_too_short_is_filled_with_nothing():
    assert rows_of(b"upn,date,code\nA1,2025-09-08\n")[1] == [(2, ["A1", "2025-09-08", ""])]


def test_headings_are_known_in_any_case_and_order():
    assert read_table(b" Code ,UPN,2025-09-08 am\n").columns == ("code", "upn", "2025-09-08 AM")


@pytest.mark.parametrize(
    ("raw", "line", "problem"),
    [
        (b"", 1, "The file is empty."),
        (b" \r\n \r\n", 1, "The file is empty."),
        (b"upn,code,UPN\n", 1, "The column upn is there twice."),
        (b'upn,code\nA1,"/\nA2,/\n', 2, "From this line on the quotation marks do not come in pairs."),
        (b'upn,code\nA1,/\nA2,"' + b"x" * 200_000 + b'"\n"', 3, "From this line on the quotation marks"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(raw, line, problem):
    with pytest.raises(Unreadable) as caught:
        rows_of(raw)

    assert caught.value.faults[0].line == line
    assert caught.value.faults[0].problem.startswith(problem)


def test_lines_that_end_as_old_machines_wrote_them_are_read():
    assert rows_of(b"upn,code\rA1,/\rA2,O\r")[1] == [(2, ["A1", "/"]), (3, ["A2", "O"])]


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_refused(raw):
    assert is_read_or_refused(rows_of, raw)


def test_empty_lines_before_the_heading_are_passed_over():
    assert rows_of(b"\n \r\nupn,code\nA1,/\n") == (("upn", "code"), [(4, ["A1", "/"])])
