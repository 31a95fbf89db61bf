"""Notices as lists and their own page show them: where each stands, what is due, what can be read to a caller."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.stages import NoticeState
from notices.letters.kinds import KINDS
from notices.models import Letter, PenaltyNotice, Service
from notices.pictures.case import due_today
from notices.queries.notices import NoticeReading, state_of
from notices.queries.standing import NoticeStanding
from notices.tariff.standing import State
from schools import references, words
from schools.words import long_date, money, plain_date, pounds, short_date, week_date

# Word, and the kind of its tag.
STATES: Mapping[str, tuple[str, str]] = {
    NoticeState.DRAFTED.value: ("Draft", "grey"),
    State.VOID.value: ("Not received yet", "grey"),
    State.OPEN.value: ("Open", "note"),
    State.PART_PAID.value: ("Part paid", "warn"),
    State.PAID.value: ("Paid", "ok"),
    State.LATE_PAYMENT.value: ("Paid too late", "warn"),
    State.EXPIRED.value: ("Unpaid, ran out", "danger"),
    NoticeState.WITHDRAWN.value: ("Withdrawn", "grey"),
}
CAME_BACK = ("Came back", "danger")
YOURS = (
    ("On its way", State.VOID.value),
    ("Open", State.OPEN.value),
    ("Paid", State.PAID.value),
    ("Ran out, with the council", State.EXPIRED.value),
    ("Withdrawn", NoticeState.WITHDRAWN.value),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One notice in a list."""

    number: str
    href: str
    parent: str
    child: str
    school: str
    issued: str
    state: str
    kind: str
    due: str


@dataclass(frozen=True, slots=True)
class SumShown:
    """One sum with its last day, and how that day was worked out."""

    label: str
    day: str
    steps: Sequence[str]
    citation: Any
    kind: str = ""


def lines_of(views: Sequence[NoticeStanding], *, lost: Collection[int], children: bool) -> list[Line]:
    """Notices as rows; `lost` are those that came back, `children` is false for those who see no child's file."""
    return [_line(view, lost=view.notice.id in lost, children=children) for view in views]


def tag_of(view: NoticeStanding, *, lost: bool) -> tuple[str, str]:
    """The word for where a notice stands, and the kind of its tag."""
    return CAME_BACK if lost else STATES[state_of(view)]


def _line(view: NoticeStanding, *, lost: bool, children: bool) -> Line:
    notice = view.notice
    state, kind = tag_of(view, lost=lost)
    return Line(
        number=references.spaced(notice.number),
        href=f"/notices/{notice.number}/",
        parent=str(notice.matter.parent),
        child=str(notice.matter.case.pupil) if children else "",
        school=notice.matter.school.name,
        issued=plain_date(notice.issued_on) if notice.issued_on else "",
        state=state,
        kind=kind,
        due=_due(view),
    )


def _due(view: NoticeStanding) -> str:
    if view.standing.state not in (State.OPEN, State.PART_PAID) or view.standing.due is None or view.dates is None:
        return ""
    last = next(each.last_day for each in view.dates.sums if view.standing.on <= each.last_day)
    return f"{pounds(view.standing.due)} to {short_date(last)}"


def tally_rows(tally: Mapping[str, int]) -> list[dict[str, Any]]:
    """What became of a person's own notices, each number a link to those."""
    return [
        {"text": label, "value": tally.get(state, 0), "value_href": f"/notices/?mine=1&state={state}"}
        for label, state in YOURS
    ]


def sums_of(view: NoticeStanding) -> list[SumShown]:
    """The sums and dates of a notice that was served, each with its arithmetic."""
    if view.dates is None:
        return []
    received = []
    if view.service is not None:
        received = [SumShown("Counts as received", week_date(view.service.received_on), view.service.steps, "", "")]
    sums = [
        SumShown(f"Last day for {pounds(each.amount)}", week_date(each.last_day), each.steps, each.citation)
        for each in view.dates.sums
    ]
    court = SumShown(
        "Nothing goes to court before", week_date(view.dates.proceedings_not_before), view.dates.steps[-1:], ""
    )
    return [*received, *sums, court]


