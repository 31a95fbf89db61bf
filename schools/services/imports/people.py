"""Imports people: schools, pupils, parents and ties, checked whole, with a person's corrections left standing."""

import hashlib
from datetime import date

from django.db import transaction

from schools.models import Authority, Membership, RegisterImport, School
from schools.readers.faults import Unreadable
from schools.readers.people import read_people
from schools.services.imports.arrivals import Arrival
from schools.services.imports.results import ImportResult, refused

SOURCE = "people"


def import_people(
    raw: bytes,
    *,
    file_name: str,
    by: Membership,
    on: date,
    school: School | None = None,
    source: str = SOURCE,
    skip_faulty: bool = False,
    dry_run: bool = False,
) -> ImportResult:
    """Read schools, pupils, parents and responsibilities from CSV, XLSX or CTF and write them.

    `school` is whose pupils a CTF holds, which names no URN. A pupil is known by its UPN and a parent by the source's
    reference; nobody is ever merged by name. A value is written when the source says something it has not said before,
    so a field that a person corrected holds until then. An empty cell says nothing, but `left` and `until` left empty
    mean that the thing goes on.
    """
    try:
        rows = read_people(raw, urn=school.urn if school else "")
    except Unreadable as no:
        return refused(no.faults, school)
    with transaction.atomic():
        Authority.objects.select_for_update(no_key=True).get(id=by.authority_id)
        coming = Arrival(rows, by=by, on=on, source=source)
        coming.check(skip_faulty=skip_faulty)
        result = coming.compare()
        if not dry_run and coming.writes:
            coming.write()
            result.import_id = _keep(raw, result, file_name=file_name, by=by, on=on)
        else:
            for part in result.schools.values():
                part.applied = False
    return result


def _keep(raw: bytes, result: ImportResult, *, file_name: str, by: Membership, on: date) -> int:
    return RegisterImport.objects.create(
        authority_id=by.authority_id,
        kind="people",
        file_name=file_name[-200:],
        sha256=hashlib.sha256(raw).hexdigest(),
        by=by,
        on=on,
        applied_on=on,
        accepted=result.accepted,
        changed=result.changed,
        unchanged=result.unchanged,
        result=result.as_kept(),
    ).id
