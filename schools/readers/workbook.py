"""Rows of text from an XLSX workbook, with what could harm the reader refused before it is opened."""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml import DefusedXmlException
from openpyxl.utils.exceptions import InvalidFileException

from schools.readers.faults import unreadable

BEGINS = b"PK\x03\x04"
MOST_BYTES = 512_000_000  # Unpacked: a year of a large school is a tenth of it.
MOST_FILES = 2_000
MOST_TIMES = 200  # How much larger than its packed form a part may be; sheets of marks reach about 40.
SMALL = 1_000_000
# What the zip and workbook libraries raise on bytes that nobody's spreadsheet wrote.
DAMAGE = (
    InvalidFileException,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    ParseError,
    DefusedXmlException,
    LookupError,
    OSError,
    EOFError,
    RuntimeError,
    TypeError,
    ValueError,
    AttributeError,
)
SAVE_AS = "Save the sheet as CSV (UTF-8), or as a plain XLSX workbook."


def rows_of_workbook(raw: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield line and cells of each row of the first sheet that is not empty; raises `Unreadable`.

    Days come as 2004-03-01. A cell with a formula refuses the workbook: what it shows may differ from what it says.
    """
    _refuse_harm(raw)
    try:
        with warnings.catch_warnings():
            # A workbook without a default style, or with an extension we do not know, still holds its cells.
            warnings.simplefilter("ignore", UserWarning)
            book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, keep_links=False)
            yield from _rows(book)
            book.close()
    except DAMAGE:
        raise unreadable("The file is not a workbook, or it is damaged.", SAVE_AS, line=1) from None


def _rows(book: openpyxl.Workbook) -> Iterator[tuple[int, list[str]]]:
    if not book.worksheets:
        raise unreadable("The workbook has no sheet with cells.", SAVE_AS, line=1)
    sheet = book.worksheets[0]
    # The size a sheet claims may be false; rows are then cut or padded to it.
    sheet.reset_dimensions()
    for line, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells = [_cell(value) for value in row]
        for place, cell in enumerate(cells):
            if cell.startswith("="):
                raise unreadable(
                    f"Cell {openpyxl.utils.get_column_letter(place + 1)}{line} holds a formula.",
                    "Copy the sheet and paste it as values.",
                    line=line,
                    column=openpyxl.utils.get_column_letter(place + 1),
                )
        if any(cells):
            yield line, cells


def _refuse_harm(raw: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            parts = packed.infolist()
            _refuse_size(parts)
            names = {part.filename for part in parts}
            if "xl/workbook.xml" not in names:
                raise unreadable("The file is a zip archive, not an XLSX workbook.", SAVE_AS, line=1)
            if any(name.endswith("vbaProject.bin") for name in names):
                raise unreadable("The workbook holds macros.", SAVE_AS, line=1)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with packed.open(part) as stream:
                        _refuse_entities(stream.read(4096))
    except DAMAGE:
        raise unreadable("The file is not a workbook, or it is damaged.", SAVE_AS, line=1) from None


def _refuse_size(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise unreadable("The workbook is locked with a password.", "Save it without one.", line=1)
    swollen = any(part.file_size > SMALL and part.file_size > MOST_TIMES * part.compress_size for part in parts)
    if swollen or len(parts) > MOST_FILES or sum(part.file_size for part in parts) > MOST_BYTES:
        raise unreadable("The workbook is far larger unpacked than it seems.", SAVE_AS, line=1)


def _refuse_entities(beginning: bytes) -> None:
    if b"<!DOCTYPE" in beginning or b"<!ENTITY" in beginning:
        raise unreadable("The workbook defines entities of its own.", SAVE_AS, line=1)


def _cell(value: object) -> str:
    """Return what a cell says, days and whole numbers as a person would type them."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
