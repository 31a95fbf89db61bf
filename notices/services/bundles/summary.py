"""The case summary: neutral sentences, each with the part where its proof stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cases.models import Certificate, Matter, Prosecution, SupportAction, Warning
from cases.rules.facts import Facts
from cases.stages import Offence
from notices.bundle.parts import Exhibit, NonPayment, Point, RegisterPrint, Statement, Summary
from notices.letters.rendering import dates_of
from notices.letters.sessions import Session
from notices.letters.wording import wording_on
from notices.models import PenaltyNotice
from schools import references
from schools.words import count, date_range, half_days, in_words, long_date, plain_date, pounds

# The court reads two pages.
MOST_SUPPORT = 6


@dataclass(frozen=True)
class Told:
    """What the summary is written from."""

    prosecution: Prosecution
    matter: Matter
    facts: Facts
    sessions: Sequence[Session]
    register: RegisterPrint
    certificate: Certificate | None
    certified: dict[str, int]
    exhibits: Sequence[tuple[str, Exhibit]]
    notice: PenaltyNotice | None
    non_payment: NonPayment | None

    @property
    def attendance(self) -> tuple[str, ...]:
        """The parts where the register's figures are proved."""
        return ("certificate:1", "schedule") if self.certificate else ("register:1", "schedule")

    def exhibit(self, kind: str) -> tuple[str, ...]:
        """The exhibit of that kind of letter with its proof of service, nothing where there is none."""
        found = [exhibit for sort, exhibit in self.exhibits if sort == kind]
        if not found:
            return ()
        mark = found[0].mark
        return (f"exhibit:{mark}", f"posting:{mark}") if found[0].posting else (f"exhibit:{mark}",)


def summary_of(told: Told) -> Summary:
    """Write the summary of one prosecution."""
    wording = wording_on(told.prosecution.charged_on or told.sessions[-1].on)
    return Summary(
        charge=charge_of(told.matter, told.prosecution, told.sessions),
        statements=tuple(_statements(told)),
        points=tuple(_points(told)),
        may_raise=wording.defences.text.format(child=told.matter.case.pupil.forename),
        dated=told.register.printed_on,
    )


def charge_of(matter: Matter, prosecution: Prosecution, sessions: Sequence[Session]) -> str:
    """Say the charge in the words of the information."""
    wording = wording_on(prosecution.charged_on or sessions[-1].on)
    knowing = prosecution.offence == Offence.S444_1A
    said = (wording.charge_if_knowing if knowing else wording.charge).text
    place = matter.school.town or matter.case.authority.town
    lead = "On" if sessions[0].on == sessions[-1].on else "Between"
    return f"{lead} {dates_of(sessions)}, at {place}, " + said.format(
        child=str(matter.case.pupil), school=matter.school.name
    )


def _statements(told: Told) -> Iterator[Statement]:
    yield _attendance(told)
    yield from _warning(told)
    yield from _support(told)
    yield from _notice(told)
    if not told.facts.open_items:
        yield Statement(
            text="No payment, representation or returned post about this matter stood undecided on "
            f"{plain_date(told.register.printed_on)}."
        )


def _attendance(told: Told) -> Statement:
    figures = told.certified
    first, last = told.sessions[0].on, told.sessions[-1].on
    if told.certificate is not None:
        first, last = told.certificate.period_from, told.certificate.period_until
    child = told.matter.case.pupil.forename
    return Statement(
        text=f"{told.matter.school.name} was open to {child} for {half_days(figures['possible'])} from "
        f"{date_range(first, last)}. {child} attended {figures['attended']}; {figures['authorised']} absences were "
        f"authorised and {figures['unauthorised']} were not. {half_days(len(told.sessions)).capitalize()} "
        f"{'is' if len(told.sessions) == 1 else 'are'} charged.",
        proof=told.attendance,
    )


def _warning(told: Told) -> Iterator[Statement]:
    row = Warning.objects.filter(matter=told.matter, received_on__isnull=False).order_by("id").last()
    if row is None or row.given_on is None or row.received_on is None or row.ends_on is None:
        return
    in_it = ""
    if row.missed is not None and row.possible is not None:
        in_it = f" In that time {half_days(row.missed)} of {row.possible} were missed without leave."
    yield Statement(
        text=f"On {long_date(row.given_on)} the council warned the defendant in writing. The warning counts as "
        f"received on {long_date(row.received_on)} and gave {_length(row)}, to {long_date(row.ends_on)}.{in_it}",
        proof=told.exhibit("warning"),
    )


def _length(row: Warning) -> str:
    return count(row.length, row.get_unit_display().removesuffix("s"))


def _support(told: Told) -> Iterator[Statement]:
    rows = [
        row
        for row in SupportAction.objects.filter(case=told.matter.case_id).order_by("offered_on", "id")
        if row.parent_id in (None, told.matter.parent_id)
    ]
    if not rows:
        return
    said = "; ".join(
        f"{row.get_kind_display().lower()} on {plain_date(row.offered_on)} ({row.get_answer_display().lower()})"
        for row in rows[:MOST_SUPPORT]
    )
    more = f"; and {in_words(len(rows) - MOST_SUPPORT)} more" if len(rows) > MOST_SUPPORT else ""
    yield Statement(text=f"Help was offered: {said}{more}.")


def _notice(told: Told) -> Iterator[Statement]:
    notice = told.notice
    if notice is None or notice.issued_on is None:
        return
    yield Statement(
        text=f"On {long_date(notice.issued_on)} penalty notice {references.spaced(notice.number)} was issued to the "
        "defendant for these half-days.",
        proof=told.exhibit("penalty_notice"),
    )
    unpaid = told.non_payment
    if unpaid is not None and unpaid.sums[-1].last_day is not None:
        paid = f"{pounds(unpaid.received)} was received, which is not enough" if unpaid.received else "Nothing was paid"
        yield Statement(
            text=f"The time for payment ended on {long_date(unpaid.sums[-1].last_day)}. {paid}.",
            proof=("non-payment",),
        )


def _points(told: Told) -> Iterator[Point]:
    certified = "Head teacher's certificate" if told.certificate else "Register"
    where = told.attendance[0]
    yield Point(text="The defendant is a parent of the child", evidence=told.matter.liability_reason)
    yield Point(
        text="The child was of compulsory school age on each date",
        evidence=f"Born on {plain_date(told.matter.case.pupil.born)}",
        proof=where,
    )
    yield Point(text="The child was a registered pupil at the school", evidence=certified, proof=where)
    yield Point(
        text="The child failed to attend regularly", evidence=f"{certified}, schedule and register", proof="schedule"
    )
    codes = ", ".join(sorted({session.code for session in told.sessions}))
    yield Point(text="The absences were without leave", evidence=f"Code {codes} on each date", proof="register:1")
    if told.prosecution.offence == Offence.S444_1A:
        yield Point(
            text="The defendant knew, and failed to cause the child to attend",
            evidence="The letters that were served",
            proof=(told.exhibit("warning") or told.exhibit("first_concern") or ("",))[0],
        )
