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
from schools.services.imports.planning import Plan, Planning, YearPlan
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
    of_enrolment = _school_of_enrolment(plan)
    for year in plan.years:
        differs, said = year.differs.sum(axis=1), (year.sent != codes.BLANK).sum(axis=1)
        corrects = (year.differs & (year.stored.marks != codes.BLANK)).sum(axis=1)
        for at, school in enumerate(plan.senders.schools):
            own, part = of_enrolment == at, plan.parts[school.urn]
            changed = int(differs[own].sum())
            part.changed += changed
            part.corrections += int(corrects[own].sum())
            part.unchanged += int(said[own].sum()) - changed
    touched = plan.touched()
    some = np.isin(plan.keys.ids, touched)
    for at, school in enumerate(plan.senders.schools):
        plan.parts[school.urn].pupils = int((some & (of_enrolment == at)).sum())
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


def _school_of_enrolment(plan: Plan) -> np.ndarray:
    """Return for each enrolment the place of its school among the senders."""
    keys, known = plan.keys, plan.senders.of_row >= 0
    of_key = np.zeros(len(keys.first), dtype=np.int32)
    of_key[keys.of_row[known]] = plan.senders.of_row[known]
    of_enrolment = np.zeros(len(keys.ids), dtype=np.int32)
    of_enrolment[keys.place] = np.repeat(of_key, keys.count)
    return of_enrolment


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
    for year in plan.years:
        _write_year(year, row, reasons, by=by, on=on)
    _write_notes(plan)


def _write_year(year: YearPlan, row: RegisterImport, reasons: "_Reasons", *, by: Membership, on: date) -> None:
    differs = year.differs
    changed = np.flatnonzero(differs.any(axis=1))
    if not len(changed):
        return
    before, sent = year.stored.marks[changed], year.sent[changed]
    after = np.where(sent != codes.BLANK, sent, before)
    stored.write_year(year.stored, changed, after)
    stored.write_deltas(row, year.stored, changed, before, after)
    at, places = np.nonzero((before != after) & (before != codes.BLANK))
    corrections = []
    for some, place in zip(at.tolist(), places.tolist(), strict=True):
        enrolment = int(year.stored.ids[changed[some]])
        day, half = grid.when(year.stored.year, place)
        old, new = codes.TEXTS[int(before[some, place])], codes.TEXTS[int(after[some, place])]
        why = reasons.of(enrolment, day, half.value)
        corrections.append((enrolment, day.isoformat(), half.value, old, new, why))
    stored.write_changes(corrections, register_import=row, by=by, on=on)
    # Only what is missed without leave bears on the review; a mark of attendance onto a blank opens nothing.
    matters = codes.UNAUTHORISED[before] | codes.UNAUTHORISED[after]
    stored.mark_for_review(year.stored.ids[changed[((before != after) & matters).any(axis=1)]])


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
