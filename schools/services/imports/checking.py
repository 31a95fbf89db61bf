"""Every cell of a register against roll, calendar, codes and clock: the new registers, and what is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from schools import codes, grid
from schools.models import School
from schools.readers.faults import Fault
from schools.readers.register import Cells, RegisterRows, day_of
from schools.services.imports.rolls import Keys
from schools.terms import Calendar
from schools.words import plain_date

FIRST_YEAR, LAST_YEAR = 1900, 2999
CLOSED = codes.BYTES["#"]
_EPOCH = date(1970, 1, 1).toordinal()
_FIRST_USE, _LAST_USE = codes.days_in_use()
# Which rule a cell breaks, the first that does.
FUTURE, SHUT, NOT_ON_ROLL, NO_CODE = 1, 2, 3, 4


@dataclass
class Checked:
    """Cells in a calendar's own terms: those to write, those that break a rule, with the rule."""

    rows: np.ndarray
    years: np.ndarray
    places: np.ndarray
    enrolments: np.ndarray
    marks: np.ndarray
    wrong: np.ndarray
    rules: np.ndarray


@dataclass
class Checker:
    """Checks the cells of one file.

    `sound` says which rows have no fault yet; the cells of the others are passed over.
    """

    rows: RegisterRows
    keys: Keys
    schools: list[School]
    of_row: np.ndarray
    calendars: dict[int, Calendar]
    on: date
    _days: dict[int, tuple[int, int]] = field(default_factory=dict)

    def check(self, cells: Cells, sound: np.ndarray) -> tuple[Cells, Checked]:
        """Give the cells of sound rows that say anything, each with where it belongs and the rule it breaks."""
        cells = _some(cells, sound[cells.rows])
        years, places = self._where(cells)
        meets = self._meets(cells, years, places)
        said = meets | (cells.marks != CLOSED)
        cells, years, places, meets = _some(cells, said), years[said], places[said], meets[said]
        enrolments = self.keys.places_at(cells.rows, cells.days)
        rules = np.zeros(len(cells.rows), dtype=np.uint8)
        # From the last rule to the first, so that the first stands.
        rules[(_FIRST_USE[cells.marks] > cells.days) | (_LAST_USE[cells.marks] < cells.days)] = NO_CODE
        rules[enrolments < 0] = NOT_ON_ROLL
        rules[~meets] = SHUT
        rules[cells.days > self.on.toordinal() - _EPOCH] = FUTURE
        return cells, Checked(cells.rows, years, places, enrolments, cells.marks, np.flatnonzero(rules), rules)

    def faults(self, cells: Cells, checked: Checked) -> Iterator[tuple[int, Fault]]:
        """Name what each wrong cell breaks."""
        for at in checked.wrong.tolist():
            yield int(cells.rows[at]), self._fault(cells, at, int(checked.rules[at]))

    def _where(self, cells: Cells) -> tuple[np.ndarray, np.ndarray]:
        """Return school year and place of each cell; a weekend has place -1."""
        if not len(cells.days):
            return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32)
        low = int(cells.days.min())
        occurs = np.zeros(int(cells.days.max()) - low + 1, dtype=bool)
        occurs[cells.days - low] = True
        years = np.full(len(occurs), FIRST_YEAR, dtype=np.int32)
        places = np.full(len(occurs), -1, dtype=np.int32)
        for offset in np.flatnonzero(occurs).tolist():
            day = day_of(low + offset)
            if not FIRST_YEAR <= day.year <= LAST_YEAR:
                continue  # No school met then: a slip, told as such.
            years[offset] = grid.year_of(day)
            if day.weekday() < grid.DAYS:
                places[offset] = grid.position(day, grid.Session.AM)
        at = places[cells.days - low]
        return years[cells.days - low], np.where(at < 0, -1, at + cells.halves)

    def _meets(self, cells: Cells, years: np.ndarray, places: np.ndarray) -> np.ndarray:
        meets = np.zeros(len(places), dtype=bool)
        schools = self.of_row[cells.rows]
        for year in np.unique(years).tolist():
            masks = np.stack([self.calendars[school.id].mask(year) for school in self.schools])
            some = (years == year) & (places >= 0)
            meets[some] = masks[schools[some], places[some]]
        return meets

    def _fault(self, cells: Cells, at: int, rule: int) -> Fault:
        row, number, half = int(cells.rows[at]), int(cells.days[at]), int(cells.halves[at])
        day, line = day_of(number), int(self.rows.lines[row])
        school = self.schools[int(self.of_row[row])]
        text = self.rows.text_of(row, number, half)
        column = self.rows.column_of(number, half)
        if rule == FUTURE:
            problem = f"{plain_date(day)} is still to come."
            return Fault(line, _day_column(column), day.isoformat(), problem, "Leave out days that have not been.")
        if rule == SHUT:
            problem = f"{school.name} does not meet on {day:%A} {plain_date(day)}."
            remedy = "Leave the cell empty or write #, or correct the school's calendar."
            return Fault(line, _day_column(column), day.isoformat(), problem, remedy)
        if rule == NOT_ON_ROLL:
            return Fault(
                line, "upn", self.rows.upn_texts[int(self.rows.upns[row])], *self._not_on_roll(row, day, school)
            )
        try:
            codes.code_on(text, day)
        except codes.UnknownCode as unknown:
            return Fault(line, column, text, unknown.problem, unknown.remedy)
        raise AssertionError(f"{text} was in use on {day}")

    def _not_on_roll(self, row: int, day: date, school: School) -> tuple[str, str]:
        spans = [
            f"{plain_date(day_of(first))} to {plain_date(day_of(last)) if day_of(last).year < 9999 else 'today'}"
            for first, last in self.keys.dates_of(row)
        ]
        problem = f"The pupil was not on the roll of {school.name} on {plain_date(day)}."
        if spans:
            return problem, f"On that roll: {'; '.join(spans)}. Correct the date, or the pupil's admission."
        return problem, "Correct the school, or import the pupil's enrolment first."


def _day_column(column: str) -> str:
    return "date" if column == "code" else column


def _some(cells: Cells, mask: np.ndarray) -> Cells:
    if mask.all():
        return cells
    return Cells(cells.rows[mask], cells.days[mask], cells.halves[mask], cells.marks[mask])
