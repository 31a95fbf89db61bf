"""The papers about proceedings: the information to the court, the letter with its summons, and the result."""

from cases.models import Hearing, Prosecution
from cases.stages import Offence, PinFor
from notices.letters import parts, snapshots
from notices.letters.sessions import Session, first_and_last
from notices.letters.wording import wording_on
from notices.models import Letter
from notices.services.letters.parts import PRACTICE, common, court_of, officer_of, school_of, sender_of
from notices.services.letters.records import pinned_sessions
from notices.services.letters.said import Said
from schools import references
from schools.queries.addresses import address_of

FINDINGS = {
    Hearing.Result.LISTED: parts.Finding.ADJOURNED,
    Hearing.Result.ADJOURNED: parts.Finding.ADJOURNED,
    Hearing.Result.ADJOURNED_REPORTS: parts.Finding.ADJOURNED,
    Hearing.Result.WARRANT: parts.Finding.ADJOURNED,
    Hearing.Result.WARRANT_BAIL: parts.Finding.ADJOURNED,
    Hearing.Result.GUILTY: parts.Finding.PLEADED_GUILTY,
    Hearing.Result.PROVED: parts.Finding.FOUND_GUILTY,
    Hearing.Result.PROVED_ABSENCE: parts.Finding.PROVED_IN_ABSENCE,
    Hearing.Result.DISMISSED: parts.Finding.NOT_GUILTY,
    Hearing.Result.NO_EVIDENCE: parts.Finding.NOT_GUILTY,
    Hearing.Result.WITHDRAWN: parts.Finding.WITHDRAWN,
}


def information(letter: Letter, said: Said) -> snapshots.Information:
    """Freeze the information laid before the court, naming the defendant. (Magistrates' Courts Act 1980 s.1)"""
    assert letter.prosecution is not None and letter.matter is not None
    authority, pupil, parent = letter.case.authority, letter.case.pupil, letter.matter.parent
    court = court_of(authority)
    return snapshots.Information(
        reference=references.spaced(letter.prosecution.reference),
        written_on=said.on,
        sender=sender_of(authority),
        recipient=parts.Recipient(name=court.name, salutation="", lines=(court.name, *court.address)),
        # The court's form asks for no address of the child, and the defendant reads it.
        child=parts.Child(name=str(pupil), first_name=pupil.forename, born=pupil.born),
        school=school_of(letter.matter.school),
        officer=officer_of(said.by),
        wording=wording_on(said.on),
        practice=PRACTICE if authority.practice else "",
        court=court,
        defendant=str(parent),
        defendant_address=address_of(parent, to=parent).lines,
        place=letter.matter.school.town or authority.town,
        sessions=charged_sessions(letter.prosecution),
        knowing=letter.prosecution.offence == Offence.S444_1A,
        defendant_born=parent.born,
    )


def summons(letter: Letter, said: Said) -> snapshots.Summons:
    """Freeze the letter that goes with the court's summons to one hearing."""
    assert letter.prosecution is not None and said.hearing is not None
    return snapshots.Summons(
        **common(letter, by=said.by, on=said.on),
        court=court_of(letter.case.authority),
        hearing_on=said.hearing.on,
        hearing_at=said.hearing_at,
        sessions=charged_sessions(letter.prosecution),
        knowing=letter.prosecution.offence == Offence.S444_1A,
        notice_number=references.spaced(letter.notice.number) if letter.notice else "",
    )


def court_result(letter: Letter, said: Said) -> snapshots.CourtResult:
    """Freeze what the court decided at one hearing, and what it ordered."""
    assert letter.prosecution is not None and said.hearing is not None
    first, last = first_and_last(charged_sessions(letter.prosecution))
    following = Hearing.objects.filter(prosecution=letter.prosecution, on__gt=said.hearing.on).order_by("on").first()
    return snapshots.CourtResult(
        **common(letter, by=said.by, on=said.on),
        court=court_of(letter.case.authority),
        heard_on=said.hearing.on,
        first=first,
        last=last,
        finding=FINDINGS[Hearing.Result(said.hearing.result)],
        orders=tuple(
            parts.Order(what=_order(each.kind, each.detail), amount=each.amount)
            for each in said.hearing.disposals.order_by("id")
        ),
        next_hearing_on=following.on if following else None,
    )


def charged_sessions(prosecution: Prosecution) -> tuple[Session, ...]:
    """The half-days of the charge; before it is completed, those of the notice it follows."""
    matter = prosecution.matter
    charged = pinned_sessions(matter, rests=PinFor.CHARGE, paper=prosecution.reference)
    if charged:
        return charged
    notice = matter.notices.order_by("id").last()
    return pinned_sessions(matter, rests=PinFor.NOTICE, paper=notice.number) if notice else ()


def _order(kind: str, detail: str) -> str:
    words = kind.replace("_", " ").capitalize()
    return f"{words}: {detail}" if detail else words
