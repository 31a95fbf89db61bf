"""Gathers all that a bundle is made of, from the rows as they stand, without opening a stored paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from cases import time_limit
from cases.models import Certificate, Hearing, Matter, Prosecution
from cases.queries.certified import what_to_certify
from cases.rules.facts import Facts
from cases.stages import NoticeState, Offence
from notices import frozen
from notices.bundle import parts
from notices.letters.sessions import Session
from notices.models import Allocation, Letter, PenaltyNotice
from notices.queries.facts.make import facts_of
from notices.queries.standing import standings_of
from notices.services.bundles import exhibits, laws, registers, summary, withheld
from notices.services.letters.court import charged_sessions
from notices.services.letters.notice import sums_of
from notices.services.letters.parts import PRACTICE
from notices.tariff.standing import State
from schools import references
from schools.models import Membership
from schools.queries.addresses import address_of

OFFENCES = {
    Offence.S444_1: "Failing to secure regular attendance at school, section 444(1) of the Education Act 1996",
    Offence.S444_1A: "Knowingly failing to secure regular attendance at school, section 444(1A) of the Education Act "
    "1996",
}


@dataclass(frozen=True, slots=True)
class Version:
    """Which bundle it is, when it was made and by whom."""

    reference: str
    number: int
    made_on: date
    made_by: Membership


@dataclass(frozen=True)
class Case:
    """What the parts are made from, read once."""

    prosecution: Prosecution
    matter: Matter
    facts: Facts
    sessions: tuple[Session, ...]
    certificate: Certificate | None
    letters: Sequence[Letter]
    notice: PenaltyNotice | None
    secret: tuple[str, ...]

    @property
    def span(self) -> tuple[date, date]:
        """The days that are certified; before there is a certificate, those of the charge."""
        if self.certificate is not None:
            return self.certificate.period_from, self.certificate.period_until
        return self.sessions[0].on, self.sessions[-1].on


def gather(prosecution: Prosecution, version: Version) -> dict[str, Any]:
    """Freeze the parts of a bundle as plain JSON, its stored papers by fingerprint alone.

    The same rows and the same version give the same JSON. No line of an address that the defendant may not be told is
    in the set that is served. Raises `ValueError` when the prosecution names no half-day.
    """
    case = _read(prosecution, on=version.made_on)
    gathered: dict[str, Any] = frozen.freeze(_parts(case, version))
    kept = {name: gathered[name] for name in ("supervision_order", "code_test", "notes")}
    return {**withheld.without(gathered, case.secret), **kept}


def _read(prosecution: Prosecution, *, on: date) -> Case:
    matter = prosecution.matter
    sessions = charged_sessions(prosecution)
    if not sessions:
        raise ValueError(f"Prosecution {prosecution.reference} names no half-day.")
    return Case(
        prosecution=prosecution,
        matter=matter,
        facts=facts_of(matter, on=on),
        sessions=sessions,
        certificate=Certificate.objects.filter(
            prosecution=prosecution, voided_on__isnull=True, signed_on__isnull=False
        ).first(),
        letters=exhibits.letters_sent(prosecution),
        notice=PenaltyNotice.objects.filter(matter=matter, state=NoticeState.ISSUED).first(),
        secret=withheld.withheld_lines(matter),
    )


def _parts(case: Case, version: Version) -> parts.Parts:
    made_on = version.made_on
    first, last = case.span
    printed = registers.register_print(
        case.matter,
        first=first,
        last=last,
        charged=frozenset((session.on, session.half) for session in case.sessions),
        on=made_on,
    )
    produced = exhibits.exhibits_of(
        case.letters,
        defendant=case.matter.parent,
        witness=str(_witness(case).user),
        withheld=case.secret,
        on=made_on,
    )
    unpaid = _non_payment(case, made_on)
    told = summary.Told(
        prosecution=case.prosecution,
        matter=case.matter,
        facts=case.facts,
        sessions=case.sessions,
        register=printed,
        certificate=case.certificate,
        certified=_figures(case),
        exhibits=_by_kind(case.letters, produced),
        notice=case.notice,
        non_payment=unpaid,
    )
    return parts.Parts(
        heading=_heading(case, version),
        summary=summary.summary_of(told),
        schedule=registers.schedule_of(case.matter, case.sessions, on=made_on),
        registers=(printed,),
        certificates=_certificates(case.certificate),
        exhibits=produced,
        charge=_charge(case.prosecution),
        non_payment=unpaid,
        supervision_order=_supervision_order(case.prosecution),
        code_test=_code_test(case.prosecution),
        notes=tuple(_notes(case)),
    )


def _heading(case: Case, version: Version) -> parts.Heading:
    matter, authority = case.matter, case.matter.case.authority
    hearing = Hearing.objects.filter(prosecution=case.prosecution, result=Hearing.Result.LISTED).order_by("on").first()
    return parts.Heading(
        reference=references.spaced(version.reference),
        version=version.number,
        case=references.spaced(case.prosecution.reference),
        prosecutor=authority.name,
        defendant=str(matter.parent),
        defendant_address=address_of(matter.parent, to=matter.parent).lines,
        child=str(matter.case.pupil),
        school=matter.school.name,
        court=hearing.court if hearing else authority.court,
        offence=OFFENCES[Offence(case.prosecution.offence)],
        first=case.sessions[0].on,
        last=case.sessions[-1].on,
        safe_until=time_limit.last_day(case.sessions[0].on),
        made_on=version.made_on,
        made_by=str(version.made_by.user),
        child_born=matter.case.pupil.born,
        defendant_born=matter.parent.born,
        hearing_on=hearing.on if hearing else None,
        practice=PRACTICE if authority.practice else "",
    )


def _witness(case: Case) -> Membership:
    """Who produces the letters: the case's officer, else whoever referred it."""
    return case.matter.case.officer or case.prosecution.referred_by


