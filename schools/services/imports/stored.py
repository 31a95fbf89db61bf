"""Writes registers, deltas and corrections by COPY."""

from datetime import date

import numpy as np
from django.db import connection

from schools import grid
from schools.models import Membership, RegisterImport
from schools.queries.registers import Year
from schools.services.imports.packed import pack, write_packed, write_pieces

# An enrolment, a day, AM or PM, the original and the new code, and the reason.
Correction = tuple[int, str, str, str, str, str]

_YEAR = (("enrolment_id", ">i8"), ("year", ">i2"), ("marks", f"{grid.SIZE}u1"))
# One cell of a delta; ImportDelta says it in words.
CELL = np.dtype([("place", ">u2"), ("original", "u1"), ("new", "u1")])


def write_year(stored: Year, rows: np.ndarray, marks: np.ndarray) -> None:
    """Write some rows of `stored`: new ones at once, the others by one update from a temporary table."""
    new = ~stored.known[rows]
    if new.any():
        _copy("schools_registeryear", stored, rows[new], marks[new])
    if new.all():
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE register_rows (enrolment_id bigint, year smallint, marks bytea) ON COMMIT DROP"
        )
        _copy("register_rows", stored, rows[~new], marks[~new])
        cursor.execute("ANALYZE register_rows (enrolment_id)")
        cursor.execute(
            "UPDATE schools_registeryear stored SET marks = sent.marks FROM register_rows sent"
            " WHERE stored.enrolment_id = sent.enrolment_id AND stored.year = sent.year"
        )
        cursor.execute("DROP TABLE register_rows")


def _copy(table: str, stored: Year, rows: np.ndarray, marks: np.ndarray) -> None:
    year = np.full(len(rows), stored.year)
    write_packed(table, _YEAR, (stored.ids[rows], year, marks))


def write_deltas(
    register_import: RegisterImport, stored: Year, rows: np.ndarray, before: np.ndarray, after: np.ndarray
) -> None:
    """Keep every cell that an import wrote, a row an enrolment, packed alike where they are equally many."""
    differs = before != after
    counts = differs.sum(axis=1)
    pieces = []
    for count in np.unique(counts[counts > 0]).tolist():
        some = np.flatnonzero(counts == count)
        at, places = np.nonzero(differs[some])
        cells = np.zeros(len(at), dtype=CELL)
        cells["place"] = places
        cells["original"] = before[some][at, places]
        cells["new"] = after[some][at, places]
        size = count * CELL.itemsize
        packed = np.frombuffer(cells.tobytes(), dtype=f"V{size}")
        columns = (
            ("register_import_id", ">i8"),
            ("enrolment_id", ">i8"),
            ("year", ">i2"),
            ("delta", f"V{size}"),
        )
        own = np.full(len(some), register_import.id)
        pieces.append(pack(columns, (own, stored.ids[rows[some]], np.full(len(some), stored.year), packed)))
    names = ["register_import_id", "enrolment_id", "year", "delta"]
    write_pieces("schools_importdelta", names, pieces)


def write_changes(
    changes: list[Correction],
    *,
    register_import: RegisterImport,
    by: Membership,
    on: date,
) -> None:
    """Keep corrections: enrolment, day, session, original, new and reason of each, with who and when."""
    if not changes:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE corrections (enrolment_id bigint, on_day date, session text, original text,"
            " new text, reason text) ON COMMIT DROP"
        )
        with cursor.copy("COPY corrections FROM STDIN") as copy:
            for change in changes:
                copy.write_row(change)
        cursor.execute(
            'INSERT INTO schools_markchange (enrolment_id, "on", session, original, new, reason, by_id, changed_on,'
            " recorded_at, register_import_id)"
            " SELECT enrolment_id, on_day, session, original, new, reason, %s, %s, now(), %s FROM corrections",
            [by.id, on, register_import.id],
        )
        cursor.execute("DROP TABLE corrections")


def mark_for_review(ids: np.ndarray) -> None:
    """Say that the registers of these enrolments are to be reviewed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO schools_reviewdue (enrolment_id, since) SELECT unnest(%s::bigint[]), now()"
            " ON CONFLICT (enrolment_id) DO NOTHING",
            [ids.tolist()],
        )
