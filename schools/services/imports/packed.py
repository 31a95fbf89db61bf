"""Writes rows in PostgreSQL's binary COPY format from numpy arrays."""

from collections.abc import Iterable, Sequence

import numpy as np
from django.db import connection

from schools.queries.packed import Columns

_HEAD = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
_END = b"\xff\xff"


def write_packed(table: str, columns: Columns, values: Sequence[np.ndarray]) -> None:
    """Put arrays of equal length into a table by COPY; every column has a fixed width and no nulls."""
    write_pieces(table, [name for name, _ in columns], [pack(columns, values)])


def pack(columns: Columns, values: Sequence[np.ndarray]) -> bytes:
    """Return rows in the form of COPY, without head and end."""
    rows = np.zeros(len(values[0]), dtype=_record(columns))
    rows["fields"] = len(columns)
    for (name, kind), column in zip(columns, values, strict=True):
        rows[f"{name} length"] = np.dtype(kind).itemsize
        rows[name] = column
    return rows.tobytes()


def write_pieces(table: str, columns: Sequence[str], pieces: Iterable[bytes]) -> None:
    """Put rows that were packed apart into a table by one COPY."""
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN (FORMAT BINARY)") as copy,
    ):
        copy.write(_HEAD)
        for piece in pieces:
            copy.write(piece)
        copy.write(_END)


def _record(columns: Columns) -> np.dtype:
    """Return the layout of one row: the number of its fields, then each field behind its length."""
    fields: list[tuple[str, str]] = [("fields", ">i2")]
    for name, kind in columns:
        fields += [(f"{name} length", ">i4"), (name, kind)]
    return np.dtype(fields)
