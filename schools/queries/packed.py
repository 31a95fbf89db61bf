"""Rows of fixed width as numpy records: a city's registers in one value, without an object or a message a row."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import psycopg
from django.db import connection

# Names with numpy's types, big-endian as PostgreSQL sends them: ("enrolment_id", ">i8"), ("marks", "530u1").
Columns = Sequence[tuple[str, str]]


def read_packed(query: str, parameters: Sequence[Any], columns: Columns) -> np.ndarray:
    """Return the rows that a query has joined into one value, as records.

    The query selects one `string_agg` of bytes: each row its columns in order (int8send, int4send, bytea), with no
    nulls and no lengths between.
    """
    connection.ensure_connection()
    # Django's own cursor gives bytes as hexadecimal text.
    with psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(query, parameters, binary=True)
        row = cursor.fetchone()
    joined = row[0] if row else None
    return np.frombuffer(joined or b"", dtype=np.dtype(list(columns)))
