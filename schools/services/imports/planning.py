"""A register file against the registers as they stand: what is wrong with it, and what it would change."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np

from schools import codes, grid
from schools.models import Membership, School
from schools.queries.calendars import calendars_of
from schools.queries.registers import Year, read_year
from schools.readers.faults import Fault, unreadable
from schools.readers.register import RegisterRows
from schools.services.imports.checking import Checker
from schools.services.imports.results import Pin, PinnedChange, SchoolPart
from schools.services.imports.rolls import Keys, find_keys
from schools.services.imports.sending import Senders, faults_of_senders, find_senders
from schools.services.imports.stored import Changes
from schools.services.imports.unknown import faults_of_unknown


@dataclass
class YearPlan:
    """What the file says of one school year: the registers as they stand, and the bytes it sends (0 where none)."""

    stored: Year
    sent: np.ndarray

    @cached_property
    def _said(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The half-days of which the file says anything: a day's file looks at two of 530 and not at all."""
        places = np.flatnonzero(self.sent.any(axis=0))
        return places, self.sent[:, places], self.stored.marks[:, places]

    @cached_property
    def said(self) -> np.ndarray:
        """How many cells the file gives of each enrolment."""
        return np.count_nonzero(self._said[1], axis=1)

    @cached_property
    def changes(self) -> Changes:
        """The cells that the file would change."""
        places, sent, stored = self._said
        rows, columns = np.nonzero((sent != codes.BLANK) & (sent != stored))
        before, after = stored[rows, columns], sent[rows, columns]
        return Changes(self.stored, rows.astype(np.int32), places.astype(np.int16)[columns], before, after)


@dataclass
class Plan:
    """A whole file, checked: what each school's part would write, and every fault."""

    rows: RegisterRows
    senders: Senders
    keys: Keys
    faults: list[Fault] = field(default_factory=list)
    accepted: int = 0
    parts: dict[str, SchoolPart] = field(default_factory=dict)
    written: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=bool))
    years: list[YearPlan] = field(default_factory=list)

    def touched(self) -> np.ndarray:
        """Return the enrolments whose marks would change."""
        some = np.zeros(len(self.keys.ids), dtype=bool)
        for year in self.years:
            some[year.changes.rows] = True
        return self.keys.ids[some]

    def school_places(self) -> np.ndarray:
        """Return for each enrolment the place of its school among the senders."""
        keys, known = self.keys, self.senders.of_row >= 0
        of_key = np.zeros(len(keys.first), dtype=np.int32)
        of_key[keys.of_row[known]] = self.senders.of_row[known]
        of_enrolment = np.zeros(len(keys.ids), dtype=np.int32)
        of_enrolment[keys.place] = np.repeat(of_key, keys.count)
        return of_enrolment

    def pinned_changes(self, pinned: Iterable[Pin]) -> list[PinnedChange]:
        """Return the changes that fall under a pin."""
        place = {enrolment: at for at, enrolment in enumerate(self.keys.ids.tolist())}
        years = {plan.stored.year: plan for plan in self.years}
        found = []
        for enrolment, day, half in sorted(pinned):
            plan, row = years.get(grid.year_of(day)), place.get(enrolment)
            if plan is None or row is None:
                continue
            at = grid.position(day, grid.Session(half))
            old, new = int(plan.stored.marks[row, at]), int(plan.sent[row, at])
            if new not in (codes.BLANK, old):
                found.append(PinnedChange(enrolment, day, half, codes.TEXTS.get(old, ""), codes.TEXTS[new]))
        return found


