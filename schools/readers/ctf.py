"""Pupils and marks from a Common Transfer File (XML)."""

from collections.abc import Iterator
from datetime import date, timedelta
from xml.etree.ElementTree import Element, ParseError

import numpy as np
import polars as pl
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from schools.grid import BOTH, DAYS
from schools.readers.faults import unreadable
from schools.readers.tables import Part, Table
from schools.readers.values import read_day

COLUMNS = ("upn", "date", "session", "code")
_NO_MARK = " -"


def is_ctf(raw: bytes) -> bool:
    """Say whether the file is XML."""
    return raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def marks_table(raw: bytes) -> Table:
    """Return the marks of every pupil of a CTF as a long table; the line of a row is the pupil's place in the file."""
    lines: list[int] = []
    rows: list[tuple[str, str, str, str]] = []
    for place, pupil in enumerate(_pupils(raw), start=1):
        upn = _text(pupil, "UPN")
        for sessions in pupil.iter("AttendSessions"):
            for day, half, code in _marks(sessions):
                lines.append(place)
                rows.append((upn, day.isoformat(), half, code))
    frame = pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String), orient="row")
    return Table(COLUMNS, iter([Part(frame, np.array(lines, dtype=np.int32))]))


def _pupils(raw: bytes) -> Iterator[Element]:
    try:
        root = fromstring(raw)
    except (ParseError, DefusedXmlException, ValueError):
        raise unreadable("The file is not well-formed XML.", "Send the CTF as the school's system wrote it.") from None
    if root.tag != "CTfile":
        raise unreadable(f"The file begins with {root.tag}, not CTfile.", "Send a Common Transfer File.")
    yield from root.iter("Pupil")


def _marks(sessions: Element) -> Iterator[tuple[date, str, str]]:
    """Yield each mark of a string that runs morning and afternoon, Monday to Friday, from its first day."""
    try:
        day = read_day(_text(sessions, "AttendanceStartDate"))
    except ValueError as problem:
        raise unreadable(str(problem), "Mend AttendanceStartDate.", column="AttendanceStartDate") from None
    # Not stripped: a space is a half-day without a mark.
    marks = sessions.findtext("AttendanceMarks") or ""
    for place, mark in enumerate(marks):
        while day.weekday() >= DAYS:
            day += timedelta(days=1)
        if mark not in _NO_MARK:
            yield day, BOTH[place % 2].value, mark
        if place % 2:
            day += timedelta(days=1)


def _text(element: Element, name: str) -> str:
    return (element.findtext(name) or "").strip()
