"""Imports as the doors ask for them: with what rests on the marks, and the review of those that changed."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from cases.models import Certificate, EvidencePin
from cases.queries.policies import NoPolicy, policy_on
from cases.services.certificates import void_changed_certificates
from cases.services.review import review_due
from schools.models import Enrolment, Membership, RegisterImport, School
from schools.services.imports import register, undo
from schools.services.imports.results import ImportResult, Pin
from schools.services.imports.undo import Undone
from schools.services.standing import standing_member
from schools.vault import Vault


def standing_pins(authority_id: int) -> set[Pin]:
    """Every cell on which a warning, a notice or a charge rests today."""
    pins = EvidencePin.objects.filter(matter__case__authority=authority_id, released_on__isnull=True)
    return set(pins.values_list("enrolment_id", "on", "session"))


def import_register(
    raw: bytes,
    *,
    file_name: str,
    by: Membership,
    on: date,
    school: School | None = None,
    skip_faulty: bool = False,
    dry_run: bool = False,
    preview: RegisterImport | None = None,
) -> ImportResult:
    """Import a register, void the certificates it no longer bears out, and review whose marks changed.

    All in one transaction: killed anywhere, it leaves everything as it was before.
    """
    with transaction.atomic():
        result = register.import_register(
            raw,
            file_name=file_name,
            by=by,
            on=on,
            school=school,
            pinned=standing_pins(by.authority_id),
            skip_faulty=skip_faulty,
            dry_run=dry_run,
            preview=preview,
        )
        if result.applied:
            _follow_up(result.touched, by=by, on=on)
    return result


def preview_register(
    raw: bytes, *, file_name: str, by: Membership, on: date, school: School | None, vault: Vault
) -> RegisterImport:
    """Keep a file and what it would change, for a person to look at before anything is written."""
    result = import_register(raw, file_name=file_name, by=by, on=on, school=school, dry_run=True)
    return RegisterImport.objects.create(
        authority_id=by.authority_id,
        school=school,
        file_name=file_name[-200:],
        sha256=vault.put(raw),
        by=by,
        on=on,
        accepted=result.accepted,
        changed=result.changed,
        unchanged=result.unchanged,
        result=result.as_kept(),
    )


class AlreadyImported(Exception):
    """Somebody has committed this preview before."""


def commit_preview(row: RegisterImport, *, skip_faulty: bool, by: Membership, on: date, vault: Vault) -> ImportResult:
    """Import what a preview showed, against the registers as they stand now."""
    with transaction.atomic():
        row = RegisterImport.objects.select_for_update(of=("self",)).select_related("school").get(id=row.id)
        if row.applied_on is not None:
            raise AlreadyImported
        return import_register(
            vault.get(row.sha256),
            file_name=row.file_name,
            by=by,
            on=on,
            school=row.school,
            skip_faulty=skip_faulty,
            preview=row,
        )


def undo_import(row: RegisterImport, *, by: Membership, on: date) -> Undone:
    """Undo an import; raises `CannotUndo` while a warning, a notice or a charge rests on one of its marks."""
    with transaction.atomic():
        undone = undo.undo_register(row, pinned=standing_pins(by.authority_id), by=by, on=on)
        _follow_up(undone.touched, by=by, on=on)
    return undone


def _follow_up(touched: Iterable[int], *, by: Membership, on: date) -> None:
    void_changed_certificates(_certified(by.authority_id).intersection(touched), by=by, on=on)
    try:
        policy_on(by.authority_id, on)
    except NoPolicy:
        return  # The registers stay due; the review takes them up once a code of conduct is in force.
    review_due(by.authority, by=standing_member(by.authority), on=on)


def _certified(authority_id: int) -> set[int]:
    """The enrolments of children of whom a certificate stands: few, however long the register."""
    pupils = Certificate.objects.filter(
        prosecution__matter__case__authority=authority_id, voided_on__isnull=True
    ).values("prosecution__matter__case__pupil_id")
    return set(Enrolment.objects.filter(pupil__in=pupils).values_list("id", flat=True))
