"""The access doors of the lawyers' files, and what one file's page needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404

from cases.models import Certificate, Hearing, Prosecution
from cases.rules.facts import Facts
from notices.models import Bundle
from notices.queries.bundles import Contents, contents_of, versions_of
from notices.queries.facts.make import facts_of
from notices.queries.legal import prosecutions_for
from schools import references
from schools.models import Membership
from schools.roles import Role


@dataclass(frozen=True)
class FileReading:
    """One prosecution as its page needs it."""

    prosecution: Prosecution
    facts: Facts
    certificate: Certificate | None
    contents: Contents
    bundles: Sequence[Bundle]
    hearings: Sequence[Hearing]


def the_file(reference: str, *, by: Membership) -> Prosecution:
    """The prosecution of that reference, if it is this person's to open."""
    wanted = references.normalise(reference)
    rows = prosecutions_for(by)
    found = next(iter(rows.filter(reference=wanted)), None)
    if found is None:
        raise Http404("There is no such file, or it is not yours to open.")
    return found


def read_file(prosecution: Prosecution, *, on: date) -> FileReading:
    """Read one prosecution for its page."""
    return FileReading(
        prosecution=prosecution,
        facts=facts_of(prosecution.matter, on=on),
        certificate=Certificate.objects.filter(prosecution=prosecution, voided_on__isnull=True)
        .select_related("signed_by__user")
        .first(),
        contents=contents_of(prosecution),
        bundles=versions_of(prosecution),
        hearings=list(Hearing.objects.filter(prosecution=prosecution).order_by("on", "id")),
    )


def the_hearing(prosecution: Prosecution, number: int) -> Hearing:
    """One hearing of a prosecution."""
    found = Hearing.objects.filter(prosecution=prosecution, id=number).first()
    if found is None:
        raise Http404("There is no such hearing.")
    return found


def the_certificate(number: int, *, by: Membership) -> Certificate:
    """A certificate of this head's own school, or one of the lawyer's own authority."""
    rows = Certificate.objects.select_related("prosecution__matter__case__pupil", "prosecution__matter__school")
    if by.role == Role.HEAD:
        rows = rows.filter(prosecution__matter__school=by.school_id)
    elif by.role == Role.LEGAL:
        rows = rows.filter(prosecution__matter__case__authority=by.authority_id)
    else:
        rows = rows.none()
    found = rows.filter(id=number).first()
    if found is None:
        raise Http404("There is no such certificate, or it is not yours to read.")
    return found
