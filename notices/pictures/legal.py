"""The legal desk and the task list of one prosecution as they are shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cases import time_limit
from cases.models import Hearing, Prosecution
from cases.stages import Offence, ProsecutionState
from notices.queries.legal import FileRow, LegalDesk
from schools.pictures.time_left import draw_mini_bar
from schools.words import count, in_words, plain_date, short_date

STATE_LOOKS = {
    ProsecutionState.REFERRED: "warn",
    ProsecutionState.RETURNED: "warn",
    ProsecutionState.AUTHORISED: "ok",
    ProsecutionState.CHARGED: "note",
}
SECTION = {Offence.S444_1: "s.444(1)", Offence.S444_1A: "s.444(1A)"}


@dataclass(frozen=True)
class DeskShown:
    """The lawyers' desk of one day."""

    lead: str
    tiles: Sequence[Mapping[str, object]]
    out_of_time: Sequence[Mapping[str, str]]
    files: Sequence[Mapping[str, object]]
    unreferred: Sequence[Mapping[str, object]]
    court_list: Sequence[Mapping[str, object]]
    results: Sequence[Mapping[str, object]]
    unlisted: Sequence[Mapping[str, object]]


def draw_legal_desk(desk: LegalDesk, *, on: date) -> DeskShown:
    """Draw the desk by days left; what is lost on the day it is lost comes first."""
    red, amber = desk.of_colour("red"), desk.of_colour("amber")
    referred = desk.of_state(ProsecutionState.REFERRED)
    returned = desk.of_state(ProsecutionState.RETURNED)
    return DeskShown(
        lead=_lead(len(red), len(desk.out_of_time)),
        tiles=[
            _tile(len(red), "28 days or fewer", "files", "danger"),
            _tile(len(amber), "60 days or fewer", "files", "warn"),
            _tile(len(referred), "Referred to you", "files"),
            _tile(len(returned), "Returned for evidence", "files"),
            _tile(len(desk.court_list), "Hearings, next 14 days", "court-list"),
            _tile(len(desk.results_to_enter), "Results to enter", "results", "warn"),
        ],
        out_of_time=[
            {
                "name": f"{row.prosecution.matter.parent}, {row.prosecution.reference}",
                "href": file_address(row.prosecution),
                "text": row.text,
                "decline": f"{file_address(row.prosecution)}decline/",
            }
            for row in desk.out_of_time
        ],
        files=[_file(row, on) for row in desk.files],
        unreferred=[
            {
                "when": count(row.days_left, "day") if row.days_left >= 0 else "Past",
                "task": f"Unpaid and not referred: {row.parent}",
                "href": "/cases/",
                "why": f"With {row.officer or 'nobody'}; the safe date is {plain_date(row.safe_on)}.",
                "who": row.parent,
            }
            for row in desk.unreferred
        ],
        court_list=[_hearing(row) for row in desk.court_list],
        results=[_hearing(row) for row in desk.results_to_enter],
        unlisted=[
            {"text": str(row.matter.parent), "href": f"{file_address(row)}hearing/", "value": "no day yet"}
            for row in desk.unlisted
        ],
    )


def _lead(red: int, lost: int) -> str:
    pressing = "One case has" if red == 1 else f"{in_words(red).capitalize()} cases have"
    first = f"{pressing} 28 days or fewer." if red else "No case has 28 days or fewer."
    return f"{first} {in_words(lost).capitalize()} came too late to bring." if lost else first


def _tile(number: int, label: str, anchor: str, kind: str = "") -> dict[str, object]:
    return {"number": number, "label": label, "href": f"#{anchor}", "kind": kind if number else ""}


def file_address(prosecution: Prosecution) -> str:
    """Where the page of one prosecution is."""
    return f"/prosecutions/{prosecution.reference}/"


def _file(row: FileRow, on: date) -> dict[str, object]:
    file = row.prosecution
    state = ProsecutionState(file.state)
    year = file.matter.case.pupil.year_group
    limits = row.time
    assert limits is not None  # Files without half-days are refused at the referral.
    ways = "; ".join(f"{way.text} ({way.who})" for way in row.in_the_way[:3])
    more = f" And {len(row.in_the_way) - 3} more." if len(row.in_the_way) > 3 else ""
    return {
        "days_left": limits.days_left,
        "bar": draw_mini_bar(
            first=time_limit.add_months(limits.safe_on, -6), safe=limits.safe_on, hard=limits.hard_on, on=on
        ),
        "safe": short_date(limits.safe_on),
        "parent": str(file.matter.parent),
        "href": file_address(file),
        "about": [file.reference, f"child in Year {year}" if year else "child"],
        "offence": SECTION[Offence(file.offence)],
        "state": state.label,
        "state_kind": STATE_LOOKS.get(state, "grey"),
        "way": f"{ways}{more}" if ways else f"{row.next_step}. Nothing stands in the way",
    }


def _hearing(row: Hearing) -> dict[str, object]:
    return {
        "text": str(row.prosecution.matter.parent),
        "href": f"/prosecutions/{row.prosecution.reference}/hearings/{row.id}/",
        "under": row.get_purpose_display(),
        "value": f"{short_date(row.on)}, {row.at:%H:%M}",
    }
