"""Tables from CSV and XLSX files, as text in columns with the line each row stands on.

A plain CSV takes the columnar road, in parts that are read when they are asked for, so that a year of a city's marks
stays within bounds; from the first part whose lines and rows differ (a line break inside a cell, a row too long) the
file is read row by row.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from schools.readers import workbook
from schools.readers.faults import Fault, Unreadable, unreadable
from schools.readers.text import as_utf8

PART = 16_000_000  # Bytes of a CSV read at a time.
ROWS = 200_000  # Rows in a part that is read row by row.
MOST_IN_CELL = 100_000


@dataclass(frozen=True)
class Part:
    """Some rows of a table: its columns as text (null or "" where empty), and the line of each row.

    `faults` are pairs of a row's place in the part and what is wrong with the row as a whole.
    """

    frame: pl.DataFrame
    lines: np.ndarray
    faults: tuple[tuple[int, Fault], ...] = ()


@dataclass(frozen=True)
class Table:
    """A table in parts; `columns` are the headings in small letters without spaces around them.

    Reading a part may raise `Unreadable`.
    """

    columns: tuple[str, ...]
    parts: Iterator[Part]


def read_table(raw: bytes) -> Table:
    """Return the table of a CSV or XLSX file; raises `Unreadable` when it is none."""
    if raw.startswith(workbook.BEGINS):
        return _of_rows(workbook.rows_of_workbook(raw))
    text = as_utf8(raw)
    if not text or text.isspace():
        raise unreadable("The file is empty.", "Choose the file that holds the table.", line=1)
    return _columnar(text) or _of_rows(_rows_of_csv(text, line=1))


def _columnar(text: bytes) -> Table | None:
    """Return the table in parts, or None when even the heading may stand on several lines."""
    end = text.find(b"\n")
    first = text[: end if end >= 0 else len(text)]
    if not first.strip() or first.count(b'"') % 2 or b"\r" in first.removesuffix(b"\r"):
        return None
    try:
        columns = _headings(next(csv.reader([first.decode()])))
    except csv.Error:
        return None
    return Table(columns, _parts(text, columns, end + 1 if end >= 0 else len(text)))


def _parts(text: bytes, columns: tuple[str, ...], start: int) -> Iterator[Part]:
    line = 2
    while start < len(text):
        end = text.find(b"\n", start + PART) + 1 or len(text)
        piece = text[start:end]
        part = _part(piece, columns, line)
        if part is None:
            yield from _parts_of_rows(_rows_of_csv(text[start:], line=line), columns)
            return
        yield part
        line += len(part.lines)
        start = end


def _part(piece: bytes, columns: tuple[str, ...], line: int) -> Part | None:
    """Return the rows of a piece, or None when its rows may not be its lines."""
    # Cut inside a cell, an odd number of quotes is left; a break inside a cell makes fewer rows than lines.
    if piece.count(b'"') % 2:
        return None
    try:
        frame = pl.read_csv(
            piece, has_header=False, schema=dict.fromkeys(_names(columns), pl.String), infer_schema=False
        )
    except pl.exceptions.PolarsError:
        return None
    if frame.height != piece.count(b"\n") + (not piece.endswith(b"\n")):
        return None
    return Part(frame, np.arange(line, line + frame.height, dtype=np.int32))


def _names(columns: Sequence[str]) -> list[str]:
    """Return names for the frame, since two columns without a heading are no fault."""
    return [name or f"\N{NO-BREAK SPACE}{place}" for place, name in enumerate(columns)]


def _headings(cells: Sequence[str]) -> tuple[str, ...]:
    columns = tuple(_heading(cell) for cell in cells)
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if twice:
        raise Unreadable(
            Fault(1, name, name, f"The column {name} is there twice.", "Keep one of them.") for name in twice
        )
    return columns


def _heading(cell: str) -> str:
    text = cell.strip().lstrip("\N{ZERO WIDTH NO-BREAK SPACE}")
    # The headings of half-days keep their capitals: 2004-03-01 AM.
    return text.upper() if text[:1].isdigit() else text.lower()


def _of_rows(rows: Iterator[tuple[int, list[str]]]) -> Table:
    """Return the table of rows that are read one by one."""
    first = next(rows, None)
    if first is None:
        raise unreadable("The file is empty.", "Choose the file that holds the table.", line=1)
    columns = _headings(first[1])
    return Table(columns, _parts_of_rows(rows, columns))


def _parts_of_rows(rows: Iterator[tuple[int, list[str]]], columns: tuple[str, ...]) -> Iterator[Part]:
    lines: list[int] = []
    kept: list[list[str]] = []
    faults: list[tuple[int, Fault]] = []
    for line, row in rows:
        extra = next((cell for cell in row[len(columns) :] if cell.strip()), None)
        if extra is not None:
            problem = f"The line has {len(row)} cells and the heading has {len(columns)}."
            remedy = "Take out the cells too many, or put quotation marks round a text with a comma."
            faults.append((len(kept), Fault(line, None, extra, problem, remedy)))
        lines.append(line)
        kept.append((row + [""] * len(columns))[: len(columns)])
        if len(kept) == ROWS:
            yield _part_of_rows(lines, kept, faults, columns)
            lines, kept, faults = [], [], []
    if kept:
        yield _part_of_rows(lines, kept, faults, columns)


def _part_of_rows(
    lines: list[int], kept: list[list[str]], faults: list[tuple[int, Fault]], columns: tuple[str, ...]
) -> Part:
    names = _names(columns)
    frame = pl.DataFrame(dict(zip(names, zip(*kept, strict=True), strict=True)), schema=dict.fromkeys(names, pl.String))
    return Part(frame, np.array(lines, dtype=np.int32), tuple(faults))


def _rows_of_csv(text: bytes, *, line: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the line each row begins on, and its cells; rows of nothing are passed over."""
    csv.field_size_limit(MOST_IN_CELL)
    reader = csv.reader(io.StringIO(text.decode("utf-8"), newline=""), strict=True)
    began = line
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield began, row
            began = line + reader.line_num
    except csv.Error:
        problem = "From this line on the quotation marks do not come in pairs."
        raise unreadable(problem, "Close the quotation mark, or double one that is meant.", line=began) from None
