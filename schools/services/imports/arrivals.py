"""A people file on its way in: what is left out for its faults, what changes, and the writing of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from schools import upns
from schools.models import Enrolment, Membership, Parent, ParentKey, Pupil, Responsibility, School, Upn
from schools.readers.people import PeopleRows
from schools.services.imports.bearing import urns_of_lines
from schools.services.imports.bulk import allot_ids, insert_rows, update_rows
from schools.services.imports.likenesses import propose_likenesses
from schools.services.imports.persons import Roll, Thing, faults_of, fold, read_known
from schools.services.imports.results import ImportResult, SchoolPart

MODELS = {"school": School, "pupil": Pupil, "parent": Parent, "responsibility": Responsibility}


@dataclass
class _Change:
    """One thing to be written: the fields that change, and what its source has now said."""

    thing: Thing
    values: dict[str, Any]
    sent: dict[str, Any]


class Arrival:
    """One people file on its way in. The caller holds the transaction and the authority's row."""

    def __init__(self, rows: PeopleRows, *, by: Membership, on: date, source: str) -> None:
        self.rows, self.by, self.on, self.source = rows, by, on, source
        self.faults = list(rows.faults)
        self.changed = self.unchanged = 0

    def check(self, *, skip_faulty: bool) -> None:
        """Find every fault, and leave out what is not to be written."""
        self.known = read_known(self.by.authority_id, self.rows.rows, source=self.source)
        self.folded = fold(self.rows.rows, self.known, source=self.source)
        self.faults += self.folded.faults
        self.faults += list(faults_of(self.folded, self.known, self._faulty))
        self.faults.sort(key=lambda fault: (fault.line or 0, fault.column or ""))
        self.parts = self._parts()
        free = {urn for urn, part in self.parts.items() if skip_faulty or not part.faults}
        faulty = self._faulty
        kept = [row for row in self.rows.rows if row.line not in faulty and self._is_free(row.line, free)]
        self.writes = bool(kept)
        self.accepted = sum(row.line not in faulty for row in self.rows.rows)
        if len(kept) < len(self.rows.rows):
            self.folded = fold(kept, self.known, source=self.source)
        for urn, part in self.parts.items():
            part.applied = urn in free and any(urn in self.urns.get(row.line, ()) for row in kept)

    @property
    def _faulty(self) -> set[int]:
        return {fault.line for fault in self.faults if fault.line is not None}

    def _parts(self) -> dict[str, SchoolPart]:
        self.urns = urns_of_lines(self.folded, self.known)
        named = set().union(*self.urns.values()) if self.urns else set()
        names = {urn: row["name"] for urn, row in self.known.schools.items()}
        parts = {urn: SchoolPart(urn, names.get(urn, "")) for urn in sorted(named)}
        for fault in self.faults:
            for urn in self.urns.get(fault.line or 0, ()):
                parts[urn].faults += 1
        return parts

    def _is_free(self, line: int, free: set[str]) -> bool:
        urns = self.urns.get(line, set())
        return not urns or bool(urns & free)

    def compare(self) -> ImportResult:
        """Say what would change."""
        self.changes = {
            kind: [self._compared(thing) for thing in things.values()] for kind, things in self.folded.things.items()
        }
        self.new_rolls: list[tuple[Roll, dict[str, Any]]] = []
        self.changed_rolls: list[dict[str, Any]] = []
        for roll in self.folded.rolls:
            self._compare_roll(roll)
        return ImportResult(
            accepted=self.accepted,
            changed=self.changed,
            unchanged=self.unchanged,
            schools=self.parts,
            faults=self.faults,
            ignored=self.rows.ignored,
        )

    def _compared(self, thing: Thing) -> _Change:
        before = (thing.current or {}).get("sent", {})
        own = dict(before.get(self.source, {}))
        values: dict[str, Any] = {}
        for name, said in thing.said.items():
            value = said == "yes" if name == "address_withheld" else said
            told = value.isoformat() if isinstance(value, date) else value
            if thing.current is None:
                # An end that is not told of is no cell of its own.
                self.changed += value is not None
                values[name] = value
            elif (name in own and own[name] == told) or thing.current[name] == value:
                self.unchanged += value is not None
            else:
                self.changed += 1
                values[name] = value
            own[name] = told
        return _Change(thing, values, {**before, self.source: own})

    def _compare_roll(self, roll: Roll) -> None:
        """Take a line as a correction of the enrolment it speaks of, or as a new one after or before those known."""
        pupil, school = self.known.pupils.get(roll.upn), self.known.schools.get(roll.urn)
        key = (pupil["id"], school["id"]) if pupil and school else None
        told = self.known.enrolments[key] if key and key in self.known.enrolments else []
        current = _meant(told, roll.said)
        if current is None:
            self.changed += sum(value is not None for value in roll.said.values())
            self.new_rolls.append((roll, roll.said))
            return
        values = {name: value for name, value in roll.said.items() if current[name] != value}
        self.changed += len(values)
        self.unchanged += sum(name not in values and value is not None for name, value in roll.said.items())
        if values:
            current.update(values)
            self.changed_rolls.append({"id": current["id"], **values})

    def write(self) -> None:
        """Write everything, what others rest on first."""
        for kind in MODELS:
            changes = self.changes[kind]
            new = [change for change in changes if change.thing.id is None]
            for change, number in zip(new, allot_ids(MODELS[kind], len(new)), strict=True):
                change.thing.id = number
            insert_rows(MODELS[kind], [self._new_row(kind, change) for change in new])
            update_rows(
                MODELS[kind],
                [
                    {"id": change.thing.id, "sent": change.sent, **change.values}
                    for change in changes
                    if change.thing.current is not None
                    and (change.values or change.sent != change.thing.current["sent"])
                ],
            )
            self._write_beside(kind, new)
        touched = [
            change.thing.id
            for change in self.changes["parent"]
            if change.thing.current is None or change.values.keys() & {"forename", "surname", "born", "postcode"}
        ]
        new_pupils = [change.thing.id for change in self.changes["pupil"] if change.thing.current is None]
        propose_likenesses(self.by.authority_id, parents=_known_ids(touched), pupils=_known_ids(new_pupils))

    def _new_row(self, kind: str, change: _Change) -> dict[str, Any]:
        row = {"id": change.thing.id, "authority_id": self.by.authority_id, "sent": change.sent, **change.values}
        if kind == "responsibility":
            parent, upn = change.thing.key
            row["parent_id"], row["pupil_id"] = self._id_of("parent", parent), self._id_of("pupil", upn)
        return row

    def _id_of(self, kind: str, key: Any) -> int | None:
        thing = self.folded.things[kind].get(key)
        if thing is not None:
            return thing.id
        if kind == "parent":
            return self.known.parents[key]["id"]
        return (self.known.schools if kind == "school" else self.known.pupils)[key]["id"]

    def _write_beside(self, kind: str, new: list[_Change]) -> None:
        authority_id = self.by.authority_id
        if kind == "parent":
            insert_rows(
                ParentKey,
                [
                    {
                        "authority_id": authority_id,
                        "parent_id": change.thing.id,
                        "source": change.thing.key[0],
                        "ref": change.thing.key[1],
                    }
                    for change in new
                ],
            )
        if kind == "pupil":
            insert_rows(
                Upn,
                [
                    {
                        "authority_id": authority_id,
                        "pupil_id": change.thing.id,
                        "value": change.thing.key,
                        "kind": upns.kind(change.thing.key).value,
                    }
                    for change in new
                ],
            )
            self._write_rolls()

    def _write_rolls(self) -> None:
        insert_rows(
            Enrolment,
            [
                {
                    "authority_id": self.by.authority_id,
                    "pupil_id": self._id_of("pupil", roll.upn),
                    "school_id": self._id_of("school", roll.urn),
                    **said,
                }
                for roll, said in self.new_rolls
            ],
        )
        update_rows(Enrolment, self.changed_rolls)


def _known_ids(ids: Iterable[int | None]) -> list[int]:
    return [number for number in ids if number is not None]


def _meant(told: list[dict[str, Any]], said: dict[str, Any]) -> dict[str, Any] | None:
    """Return the enrolment that a line speaks of, or None for one that nobody knew of."""
    admitted, left = said.get("admitted"), said.get("left")
    for enrolment in told:
        if admitted in (None, enrolment["admitted"]) and (admitted or enrolment is told[-1]):
            return enrolment
    for enrolment in reversed(told):
        ended_before = enrolment["left"] is not None and enrolment["left"] < admitted
        begins_after = left is not None and left < enrolment["admitted"]
        if not ended_before and not begins_after:
            return enrolment
    return None
