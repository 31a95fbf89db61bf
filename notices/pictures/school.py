"""The head's desk and the pupils of a school, as their pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases import permissions
from cases.models import Matter
from cases.permissions import Actor
from cases.rules.facts import Facts
from cases.stages import Stage
from notices.pictures.notices import tally_rows
from notices.queries.pupils import OnRoll, PupilReading, Roll
from notices.queries.school_desk import SchoolReading
from schools.absence.age import age_on
from schools.models import Membership
from schools.pictures.register import RegisterPicture, draw_register
from schools.queries.addresses import address_of
from schools.words import count, half_days, near_date, plain_date

SHOWN = 8


@dataclass(frozen=True, slots=True)
class SchoolDesk:
    """The head's desk, ready for its page."""

    lead: str
    tiles: Sequence[dict[str, Any]]
    work: Sequence[dict[str, Any]]
    running: Sequence[dict[str, Any]]
    over: Sequence[OnRoll]
    unresolved: Sequence[OnRoll]
    over_in_all: int
    unresolved_in_all: int
    tally: Sequence[dict[str, Any]]


def draw_school_desk(reading: SchoolReading, actor: Actor, *, on: date) -> SchoolDesk:
    """Lay a school's desk out: what waits for its head first."""
    work = [
        *(_draft(notice, on=on) for notice in reading.drafts),
        *(_issue(matter, reading.facts[matter.id], actor) for matter in reading.ready),
        *(_review(matter, reading.facts[matter.id], on=on) for matter in reading.to_review),
        *(_certificate(row, on=on) for row in reading.certificates),
    ]
    over, unresolved = reading.roll.over, reading.roll.unresolved
    return SchoolDesk(
        lead=_lead(len(work), len(over)),
        tiles=_tiles(reading, len(over), len(unresolved)),
        work=work,
        running=[_running(matter, reading.facts[matter.id], on=on) for matter in reading.running],
        over=over[:SHOWN],
        unresolved=unresolved[:SHOWN],
        over_in_all=len(over),
        unresolved_in_all=len(unresolved),
        tally=tally_rows(reading.tally),
    )


def _lead(waiting: int, over: int) -> str:
    waits = f"{count(waiting, 'thing waits', 'things wait')} for you." if waiting else "Nothing waits for you today."
    return f"{waits} {count(over, 'pupil is', 'pupils are')} over the threshold."


def _tiles(reading: SchoolReading, over: int, unresolved: int) -> list[dict[str, Any]]:
    return [
        {
            "number": len(reading.ready),
            "label": "Notices you may issue",
            "href": "#work",
            "under": "nothing stands in the way",
            "kind": "warn" if reading.ready else "",
        },
        {
            "number": len(reading.to_review),
            "label": "Warnings to look at",
            "href": "#work",
            "under": "their time has run",
        },
        {
            "number": len(reading.running),
            "label": "Warnings running",
            "href": "#running",
            "under": "until their last school day",
        },
        {
            "number": over,
            "label": "Over the threshold",
            "href": "/pupils/?show=over",
            "under": _threshold(reading.roll),
        },
        {
            "number": unresolved,
            "label": "No reason yet",
            "href": "/pupils/?show=unresolved",
            "under": f"N codes older than {reading.roll.terms.n_code_school_days} school days",
            "kind": "danger" if unresolved else "",
        },
    ]


def _threshold(roll: Roll) -> str:
    return f"{roll.terms.opens_sessions} half-days in {roll.terms.opens_weeks} school weeks"


def _draft(notice: Any, *, on: date) -> dict[str, Any]:
    return _row(
        notice.matter,
        when=near_date(notice.drafted_on, on=on),
        task=f"Check the notice to {notice.matter.parent}, and issue or drop it",
        href=f"/notices/{notice.number}/check/",
        why="You drew it up. Nothing has been sent.",
    )


def _issue(matter: Matter, facts: Facts, actor: Actor) -> dict[str, Any]:
    allowed = permissions.may_issue(actor, school_id=matter.school_id, issuers=facts.policy.issuers)
    chosen = half_days(len(facts.period.sessions))
    if allowed:
        task, href = f"Draw up a notice to {matter.parent}, or leave it", f"/matters/{matter.reference}/notice/"
    else:
        task, href = f"A notice to {matter.parent} can be issued", f"/cases/{matter.case.reference}/"
    why = (
        f"{chosen} since the warning; nothing stands in the way."
        if matter.stage == Stage.WARNING
        else f"{chosen} of leave without permission."
    )
    return _row(matter, when="Now", task=task, href=href, why=why)


