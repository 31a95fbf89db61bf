"""Tables from CSV and XLSX files, as text in columns with the line each row stands on.

A plain CSV takes the columnar road, in parts, so that a year of a city's marks stays within bounds; a file whose
lines and rows differ (a line break inside a cell, a row too long) is read row by row.
"""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

import numpy as np
import openpyxl
import polars as pl
from openpyxl.utils.exceptions import InvalidFileException

from schools.readers.faults import Fault, Unreadable, unreadable

PART = 32_000_000  # Bytes of a CSV read at a time.
XLSX_BEGINS = b"PK\x03\x04"
_UTF8_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Part:
    """Some rows of a table: its columns as text (null where empty), and the line of each row."""

    frame: pl.DataFrame
    lines: np.ndarray


@dataclass(frozen=True)
class Table:
    """A table in parts; `columns` are the headings in small letters without spaces around them.

    Only a heading that is given twice is a fault of the table itself.
    """

    columns: tuple[str, ...]
    parts: Iterator[Part]


def read_table(raw: bytes) -> Table:
    """Return the table of a CSV or XLSX file; raises `Unreadable` when it is none."""
    if raw.startswith(XLSX_BEGINS):
        return _of_rows(_rows_of_workbook(raw))
    text = _as_utf8(raw)
    if not text.strip():
        raise unreadable("The file is empty.", "Choose the file that holds the table.", line=1)
    return _columnar(text) or _of_rows(_rows_of_csv(text))


def _as_utf8(raw: bytes) -> bytes:
    """Return the text in UTF-8 without its mark; a file that is not UTF-8 is read as Windows wrote it."""
    if b"\0" in raw:
        raise unreadable("The file is not a text file.", "Save it as CSV (UTF-8) or XLSX.", line=1)
    raw = raw.removeprefix(_UTF8_MARK)
    if raw.isascii():
        return raw
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace").encode("utf-8")
    return raw


def _columnar(text: bytes) -> Table | None:
    """Return the table in parts, or None when its lines and rows may differ."""
    end = text.find(b"\n")
    first = text[: end if end >= 0 else len(text)]
    if first.count(b'"') % 2 or b"\r" in first.strip(b"\r\n"):
        return None
    columns = _headings(next(csv.reader([first.decode()]), []))
    body = text[end + 1 :] if end >= 0 else b""
    parts = []
    if b'"' in body:
        # Read whole at once, so that a line break inside a cell is seen before anything is believed.
        part = _part(body, columns, 2)
        if part is None or len(part.lines) != _lines_in(body):
            return None
        parts = [part]
    else:
        line = 2
        for piece in _pieces(body):
            part = _part(piece, columns, line)
            if part is None:
                return None
            parts.append(part)
            line += len(part.lines)
    return Table(columns, iter(parts))


def _pieces(body: bytes) -> Iterator[bytes]:
    start = 0
    while start < len(body):
        end = body.find(b"\n", start + PART)
        end = len(body) if end < 0 else end + 1
        yield body[start:end]
        start = end


def _lines_in(body: bytes) -> int:
    return body.count(b"\n") + (not body.endswith(b"\n") and bool(body))


def _part(body: bytes, columns: tuple[str, ...], line: int) -> Part | None:
    names = _names(columns)
    if not body.strip(b"\r\n"):
        return Part(pl.DataFrame(schema=dict.fromkeys(names, pl.String)), np.zeros(0, dtype=np.int32))
    try:
        frame = pl.read_csv(body, has_header=False, schema=dict.fromkeys(names, pl.String), infer_schema=False)
    except pl.exceptions.PolarsError:
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
    """Return the table of rows that were read one by one."""
    first = next(rows, None)
    if first is None:
        raise unreadable("The file is empty.", "Choose the file that holds the table.", line=1)
    columns = _headings(first[1])
    lines, kept, faults = [], [], []
    for line, row in rows:
        if any(cell.strip() for cell in row[len(columns) :]):
            problem = f"The line has {len(row)} cells and the heading has {len(columns)}."
            faults.append(Fault(line, None, row[len(columns)], problem, "Take out the cells too many."))
            continue
        lines.append(line)
        kept.append((row + [""] * len(columns))[: len(columns)])
    if faults:
        raise Unreadable(faults)
    by_column = list(zip(*kept, strict=True)) if kept else [()] * len(columns)
    frame = pl.DataFrame(
        {name: [cell or None for cell in cells] for name, cells in zip(_names(columns), by_column, strict=True)},
        schema=dict.fromkeys(_names(columns), pl.String),
    )
    return Table(columns, iter([Part(frame, np.array(lines, dtype=np.int32))]))


def _rows_of_csv(text: bytes) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text.decode("utf-8"), newline=""))
    began = 1
    for row in reader:
        if any(row):
            yield began, row
        began = reader.line_num + 1


def _rows_of_workbook(raw: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError, ValueError):
        raise unreadable("The file is not a workbook.", "Save it as XLSX or CSV.", line=1) from None
    sheet = book.worksheets[0]
    for line, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells = [_cell(value) for value in row]
        if any(cells):
            yield line, cells


def _cell(value: object) -> str:
    """Return what a cell of a workbook says, days in the form of the files."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
