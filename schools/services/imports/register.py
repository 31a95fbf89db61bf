"""Imports a register: checked whole, written all at once or not at all, and the same file twice is the same once."""

import hashlib
from collections.abc import Iterable
from datetime import date

import numpy as np
from django.db import transaction

from schools import codes, grid
from schools.models import MarkNote, Membership, RegisterImport, School
from schools.readers.faults import Unreadable
from schools.readers.register import day_of, read_register
from schools.services.imports import stored
from schools.services.imports.planning import Plan, Planning
from schools.services.imports.results import ImportResult, Pin, refused
from schools.words import plain_date


def import_register(
    raw: bytes,
    *,
    file_name: str,
    by: Membership,
    on: date,
    school: School | None = None,
    pinned: Iterable[Pin] = (),
    skip_faulty: bool = False,
    dry_run: bool = False,
    preview: RegisterImport | None = None,
) -> ImportResult:
    """Read a register from CSV, XLSX or CTF and write it, school by school all or nothing.

    `school` is whose file it is, else each line names its URN. `pinned` are the cells on which a warning, notice or
    charge rests: a change of one is made and reported. With `skip_faulty` the sound lines of a school are written
    although others are not. `dry_run` says what would change. `preview` is the row of a preview that is now committed.
    """
    try:
        rows = read_register(raw)
        with transaction.atomic():
            planning = Planning(rows, by=by, on=on, school=school)
            plan = planning.plan(skip_faulty=skip_faulty)
            result = _result_of(plan, pinned, dry_run=dry_run)
            result.ignored = rows.ignored
            if result.applied:
                _write(plan, result, raw, file_name=file_name, by=by, on=on, school=school, preview=preview)
    except Unreadable as no:
        return refused(no.faults, school)
    return result


def _result_of(plan: Plan, pinned: Iterable[Pin], *, dry_run: bool) -> ImportResult:
    places = plan.school_places()
    number = len(plan.senders.schools)
    for year in plan.years:
        changes = year.changes
        of_change = places[changes.rows]
        changed = np.bincount(of_change, minlength=number)
        corrected = np.bincount(of_change[changes.before != codes.BLANK], minlength=number)
        said = np.bincount(places, weights=year.said, minlength=number)
        for at, school in enumerate(plan.senders.schools):
            part = plan.parts[school.urn]
            part.changed += int(changed[at])
            part.corrections += int(corrected[at])
            part.unchanged += int(said[at] - changed[at])
    touched = plan.touched()
    pupils = np.bincount(places[np.searchsorted(plan.keys.ids, touched)], minlength=number)
    for at, school in enumerate(plan.senders.schools):
        plan.parts[school.urn].pupils = int(pupils[at])
    if dry_run:
        for part in plan.parts.values():
            part.applied = False
    return ImportResult(
        accepted=plan.accepted,
        changed=sum(part.changed for part in plan.parts.values()),
        unchanged=sum(part.unchanged for part in plan.parts.values()),
        schools=plan.parts,
        faults=plan.faults,
        touched=touched.tolist(),
        pinned=plan.pinned_changes(pinned),
    )


def _write(
    plan: Plan,
    result: ImportResult,
    raw: bytes,
    *,
    file_name: str,
    by: Membership,
    on: date,
    school: School | None,
    preview: RegisterImport | None,
) -> None:
    row = preview or RegisterImport(
        authority_id=by.authority_id,
        school=school or (plan.senders.schools[0] if len(plan.senders.schools) == 1 else None),
        file_name=file_name[-200:],
        sha256=hashlib.sha256(raw).hexdigest(),
        by=by,
        on=on,
    )
    row.by, row.on, row.applied_on = by, on, on
    row.accepted, row.changed, row.unchanged = result.accepted, result.changed, result.unchanged
    row.result = result.as_kept()
    row.save()
    result.import_id = row.id
    reasons = _Reasons(plan, row)
    schools = np.array(plan.senders.ids, dtype=np.int64)[plan.school_places()]
    for year in plan.years:
        if len(year.changes.rows):
            stored.write_marks(year.changes)
            stored.write_deltas(row, year.changes, schools)
            stored.write_corrections(_corrections(year.changes, reasons), register_import=row, by=by, on=on)
            stored.mark_for_review(_to_review(year.changes))
    _write_notes(plan)


def _corrections(changes: stored.Changes, reasons: "_Reasons") -> list[stored.Correction]:
    made = []
    cells = changes.some(changes.before != codes.BLANK)
    for row, place, old, new in zip(
        cells.rows.tolist(), cells.places.tolist(), cells.before.tolist(), cells.after.tolist(), strict=True
    ):
        enrolment = int(changes.stored.ids[row])
        day, half = grid.when(changes.stored.year, place)
        why = reasons.of(enrolment, day, half.value)
        made.append((enrolment, day.isoformat(), half.value, codes.TEXTS[old], codes.TEXTS[new], why))
    return made


def _to_review(changes: stored.Changes) -> np.ndarray:
    """Return whose change bears on the review: what is missed without leave; a mark of attendance opens nothing."""
    matters = codes.UNAUTHORISED[changes.before] | codes.UNAUTHORISED[changes.after]
    return changes.stored.ids[changes.some(matters).touched]


class _Reasons:
    """The reason kept with each correction: the file, and what the line said beside the mark."""

    def __init__(self, plan: Plan, row: RegisterImport) -> None:
        self.base = f"Import {row.id} of {plain_date(row.applied_on or row.on)}"
        rows = plan.rows
        self.given: dict[tuple[int, str, str], str] = {}
        if rows.wide or not any(rows.reason_texts):
            return
        said = np.array([bool(text) for text in rows.reason_texts])[rows.reasons] & plan.written
        some = np.flatnonzero(said)
        places = plan.keys.places_at(some, rows.days[some])
        for at, place in zip(some.tolist(), places.tolist(), strict=True):
            key = (int(plan.keys.ids[place]), day_of(rows.days[at]).isoformat(), grid.BOTH[int(rows.halves[at])].value)
            self.given[key] = rows.reason_texts[int(rows.reasons[at])]

    def of(self, enrolment: int, day: date, half: str) -> str:
        """Return why the mark was changed."""
        given = self.given.get((enrolment, day.isoformat(), half))
        return f"{self.base}: {given}" if given else self.base


def _write_notes(plan: Plan) -> None:
    """Keep the minutes late and the comments that stand beside marks."""
    rows = plan.rows
    some = np.array([row for row in sorted(rows.notes) if plan.written[row]], dtype=np.int64)
    places = plan.keys.places_at(some, rows.days[some])
    notes = {}
    for row, place in zip(some.tolist(), places.tolist(), strict=True):
        said, day = rows.notes[row], day_of(rows.days[row])
        if place < 0:
            continue
        half = grid.BOTH[int(rows.halves[row])].value
        notes[place, day, half] = MarkNote(
            enrolment_id=int(plan.keys.ids[place]),
            on=day,
            session=half,
            minutes_late=said.minutes_late,
            comment=said.comment,
            recorded_by=said.recorded_by,
            recorded_at=said.recorded_at,
        )
    MarkNote.objects.bulk_create(
        notes.values(),
        batch_size=2000,
        update_conflicts=True,
        unique_fields=["enrolment", "on", "session"],
        update_fields=["minutes_late", "comment", "recorded_by", "recorded_at"],
    )
