"""The stored registers of many enrolments as one array."""

from dataclasses import dataclass

import numpy as np

from schools import grid
from schools.queries.packed import read_packed

_ROWS = """
    SELECT string_agg(int8send(enrolment_id) || marks, ''::bytea) FROM schools_registeryear
    WHERE year = %s AND enrolment_id = ANY(%s)
"""
_COLUMNS = (("enrolment_id", ">i8"), ("marks", f"{grid.SIZE}u1"))


@dataclass(frozen=True)
class Year:
    """Registers of some enrolments in one school year, n × 530 bytes; `known` says which of them have a row."""

    year: int
    ids: np.ndarray
    marks: np.ndarray
    known: np.ndarray


def read_year(year: int, ids: np.ndarray) -> Year:
    """Read the registers of these enrolments, in their order, blank where there is none yet."""
    found = read_packed(_ROWS, [year, ids.tolist()], _COLUMNS)
    marks = np.zeros((len(ids), grid.SIZE), dtype=np.uint8)
    order = np.argsort(ids)
    places = order[np.searchsorted(ids, found["enrolment_id"].astype(np.int64), sorter=order)]
    marks[places] = found["marks"]
    known = np.zeros(len(ids), dtype=bool)
    known[places] = True
    return Year(year, ids, marks, known)