class Planning:
    """One file being checked. The caller holds the transaction; the schools named in the file are locked."""

    def __init__(self, rows: RegisterRows, *, by: Membership, on: date, school: School | None) -> None:
        if school is None and not rows.has_urn:
            raise unreadable(
                "The file does not say which school it is from.",
                "Add a column urn, or say the school when you import it.",
                line=1,
                column="urn",
            )
        self.rows, self.by, self.on, self.school = rows, by, on, school
        self.faulty: list[tuple[int, Fault]] = list(rows.faults)
        self.sound = np.ones(len(rows.lines), dtype=bool)

    def plan(self, *, skip_faulty: bool) -> Plan:
        """Check every row and cell, and say what would be written."""
        senders = find_senders(self.rows, authority_id=self.by.authority_id, school=self.school)
        list(School.objects.select_for_update(no_key=True).filter(id__in=senders.ids).order_by("id"))
        self._add(faults_of_senders(self.rows, senders, school=self.school))
        keys = find_keys(self.rows.upns, self.rows.upn_texts, senders.of_row, senders.ids)
        self._add_unknown(keys, senders)
        self.checker = Checker(
            rows=self.rows,
            keys=keys,
            schools=senders.schools,
            of_row=senders.of_row,
            calendars=calendars_of(self.by.authority_id, senders.ids),
            on=self.on,
        )
        sent = self._check_cells(keys)
        plan = Plan(self.rows, senders, keys, accepted=int(self.sound.sum()))
        plan.faults = [fault for _, fault in sorted(self.faulty, key=_order)]
        plan.parts = self._parts(senders)
        self._choose(plan, senders, sent, skip_faulty=skip_faulty)
        return plan

    def _add(self, faults: Iterable[tuple[int, Fault]]) -> None:
        for row, fault in faults:
            self.faulty.append((row, fault))
            self.sound[row] = False

    def _add_unknown(self, keys: Keys, senders: Senders) -> None:
        for row, _ in self.rows.faults:
            self.sound[row] = False
        found = np.append(keys.count > 0, True)  # -1, a row without a school, has its fault already
        unfound = np.flatnonzero(~found[keys.of_row] & self.sound)
        authority_id = self.by.authority_id
        if len(unfound):
            self._add(faults_of_unknown(self.rows, senders.of_row, senders.schools, unfound, authority_id=authority_id))

    def _check_cells(self, keys: Keys) -> dict[int, np.ndarray]:
        """Check every cell of the rows that are sound so far, and give the bytes of those without a fault by year."""
        before = self.sound.copy()
        sent: dict[int, np.ndarray] = {}
        twice: dict[int, set[int]] = defaultdict(set)
        off_roll: set[int] = set()
        for part in self.rows.cells():
            cells, checked = self.checker.check(part, before)
            for row, fault in self.checker.faults(cells, checked):
                if fault.column == "upn" and row in off_roll:
                    continue  # one line of a wide file says it once
                if fault.column == "upn":
                    off_roll.add(row)
                self._add([(row, fault)])
            right = checked.rules == 0
            for year in np.unique(checked.years[right]).tolist():
                some = right & (checked.years == year)
                marks = sent.setdefault(year, np.zeros((len(keys.ids), grid.SIZE), dtype=np.uint8)).reshape(-1)
                at = checked.enrolments[some].astype(np.int64) * grid.SIZE + checked.places[some]
                twice[year].update(_put(marks, at, checked.marks[some]))
        if any(twice.values()):
            self._add_twice(before, twice)
        return sent

    def _add_twice(self, before: np.ndarray, twice: dict[int, set[int]]) -> None:
        """Name both lines of every cell that is given two codes."""
        said: dict[tuple[int, int], list[tuple[int, int, str, int]]] = defaultdict(list)
        for part in self.rows.cells():
            cells, checked = self.checker.check(part, before)
            at = checked.enrolments.astype(np.int64) * grid.SIZE + checked.places
            for year, places in twice.items():
                some = (checked.rules == 0) & (checked.years == year)
                some &= np.isin(at, np.fromiter(places, dtype=np.int64, count=len(places)))
                for cell in np.flatnonzero(some).tolist():
                    column = self.rows.column_of(cells.days[cell], cells.halves[cell])
                    said[year, int(at[cell])].append(
                        (int(cells.rows[cell]), int(self.rows.lines[cells.rows[cell]]), column, int(cells.marks[cell]))
                    )
        for (year, at), cells_of in said.items():
            day, half = grid.when(year, at % grid.SIZE)
            for row, line, column, mark in cells_of:
                others = [(other, byte) for _, other, _, byte in cells_of if byte != mark]
                text = codes.TEXTS[mark]
                rest = " and ".join(f"line {other} says {codes.TEXTS[byte]}" for other, byte in others)
                problem = f"Line {line} says {text} for {day.isoformat()} {half}, and {rest}."
                self._add([(row, Fault(line, column, text, problem, "Keep the line that is right."))])

    def _parts(self, senders: Senders) -> dict[str, SchoolPart]:
        parts = {school.urn: SchoolPart(school.urn, school.name) for school in senders.schools}
        for text in self.rows.urn_texts:
            if text.strip() and self.school is None:
                parts.setdefault(text.strip(), SchoolPart(text.strip()))
        for row, _ in self.faulty:
            parts_of = self._urn_of(row, senders)
            if parts_of in parts:
                parts[parts_of].faults += 1
        return parts

    def _urn_of(self, row: int, senders: Senders) -> str:
        place = int(senders.of_row[row])
        if place >= 0:
            return senders.schools[place].urn
        return self.school.urn if self.school else self.rows.urn_texts[int(self.rows.urns[row])].strip()

    def _choose(self, plan: Plan, senders: Senders, sent: dict[int, np.ndarray], *, skip_faulty: bool) -> None:
        """Leave out what is not to be written: a school with a fault, or its faulty rows alone."""
        free = np.array(
            [skip_faulty or not plan.parts[school.urn].faults for school in senders.schools] + [False], dtype=bool
        )
        plan.written = self.sound & free[senders.of_row]
        if self.faulty:
            sent = self._gather(plan.keys, plan.written) if plan.written.any() else {}
        plan.years = [
            YearPlan(read_year(year, plan.keys.ids), marks) for year, marks in sorted(sent.items()) if marks.any()
        ]
        for at, school in enumerate(senders.schools):
            part = plan.parts[school.urn]
            part.applied = bool((plan.written & (senders.of_row == at)).any())

    def _gather(self, keys: Keys, written: np.ndarray) -> dict[int, np.ndarray]:
        sent: dict[int, np.ndarray] = {}
        for part in self.rows.cells():
            _, checked = self.checker.check(part, written)
            for year in np.unique(checked.years).tolist():
                some = checked.years == year
                marks = sent.setdefault(year, np.zeros((len(keys.ids), grid.SIZE), dtype=np.uint8))
                marks[checked.enrolments[some], checked.places[some]] = checked.marks[some]
        return sent


def _put(marks: np.ndarray, at: np.ndarray, sent: np.ndarray) -> list[int]:
    """Put bytes into a flat register and return the places that were given two."""
    held = marks[at]
    clash = (held != codes.BLANK) & (held != sent)
    marks[at] = sent
    clash |= marks[at] != sent
    return np.unique(at[clash]).tolist()


def _order(found: tuple[int, Fault]) -> tuple[int, int]:
    row, fault = found
    return (fault.line or 0, row)
