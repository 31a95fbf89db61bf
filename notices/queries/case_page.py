"""Everything the page of one case shows, read in a fixed number of queries whatever the case holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cases.models import Case, Deadline, HistoryEntry, Matter, Prosecution, SupportAction
from cases.queries.history import entries_of
from cases.rules.facts import Facts
from cases.stages import NoticeState, Stage
from notices.models import Letter, PenaltyNotice
from notices.queries.facts.make import facts_for
from notices.queries.standing import NoticeStanding, standings_of
from schools import codes, grid
from schools.models import RegisterYear, Responsibility, Upn
from schools.queries.calendars import calendar_of
from schools.terms import Calendar

SHOWN = 8


@dataclass(frozen=True)
class CaseReading:
    """One case on one day, as read."""

    case: Case
    upn: str
    matters: Sequence[Matter]
    facts: Mapping[int, Facts]
    standings: Mapping[int, NoticeStanding]
    prosecutions: Mapping[int, Prosecution]
    deadlines: Sequence[Deadline]
    responsibilities: Sequence[Responsibility]
    letters: Sequence[Letter]
    letters_in_all: int
    support: Sequence[SupportAction]
    history: Sequence[HistoryEntry]
    history_in_all: int
    marks: Mapping[tuple[date, str], codes.Code]
    calendar: Calendar

    @property
    def live(self) -> list[Matter]:
        """The matters that are not settled, the furthest first."""
        rows = [matter for matter in self.matters if matter.stage != Stage.OUTCOME]
        return sorted(rows, key=lambda matter: -Stage(matter.stage).rank)


def read_case(case: Case, *, on: date) -> CaseReading:
    """Read a case for its page."""
    matters = list(Matter.objects.filter(case=case).select_related("parent", "school", "case__pupil").order_by("id"))
    live = [matter for matter in matters if matter.stage != Stage.OUTCOME]
    notices = list(
        PenaltyNotice.objects.filter(matter__in=matters)
        .exclude(state=NoticeState.DROPPED)
        .select_related("matter__parent")
        .order_by("id")
    )
    letters = Letter.objects.filter(case=case, cancelled_on__isnull=True, released_on__isnull=False)
    history = entries_of(case)
    return CaseReading(
        case=case,
        upn=Upn.objects.filter(pupil=case.pupil_id, until__isnull=True).values_list("value", flat=True).first() or "",
        matters=matters,
        facts=facts_for(live, on=on),
        standings=standings_of(notices, on=on),
        prosecutions={row.matter_id: row for row in Prosecution.objects.filter(matter__in=matters).order_by("id")},
        deadlines=list(
            Deadline.objects.filter(matter__in=live, superseded_on__isnull=True)
            .select_related("matter__parent")
            .order_by("due_on")
        ),
        responsibilities=list(
            Responsibility.objects.filter(pupil=case.pupil_id).select_related("parent").order_by("id")
        ),
        letters=list(letters.select_related("to_parent").order_by("-written_on", "-id")[:SHOWN]),
        letters_in_all=letters.count(),
        support=list(SupportAction.objects.filter(case=case).order_by("-offered_on", "-id")[:SHOWN]),
        history=list(history[:SHOWN]),
        history_in_all=history.count(),
        marks=marks_of_year(case.pupil_id, on=on),
        calendar=year_calendar(case.authority_id, case.school_id, on=on),
    )


def marks_of_year(pupil_id: int, *, on: date) -> Mapping[tuple[date, str], codes.Code]:
    """The child's marks of this school year at every school; where two have one, the one that counts absence."""
    year = grid.year_of(on)
    marks: dict[tuple[date, str], codes.Code] = {}
    for row in RegisterYear.objects.filter(enrolment__pupil=pupil_id, year=year).order_by("enrolment__admitted"):
        for day, half, code in grid.marks_in(bytes(row.marks), year):
            if day <= on and (code.possible or (day, half.value) not in marks):
                marks[day, half.value] = code
    return marks


def year_calendar(authority_id: int, school_id: int, *, on: date) -> Calendar:
    """The school's calendar of this school year alone."""
    whole = calendar_of(authority_id, school_id)
    year = grid.year_of(on)
    terms = [term for term in whole.terms if grid.year_of(term[0]) == year]
    return Calendar.of(terms, closed=whole.closed)
