"""The page of one case as it is shown: identity, ladder, six months, dates, parents, letters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cases import time_limit
from cases.deadlines import DeadlineKind
from cases.models import Case, Deadline, HistoryEntry, Matter
from cases.rules.facts import Facts
from cases.stages import CASE_STAGES, How, Stage
from notices.letters.kinds import KINDS
from notices.queries.case_page import CaseReading
from notices.queries.standing import NoticeStanding
from notices.tariff.standing import State
from schools import words
from schools.absence.age import age_on
from schools.models import Membership, Parent
from schools.pictures.register import RegisterPicture, draw_register
from schools.pictures.six_months import SixMonths, Standstill, draw_six_months
from schools.pictures.time_left import RED_DAYS
from schools.queries.addresses import address_of
from schools.words import near_date, plain_date, pounds, short_date

ACTS = {"warned": "Warned", "notice_issued": "Notice issued", "support_offered": "Help offered", "referred": "Referred"}
LADDER_ACTS = 6
# Dates that tell when something ends or becomes possible; when they have passed nothing is lost.
TELLS_ONLY = (
    DeadlineKind.NOTICE_LOW,
    DeadlineKind.NOTICE_HIGH,
    DeadlineKind.PROCEEDINGS_FROM,
    DeadlineKind.WARNING_HALFWAY,
)


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder."""

    label: str
    state: str
    says: str


@dataclass(frozen=True, slots=True)
class DateShown:
    """One date with its reason."""

    label: str
    day: str
    steps: Sequence[str]
    citation: str
    confidence: str
    kind: str


@dataclass(frozen=True, slots=True)
class ParentShown:
    """One parent's card."""

    name: str
    state: str
    kind: str
    look: str
    facts: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class SixShown:
    """The six months of one matter, headed by its parent where there are several."""

    heading: str
    six: SixMonths


def tabs(case: Case, here: str) -> list[dict[str, object]]:
    """The pages of a case, the one that is open marked."""
    pages = ("overview", "attendance", "people", "letters", "deadlines", "history")
    return [
        {
            "text": page.capitalize(),
            "href": f"/cases/{case.reference}/" + ("" if page == "overview" else f"{page}/"),
            "current": page == here,
        }
        for page in pages
    ]


def identity(reading_case: Case, upn: str, *, on: date) -> list[tuple[str, str]]:
    """The facts of the identity bar."""
    pupil = reading_case.pupil
    return [
        ("Year", pupil.year_group),
        ("School", reading_case.school.name),
        ("Born", f"{plain_date(pupil.born)} ({age_on(pupil.born, on)})"),
        ("UPN", upn),
        ("Stage", Stage(reading_case.stage).label),
    ]


def ladder(reading: CaseReading) -> list[Rung]:
    """The five steps, with one line of what happened at each."""
    now = Stage(reading.case.stage)
    return [Rung(stage.label, _rung(stage, now), _says(stage, reading)) for stage in CASE_STAGES]


def _rung(stage: Stage, now: Stage) -> str:
    if stage is now:
        return "now"
    return "done" if stage.rank < now.rank else "ahead"


def _says(stage: Stage, reading: CaseReading) -> str:
    case = reading.case
    if stage is Stage.MONITORING:
        return f"Since {plain_date(case.opened_on)}. {case.get_opened_by_display()}"
    if stage is Stage.OUTCOME:
        how = f"{How(case.how).label}, {plain_date(case.closed_on)}" if case.how and case.closed_on else ""
        return how or "Or closed with a reason"
    names = [str(matter.parent) for matter in reading.matters if matter.stage == stage]
    return ", ".join(names)


def sixes(reading: CaseReading, *, on: date) -> list[SixShown]:
    """The six months of each live matter that rests on half-days, the least left first."""
    shown = []
    for matter in reading.live:
        facts = reading.facts[matter.id]
        first, last = facts.period.first, facts.period.last
        if first is None or last is None or matter.stage == Stage.NEW or _charged(matter, reading):
            continue
        limits = time_limit.limit(first, last)
        six = draw_six_months(
            first=first,
            last=last,
            safe=limits.safe,
            hard=limits.hard,
            on=on,
            half_days=[(mark.on, mark.half) for mark in facts.period.sessions],
            standstill=_standstill(facts),
        )
        heading = "Six months" if len(reading.live) == 1 else f"Six months: {matter.parent}"
        shown.append(SixShown(heading, six))
    return sorted(shown, key=lambda one: one.six.days_left)


def _charged(matter: Matter, reading: CaseReading) -> bool:
    prosecution = reading.prosecutions.get(matter.id)
    return prosecution is not None and prosecution.charge_completed_at is not None


def _standstill(facts: Facts) -> Standstill | None:
    standing = facts.notices.standing
    if standing is None or standing.received_on is None or standing.proceedings_not_before is None:
        return None
    until = standing.proceedings_not_before - timedelta(days=1)
    return Standstill(standing.received_on, until, "while the notice could be paid")


def dates_shown(rows: Sequence[Deadline], *, on: date, many: bool) -> list[DateShown]:
    """The dates of the live matters, each with its arithmetic."""
    return [
        DateShown(
            label=_label(row) + (f": {row.matter.parent}" if many and row.matter else ""),
            day=near_date(row.due_on, on=on),
            steps=row.steps,
            citation=row.citation,
            confidence=row.confidence,
            kind=_tone(row, on),
        )
        for row in rows
    ]


def _kind(row: Deadline) -> DeadlineKind:
    return DeadlineKind(row.kind.partition(":")[0])


def _label(row: Deadline) -> str:
    return _kind(row).label