def _figures(case: Case) -> dict[str, int]:
    first, last = case.span
    said = case.certificate.snapshot if case.certificate else what_to_certify(case.matter, first=first, last=last)
    return {name: said[name] for name in ("possible", "attended", "authorised", "unauthorised")}


def _by_kind(letters: Sequence[Letter], produced: Sequence[parts.Exhibit]) -> list[tuple[str, parts.Exhibit]]:
    kinds = {letter.sha256: letter.kind for letter in letters}
    return [(kinds[exhibit.paper.sha256], exhibit) for exhibit in produced]


def _certificates(row: Certificate | None) -> tuple[parts.Stored, ...]:
    if row is None:
        return ()
    title = "Certificate of attendance (section 566)"
    return (parts.Stored(title=title, dated=row.signed_on, pdf=b"", sha256=row.sha256),)


def _charge(prosecution: Prosecution) -> parts.Stored | None:
    paper = Letter.objects.filter(prosecution=prosecution, kind="information", released_on__isnull=False).last()
    if paper is None or prosecution.charged_on is None:
        return None
    return parts.Stored(title="Information", dated=prosecution.charged_on, pdf=b"", sha256=paper.sha256)


def _non_payment(case: Case, on: date) -> parts.NonPayment | None:
    """The certificate that the notice was not paid, once its last day has passed."""
    notice = case.notice
    if notice is None or notice.issued_on is None:
        return None
    # All the money there is, whenever it was entered: what came in time decides, and no later version may say less.
    view = standings_of([notice], on=date.max)[notice.id]
    if view.dates is None or view.received_on is None or on <= view.dates.last_day or view.standing.state is State.PAID:
        return None
    return parts.NonPayment(
        number=references.spaced(notice.number),
        issued_on=notice.issued_on,
        received_on=view.received_on,
        sums=sums_of(notice, issued_on=notice.issued_on, runs=view.dates),
        received=_received_in_time(notice, view.dates.last_day),
        dated=on,
        law=laws.non_payment_on(notice.issued_on),
        signature=None,
    )


def _received_in_time(notice: PenaltyNotice, last_day: date) -> Decimal:
    in_time = Allocation.objects.filter(
        notice=notice, undone_on__isnull=True, payment__reversal__isnull=True, payment__received_on__lte=last_day
    )
    return in_time.aggregate(total=Sum("amount"))["total"] or Decimal(0)


def _supervision_order(row: Prosecution) -> parts.SupervisionOrder | None:
    if row.eso_considered_on is None or row.eso_considered_by is None:
        return None
    return parts.SupervisionOrder(
        considered_on=row.eso_considered_on,
        considered_by=str(row.eso_considered_by),
        apply=bool(row.eso_applied),
        reasons=row.eso_reasons,
        law=laws.SUPERVISION_ORDER,
    )


def _code_test(row: Prosecution) -> parts.CodeTest | None:
    if row.tested_by is None or row.tested_on is None or row.authorised_on is None:
        return None
    return parts.CodeTest(
        evidential=row.evidential_reasons,
        public_interest=row.public_interest_reasons,
        reviewed_by=str(row.tested_by.user),
        post=row.tested_by.title or row.tested_by.get_role_display(),
        reviewed_on=row.tested_on,
        authorised_on=row.authorised_on,
        law=laws.CODE_TEST,
    )


def _notes(case: Case) -> list[parts.Note]:
    """What the prosecutor alone must know of this bundle."""
    notes = [parts.Note(title="Stands open", text=item.text) for item in case.facts.open_items]
    hidden = [letter for letter in case.letters if withheld.shows_any(letter.snapshot, case.secret)]
    notes += [
        parts.Note(
            title="Left out of the served set",
            text=f"{exhibits.title_of(letter)}, {letter.reference}: it shows a line of an address that is now withheld "
            "from the defendant. A lawyer decides how it is produced.",
        )
        for letter in hidden
    ]
    return notes
