"""The pupils of a school as its register shows them, and one of them with or without a case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from django.http import Http404

from cases.models import Case
from cases.queries.policies import policy_on
from cases.queries.reviewing import Rows, ask_review, read_rows
from cases.rules.policy import PolicyTerms
from cases.stages import Stage
from notices.queries.case_page import marks_of_year, year_calendar
from schools import codes, grid, upns
from schools.absence.review import Review
from schools.models import Enrolment, Membership, Pupil, Responsibility, School, Upn
from schools.queries.access import enrolments_for, pupils_for
from schools.terms import Calendar


@dataclass(frozen=True, slots=True)
class OnRoll:
    """One pupil of a school: the fullest window of the opening threshold, the year so far, N codes left too long."""

    pupil: Pupil
    upn: str
    over: bool
    in_window: int
    missed: int
    possible: int
    unresolved: int
    case: Case | None


@dataclass(frozen=True)
class Roll:
    """A school's roll on a day, those over the opening threshold first, under the code in force."""

    rows: Sequence[OnRoll]
    terms: PolicyTerms

    @property
    def over(self) -> list[OnRoll]:
        """Those over the opening threshold."""
        return [row for row in self.rows if row.over]

    @property
    def unresolved(self) -> list[OnRoll]:
        """Those with N codes left too long, the most first."""
        return sorted((row for row in self.rows if row.unresolved), key=lambda row: -row.unresolved)


@dataclass(frozen=True)
class PupilReading:
    """One child: the register of the year, who answers for them, the open case if there is one."""

    pupil: Pupil
    upn: str
    school: School
    marks: Mapping[tuple[date, str], codes.Code]
    calendar: Calendar
    responsibilities: Sequence[Responsibility]
    case: Case | None
    earlier: Sequence[Case]


def read_roll(by: Membership, *, on: date) -> Roll:
    """Read everybody now on the roll of this person's school, in a fixed number of queries."""
    terms = policy_on(by.authority_id, on)
    enrolments = list(enrolments_for(by, on=on).select_related("pupil", "school").order_by("id"))
    pupils = [enrolment.pupil_id for enrolment in enrolments]
    numbers = dict(Upn.objects.filter(pupil__in=pupils, until__isnull=True).values_list("pupil_id", "value"))
    open_cases = {case.pupil_id: case for case in Case.objects.filter(pupil__in=pupils).exclude(stage=Stage.OUTCOME)}
    found = [
        _on_roll(enrolment.pupil, numbers, open_cases, answer, place, int(left[place]))
        for rows in read_rows(by.authority, enrolments, on=on)
        for answer, left in [(ask_review(rows, terms, on=on), _left_too_long(rows, terms, on))]
        for place, enrolment in enumerate(rows.enrolments)
    ]
    return Roll(sorted(found, key=lambda row: (not row.over, -row.in_window, row.pupil.surname)), terms)


def narrow_roll(roll: Roll, *, text: str = "", year: str = "", show: str = "") -> list[OnRoll]:
    """Those of a roll that match a name or number, a year group, or one of the two lists."""
    rows: Sequence[OnRoll] = {"over": roll.over, "unresolved": roll.unresolved}.get(show, roll.rows)
    wanted = text.casefold().split()
    return [
        row
        for row in rows
        if (not year or row.pupil.year_group == year)
        and all(part in f"{row.pupil} {row.upn}".casefold() for part in wanted)
    ]


def read_pupil(upn: str, *, by: Membership, on: date) -> PupilReading:
    """Read a child for their page; not this person's is as if there were no such child."""
    number = upns.normalise(upn)
    pupil = pupils_for(by, on=on).filter(upns__value=number).first()
    enrolment = Enrolment.objects.filter(pupil=pupil).select_related("school").order_by("-admitted", "-id").first()
    if pupil is None or enrolment is None:
        raise Http404("There is no such pupil, or they are not one of yours.")
    every = list(Case.objects.filter(pupil=pupil).order_by("-opened_on", "-id"))
    return PupilReading(
        pupil=pupil,
        upn=number,
        school=enrolment.school,
        marks=marks_of_year(pupil.id, on=on),
        calendar=year_calendar(pupil.authority_id, enrolment.school_id, on=on),
        responsibilities=list(Responsibility.objects.filter(pupil=pupil).select_related("parent").order_by("id")),
        case=next((case for case in every if case.stage != Stage.OUTCOME), None),
        earlier=[case for case in every if case.stage == Stage.OUTCOME],
    )


def _on_roll(
    pupil: Pupil, numbers: Mapping[int, str], open_cases: Mapping[int, Case], answer: Review, place: int, left: int
) -> OnRoll:
    return OnRoll(
        pupil=pupil,
        upn=numbers.get(pupil.id, ""),
        over=bool(answer.over[place]),
        in_window=int(answer.sessions[place]),
        missed=int(answer.unauthorised[place]),
        possible=int(answer.possible[place]),
        unresolved=left,
        case=open_cases.get(pupil.id),
    )


def _left_too_long(rows: Rows, terms: PolicyTerms, on: date) -> np.ndarray:
    """For each row, how many N codes are older than the school days that the code of conduct gives for a reason."""
    days = rows.calendar.school_days(grid.first_monday(grid.year_of(on)), on - timedelta(days=1))
    if len(days) <= terms.n_code_school_days:
        return np.zeros(len(rows.enrolments), dtype=int)
    oldest = grid.position(days[-1 - terms.n_code_school_days], grid.Session.PM)
    unresolved = codes.code_on("N", on).byte
    return (rows.marks[:, : oldest + 1] == unresolved).sum(axis=1)
