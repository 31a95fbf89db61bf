"""The lines of a people file folded into persons, places and ties, beside what the authority knows of each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from schools.models import Enrolment, Parent, ParentKey, Pupil, Responsibility, School, Upn
from schools.readers.faults import Fault
from schools.readers.people import COLUMNS, Row

OF_ROLL = ("admitted", "left", "status")
OF_ENROLMENT = ("urn", *OF_ROLL)
KEYS = {"school": (), "pupil": ("upn", *OF_ENROLMENT), "parent": ("parent_ref", "source"), "responsibility": ()}
RENAMED = {"from": "from_day"}
IDENTITY = ("forename", "surname", "born")
_NEEDED = {
    "school": ("urn", "name", "phase"),
    "pupil": ("forename", "surname", "born"),
    "parent": ("surname",),
    "responsibility": ("relationship",),
}
_NOT_FIELDS = {"upn", "parent_ref", "source", *OF_ENROLMENT}


def fields_of(kind: str) -> tuple[str, ...]:
    """Name the fields of a row of that kind that a file can say."""
    if kind == "school":
        return tuple(COLUMNS[kind])
    return tuple(RENAMED.get(name, name) for name in COLUMNS[kind] if name not in _NOT_FIELDS)


@dataclass
class Thing:
    """One school, pupil, parent or tie: what the file says of it, on which lines, and what is known already."""

    kind: str
    key: Any
    said: dict[str, Any] = field(default_factory=dict)
    lines: list[int] = field(default_factory=list)
    current: dict[str, Any] | None = None
    id: int | None = None

    @property
    def missing(self) -> list[str]:
        """Name what a new one needs and the file does not say."""
        return [] if self.current else [name for name in _NEEDED[self.kind] if self.said.get(name) is None]


@dataclass
class Roll:
    """One line of a pupil that speaks of a school."""

    line: int
    upn: str
    urn: str
    said: dict[str, Any]


@dataclass
class Known:
    """What the authority holds of everything that the file names."""

    schools: dict[str, dict[str, Any]]
    pupils: dict[str, dict[str, Any]]
    enrolments: dict[tuple[int, int], list[dict[str, Any]]]
    parents: dict[tuple[str, str], dict[str, Any]]
    ties: dict[tuple[int, int], dict[str, Any]]
    urns_of_pupil: dict[int, set[str]]


@dataclass
class Folded:
    """A people file folded: things by kind and key, the enrolments told of, and what contradicts itself."""

    things: dict[str, dict[Any, Thing]]
    rolls: list[Roll]
    faults: list[Fault]
    keys: dict[int, tuple[str, Any]]


def read_known(authority_id: int, rows: Iterable[Row], *, source: str) -> Known:
    """Read what is known of everything named, in a fixed number of queries."""
    rows = list(rows)
    upns = {row.values["upn"] for row in rows if row.values.get("upn")}
    refs = {row.values["parent_ref"] for row in rows if row.values.get("parent_ref")}
    schools = {
        row["urn"]: row
        for row in School.objects.filter(authority=authority_id).values("id", "sent", *fields_of("school"))
    }
    of_upn = dict(Upn.objects.filter(authority=authority_id, value__in=upns).values_list("value", "pupil_id"))
    pupils = _by_id(Pupil.objects.filter(id__in=set(of_upn.values())).values("id", "sent", *fields_of("pupil")))
    enrolments: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    urns: dict[int, set[str]] = defaultdict(set)
    urn_of = {row["id"]: urn for urn, row in schools.items()}
    told = Enrolment.objects.filter(pupil__in=list(pupils)).order_by("admitted")
    for row in told.values("id", "pupil_id", "school_id", "admitted", "left", "status"):
        enrolments[row["pupil_id"], row["school_id"]].append(dict(row))
        urns[row["pupil_id"]].add(urn_of[row["school_id"]])
    of_key = {
        (key_source, ref): parent
        for key_source, ref, parent in ParentKey.objects.filter(authority=authority_id, ref__in=refs).values_list(
            "source", "ref", "parent_id"
        )
    }
    parents = _by_id(Parent.objects.filter(id__in=set(of_key.values())).values("id", "sent", *fields_of("parent")))
    ties = {
        (row["parent_id"], row["pupil_id"]): row
        for row in Responsibility.objects.filter(parent__in=list(parents), pupil__in=list(pupils)).values(
            "id", "parent_id", "pupil_id", "sent", *fields_of("responsibility")
        )
    }
    return Known(
        schools=schools,
        pupils={upn: pupils[pupil] for upn, pupil in of_upn.items()},
        enrolments=enrolments,
        parents={key: parents[parent] for key, parent in of_key.items()},
        ties=ties,
        urns_of_pupil=urns,
    )


def _by_id(rows: Iterable[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    return {row["id"]: row for row in rows}


def fold(rows: Iterable[Row], known: Known, *, source: str) -> Folded:
    """Fold lines into things; two lines that contradict each other are both faults."""
    folded = Folded({kind: {} for kind in COLUMNS}, [], [], {})
    sources = _sources(rows, known, source)
    same_pupil: dict[int, str] = {}
    # A pupil's later enrolment says what is so now: the year group, say.
    for row in sorted(rows, key=lambda row: (row.values.get("admitted") or date.min, row.line)):
        key = _key_of(row, known, sources, same_pupil, source)
        if isinstance(key, Fault):
            folded.faults.append(key)
            continue
        thing = folded.things[row.kind].setdefault(key, Thing(row.kind, key))
        thing.lines.append(row.line)
        folded.keys[row.line] = (row.kind, key)
        if row.kind == "pupil":
            said: dict[str, Any] = {name: row.values[name] for name in OF_ROLL if name in row.values}
            folded.rolls.append(Roll(row.line, key, row.values["urn"], said))
        for name, value in row.values.items():
            if name in KEYS[row.kind] or (name in _NOT_FIELDS and row.kind != "school"):
                continue
            _say(thing, RENAMED.get(name, name), value, row.line, folded.faults)
    for kind, things in folded.things.items():
        for thing in things.values():
            thing.current = _current(kind, thing.key, known)
            thing.id = thing.current["id"] if thing.current else None
    return folded


def _say(thing: Thing, name: str, value: Any, line: int, faults: list[Fault]) -> None:
    before = thing.said.get(name)
    if before is not None and before != value and (thing.kind != "pupil" or name in IDENTITY):
        for here, there, one, other in ((line, thing.lines[0], value, before), (thing.lines[0], line, before, value)):
            problem = f"Line {here} says {one}, and line {there} says {other}, of the same {_WORDS[thing.kind]}."
            faults.append(Fault(here, name, str(one), problem, "Keep the line that is right."))
    thing.said[name] = value


_WORDS = {"school": "school", "pupil": "pupil", "parent": "parent", "responsibility": "parent and pupil"}


def _sources(rows: Iterable[Row], known: Known, source: str) -> dict[str, str]:
    """Say for each reference which source it is of, where a tie does not say so itself."""
    found = {ref: of for of, ref in known.parents}
    found |= {ref: of for of, ref in known.parents if of == source}
    for row in rows:
        if row.kind == "parent" and "parent_ref" in row.values:
            found[row.values["parent_ref"]] = row.values.get("source", source)
    return found


def _key_of(row: Row, known: Known, sources: dict[str, str], same: dict[int, str], source: str) -> Any:
    needed = {"school": ("urn",), "pupil": ("upn", "urn"), "parent": ("parent_ref",)}.get(row.kind)
    for name in needed or ("parent_ref", "upn"):
        if not row.values.get(name):
            return Fault(row.line, name, "", f"The line has no {name}.", f"Write the {name}.")
    values = row.values
    if row.kind == "school":
        return values["urn"]
    if row.kind == "parent":
        return values.get("source", source), values["parent_ref"]
    upn = _one_upn(values["upn"], known, same)
    if row.kind == "pupil":
        return upn
    return (values.get("source") or sources.get(values["parent_ref"], source), values["parent_ref"]), upn


def _one_upn(upn: str, known: Known, same: dict[int, str]) -> str:
    """Return one number for a pupil, whichever of its numbers a line gives."""
    pupil = known.pupils.get(upn)
    return same.setdefault(pupil["id"], upn) if pupil else upn


def _current(kind: str, key: Any, known: Known) -> dict[str, Any] | None:
    if kind == "school":
        return known.schools.get(key)
    if kind == "pupil":
        return known.pupils.get(key)
    if kind == "parent":
        return known.parents.get(key)
    parent, pupil = known.parents.get(key[0]), known.pupils.get(key[1])
    return known.ties.get((parent["id"], pupil["id"])) if parent and pupil else None


def faults_of(folded: Folded, known: Known, faulty: set[int]) -> Iterator[Fault]:
    """Name what the file leaves open: what a new row needs, and lines that rest on nobody."""
    for things in folded.things.values():
        for thing in things.values():
            for name in thing.missing:
                remedy = f"Write the {name}, since this {_WORDS[thing.kind]} is new."
                yield Fault(thing.lines[0], name, "", f"The line has no {name}.", remedy)
    for roll in folded.rolls:
        yield from _faults_of_roll(roll, folded, known)
    sound = {
        kind: {key for key, thing in folded.things[kind].items() if not faulty.issuperset(thing.lines)}
        for kind in ("pupil", "parent")
    }
    for (parent, upn), thing in folded.things["responsibility"].items():
        line = thing.lines[0]
        if parent not in known.parents and parent not in sound["parent"]:
            yield Fault(line, "parent_ref", parent[1], *_nobody(folded.things["parent"].get(parent), "parent"))
        if upn not in known.pupils and upn not in sound["pupil"]:
            yield Fault(line, "upn", upn, *_nobody(folded.things["pupil"].get(upn), "pupil"))


def _faults_of_roll(roll: Roll, folded: Folded, known: Known) -> Iterator[Fault]:
    if roll.urn not in known.schools and roll.urn not in folded.things["school"]:
        yield Fault(roll.line, "urn", roll.urn, f"No school has URN {roll.urn}.", "Correct it, or add the school.")
    admitted, left = roll.said.get("admitted"), roll.said.get("left")
    if admitted and left and left < admitted:
        problem = f"The pupil left on {left.isoformat()}, before being admitted on {admitted.isoformat()}."
        yield Fault(roll.line, "left", left.isoformat(), problem, "Correct one of the two days.")
    if admitted is None and not _enrolled(roll, known):
        yield Fault(roll.line, "admitted", "", "The line has no admitted.", "Write the day of admission.")


def _enrolled(roll: Roll, known: Known) -> bool:
    pupil, school = known.pupils.get(roll.upn), known.schools.get(roll.urn)
    return bool(pupil and school and (pupil["id"], school["id"]) in known.enrolments)


def _nobody(thing: Thing | None, word: str) -> tuple[str, str]:
    if thing is None:
        return f"Nobody knows this {word}.", f"Correct it, or add a line for the {word}."
    return f"Line {thing.lines[0]}, which says who the {word} is, has a fault.", "Mend that line."