def _tone(row: Deadline, on: date) -> str:
    """Red for what can be lost: time running out, or work that is overdue; never for a date that only passed."""
    if _kind(row) in TELLS_ONLY:
        return ""
    if _kind(row) in (DeadlineKind.SAFE_LIMIT, DeadlineKind.HARD_LIMIT):
        return "danger" if (row.due_on - on).days <= RED_DAYS else ""
    return "danger" if row.due_on < on else ""


def picture(reading: CaseReading, *, on: date) -> RegisterPicture:
    """The year's register, with the half-days that a paper rests on."""
    pinned = {
        (mark.on, mark.half)
        for matter in reading.live
        if matter.stage != Stage.NEW
        for mark in reading.facts[matter.id].period.sessions
    }
    return draw_register(
        caption=f"The register of {reading.case.pupil}",
        marks=reading.marks,
        calendar=reading.calendar,
        on=on,
        pinned=pinned,
        acts=_acts(reading.history),
    )


def _acts(history: Sequence[HistoryEntry]) -> list[tuple[date, str]]:
    acts = [(row.on, ACTS[row.kind]) for row in reversed(history) if row.kind in ACTS]
    return acts[-LADDER_ACTS:]


def figures(reading: CaseReading) -> list[dict[str, object]]:
    """The counts over the register."""
    possible = sum(code.possible for code in reading.marks.values())
    missed = sum(code.counts for code in reading.marks.values())
    ill = sum(code.code in {"I", "M"} for code in reading.marks.values())
    attended = sum(code.kind == "attending" for code in reading.marks.values())
    share = f"{100 * attended / possible:.1f}%" if possible else "none yet"
    return [
        {"label": "Half-days missed without leave", "value": missed, "unit": f"of {possible} possible"},
        {"label": "Attendance this year", "value": share},
        {"label": "Ill or at appointments", "value": ill, "unit": "half-days"},
    ]


def parents(reading: CaseReading, by: Membership, *, on: date) -> list[ParentShown]:
    """A card for each parent: why they answer for the child, what was sent, what is due."""
    by_parent: dict[int, list[Matter]] = {}
    for matter in reading.matters:
        by_parent.setdefault(matter.parent_id, []).append(matter)
    return [
        _parent(row.parent, row.relationship, by_parent.get(row.parent_id, []), reading, by, on=on)
        for row in reading.responsibilities
    ]


def _parent(
    parent: Parent,
    relationship: str,
    matters: Sequence[Matter],
    reading: CaseReading,
    by: Membership,
    *,
    on: date,
) -> ParentShown:
    facts = [
        ("Relationship", relationship.capitalize()),
        ("Address", address_of(parent, to=by).one_line or "Not known"),
    ]
    state, kind, look = "No matter", "grey", ""
    for matter in matters:
        facts.append(("Why liable", matter.liability_reason or matter.get_liability_display()))
        state, kind, look = _matter_state(matter, reading.standings, on)
        for standing in reading.standings.values():
            if standing.notice.matter_id == matter.id:
                facts += _notice_facts(standing)
    return ParentShown(str(parent), state, kind, look, facts)


def _matter_state(matter: Matter, standings: Mapping[int, NoticeStanding], on: date) -> tuple[str, str, str]:
    if matter.stage == Stage.OUTCOME:
        return How(matter.how).label, "ok" if matter.how in (How.PAID, How.IMPROVED) else "grey", "done"
    if matter.stage == Stage.PENALTY_NOTICE:
        state = next((one.standing.state for one in standings.values() if one.notice.matter_id == matter.id), None)
        if state is State.EXPIRED:
            return "Unpaid, ran out", "danger", "live"
    return Stage(matter.stage).label, "note", "live"


def _notice_facts(one: NoticeStanding) -> list[tuple[str, str]]:
    issued = plain_date(one.notice.issued_on) if one.notice.issued_on else "a draft"
    facts = [("Notice", f"{one.notice.number}, {issued}")]
    if one.notice.withdrawn_on:
        return [*facts, ("Withdrawn", plain_date(one.notice.withdrawn_on))]
    if one.received_on:
        facts.append(("Received", plain_date(one.received_on)))
    return [*facts, ("Due today", due_today(one))]


def due_today(one: NoticeStanding) -> str:
    """What can be paid for a notice today, in one line that can be read out to a caller."""
    match one.standing.state:
        case State.PAID:
            return "Nothing. It was paid in time, so nobody can be convicted for these half-days."
        case State.OPEN | State.PART_PAID if one.standing.due is not None and one.dates is not None:
            last = next(each.last_day for each in one.dates.sums if one.standing.on <= each.last_day)
            return f"{pounds(one.standing.due)}, up to {words.week_date(last)}"
        case State.VOID:
            return "Nothing yet: it does not count as received."
    ended = words.week_date(one.dates.last_day) if one.dates else "its last day"
    return f"Nothing can be paid: it ran out on {ended}."


def letters_shown(reading: CaseReading) -> list[dict[str, object]]:
    """The newest letters, each a link."""
    return [
        {
            "text": KINDS[letter.kind].title,
            "href": f"/letters/{letter.reference}/",
            "under": str(letter.to_parent or ""),
            "value": short_date(letter.posted_on or letter.written_on),
        }
        for letter in reading.letters
    ]


def support_shown(reading: CaseReading) -> list[dict[str, object]]:
    """The newest offers of help, and what came of them."""
    return [
        {
            "text": action.get_kind_display(),
            "under": action.get_answer_display(),
            "value": short_date(action.offered_on),
        }
        for action in reading.support
    ]
