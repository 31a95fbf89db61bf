"""Schools, pupils, parents and what each is to each, from one table in which the kinds may be mixed in any order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from schools import upns
from schools.readers.ctf import is_ctf
from schools.readers.ctf_people import people_table
from schools.readers.faults import Fault, unreadable
from schools.readers.register import distinct_texts
from schools.readers.tables import Part, read_table
from schools.readers.values import ISO, read_day

KINDS = ("school", "pupil", "parent", "responsibility")
Reader = Callable[[str], Any]


@dataclass(slots=True)
class Row:
    """One line: its kind, and the value of every cell that says something."""

    line: int
    kind: str
    values: dict[str, Any]


@dataclass(frozen=True)
class PeopleRows:
    """A people file, read: its rows in order, the faults of each by its line, and the columns nobody reads."""

    rows: list[Row]
    faults: list[Fault]
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Wrong(Exception):
    problem: str
    remedy: str


@dataclass
class _Column:
    """How the texts of one column are read; each different text once."""

    name: str
    read: Reader
    known: dict[str, Any] = field(default_factory=dict)

    def value(self, text: str) -> Any:
        """Give the value of a text, or what is wrong with it."""
        if text not in self.known:
            try:
                self.known[text] = self.read(text)
            except _Wrong as wrong:
                self.known[text] = wrong
        return self.known[text]


def read_people(raw: bytes, *, urn: str = "") -> PeopleRows:
    """Read a people file from CSV, XLSX or CTF; raises `Unreadable` when it is no table with a column `kind`.

    `urn` is the school of a CTF, which does not name its own.
    """
    table = people_table(raw, urn=urn) if is_ctf(raw) else read_table(raw)
    if "kind" not in table.columns:
        raise unreadable(
            "The file has no column kind.",
            "Add kind with school, pupil, parent or responsibility on each line.",
            line=1,
            column="kind",
        )
    known = {"kind"}.union(*(columns for columns in COLUMNS.values()))
    rows: list[Row] = []
    faults: list[Fault] = []
    for part in table.parts:
        faults.extend(fault for _, fault in part.faults)
        for found in _rows_of(part):
            if isinstance(found, Fault):
                faults.append(found)
            else:
                rows.append(found)
    rows.sort(key=lambda row: row.line)
    ignored = tuple(name for name in table.columns if name and name not in known)
    return PeopleRows(rows, sorted(faults, key=lambda fault: fault.line or 0), ignored)


def _rows_of(part: Part) -> Iterator[Row | Fault]:
    kinds, places = distinct_texts(part.frame["kind"])
    for number, text in enumerate(kinds):
        mask = places == number
        lines = part.lines[mask].tolist()
        frame = part.frame.filter(pl.Series(mask))
        kind = text.strip().lower()
        if kind in KINDS:
            yield from _rows_of_kind(kind, frame, lines)
            continue
        for line, cells in zip(lines, frame.iter_rows(), strict=True):
            if any(cell and cell.strip() for cell in cells):
                problem = f"{text.strip() or 'An empty cell'} is no kind of line."
                yield Fault(line, "kind", text, problem, "Write school, pupil, parent or responsibility.")


def _rows_of_kind(kind: str, frame: pl.DataFrame, lines: list[int]) -> Iterator[Row | Fault]:
    rows = [Row(line, kind, {}) for line in lines]
    for name, read in COLUMNS[kind].items():
        if name not in frame.columns:
            continue
        column = _Column(name, read)
        for row, text in zip(rows, frame[name].to_list(), strict=True):
            said = text.strip() if text else ""
            if not said:
                if name in ENDS:
                    row.values[name] = None
                continue
            value = column.value(said)
            if isinstance(value, _Wrong):
                yield Fault(row.line, name, said, value.problem, value.remedy)
            else:
                row.values[name] = value
    yield from rows


def _text(most: int) -> Reader:
    def read(text: str) -> str:
        if len(text) > most:
            raise _Wrong(f"The text is {len(text)} characters long.", f"Shorten it to {most}.")
        return text

    return read


def _choice(*choices: str, **others: str) -> Reader:
    answers = {choice.lower(): choice for choice in choices} | others

    def read(text: str) -> str:
        try:
            return answers[text.lower()]
        except KeyError:
            raise _Wrong(f"{text} is not one of the answers.", f"Write {', '.join(choices)}.") from None

    return read


def _day(text: str) -> Any:
    try:
        return read_day(text)
    except ValueError as problem:
        raise _Wrong(str(problem), ISO) from None


def _upn(text: str) -> str:
    try:
        return upns.validate(text)
    except upns.BadUpn as bad:
        raise _Wrong(bad.problem, bad.remedy) from None


def _urn(text: str) -> str:
    if not (text.isdecimal() and len(text) <= 6):
        raise _Wrong(f"{text} is not a URN.", "A URN is a number of up to six digits.")
    return text


def _postcode(text: str) -> str:
    joined = "".join(text.split()).upper()
    return _text(8)(f"{joined[:-3]} {joined[-3:]}" if len(joined) > 4 else joined)


def _email(text: str) -> str:
    if "@" not in text.strip("@") or any(character.isspace() for character in text):
        raise _Wrong(f"{text} is not an e-mail address.", "Correct it, or leave it empty.")
    return _text(254)(text)


_YES_NO = _choice("yes", "no", "unknown", y="yes", n="no", true="yes", false="no")
_ADDRESS = {f"address{number}": _text(60) for number in range(1, 5)} | {"town": _text(60), "postcode": _postcode}

# An empty cell says nothing, but in these, where it says that the thing goes on.
ENDS = frozenset({"left", "until"})

COLUMNS: dict[str, dict[str, Reader]] = {
    "school": {"urn": _urn, "name": _text(100), "phase": _choice("primary", "secondary", "special"), **_ADDRESS},
    "pupil": {
        "upn": _upn,
        "forename": _text(100),
        "surname": _text(100),
        "born": _day,
        "sex": _text(1),
        "urn": _urn,
        "admitted": _day,
        "left": _day,
        "status": _choice("C", "M", "S", "G"),
        "year_group": _text(3),
        "sen": _choice("none", "support", "plan"),
        "fsm": _YES_NO,
        "ethnicity": _text(10),
        "first_language": _text(10),
        "social_worker": _YES_NO,
        "care_status": _text(20),
        "young_carer": _YES_NO,
        "mobile": _YES_NO,
        "medical_plan": _YES_NO,
        "part_time_timetable": _YES_NO,
        "home_authority": _text(3),
    },
    "parent": {
        "parent_ref": _text(60),
        "title": _text(20),
        "forename": _text(100),
        "surname": _text(100),
        "born": _day,
        **_ADDRESS,
        "email": _email,
        "phone": _text(30),
        "language": _text(30),
        "source": _text(40),
        "safe_contact": _choice("post", "phone", "email", "none"),
        "communication_need": _text(200),
    },
    "responsibility": {
        "parent_ref": _text(60),
        "upn": _upn,
        "relationship": _text(30),
        "lives_with": _YES_NO,
        "has_care": _YES_NO,
        "from": _day,
        "until": _day,
        "parental_responsibility": _YES_NO,
        "contact": _choice("full", "limited", "none", "unknown"),
        "address_withheld": _choice("yes", "no", y="yes", n="no"),
        "court_order": _text(200),
        "source": _text(40),
    },
}
