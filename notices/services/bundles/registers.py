"""The register as a bundle prints it, and the schedule of the half-days charged."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from cases.models import Matter
from cases.time_limit import last_day
from notices.bundle.parts import Absence, MarkKind, Meaning, RegisterPrint, Schedule, Week
from notices.letters.sessions import Session
from notices.queries.facts.register import Half
from schools import codes, grid
from schools.models import Enrolment, LeaveRequest, MarkChange, MarkNote, RegisterYear
from schools.queries.calendars import calendar_of
from schools.terms import monday_of
from schools.words import HALVES, date_range, long_date, plain_date

KINDS = {
    codes.Kind.ATTENDING: MarkKind.HERE,
    codes.Kind.AUTHORISED: MarkKind.AUTHORISED,
    codes.Kind.UNAUTHORISED: MarkKind.UNAUTHORISED,
    codes.Kind.NOT_POSSIBLE: MarkKind.NOT_POSSIBLE,
    codes.Kind.ADMINISTRATIVE: MarkKind.CLOSED,
}


def register_print(matter: Matter, *, first: date, last: date, charged: frozenset[Half], on: date) -> RegisterPrint:
    """Print the whole weeks of a stretch of the register, the half-days charged marked as such."""
    begins, ends = monday_of(first), monday_of(last) + timedelta(days=4)
    enrolments = _enrolments(matter)
    marks = _marks(enrolments, begins, ends)
    school_days = set(calendar_of(matter.case.authority_id, matter.school_id).school_days(begins, ends))
    mondays = [begins + timedelta(weeks=n) for n in range((ends - begins).days // 7 + 1)]
    return RegisterPrint(
        title=date_range(begins, ends),
        school=matter.school.name,
        weeks=tuple(_week(monday, marks, school_days, charged) for monday in mondays),
        meanings=_meanings((code.code, code.meaning) for code in marks.values()),
        printed_on=on,
        printed_at="",
        changes=tuple(_changes(enrolments, begins, ends)),
    )


def schedule_of(matter: Matter, sessions: Sequence[Session], *, on: date) -> Schedule:
    """List the half-days charged with the reason that was given and the leave that was asked for."""
    notes = {
        (note.on, note.session): note.comment
        for note in MarkNote.objects.filter(
            enrolment__in=_enrolments(matter), on__in={session.on for session in sessions}
        )
    }
    return Schedule(
        absences=tuple(
            Absence(
                on=session.on,
                half=session.half,
                code=session.code,
                reason=notes.get((session.on, session.half), ""),
                leave=_leave(matter.leave_request, session.on),
            )
            for session in sessions
        ),
        meanings=_meanings((session.code, session.meaning) for session in sessions),
        charge_by=last_day(min(session.on for session in sessions)),
        dated=on,
    )


def _enrolments(matter: Matter) -> list[Enrolment]:
    return list(Enrolment.objects.filter(pupil=matter.case.pupil_id, school=matter.school_id).order_by("admitted"))


def _marks(enrolments: Sequence[Enrolment], first: date, last: date) -> dict[Half, codes.Code]:
    rows = RegisterYear.objects.filter(
        enrolment__in=enrolments, year__range=(grid.year_of(first), grid.year_of(last))
    ).order_by("year", "enrolment_id")
    return {
        (day, half.value): code
        for row in rows
        for day, half, code in grid.marks_in(bytes(row.marks), row.year)
        if first <= day <= last
    }


def _week(monday: date, marks: Mapping[Half, codes.Code], school_days: set[date], charged: frozenset[Half]) -> Week:
    halves = [(monday + timedelta(days=day), half.value) for day in range(grid.DAYS) for half in grid.BOTH]
    return Week(
        monday=monday,
        codes=tuple(marks[half].code if half in marks else "" for half in halves),
        kinds=tuple(_kind(half, marks, school_days, charged) for half in halves),
    )


def _kind(half: Half, marks: Mapping[Half, codes.Code], school_days: set[date], charged: frozenset[Half]) -> MarkKind:
    if half in charged and half in marks:
        return MarkKind.CHARGED
    if half in marks:
        return KINDS[marks[half].kind]
    return MarkKind.BLANK if half[0] in school_days else MarkKind.CLOSED


def _meanings(said: Iterable[tuple[str, str]]) -> tuple[Meaning, ...]:
    return tuple(Meaning(code, text) for code, text in sorted(set(said)))


def _changes(enrolments: Sequence[Enrolment], first: date, last: date) -> list[str]:
    rows = MarkChange.objects.filter(enrolment__in=enrolments, on__range=(first, last)).order_by("on", "session", "id")
    return [
        f"{long_date(row.on)}, {HALVES[row.session]}: {row.original} became {row.new or 'blank'} on "
        f"{plain_date(row.changed_on)}."
        for row in rows
    ]


def _leave(request: LeaveRequest | None, day: date) -> str:
    if request is None or not request.from_day <= day <= request.until:
        return ""
    decided = request.get_decision_display().lower() if request.decision else "not decided"
    return f"Asked on {plain_date(request.asked_on)}; {decided}"
