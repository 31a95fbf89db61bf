"""Writes registers, deltas and corrections by COPY."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

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
CELL = np.dtype([("enrolment", ">u8"), ("place", ">u2"), ("original", "u1"), ("new", "u1")])


@dataclass(frozen=True)
class Changes:
    """Cells of one school year that change: whose, where, and the bytes before and after.

    `rows` are places in the year's enrolments, ascending.
    """

    stored: Year
    rows: np.ndarray
    places: np.ndarray
    before: np.ndarray
    after: np.ndarray

    @cached_property
    def begins(self) -> np.ndarray:
        """Which changes are the first of their row."""
        return np.diff(self.rows, prepend=-1) > 0

    @property
    def touched(self) -> np.ndarray:
        """The rows with a change, each once."""
        return self.rows[self.begins]

    def some(self, mask: np.ndarray) -> "Changes":
        """The changes of a mask."""
        return Changes(self.stored, self.rows[mask], self.places[mask], self.before[mask], self.after[mask])


def write_marks(changes: Changes) -> None:
    """Write the changed registers: new ones at once, the others by one update from a temporary table."""
    rows, stored = changes.touched, changes.stored
    marks = stored.marks[rows]
    marks[np.cumsum(changes.begins) - 1, changes.places] = changes.after
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


def write_deltas(register_import: RegisterImport, changes: Changes, schools: np.ndarray) -> None:
    """Keep every cell that an import wrote, a row a school; `schools` names the school of each enrolment."""
    of_cell = schools[changes.rows]
    order = np.argsort(of_cell, kind="stable")
    ids, starts = np.unique(of_cell[order], return_index=True)
    write_pieces(
        "schools_importdelta",
        ("register_import_id", "school_id", "year", "delta"),
        (
            _delta(register_import, changes, school_id, cells)
            for school_id, cells in zip(ids.tolist(), np.split(order, starts[1:]), strict=True)
        ),
    )


def _delta(register_import: RegisterImport, changes: Changes, school_id: int, cells: np.ndarray) -> bytes:
    packed = np.empty(len(cells), dtype=CELL)
    packed["enrolment"] = changes.stored.ids[changes.rows[cells]]
    packed["place"] = changes.places[cells]
    packed["original"] = changes.before[cells]
    packed["new"] = changes.after[cells]
    columns = (
        ("register_import_id", ">i8"),
        ("school_id", ">i8"),
        ("year", ">i2"),
        ("delta", f"V{packed.nbytes}"),
    )
    one = np.array([packed.tobytes()], dtype=f"V{packed.nbytes}")
    values = (register_import.id, school_id, changes.stored.year)
    return pack(columns, [*(np.array([value]) for value in values), one])


def write_corrections(
    corrections: list[Correction], *, register_import: RegisterImport, by: Membership, on: date
) -> None:
    """Keep changes of marks that stood: enrolment, day, session, original, new and reason, with who and when."""
    if not corrections:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE corrections (enrolment_id bigint, on_day date, session text, original text,"
            " new text, reason text) ON COMMIT DROP"
        )
        with cursor.copy("COPY corrections FROM STDIN") as copy:
            for correction in corrections:
                copy.write_row(correction)
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
