"""Whose part of a file a row is: which school sent it, and whether it says so twice and differently."""

from dataclasses import dataclass

import numpy as np

from schools.models import School
from schools.readers.faults import Fault
from schools.readers.register import RegisterRows


@dataclass(frozen=True)
class Senders:
    """The schools that a file names; `of_row` is the place of each row's school in `schools`, -1 where unknown."""

    schools: list[School]
    of_row: np.ndarray

    @property
    def ids(self) -> list[int]:
        """The schools' ids in their order."""
        return [school.id for school in self.schools]


def find_senders(rows: RegisterRows, *, authority_id: int, school: School | None) -> Senders:
    """Find the school of every row: the one the file is for, or the one its URN names."""
    urns = [text.strip() for text in rows.urn_texts]
    if school is not None:
        of_urn = [0 if urn in ("", school.urn) else -1 for urn in urns]
        schools = [school]
    else:
        named = School.objects.filter(authority=authority_id, urn__in=[urn for urn in urns if urn])
        schools = list(named.order_by("urn"))
        place = {known.urn: at for at, known in enumerate(schools)}
        of_urn = [place.get(urn, -1) for urn in urns]
    return Senders(schools, np.array(of_urn or [-1], dtype=np.int32)[rows.urns])


def faults_of_senders(rows: RegisterRows, senders: Senders, *, school: School | None) -> list[tuple[int, Fault]]:
    """Name every row whose school is unknown, or another than the file is for."""
    return [(row, _fault(rows, row, school)) for row in np.flatnonzero(senders.of_row < 0).tolist()]


def _fault(rows: RegisterRows, row: int, school: School | None) -> Fault:
    urn = rows.urn_texts[int(rows.urns[row])].strip()
    line = int(rows.lines[row])
    if school is not None:
        problem = f"The line is of school {urn}, and the file is for {school.name} ({school.urn})."
        return Fault(line, "urn", urn, problem, f"Send the line in the file of {urn}, or correct the URN.")
    if not urn:
        return Fault(line, "urn", urn, "The line does not say which school.", "Write the school's URN.")
    return Fault(line, "urn", urn, f"No school has URN {urn}.", "Correct the URN, or import the school first.")
