"""The legal desk and the task list of one prosecution as they are shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cases import time_limit
from cases.models import Certificate, Hearing, Prosecution
from cases.rules.bars import Check
from cases.rules.facts import Facts
from cases.rules.steps import checks_for_authorisation, checks_for_charge
from cases.stages import Offence, ProsecutionState, Route
from notices.queries.bundles import Contents
from notices.queries.legal import FileRow, LegalDesk
from schools.pictures.six_months import SixMonths, draw_six_months
from schools.pictures.time_left import draw_mini_bar
from schools.words import count, date_range, half_days, in_words, plain_date, short_date

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
                "href": _href(row.prosecution),
                "text": row.text,
                "decline": f"{_href(row.prosecution)}decline/",
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
            {"text": str(row.matter.parent), "href": f"{_href(row)}hearing/", "value": "no day yet"}
            for row in desk.unlisted
        ],
    )


def _lead(red: int, lost: int) -> str:
    pressing = "One case has" if red == 1 else f"{in_words(red).capitalize()} cases have"
    first = f"{pressing} 28 days or fewer." if red else "No case has 28 days or fewer."
    return f"{first} {in_words(lost).capitalize()} came too late to bring." if lost else first


def _tile(number: int, label: str, anchor: str, kind: str = "") -> dict[str, object]:
    return {"number": number, "label": label, "href": f"#{anchor}", "kind": kind if number else ""}


def _href(prosecution: Prosecution) -> str:
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
        "href": _href(file),
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


@dataclass(frozen=True)
class FileShown:
    """One prosecution's task list, with what stands beside it."""

    caption: str
    lead: str
    groups: Sequence[tuple[str, Sequence[Mapping[str, str]]]]
    six: SixMonths | None
    checks: Sequence[Check]
    checks_title: str
    served: str
    not_served: str
    open_items: Sequence[str]


def draw_file(
    prosecution: Prosecution,
    facts: Facts,
    certificate: Certificate | None,
    contents: Contents,
    bundles: int,
    hearings: Sequence[Hearing],
    *,
    by_user: int,
    on: date,
) -> FileShown:
    """Draw the task list of one prosecution from its facts."""
    state = ProsecutionState(prosecution.state)
    groups = [
        ("1. The case against the parent", _against(prosecution, facts)),
        ("2. Evidence", _evidence(prosecution, certificate, contents)),
        ("3. Decisions", _decisions(prosecution, state)),
        ("4. Bundle and court", _court(prosecution, state, bundles, hearings, by_user)),
    ]
    tasks = [task for _, group in groups for task in group]
    done = sum(task["state"] == "Done" for task in tasks)
    checks, title = _next_checks(state, facts, on)
    return FileShown(
        caption=f"{prosecution.reference} · {prosecution.matter.parent} · child at {prosecution.matter.school}",
        lead=f"{done} of {len(tasks)} done. You can leave at any time; each part is kept.",
        groups=groups,
        six=_six(facts, on) if prosecution.charge_completed_at is None else None,
        checks=checks,
        checks_title=title,
        served=_share(contents.served),
        not_served=_share(contents.not_served),
        open_items=[item.text for item in facts.open_items],
    )


def _next_checks(state: ProsecutionState, facts: Facts, on: date) -> tuple[Sequence[Check], str]:
    if state is ProsecutionState.REFERRED:
        return checks_for_authorisation(facts, on), "Before it can be authorised"
    if state is ProsecutionState.AUTHORISED:
        return checks_for_charge(facts, on), "Before the information can be laid"
    return (), ""


def _share(items: Sequence[object]) -> str:
    ready = sum(bool(getattr(item, "ready", False)) for item in items)
    return f"{ready} of {len(items)}"


def _six(facts: Facts, on: date) -> SixMonths | None:
    first, last = facts.period.first, facts.period.last
    if first is None or last is None:
        return None
    limits = time_limit.limit(first, last)
    marks = [(mark.on, mark.half) for mark in facts.period.sessions]
    return draw_six_months(first=first, last=last, safe=limits.safe, hard=limits.hard, on=on, half_days=marks)


def _task(text: str, *, done: bool, href: str = "", state: str = "To do", hint: str = "") -> dict[str, str]:
    return {"text": text, "href": href, "state": "Done" if done else state, "hint": hint}


