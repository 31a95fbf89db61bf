"""Prepares the head's certificate of attendance, and voids it when a mark that it certifies is changed.

It is signed where the paper is made; whoever changes a register calls from here what that does to certificates.
"""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError

from cases.models import Certificate, Prosecution
from cases.queries.certified import is_still_so, standing_certificates, what_to_certify
from cases.services.steps import Step, one_step
from schools.models import Membership
from schools.words import plain_date


def prepare_in_step(step: Step, prosecution: Prosecution, *, first: date, last: date) -> Certificate:
    """Freeze what the head is asked to certify; one that stood before is voided by the new one.

    Raises `ValidationError` when the register has no mark between those days.
    """
    matter = step.matter(prosecution.matter_id)
    certified = what_to_certify(matter, first=first, last=last)
    if not certified["marks"]:
        raise ValidationError("The register has no mark between those days.")
    before = Certificate.objects.select_for_update(no_key=True).filter(prosecution=prosecution, voided_on__isnull=True)
    for row in before:
        _void(step, row, why="A new certificate was prepared.")
    certificate = Certificate.objects.create(
        prosecution=prosecution,
        period_from=first,
        period_until=last,
        snapshot=certified,
        prepared_by=step.by,
        prepared_on=step.on,
    )
    step.record(
        "certificate_prepared",
        f"The head of {matter.school} was asked to certify the attendance from {plain_date(first)} to "
        f"{plain_date(last)}.",
        matter=matter.reference,
        prosecution=prosecution.reference,
        certificate=certificate.id,
    )
    return certificate


def void_changed_certificates(enrolments: Iterable[int], *, by: Membership, on: date) -> list[Certificate]:
    """Void every certificate of these enrolments that the register no longer bears out; give back those voided.

    Called once the changed marks are committed; again is no change. A file that is over keeps its certificate.
    """
    voided = []
    for certificate in standing_certificates(enrolments):
        if is_still_so(certificate):
            continue
        with one_step(certificate.prosecution.matter.case_id, by=by, on=on) as step:
            row = Certificate.objects.select_for_update(no_key=True, of=("self",)).get(id=certificate.id)
            if row.voided_on is None:
                _void(step, row, why="A mark that it certifies was changed in the register.")
                voided.append(row)
    return voided


def _void(step: Step, certificate: Certificate, *, why: str) -> None:
    certificate.voided_on, certificate.voided_why = step.on, why
    certificate.save(update_fields=["voided_on", "voided_why"])
    signed = f", signed on {plain_date(certificate.signed_on)}," if certificate.signed_on else ""
    step.record(
        "certificate_voided",
        f"The certificate of attendance from {plain_date(certificate.period_from)} to "
        f"{plain_date(certificate.period_until)}{signed} is void. {why}",
        prosecution=certificate.prosecution.reference,
        certificate=certificate.id,
    )
