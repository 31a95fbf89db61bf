"""Builds a prosecution's bundle: frozen in a step, then made into its two files; the same facts, the same version."""

import hashlib
import secrets
from datetime import date
from typing import Any

import structlog
from django.db.models import F, Max
from django.db.models.functions import Now

from cases import permissions
from cases.models import Prosecution
from notices import frozen
from notices.bundle.making import TooLong, make_bundle
from notices.bundle.parts import Parts
from notices.documents.binding import Altered, Unbindable
from notices.models import Bundle
from notices.services.bundles.gathering import Version, gather
from notices.services.file import File, one_file_step
from schools import references
from schools.models import Membership
from schools.roles import Role
from schools.vault import Missing, Vault

log = structlog.get_logger(__name__)
MAX_ATTEMPTS = 5


def build_bundle(
    prosecution: Prosecution, *, by: Membership, on: date, vault: Vault, seen: int | None = None
) -> Bundle:
    """Freeze the bundle as the facts stand and make its files; nothing changed gives the standing version back."""
    bundle = freeze_bundle(prosecution, by=by, on=on, seen=seen)
    return render_bundle(bundle, vault=vault)


def freeze_bundle(prosecution: Prosecution, *, by: Membership, on: date, seen: int | None = None) -> Bundle:
    """Freeze a new version inside a step, or give back the last one when it would say the same.

    Its files are made from what was frozen, at once or by a worker.
    """
    with one_file_step(prosecution, by=by, on=on, seen=seen) as file:
        if by.role != Role.SERVICE:
            file.step.require(permissions.Step.DOWNLOAD_BUNDLE)
        standing = Bundle.objects.filter(prosecution=file.row).order_by("version").last()
        if standing is not None and _is_still_so(file, standing):
            return standing
        version = Version(
            reference=references.new_reference("B", source=secrets.SystemRandom()),
            number=_next_number(file.row),
            made_on=on,
            made_by=by,
        )
        gathered = gather(file.row, version)
        bundle = Bundle.objects.create(
            reference=version.reference,
            prosecution=file.row,
            version=version.number,
            made_on=on,
            made_by=by,
            inputs_sha256=_fingerprint(gathered),
            snapshot=gathered,
            manifest={},
        )
        _say_made(file, bundle)
    return bundle


def render_bundle(bundle: Bundle, *, vault: Vault) -> Bundle:
    """Make the two files of a frozen bundle and keep them; again is no change."""
    if bundle.served_sha256:
        return bundle
    made = make_bundle(frozen.thaw(Parts, _with_papers(bundle.snapshot, vault)))
    served, unserved = vault.put(made.served), vault.put(made.not_served)
    Bundle.objects.filter(id=bundle.id, served_sha256="").update(
        served_sha256=served,
        unserved_sha256=unserved,
        pages=made.pages,
        manifest=made.manifest,
        rendered_at=Now(),
        problem="",
    )
    bundle.refresh_from_db()
    return bundle


def render_due_bundles(*, vault: Vault, most: int) -> int:
    """Make the files of bundles that were frozen and not made; give back how many were tried.

    One that cannot be made carries its problem and does not make those behind it wait.
    """
    waiting = list(Bundle.objects.filter(served_sha256="", attempts__lt=MAX_ATTEMPTS).order_by("attempts", "id")[:most])
    for bundle in waiting:
        Bundle.objects.filter(id=bundle.id).update(attempts=F("attempts") + 1)
        try:
            render_bundle(bundle, vault=vault)
        except (Altered, Missing, TooLong, Unbindable) as problem:
            log.warning("bundle_not_made", bundle=bundle.reference)
            Bundle.objects.filter(id=bundle.id).update(problem=str(problem))
    return len(waiting)


def _is_still_so(file: File, standing: Bundle) -> bool:
    """Say whether the same version, gathered again from the rows of today, would be the same."""
    version = Version(standing.reference, standing.version, standing.made_on, standing.made_by)
    return _fingerprint(gather(file.row, version)) == standing.inputs_sha256


def _next_number(prosecution: Prosecution) -> int:
    last = Bundle.objects.filter(prosecution=prosecution).aggregate(n=Max("version"))["n"]
    return (last or 0) + 1


def _fingerprint(gathered: dict[str, Any]) -> str:
    return hashlib.sha256(frozen.canonical(gathered)).hexdigest()


def _with_papers(value: Any, vault: Vault) -> Any:
    """Put the bytes of each stored paper where the snapshot has its fingerprint alone."""
    if isinstance(value, list):
        return [_with_papers(item, vault) for item in value]
    if not isinstance(value, dict):
        return value
    if "pdf" in value:
        return {**value, "pdf": vault.get(value["sha256"])}
    return {name: _with_papers(item, vault) for name, item in value.items()}


def _say_made(file: File, bundle: Bundle) -> None:
    produced = len(bundle.snapshot["exhibits"])
    certified = "with" if bundle.snapshot["certificates"] else "without"
    file.step.record(
        "bundle_made",
        f"Bundle {bundle.reference}, version {bundle.version}, was put together: {produced} "
        f"{'exhibit' if produced == 1 else 'exhibits'}, {certified} the head's certificate.",
        matter=file.matter.reference,
        prosecution=file.row.reference,
        bundle=bundle.reference,
        version=bundle.version,
        inputs=bundle.inputs_sha256,
    )
