"""Rows in PostgreSQL's binary COPY format, as numpy records: a city's registers in and out at once."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from django.db import connection

_HEAD = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
_END = b"\xff\xff"
_COUNT = "fields"


def read_packed(query: str, parameters: Sequence[Any], columns: Sequence[tuple[str, str]]) -> np.ndarray:
    """Return what a query gives as one record array; every column has a fixed width and no nulls.

    `columns` are names with numpy's types, in big-endian order (">i8", ">i4", "S530").
    """
    with connection.cursor() as cursor, cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT BINARY)", parameters) as copy:
        raw = b"".join(bytes(piece) for piece in copy)
    body = raw[len(_HEAD) : -len(_END)]
    return np.frombuffer(body, dtype=_record(columns))


def write_packed(table: str, columns: Sequence[tuple[str, str]], values: Sequence[np.ndarray]) -> None:
    """Put arrays of equal length into a table by COPY; types as for `read_packed`."""
    write_pieces(table, [name for name, _ in columns], [pack(columns, values)])


def pack(columns: Sequence[tuple[str, str]], values: Sequence[np.ndarray]) -> bytes:
    """Return rows of fixed width in the form of COPY, without head and end."""
    rows = np.zeros(len(values[0]), dtype=_record(columns))
    rows[_COUNT] = len(columns)
    for (name, kind), column in zip(columns, values, strict=True):
        rows[f"{name} length"] = np.dtype(kind).itemsize
        rows[name] = column
    return rows.tobytes()


def write_pieces(table: str, columns: Sequence[str], pieces: "Iterator[bytes] | list[bytes]") -> None:
    """Put rows that were packed apart into a table by one COPY."""
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN (FORMAT BINARY)") as copy,
    ):
        copy.write(_HEAD)
        for piece in pieces:
            copy.write(piece)
        copy.write(_END)


def _record(columns: Sequence[tuple[str, str]]) -> np.dtype:
    fields: list[tuple[str, str]] = [(_COUNT, ">i2")]
    for name, kind in columns:
        fields += [(f"{name} length", ">i4"), (name, kind)]
    return np.dtype(fields)
