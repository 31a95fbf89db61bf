"""Marks from a Common Transfer File (XML), as a long table."""

from collections.abc import Iterator
from datetime import date, timedelta
from xml.etree.ElementTree import Element

import numpy as np
import polars as pl

from schools.grid import BOTH, DAYS
from schools.readers.faults import Fault
from schools.readers.tables import Part, Table
from schools.readers.values import ISO, read_day
from schools.readers.xml import Tree, is_xml, read_xml, text_of

COLUMNS = ("upn", "date", "session", "code")
NO_MARK = " -"
CLOSED = " -#"  # What stands on a day the school does not meet.
MARKS = "AttendanceMarks"
_BLANK = ("2000-01-03", "AM", "")  # A row that says nothing, for a fault to stand on.


def is_ctf(raw: bytes) -> bool:
    """Say whether the file is XML, and so to be read as a CTF."""
    return is_xml(raw)


def read_ctf(raw: bytes) -> Tree:
    """Return the tree of a Common Transfer File; raises `Unreadable`."""
    return read_xml(raw, root="CTfile", called="Common Transfer File")


def marks_table(raw: bytes) -> Table:
    """Return the marks of every pupil at the school that wrote the file; a row's line is that of its marks' element.

    A string of marks runs morning and afternoon from its first day, Monday to Friday; one whose weekends are all
    empty runs through the week. Years spent at another school are left out.
    """
    tree = read_ctf(raw)
    estab = text_of(tree.root, "Header/SourceSchool/Estab")
    lines = {id(element): line for line, element in tree.all("AttendSessions")}
    rows: list[tuple[str, str, str, str]] = []
    places: list[int] = []
    faults: list[tuple[int, Fault]] = []
    for _, pupil in tree.all("Pupil"):
        upn = text_of(pupil, "UPN")
        for year in pupil.iter("YearData"):
            if estab and text_of(year, "Estab") not in {"", estab}:
                continue
            for sessions in year.iter("AttendSessions"):
                line = lines[id(sessions)]
                marks, fault = _read(sessions, line)
                if fault is not None:
                    faults.append((len(rows), fault))
                    rows.append((upn, *_BLANK))
                    places.append(line)
                rows.extend((upn, day.isoformat(), half, code) for day, half, code in marks)
                places.extend([line] * len(marks))
    frame = pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String), orient="row")
    return Table(COLUMNS, iter([Part(frame, np.array(places, dtype=np.int32), tuple(faults))]))


def _read(sessions: Element, line: int) -> tuple[list[tuple[date, str, str]], Fault | None]:
    start = text_of(sessions, "AttendanceStartDate")
    try:
        first = read_day(start)
    except ValueError as wrong:
        return [], Fault(line, "AttendanceStartDate", start, str(wrong), ISO)
    # Not stripped: a space is a half-day without a mark.
    text = (sessions.findtext(MARKS) or "").strip("\r\n\t")
    weekends = _empty_weekends(first, text)
    if weekends == 1:
        # One empty weekend may as well be a Monday and Tuesday without marks: a guess would move every later mark.
        problem = "These marks can be read with and without a weekend among them."
        return [], Fault(line, MARKS, text, problem, "Send this pupil's marks as CSV, with a date on each.")
    return list(_marks(first, text, every_day=weekends > 1)), None


def _empty_weekends(first: date, text: str) -> int:
    """Return how many weekends lie among the marks if they run through the week, 0 unless all are empty."""
    if all(mark in CLOSED for mark in text):
        return 0
    weekends = set()
    for place in range(len(text)):
        day = first + timedelta(days=place // len(BOTH))
        if day.weekday() >= DAYS:
            if text[place] not in CLOSED:
                return 0
            weekends.add(day.isocalendar()[:2])
    return len(weekends)


def _marks(first: date, text: str, *, every_day: bool) -> Iterator[tuple[date, str, str]]:
    day = first
    for place, mark in enumerate(text):
        while day.weekday() >= DAYS and not every_day:
            day += timedelta(days=1)
        if mark not in NO_MARK and day.weekday() < DAYS:
            yield day, BOTH[place % len(BOTH)].value, mark
        if place % len(BOTH):
            day += timedelta(days=1)
