"""Undoes an import of a register: puts back every cell that still holds what the import wrote."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db import transaction

from schools import codes, grid
from schools.models import ImportDelta, Membership, RegisterImport, School
from schools.queries.registers import Year, read_year
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
        schools = School.objects.filter(enrolments__deltas__register_import=row).order_by("id").distinct()
        ids = list(schools.values_list("id", flat=True))
        list(School.objects.select_for_update(no_key=True).filter(id__in=ids).order_by("id"))
        undone = _put_back(row, set(pinned), by=by, on=on)
        if not undone.cells:
            raise CannotUndo("Every mark of the import was changed since, or it changed none: nothing is left to undo.")
        row.undone_on, row.undone_by = on, by
        row.save(update_fields=["undone_on", "undone_by"])
    return undone


def _put_back(row: RegisterImport, pinned: set[Pin], *, by: Membership, on: date) -> Undone:
    cells = left = 0
    touched: list[int] = []
    years = ImportDelta.objects.filter(register_import=row).values_list("year", flat=True).distinct()
    for year in sorted(years):
        deltas = dict(
            ImportDelta.objects.filter(register_import=row, year=year)
            .order_by("enrolment")
            .values_list("enrolment_id", "delta")
        )
        held = read_year(year, np.array(list(deltas), dtype=np.int64))
        before, after = held.marks, held.marks.copy()
        for at, delta in enumerate(deltas.values()):
            written = np.frombuffer(bytes(delta), dtype=stored.CELL)
            places = written["place"].astype(np.int64)
            stands = before[at, places] == written["new"]
            after[at, places[stands]] = written["original"][stands]
            cells += int(stands.sum())
            left += int((~stands).sum())
        _refuse_pinned(held, before != after, pinned)
        rows = np.flatnonzero((before != after).any(axis=1))
        if len(rows):
            stored.write_year(held, rows, after[rows])
            stored.write_changes(_corrections(held, after, row), register_import=row, by=by, on=on)
            stored.mark_for_review(held.ids[rows])
            touched += held.ids[rows].tolist()
    return Undone(cells=cells, left=left, touched=touched)


def _refuse_pinned(held: Year, differs: np.ndarray, pinned: set[Pin]) -> None:
    places = {enrolment: at for at, enrolment in enumerate(held.ids.tolist())}
    under = [
        (day, half)
        for enrolment, day, half in sorted(pinned, key=lambda pin: pin[1:])
        if grid.year_of(day) == held.year
        and enrolment in places
        and differs[places[enrolment], grid.position(day, grid.Session(half))]
    ]
    if under:
        day, half = under[0]
        more = f" and {len(under) - 1} more" if len(under) > 1 else ""
        raise CannotUndo(
            f"A warning, a notice or a charge rests on {plain_date(day)} {half}{more}. "
            "Correct those marks one by one, with the reason of each."
        )


def _corrections(held: Year, after: np.ndarray, row: RegisterImport) -> list[stored.Correction]:
    at, places = np.nonzero((held.marks != after) & (held.marks != codes.BLANK))
    corrections = []
    for one, place in zip(at.tolist(), places.tolist(), strict=True):
        day, half = grid.when(held.year, place)
        old, new = int(held.marks[one, place]), int(after[one, place])
        texts = codes.TEXTS[old], codes.TEXTS.get(new, "")
        corrections.append((int(held.ids[one]), day.isoformat(), half.value, *texts, f"Import {row.id} was undone"))
    return corrections
