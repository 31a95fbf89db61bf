"""Rows in PostgreSQL's binary COPY format, as numpy records: a city's registers at once, without an object a row."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from django.db import connection

HEAD = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
END = b"\xff\xff"
COUNT = "fields"

# Names with numpy's types, big-endian: ("enrolment_id", ">i8"), ("marks", "530u1").
Columns = Sequence[tuple[str, str]]


def read_packed(query: str, parameters: Sequence[Any], columns: Columns) -> np.ndarray:
    """Return what a query gives as one record array; every column has a fixed width and no nulls."""
    with connection.cursor() as cursor, cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT BINARY)", parameters) as copy:
        raw = b"".join(copy)
    return np.frombuffer(raw[len(HEAD) : -len(END)], dtype=record_of(columns))


def record_of(columns: Columns) -> np.dtype:
    """Return the layout of one row: the number of its fields, then each field behind its length."""
    fields: list[tuple[str, str]] = [(COUNT, ">i2")]
    for name, kind in columns:
        fields += [(f"{name} length", ">i4"), (name, kind)]
    return np.dtype(fields)