def _review(matter: Matter, facts: Facts, *, on: date) -> dict[str, Any]:
    current = facts.warnings.current
    assert current is not None and current.ends_on is not None
    return _row(
        matter,
        when=near_date(current.ends_on, on=on),
        task=f"Say what the warning to {matter.parent} achieved",
        href=f"/matters/{matter.reference}/review-warning/",
        why=f"Its time has run. {half_days(current.missed)} of {current.possible} missed without leave in it.",
    )


def _certificate(row: Any, *, on: date) -> dict[str, Any]:
    matter = row.prosecution.matter
    return _row(
        matter,
        when=near_date(row.prepared_on, on=on),
        task="Sign the certificate of attendance",
        href=f"/certificates/{row.id}/",
        why=f"{plain_date(row.period_from)} to {plain_date(row.period_until)}. Only the head may sign.",
    )


def _running(matter: Matter, facts: Facts, *, on: date) -> dict[str, Any]:
    current = facts.warnings.current
    ends = current.ends_on if current else None
    return {
        "text": str(matter.case.pupil),
        "href": f"/cases/{matter.case.reference}/",
        "under": f"{matter.parent}: {half_days(current.missed if current else 0)} missed in it",
        "value": near_date(ends, on=on) if ends else "On its way",
    }


def _row(matter: Matter, *, when: str, task: str, href: str, why: str) -> dict[str, Any]:
    pupil = matter.case.pupil
    return {
        "when": when,
        "task": task,
        "href": href,
        "why": why,
        "who": str(pupil),
        "about": [f"Year {pupil.year_group}"],
        "stage": Stage(matter.stage),
    }


def pupil_rows(rows: Sequence[OnRoll]) -> list[dict[str, Any]]:
    """Pupils as rows of a list."""
    return [
        {
            "name": str(row.pupil),
            "href": f"/pupils/{row.upn}/",
            "year": row.pupil.year_group,
            "in_window": row.in_window,
            "missed": row.missed,
            "possible": row.possible,
            "unresolved": row.unresolved,
            "over": row.over,
            "case": row.case,
            "stage": Stage(row.case.stage) if row.case else None,
        }
        for row in rows
    ]


def pupil_identity(reading: PupilReading, *, on: date) -> list[tuple[str, str]]:
    """The facts of the identity bar of a child."""
    pupil = reading.pupil
    return [
        ("Year", pupil.year_group),
        ("School", reading.school.name),
        ("Born", f"{plain_date(pupil.born)} ({age_on(pupil.born, on)})"),
        ("UPN", reading.upn),
    ]


def pupil_picture(reading: PupilReading, *, on: date) -> RegisterPicture:
    """The year's register of a child."""
    return draw_register(
        caption=f"The register of {reading.pupil}", marks=reading.marks, calendar=reading.calendar, on=on
    )


def pupil_figures(reading: PupilReading) -> list[dict[str, Any]]:
    """The counts over the register of a child."""
    marks = reading.marks.values()
    possible = sum(code.possible for code in marks)
    attended = sum(code.kind == "attending" for code in marks)
    return [
        {
            "label": "Half-days missed without leave",
            "value": sum(code.counts for code in marks),
            "unit": f"of {possible} possible",
        },
        {"label": "Attendance this year", "value": f"{100 * attended / possible:.1f}%" if possible else "none yet"},
        {
            "label": "Ill or at appointments",
            "value": sum(code.code in {"I", "M"} for code in marks),
            "unit": "half-days",
        },
        {"label": "No reason yet", "value": sum(code.code == "N" for code in marks), "unit": "half-days"},
    ]


def pupil_parents(reading: PupilReading, by: Membership) -> list[dict[str, Any]]:
    """A card for everybody recorded as answering for a child."""
    return [
        {
            "name": str(row.parent),
            "facts": [
                ("Relationship", row.relationship.capitalize()),
                ("Lives with", row.get_lives_with_display()),
                ("Address", address_of(row.parent, to=by).one_line or "Not known"),
            ],
        }
        for row in reading.responsibilities
    ]


def earlier_cases(reading: PupilReading) -> list[dict[str, Any]]:
    """Cases of the child that are over."""
    return [
        {
            "text": f"Case {case.reference}",
            "href": f"/cases/{case.reference}/",
            "under": case.get_how_display(),
            "value": plain_date(case.closed_on) if case.closed_on else "",
        }
        for case in reading.earlier
    ]
