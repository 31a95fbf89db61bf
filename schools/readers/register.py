"""Registers from files, long (a line a mark) or wide (a column a half-day), as arrays.

A code is kept as its byte whatever the day; whether it was in use on that day, and everything else that needs to know
pupils and schools, is asked by whoever imports.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import polars as pl

from schools import codes
from schools.grid import BOTH, Session
from schools.readers import ctf
from schools.readers.faults import Fault, Unreadable, unreadable
from schools.readers.notes import Note, WrongNote, read_note
from schools.readers.tables import Part, Table, read_table
from schools.readers.values import ISO, read_day, read_session_column
from schools.upns import normalise

LONG = ("upn", "date", "session", "code")
OPTIONAL = ("urn", "minutes_late", "reason", "comment", "recorded_by", "recorded_at")
UNREAD = 1  # A byte no code has: the cell holds a text that is no code of any day.
NO_DAY = np.iinfo(np.int32).min
MOST_FAULTS = 100_000
MOST_SHOWN = 100
_EPOCH = date(1970, 1, 1).toordinal()
_SLICE = 4_000_000  # Cells at a time.


@dataclass(frozen=True)
class Cells:
    """Marks of some rows: the row each stands in, its day (since 1970-01-01), half, byte, and column when wide."""

    rows: np.ndarray
    days: np.ndarray
    halves: np.ndarray
    marks: np.ndarray


@dataclass
class Words:
    """Different texts, each once, and the number by which rows name them."""

    numbers: dict[str, int] = field(default_factory=dict)

    def number_of(self, text: str) -> int:
        """Give the number of a text, a new one when it has none yet."""
        return self.numbers.setdefault(text, len(self.numbers))

    @property
    def texts(self) -> list[str]:
        """Every text, in the order of the numbers."""
        return list(self.numbers)

    def encode(self, column: pl.Series, read: "Iterable[str] | None" = None) -> np.ndarray:
        """Number the texts of a column."""
        distinct, places = distinct_texts(column)
        known = np.array([self.number_of(text) for text in (distinct if read is None else read)], dtype=np.int32)
        return known[places] if len(known) else np.zeros(0, dtype=np.int32)


@dataclass(frozen=True)
class RegisterRows:
    """A register file, read.

    For each row: its line, the numbers of its UPN, URN and reason, and for a long file its day, half and byte; a wide
    file has `sessions` and one byte for each of them in `marks`. `faults` are pairs of a row and what is wrong in it.
    """

    lines: np.ndarray
    upns: np.ndarray
    upn_texts: list[str]
    urns: np.ndarray
    urn_texts: list[str]
    has_urn: bool
    reasons: np.ndarray
    reason_texts: list[str]
    days: np.ndarray
    halves: np.ndarray
    marks: np.ndarray
    sessions: tuple[tuple[date, Session], ...]
    unread: dict[tuple[int, int], str]
    notes: dict[int, Note]
    faults: list[tuple[int, Fault]]
    ignored: tuple[str, ...]

    @property
    def wide(self) -> bool:
        """Say whether a row holds many half-days."""
        return bool(self.sessions)

    def cells(self) -> Iterator[Cells]:
        """Yield every cell that is not blank, some millions at a time."""
        if not self.wide:
            for start in range(0, len(self.lines), _SLICE):
                part = slice(start, start + _SLICE)
                rows = start + np.flatnonzero((self.marks[part] != codes.BLANK) & (self.days[part] != NO_DAY))
                yield Cells(rows.astype(np.int32), self.days[rows], self.halves[rows], self.marks[rows])
            return
        days = np.array([_number(day) for day, _ in self.sessions], dtype=np.int32)
        halves = np.array([half.order for _, half in self.sessions], dtype=np.uint8)
        step = max(1, _SLICE // len(self.sessions))
        for start in range(0, len(self.lines), step):
            marks = self.marks[start : start + step]
            rows, columns = np.nonzero(marks)
            yield Cells((start + rows).astype(np.int32), days[columns], halves[columns], marks[rows, columns])

    def column_of(self, day: int, half: int) -> str:
        """Name the column in which the code of that half-day stands."""
        return f"{day_of(day).isoformat()} {BOTH[half]}" if self.wide else "code"

    def text_of(self, row: int, day: int, half: int) -> str:
        """Give the text that a cell holds."""
        if not self.wide:
            return self.unread.get((row, 0)) or codes.TEXTS[int(self.marks[row])]
        place = self.sessions.index((day_of(day), BOTH[half]))
        return self.unread.get((row, place)) or codes.TEXTS[int(self.marks[row, place])]


def day_of(number: int) -> date:
    """Return the day of a number of days since 1970-01-01."""
    return date.fromordinal(int(number) + _EPOCH)


def read_register(raw: bytes) -> RegisterRows:
    """Read a register from CSV, XLSX or CTF; raises `Unreadable` when the file is none of them."""
    table = ctf.marks_table(raw) if ctf.is_ctf(raw) else read_table(raw)
    sessions = {name: found for name in table.columns if (found := read_session_column(name))}
    if sessions:
        return _Reading(table, sessions).read()
    missing = [name for name in LONG if name not in table.columns]
    if missing:
        raise unreadable(
            f"The register has no column {', '.join(missing)}.",
            "Head the columns upn,date,session,code, or upn and one column for each half-day (2004-03-01 AM).",
            line=1,
            column=missing[0],
        )
    return _Reading(table, {}).read()


def distinct_texts(column: pl.Series) -> tuple[list[str], np.ndarray]:
    """Return the different texts of a column (null as "") and for each row the place of its text among them."""
    texts = column.fill_null("")
    distinct = texts.unique()
    # A cast to an enumeration numbers a million texts in the time that a join numbers a tenth of them.
    return distinct.to_list(), texts.cast(pl.Enum(distinct)).to_physical().to_numpy()


def _number(day: date) -> int:
    return day.toordinal() - _EPOCH


class _Reading:
    """One file being read, part after part, into arrays."""

    def __init__(self, table: Table, sessions: dict[str, tuple[date, Session]]) -> None:
        self.table = table
        self.sessions = sessions
        self.upns, self.urns, self.reasons = Words(), Words(), Words()
        self.unread: dict[tuple[int, int], str] = {}
        self.notes: dict[int, Note] = {}
        self.faults: list[tuple[int, Fault]] = []
        self.rows = 0
        if sessions and "upn" not in table.columns:
            raise unreadable("The register has no column upn.", "Add the pupils' UPNs.", line=1, column="upn")

    def read(self) -> RegisterRows:
        """Read every part."""
        parts = [self._part(part) for part in self.table.parts]
        known = {*LONG, *OPTIONAL} if not self.sessions else {"upn", "urn", "reason", *self.sessions}

        def joined(place: int, dtype: type, width: int | None = None) -> np.ndarray:
            empty: np.ndarray = np.zeros((0, width) if width else 0, dtype=dtype)
            return np.concatenate([empty, *(part[place] for part in parts)]).astype(dtype, copy=False)

        return RegisterRows(
            lines=joined(0, np.int32),
            upns=joined(1, np.int32),
            upn_texts=self.upns.texts,
            urns=joined(2, np.int32),
            urn_texts=self.urns.texts,
            has_urn="urn" in self.table.columns,
            reasons=joined(3, np.int32),
            reason_texts=self.reasons.texts,
            days=joined(4, np.int32),
            halves=joined(5, np.uint8),
            marks=joined(6, np.uint8, len(self.sessions) or None),
            sessions=tuple(self.sessions.values()),
            unread=self.unread,
            notes=self.notes,
            faults=self.faults,
            ignored=tuple(name for name in self.table.columns if name and name not in known),
        )

    def _part(self, part: Part) -> tuple[np.ndarray, ...]:
        part = _without_blank_lines(part)
        frame, lines = part.frame, part.lines
        self.faults.extend((self.rows + row, fault) for row, fault in part.faults)
        distinct, places = distinct_texts(frame["upn"])
        upns = np.array([self.upns.number_of(normalise(text)) for text in distinct] or [0], dtype=np.int32)[places]
        urns = self._words(frame, "urn", self.urns)
        reasons = self._words(frame, "reason", self.reasons)
        if self.sessions:
            days, halves = np.zeros(len(lines), dtype=np.int32), np.zeros(len(lines), dtype=np.uint8)
            marks = np.empty((len(lines), len(self.sessions)), dtype=np.uint8)
            for place, name in enumerate(self.sessions):
                marks[:, place] = self._codes(frame[name], place)
        else:
            days = self._days(frame["date"], lines)
            halves = self._halves(frame["session"], lines)
            marks = self._codes(frame["code"], 0)
            self._read_notes(frame, lines)
        self.rows += len(lines)
        self._refuse_too_many_faults()
        return lines, upns, urns, reasons, days, halves, marks

    def _refuse_too_many_faults(self) -> None:
        """Refuse a file of which so much cannot be read that its faults would fill the memory."""
        if len(self.faults) + len(self.unread) > MOST_FAULTS:
            first = [fault for _, fault in self.faults[:MOST_SHOWN]]
            problem = f"More than {MOST_FAULTS:,} cells cannot be read; the rest of the file was left."
            remedy = "Check that each column holds what its heading says."
            raise Unreadable([Fault(1, None, next(iter(self.unread.values()), None), problem, remedy), *first])

    def _words(self, frame: pl.DataFrame, name: str, words: Words) -> np.ndarray:
        if name not in frame.columns:
            words.number_of("")
            return np.zeros(frame.height, dtype=np.int32)
        distinct, places = distinct_texts(frame[name])
        return np.array([words.number_of(text.strip()) for text in distinct] or [0], dtype=np.int32)[places]

    def _codes(self, column: pl.Series, place: int) -> np.ndarray:
        distinct, places = distinct_texts(column)
        known = np.array([_byte(text) for text in distinct] or [0], dtype=np.uint8)
        for unread in np.flatnonzero(known == UNREAD).tolist():
            for row in np.flatnonzero(places == unread).tolist():
                self.unread[self.rows + row, place] = distinct[unread]
        return known[places]

    def _days(self, column: pl.Series, lines: np.ndarray) -> np.ndarray:
        distinct, places = distinct_texts(column)
        known = np.full(max(1, len(distinct)), NO_DAY, dtype=np.int32)
        for place, text in enumerate(distinct):
            try:
                known[place] = _number(read_day(text))
            except ValueError as problem:
                self._fault(places == place, lines, "date", text, str(problem), ISO)
        return known[places]

    def _halves(self, column: pl.Series, lines: np.ndarray) -> np.ndarray:
        distinct, places = distinct_texts(column)
        known = np.zeros(max(1, len(distinct)), dtype=np.uint8)
        for place, text in enumerate(distinct):
            try:
                known[place] = Session(text.strip()).order
            except ValueError:
                problem = f"{text.strip() or 'An empty cell'} is no session."
                self._fault(places == place, lines, "session", text, problem, "Write AM or PM.")
        return known[places]

    def _read_notes(self, frame: pl.DataFrame, lines: np.ndarray) -> None:
        beside = [name for name in ("minutes_late", "comment") if name in frame.columns]
        if not beside:
            return
        some = frame.select(pl.any_horizontal(pl.col(name).fill_null("") != "" for name in beside)).to_series()
        rows = np.flatnonzero(some.to_numpy())
        for row, cells in zip(rows.tolist(), frame[rows].iter_rows(named=True), strict=True):
            try:
                self.notes[self.rows + row] = read_note(cells)
            except WrongNote as wrong:
                value = cells[wrong.column]
                self.faults.append(
                    (self.rows + row, Fault(int(lines[row]), wrong.column, value, wrong.problem, wrong.remedy))
                )

    def _fault(self, rows: np.ndarray, lines: np.ndarray, column: str, value: str, problem: str, remedy: str) -> None:
        for row in np.flatnonzero(rows).tolist():
            self.faults.append((self.rows + row, Fault(int(lines[row]), column, value, problem, remedy)))


def _byte(text: str) -> int:
    return codes.BYTES.get(text, UNREAD) if text.strip() else codes.BLANK


def _without_blank_lines(part: Part) -> Part:
    if not part.frame.height:
        return part
    kept = part.frame.select(pl.any_horizontal(pl.all().fill_null("") != "")).to_series().to_numpy()
    return part if kept.all() else Part(part.frame.filter(pl.Series(kept)), part.lines[kept])
