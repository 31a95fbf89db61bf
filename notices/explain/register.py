"""Explains what a register says: a code, the threshold in school weeks, and absence in a school year."""

from datetime import date
from typing import Any

from cases.citations import Citation, Confidence, Law, cite
from notices.explain.answers import Answer, Fault, Faulty
from schools import codes, words
from schools.absence import counting, windows
from schools.absence.counting import Mark, Selection
from schools.absence.definitions import Basis
from schools.terms import Calendar

CODE_KEYS: dict[str, Any] = {"code": None, "meaning": None, "class": None, "possible": None, "counts": None}


def explain_code(text: str, *, on: date) -> Answer:
    """Say what a register code means on a day; one not in use that day is a fault."""
    source = codes.source_on(on)
    cited = [Citation(source.text, Confidence(source.confidence))]
    try:
        code = codes.code_on(text, on)
    except codes.UnknownCode as unknown:
        fault = Fault(None, "code", text, unknown.problem, unknown.remedy)
        return Answer(values={**CODE_KEYS, "code": text}, steps=[unknown.problem], citations=cited, faults=[fault])
    possible = "is" if code.possible else "is not"
    counts = "counts" if code.counts else "does not count"
    return Answer(
        values={
            "code": code.code,
            "meaning": code.meaning,
            "class": code.kind,
            "possible": code.possible,
            "counts": code.counts,
        },
        steps=[
            f"On {words.long_date(on)} code {code.code} means: {code.meaning}.",
            f"Its class is {code.kind.replace('_', ' ')}, so the session {possible} a possible one and {counts} as "
            "unauthorised.",
        ],
        citations=cited,
    )


def explain_threshold(marks: list[Mark], calendar: Calendar, *, sessions: int, weeks: int, on: date | None) -> Answer:
    """Say whether any run of school weeks held so many unauthorised sessions, and whether an N decides it."""
    found = windows.threshold(marks, calendar, sessions=sessions, weeks=weeks, on=on)
    reason = None
    if found.hold:
        reason = f"{words.count(len(found.unresolved), 'session')} still coded N; without them it is not met."
    return Answer(
        values={
            "met": found.met,
            "sessions": found.sessions,
            "window": [day.isoformat() for day in found.window] if found.window else None,
            "school_weeks": found.school_weeks,
            "hold": found.hold,
            "hold_reason": reason,
        },
        steps=[*_window_steps(found, sessions, weeks), *_left_out(found.selection)],
        citations=[cite(Law.THRESHOLD, found.until)],
    )


def explain_absence(
    marks: list[Mark], calendar: Calendar, *, year: int | None, basis: Basis | None, born: date | None
) -> Answer:
    """Say how much of a school year was missed, and whether it is persistent or severe by that year's definition."""
    if year is None and not marks:
        raise Faulty([Fault(None, "date", None, "There are no marks.", "Name the school year, or give marks.")])
    found = counting.absence(marks, calendar, year=year, basis=basis, born=born)
    reading = found.reading
    said = f"{found.percent} per cent" if found.percent else "no share, since no session was possible"
    return Answer(
        values={
            "possible": found.possible,
            "attended": found.attended,
            "authorised": found.authorised,
            "unauthorised": found.unauthorised,
            "percent": found.percent,
            "persistent": found.persistent,
            "severe": found.severe,
        },
        steps=[
            f"School year {words.school_year(found.year)}, read from {words.long_date(reading.first)} to "
            f"{words.long_date(reading.last)} ({reading.basis.replace('_', ' ')}).",
            f"{found.possible} possible sessions: {found.attended} attended, {found.authorised} missed with leave, "
            f"{found.unauthorised} without.",
            f"Missed in all: {found.absent} of {found.possible}, {said}.",
            _measure("Persistent absence", reading.persistent, found.persistent),
            _measure("Severe absence", reading.severe, found.severe),
            *_left_out(found.selection),
        ],
        citations=[cite(Law.ABSENCE_MEASURES, reading.first), cite(Law.SEVERE, reading.first)],
    )


def _window_steps(found: windows.Threshold, sessions: int, weeks: int) -> list[str]:
    if found.window is None:
        return ["The calendar has no school week by then."]
    first, last = (words.long_date(day) for day in found.window)
    need = f"{words.count(sessions, 'session')} in {words.count(weeks, 'school week')}"
    steps = [
        f"Looked at every run of {words.count(weeks, 'school week')} up to {words.long_date(found.until)}.",
        f"From {first} to {last}, {words.count(found.school_weeks, 'school week')}: "
        f"{words.count(found.sessions, 'unauthorised session')}.",
        f"The measure is {need}: {'met' if found.met else 'not met'}.",
    ]
    if found.unresolved:
        number = words.count(len(found.unresolved), "session")
        steps.append(f"{number} of them still coded N; only a correction of the register settles those.")
    return steps


def _left_out(selection: Selection) -> list[str]:
    steps = []
    if selection.outside:
        named = ", ".join(f"{mark.day.isoformat()} {mark.session}" for mark in selection.outside)
        steps.append(f"Left out, since the school did not meet: {named}.")
    if selection.unmarked:
        number = words.count(selection.unmarked, "session")
        steps.append(f"{number} without a mark: unknown, neither absent nor possible.")
    return steps


def _measure(name: str, measure: object, answer: bool | None) -> str:
    if measure is None:
        return f"{name}: there was no such measure for this reading of the year."
    if answer is None:
        return f"{name}: no answer, since no session was possible."
    return f"{name}: {'yes' if answer else 'no'}, by the definition of the year."
