"""Undoes an import of a register: puts back every cell that still holds what the import wrote."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db import transaction

from schools import codes, grid
from schools.models import ImportDelta, Membership, RegisterImport, School
from schools.queries.registers import read_year
from schools.services.imports import stored
from schools.services.imports.results import Pin
from schools.words import plain_date


class CannotUndo(Exception):
    """The import stays: nothing was put back."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did: cells put back, cells left since they were changed later, and whose registers it touched."""

    cells: int
    left: int
    touched: list[int]


def undo_register(row: RegisterImport, *, pinned: Iterable[Pin], by: Membership, on: date) -> Undone:
    """Put back what an import wrote, as corrections of their own; refused while one of its cells is pinned.

    Raises `CannotUndo` with a sentence.
    """
    with transaction.atomic():
        row = RegisterImport.objects.select_for_update().get(id=row.id)
        if row.applied_on is None or row.kind != "register":
            raise CannotUndo("The import changed no register, so there is nothing to undo.")
        if row.undone_on is not None:
            raise CannotUndo(f"The import was undone on {plain_date(row.undone_on)}.")
        schools = ImportDelta.objects.filter(register_import=row).values("school_id")
        list(School.objects.select_for_update(no_key=True).filter(id__in=schools).order_by("id"))
        undone = _put_back(row, set(pinned), by=by, on=on)
        if not undone.cells:
            raise CannotUndo("Every mark of the import was changed since, or it changed none: nothing is left to undo.")
        row.undone_on, row.undone_by = on, by
        row.save(update_fields=["undone_on", "undone_by"])
    return undone


def _put_back(row: RegisterImport, pinned: set[Pin], *, by: Membership, on: date) -> Undone:
    cells = left = 0
    touched: list[int] = []
    for year, delta in ImportDelta.objects.filter(register_import=row).order_by("id").values_list("year", "delta"):
        written = np.frombuffer(bytes(delta), dtype=stored.CELL)
        ids, rows = np.unique(written["enrolment"].astype(np.int64), return_inverse=True)
        held = read_year(year, ids)
        places = written["place"].astype(np.int64)
        changes = stored.Changes(held, rows, places, held.marks[rows, places], written["original"])
        stands = changes.before == written["new"]
        changes = changes.some(stands)
        cells, left = cells + int(stands.sum()), left + int((~stands).sum())
        _refuse_pinned(changes, pinned)
        if len(changes.rows):
            stored.write_marks(changes)
            stored.write_corrections(_corrections(changes, row), register_import=row, by=by, on=on)
            ids = held.ids[changes.touched]
            stored.mark_for_review(ids)
            touched += ids.tolist()
    return Undone(cells=cells, left=left, touched=touched)


def _refuse_pinned(changes: stored.Changes, pinned: set[Pin]) -> None:
    held = changes.stored
    row_of = {enrolment: at for at, enrolment in enumerate(held.ids.tolist())}
    cells = set(zip(changes.rows.tolist(), changes.places.tolist(), strict=True))
    under = [
        (day, half)
        for enrolment, day, half in sorted(pinned, key=lambda pin: pin[1:])
        if grid.year_of(day) == held.year and (row_of.get(enrolment), grid.position(day, grid.Session(half))) in cells
    ]
    if under:
        day, half = under[0]
        more = f" and {len(under) - 1} more" if len(under) > 1 else ""
        raise CannotUndo(
            f"A warning, a notice or a charge rests on {plain_date(day)} {half}{more}. "
            "Correct those marks one by one, with the reason of each."
        )


def _corrections(changes: stored.Changes, row: RegisterImport) -> list[stored.Correction]:
    made = []
    for at, place, old, new in zip(
        changes.rows.tolist(), changes.places.tolist(), changes.before.tolist(), changes.after.tolist(), strict=True
    ):
        day, half = grid.when(changes.stored.year, place)
        texts = codes.TEXTS[old], codes.TEXTS.get(new, "")
        enrolment = int(changes.stored.ids[at])
        made.append((enrolment, day.isoformat(), half.value, *texts, f"Import {row.id} was undone"))
    return made
