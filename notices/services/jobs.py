"""Long jobs that a worker does for a person who waits at a page."""

from datetime import date
from typing import Any

from cases.models import Prosecution
from cases.refusals import Forbidden, Refused
from notices.services.bundles.building import build_bundle
from schools.models import Work
from schools.services.work import WorkFailed
from schools.vault import Vault


def build_asked_bundle(work: Work, *, on: date, vault: Vault) -> dict[str, Any]:
    """Build the bundle of the prosecution that the work names; again gives the same version."""
    prosecution = Prosecution.objects.get(id=work.subject["prosecution"], matter__case__authority=work.authority_id)
    try:
        bundle = build_bundle(prosecution, by=work.asked_by, on=on, vault=vault)
    except (Refused, Forbidden) as no:
        raise WorkFailed(str(no)) from no
    return {"bundle": bundle.reference}