def _against(prosecution: Prosecution, facts: Facts) -> list[dict[str, str]]:
    here = _href(prosecution)
    first, last = facts.period.first, facts.period.last
    when = f"{half_days(len(facts.period.sessions))}, {date_range(first, last)}" if first and last else ""
    way = Route(prosecution.route).label if prosecution.route else "The way to court is not chosen"
    return [
        _task("The parent, and why liable", done=facts.liability.liable == "yes", hint=facts.liability.reason),
        _task(
            "The offence and the way to court",
            done=bool(prosecution.route),
            href=f"{here}route/",
            hint=f"{SECTION[Offence(prosecution.offence)]}. {way}",
        ),
        _task("The period and half-days", done=bool(facts.period.sessions), hint=when),
    ]


def _evidence(prosecution: Prosecution, certificate: Certificate | None, contents: Contents) -> list[dict[str, str]]:
    signed = certificate is not None and certificate.signed_on is not None
    if certificate is None:
        hint, state = "The head is asked to certify the register", "Not asked"
    elif signed and certificate.signed_on and certificate.signed_by:
        hint, state = f"Signed by {certificate.signed_by.user} on {plain_date(certificate.signed_on)}", "Done"
    else:
        hint, state = (
            f"Sent for signing on {plain_date(certificate.prepared_on)}. Only the head may sign",
            "With the head",
        )
    # The information is the last of them: it is drawn up from all the others.
    missing = [item.title for item in contents.missing if not item.title.startswith("Information")]
    return [
        _task(
            "Head's certificate of attendance, s.566",
            done=signed,
            href=f"{_href(prosecution)}certificate/",
            state=state,
            hint=hint,
        ),
        _task(
            "The papers of the bundle",
            done=not missing,
            state="Not all yet",
            hint="Not there yet: " + ", ".join(missing) if missing else "All are in hand",
        ),
    ]


def _decisions(prosecution: Prosecution, state: ProsecutionState) -> list[dict[str, str]]:
    here = _href(prosecution)
    eso = prosecution.eso_considered_on
    return [
        _task(
            "Education supervision order considered, s.447",
            done=eso is not None,
            href=f"{here}eso/",
            hint=prosecution.eso_reasons,
        ),
        _task(
            "Evidential stage",
            done=prosecution.evidential_met is not None,
            href=f"{here}test/",
            hint=prosecution.evidential_reasons,
        ),
        _task(
            "Public interest stage",
            done=prosecution.public_interest_met is not None,
            href=f"{here}test/",
            hint=prosecution.public_interest_reasons,
        ),
        _task("Costs", done=prosecution.costs > 0, href=f"{here}costs/", hint=f"£{prosecution.costs:,.2f}"),
    ]


def _court(
    prosecution: Prosecution, state: ProsecutionState, bundles: int, hearings: Sequence[Hearing], by_user: int
) -> list[dict[str, str]]:
    here = _href(prosecution)
    authorised = prosecution.authorised_on is not None
    charged = prosecution.charge_completed_at is not None
    referred_it = prosecution.referred_by.user_id == by_user
    result = next((row for row in hearings if row.result != Hearing.Result.LISTED), None)
    return [
        _task(
            "Authorise the proceedings",
            done=authorised,
            href="" if referred_it or state is not ProsecutionState.REFERRED else f"{here}authorise/",
            state="You referred it, so another lawyer decides" if referred_it else "Cannot start yet",
            hint=f"On {plain_date(prosecution.authorised_on)}" if prosecution.authorised_on else "",
        ),
        _task(
            "Build the bundle",
            done=bundles > 0,
            href=f"{here}bundle/",
            hint=count(bundles, "version") if bundles else "Served and not served are two files; nothing can cross",
        ),
        _task(
            "Lay the information",
            done=charged,
            href=f"{here}charge/" if state is ProsecutionState.AUTHORISED else "",
            state="To do" if state is ProsecutionState.AUTHORISED else "Cannot start yet",
            hint=f"On {plain_date(prosecution.charged_on)}" if prosecution.charged_on else "This stops the six months",
        ),
        _task(
            "List the hearing",
            done=bool(hearings),
            href=f"{here}hearing/" if state is ProsecutionState.CHARGED else "",
            state="To do" if state is ProsecutionState.CHARGED else "Cannot start yet",
            hint=", ".join(f"{plain_date(row.on)}: {row.get_result_display().lower()}" for row in hearings),
        ),
        _task(
            "Enter the result",
            done=result is not None and state is ProsecutionState.CONCLUDED,
            href=f"{here}hearings/{hearings[-1].id}/" if hearings and state is ProsecutionState.CHARGED else "",
            state="To do" if hearings else "Cannot start yet",
        ),
    ]
