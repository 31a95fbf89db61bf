"""Writes registers, deltas and corrections by COPY."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db import connection

from schools import grid
from schools.models import ImportDelta, Membership, RegisterImport
from schools.queries.registers import Year
from schools.services.imports.packed import write_packed

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

    @property
    def touched(self) -> np.ndarray:
        """The rows with a change, each once."""
        return np.unique(self.rows)

    def some(self, mask: np.ndarray) -> "Changes":
        """The changes of a mask."""
        return Changes(self.stored, self.rows[mask], self.places[mask], self.before[mask], self.after[mask])


def write_marks(changes: Changes) -> None:
    """Write the changed registers: new ones at once, the others by one update from a temporary table."""
    rows, stored = changes.touched, changes.stored
    marks = stored.marks[rows]
    marks[np.searchsorted(rows, changes.rows), changes.places] = changes.after
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
    cells = np.empty(len(changes.rows), dtype=CELL)
    cells["enrolment"] = changes.stored.ids[changes.rows]
    cells["place"] = changes.places
    cells["original"] = changes.before
    cells["new"] = changes.after
    of_cell = schools[changes.rows]
    ImportDelta.objects.bulk_create(
        ImportDelta(
            register_import=register_import,
            school_id=school_id,
            year=changes.stored.year,
            delta=cells[of_cell == school_id].tobytes(),
        )
        for school_id in np.unique(of_cell).tolist()
    )


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