def facts_of_notice(notice: PenaltyNotice, view: NoticeStanding, *, child: bool) -> list[tuple[str, str]]:
    """The plain facts of a notice."""
    rows = [("To", str(notice.matter.parent))]
    if child:
        rows.append(("For", f"{notice.matter.case.pupil}, Year {notice.matter.case.pupil.year_group}"))
    rows += [
        ("Register of", notice.matter.school.name),
        ("Period", words.date_range(notice.offence_from, notice.offence_until)),
    ]
    if notice.issued_on and notice.issued_by:
        rows.append(("Issued", f"{plain_date(notice.issued_on)} by {notice.issued_by.user}"))
    if notice.withdrawn_on:
        rows.append(("Withdrawn", f"{plain_date(notice.withdrawn_on)}: {notice.get_ground_display().lower()}"))
    if view.received:
        rows.append(("Paid so far", money(view.received)))
    return rows


def services_shown(services: Sequence[Service]) -> list[list[str]]:
    """Each attempt to serve the notice: how, when, where, and whether it came back."""
    return [
        [
            service.letter.get_post_class_display(),
            plain_date(service.served_on),
            ", ".join(service.address),
            f"Came back {plain_date(service.returned_on)}: {service.returned_why}"
            if service.returned_on
            else f"Counts as received {plain_date(service.received_on)}",
        ]
        for service in services
    ]


def money_shown(reading: NoticeReading) -> list[list[str]]:
    """Every sum put to the notice or owed back from it."""
    paid = [
        [
            plain_date(each.payment.received_on),
            f"{each.payment.get_method_display()} from {each.payment.payer or 'an unnamed payer'}",
            money(each.amount),
            f"Taken off {plain_date(each.undone_on)}: {each.undone_why}" if each.undone_on else "Put to this notice",
        ]
        for each in reading.allocations
    ]
    owed = [
        [
            plain_date(each.raised_on),
            f"Repayment to {each.payee}",
            money(each.amount),
            f"Repaid {plain_date(each.paid_on)}" if each.paid_on else "To be repaid",
        ]
        for each in reading.refunds
    ]
    return [*paid, *owed]


def letters_rows(letters: Sequence[Letter]) -> list[dict[str, Any]]:
    """What was sent about a notice, each a link."""
    return [
        {
            "text": KINDS[letter.kind].title,
            "href": f"/letters/{letter.reference}/",
            "under": references.spaced(letter.reference),
            "value": short_date(letter.posted_on) if letter.posted_on else "Not sent yet",
        }
        for letter in letters
    ]


def read_out(view: NoticeStanding, *, phone: str, hours: str) -> list[str]:
    """What an office can read to a caller who has given number, name and postcode."""
    notice = view.notice
    ring = f"For anything else, ring {phone}, {hours}." if phone else ""
    if notice.state == NoticeState.WITHDRAWN and notice.withdrawn_on:
        gone = f"Notice {references.spaced(notice.number)} was withdrawn on {long_date(notice.withdrawn_on)}."
        return [gone, "There is nothing to pay, and nobody goes to court over it.", ring]
    if view.service is None or view.received_on is None:
        return [f"Notice {references.spaced(notice.number)} has not counted as received yet.", ring]
    sent = (
        f"Notice {references.spaced(notice.number)} was sent on {long_date(view.service.served_on)} and counts as "
        f"received on {long_date(view.received_on)}."
    )
    payable = view.standing.state in (State.OPEN, State.PART_PAID)
    means = "Paying in time means no court and no record. Not paying may mean court for the absence itself."
    return [sent, f"To pay today: {due_today(view)}", means if payable else "", ring]
