"""Prosecutions walked up the real ladder: warned, noticed, unpaid, referred, and on from there."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from cases.models import Case, Matter, Prosecution
from cases.services.steps import one_step
from cases.stages import Offence, Route
from notices.models import Letter, PenaltyNotice
from notices.services.bundles.building import freeze_bundle
from notices.services.certificates import prepare_certificate, sign_certificate
from notices.services.charge import choose_route, complete_charge, draft_information
from notices.services.code_test import consider_supervision_order, record_code_test
from notices.services.listing import Listing
from notices.services.notice import draft_notice, issue_notice, paper_of
from notices.services.prosecution import authorise
from notices.services.referral import refer_matter
from notices.services.rendering import render_letter
from notices.services.serving import serve
from notices.services.warning import draft_warning, give_warning
from schools.models import Parent, Pupil
from schools.vault import Vault
from tests.builders import (
    Cast,
    a_case,
    a_cast,
    a_matter,
    a_parent,
    a_pupil,
    a_year_of_marks,
    answer_nine,
    half_days_from,
)

WARNED = date(2004, 2, 2)
NOTICED = date(2004, 3, 8)
REFERRED = date(2004, 4, 22)
AUTHORISED = date(2004, 4, 23)
LAID = date(2004, 4, 26)
HEARD = date(2004, 5, 13)
# Enough before the warning to earn it, and enough after it to found a notice.
BEFORE = (date(2004, 1, 12), 12)
AFTER = (date(2004, 3, 1), 10)


@dataclass
class Family:
    """One cast, one child, one parent, one matter."""

    cast: Cast
    pupil: Pupil
    parent: Parent
    case: Case
    matter: Matter


def vault() -> Vault:
    return Vault(settings.VAULT)


def a_family(cast: Cast | None = None, *, absent=(BEFORE, AFTER), until=date(2004, 5, 14)) -> Family:
    """A child with these runs of half-days missed, and a matter against the parent."""
    cast = cast or a_cast()
    pupil = a_pupil(cast)
    parent = a_parent(cast, pupil)
    a_year_of_marks(
        pupil, [half for first, number in absent for half in half_days_from(first, number, pupil)], until=until
    )
    case = a_case(cast, pupil, on=date(2004, 1, 30))
    return Family(cast, pupil, parent, case, a_matter(cast, case, parent, on=date(2004, 1, 30)))


def posted(letter: Letter, *, by, on: date) -> None:
    """Put a rendered letter into the post on a day."""
    letter.refresh_from_db()
    if not letter.sha256:
        render_letter(letter, vault=vault())
    with one_step(letter.case_id, by=by, on=on) as step:
        serve(step, letter, address=letter.snapshot["recipient"]["lines"], served_on=on)


def warned(family: Family, *, on: date = WARNED) -> Family:
    """The parent was warned by post on a day."""
    officer = family.cast.officer
    letter = draft_warning(family.matter, by=officer, on=on)
    render_letter(letter, vault=vault())
    give_warning(letter, reasons="Help was offered and nothing changed.", by=officer, on=on)
    posted(letter, by=officer, on=on)
    return refreshed(family)


def noticed(family: Family, *, on: date = NOTICED) -> PenaltyNotice:
    """A penalty notice for all that was missed after the warning, posted on a day."""
    officer = family.cast.officer
    answer_nine(family.cast, family.case, on=on)
    chosen = frozenset(half_days_from(*AFTER, family.pupil))
    notice = draft_notice(family.matter, chosen=chosen, reasons="Nothing changed.", by=officer, on=on)
    paper = paper_of(notice)
    render_letter(paper, vault=vault())
    notice = issue_notice(notice, by=officer, on=on)
    posted(paper, by=officer, on=on)
    refreshed(family)
    return notice


def unpaid(family: Family | None = None) -> Family:
    """A matter whose notice ran out unpaid: no one may go to court before 22 April 2004."""
    family = warned(family or a_family())
    noticed(family)
    answer_nine(family.cast, family.case, on=date(2004, 4, 20))
    return refreshed(family)


def referred(family: Family | None = None, *, on: date = REFERRED) -> Prosecution:
    """The unpaid notice was referred."""
    family = family or unpaid()
    return refer_matter(family.matter, reasons="The notice was not paid.", by=family.cast.officer, on=on)


def reviewed(prosecution: Prosecution, *, by, on: date = AUTHORISED) -> Prosecution:
    """Both limbs and section 447 are recorded."""
    consider_supervision_order(prosecution, applied=False, reasons="School-based help is in place.", by=by, on=on)
    return record_code_test(
        prosecution,
        evidential_met=True,
        evidential_reasons="The register and the certificate prove it.",
        public_interest_met=True,
        public_interest_reasons="Help was offered and refused.",
        by=by,
        on=on,
    )


def authorised(family: Family | None = None, *, offence: Offence = Offence.S444_1) -> Prosecution:
    """Authorised by the lawyer, its route chosen."""
    family = family or unpaid()
    prosecution = referred(family)
    legal = family.cast.legal
    reviewed(prosecution, by=legal)
    prosecution = authorise(prosecution, by=legal, on=AUTHORISED)
    return choose_route(prosecution, offence=offence, route=Route.SUMMONS, by=legal, on=AUTHORISED)


def ready(family: Family | None = None, *, offence: Offence = Offence.S444_1) -> Prosecution:
    """Authorised, certified by the head, its bundle put together: nothing stands in the way of the charge."""
    family = family or unpaid()
    prosecution = authorised(family, offence=offence)
    certificate = prepare_certificate(prosecution, by=family.cast.legal, on=AUTHORISED)
    sign_certificate(certificate, by=family.cast.head, on=AUTHORISED, vault=vault())
    freeze_bundle(prosecution, by=family.cast.legal, on=AUTHORISED)
    return Prosecution.objects.get(id=prosecution.id)


def laid(
    family: Family | None = None, *, hearing: date | None = HEARD, offence: Offence = Offence.S444_1
) -> Prosecution:
    """The information was drawn up, made, checked and laid."""
    family = family or unpaid()
    prosecution = ready(family, offence=offence)
    legal = family.cast.legal
    render_letter(draft_information(prosecution, by=legal, on=LAID), vault=vault())
    first = Listing(day=hearing) if hearing else None
    return complete_charge(prosecution, by=legal, on=LAID, first_hearing=first)


def refreshed(family: Family) -> Family:
    family.matter = Matter.objects.get(id=family.matter.id)
    family.case = Case.objects.get(id=family.case.id)
    return family
