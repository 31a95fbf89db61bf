"""Reads the calendar and the marks that `explain` is given, naming every fault by its line."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from notices.explain.answers import Fault, Faulty
from notices.explain.values import read_day
from schools import codes
from schools.absence.counting import Mark
from schools.grid import Session
from schools.terms import Calendar, CalendarEnds

COLUMNS = ("date", "session", "code")
CALENDAR_FORM = 'Write {"terms": [["2025-09-03", "2025-10-24"]], "closed": []}.'


def text_of(raw: bytes) -> str:
    """Return the text of a file: UTF-8, also with a byte order mark, else Windows' own encoding."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def read_calendar(raw: bytes) -> Calendar:
    """Return the calendar of a JSON file; raises `Faulty`."""
    try:
        given = json.loads(text_of(raw))
    except ValueError as error:
        line = getattr(error, "lineno", None)
        raise Faulty([Fault(line, None, None, "The calendar is not JSON.", CALENDAR_FORM)]) from None
    if not isinstance(given, dict) or not isinstance(given.get("terms"), list):
        raise Faulty([Fault(None, "terms", None, "The calendar has no list of terms.", CALENDAR_FORM)])
    terms = [_term(term) for term in given["terms"]]
    closed = given.get("closed", [])
    if not isinstance(closed, list):
        raise Faulty([Fault(None, "closed", str(closed), "The closed days are not a list.", CALENDAR_FORM)])
    days = [_day(day, "closed") for day in closed]
    try:
        return Calendar.of(terms, closed=days)
    except ValueError as error:
        remedy = "Give each term its first and last day; terms do not overlap."
        raise Faulty([Fault(None, "terms", None, str(error), remedy)]) from None


def read_marks(raw: bytes, *, until: date | None = None) -> list[Mark]:
    """Return the marks of a CSV file, those after `until` not read; raises `Faulty` with every fault."""
    reader = csv.DictReader(io.StringIO(text_of(raw), newline=""))
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or [])]
    if missing:
        problem = f"The marks have no column {', '.join(missing)}."
        raise Faulty([Fault(1, missing[0], None, problem, "Head the columns date,session,code.")])
    marks: dict[tuple[date, Session], Mark] = {}
    faults: list[Fault] = []
    for line, row in _rows(reader):
        found = _mark(line, row, until)
        if isinstance(found, Fault):
            faults.append(found)
        elif found is not None and (found.day, found.session) in marks:
            problem = f"{found.day.isoformat()} {found.session} is given twice."
            faults.append(Fault(line, "session", str(row["session"]), problem, "Keep one line for each session."))
        elif found is not None:
            marks[found.day, found.session] = found
    if faults:
        raise Faulty(faults)
    return sorted(marks.values())


def calendar_ends(error: CalendarEnds) -> Faulty:
    """Turn a calendar that stops too early into its fault."""
    return Faulty([Fault(None, "terms", None, error.problem, error.remedy)])


def _rows(reader: "csv.DictReader[str]") -> Iterator[tuple[int, dict[str, Any]]]:
    for row in reader:
        if any(row.get(name) for name in COLUMNS):
            yield reader.line_num, row


def _mark(line: int, row: dict[str, Any], until: date | None) -> Mark | Fault | None:
    day_text, session, code = (row[name] or "" for name in COLUMNS)
    try:
        day = read_day(day_text.strip())
    except ValueError as error:
        return Fault(line, "date", day_text, str(error), "Write the date as 2025-11-17.")
    if until is not None and day > until:
        return None
    if session not in (Session.AM, Session.PM):
        return Fault(line, "session", session, f"{session!r} is no session.", "Write AM or PM.")
    if not code:
        return None  # a session without a mark is unknown
    try:
        return Mark(day, Session(session), codes.code_on(code, day).byte)
    except codes.UnknownCode as unknown:
        return Fault(line, "code", code, unknown.problem, unknown.remedy)


def _term(term: Any) -> tuple[date, date]:
    if not isinstance(term, list) or len(term) != 2:
        raise Faulty([Fault(None, "terms", json.dumps(term), "A term is its first and its last day.", CALENDAR_FORM)])
    return _day(term[0], "terms"), _day(term[1], "terms")


def _day(value: Any, column: str) -> date:
    try:
        return read_day(value if isinstance(value, str) else json.dumps(value))
    except ValueError as error:
        raise Faulty([Fault(None, column, str(value), str(error), "Write the date as 2025-11-17.")]) from None
