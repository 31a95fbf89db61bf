"""Everybody's ordinary days: present, late, ill, at the dentist, on a holiday that was agreed."""

from datetime import date

import numpy as np

from notices.practice import calendar
from notices.practice.people import Child
from notices.practice.schools import all_schools
from schools import codes, grid

_BYTE = {code: codes.BYTES[code] for code in "/\\LIMHVBSNOUGT"}


def present(children: list[Child], year: int) -> np.ndarray:
    """Return n × 530 bytes with everyone present whenever their school met; a child not at school has none."""
    rows = np.zeros((len(children), grid.SIZE), dtype=np.uint8)
    for pattern, numbers in by_pattern(children, year).items():
        mask = calendar.of_pattern(pattern).mask(year).copy()
        if year == calendar.THIS_YEAR:
            mask &= grid.days_of(year) <= np.datetime64(calendar.PRACTICE_DATE, "D")
        day = np.zeros(grid.SIZE, dtype=np.uint8)
        day[mask] = np.where(np.arange(grid.SIZE)[mask] % 2 == 0, _BYTE["/"], _BYTE["\\"])
        rows[numbers] = day
    return rows


def by_pattern(children: list[Child], year: int) -> dict[int, np.ndarray]:
    """Return the numbers of the children of each choice of training days."""
    found: dict[int, list[int]] = {}
    schools = all_schools()
    for child in children:
        school = child.last_school if year == calendar.LAST_YEAR else child.this_school
        if school is not None:
            found.setdefault(schools[school].pattern, []).append(child.number)
    return {pattern: np.array(numbers) for pattern, numbers in found.items()}


def add_ordinary_absence(rows: np.ndarray, cohorts: np.ndarray, source: np.random.Generator, year: int) -> None:
    """Mark lateness, illness in spells that cluster in winter, appointments, visits, agreed holidays, study leave."""
    days = grid.days_of(year)[:: grid.SESSIONS]
    met = np.flatnonzero((rows[:, :: grid.SESSIONS] != 0).any(axis=0))
    winter = 1.0 + 0.9 * np.cos((days[met] - np.datetime64(f"{year + 1}-01-20", "D")).astype(int) / 365 * 2 * np.pi)
    _spells(rows, "I", source, met, winter / winter.sum(), each=3.1, length=2.1)
    _spells(rows, "H", source, met, None, each=0.16, length=4.0)
    _spells(rows, "V", source, met, None, each=0.5, length=1.0)
    singles = source.random(rows.shape, dtype=np.float32)
    here = (rows == _BYTE["/"]) | (rows == _BYTE["\\"])
    morning = np.arange(grid.SIZE) % 2 == 0
    rows[here & morning & (singles < 0.012)] = _BYTE["L"]
    rows[here & (singles > 0.9965)] = _BYTE["M"]
    study = (np.repeat(days, grid.SESSIONS) >= np.datetime64(date(year + 1, 5, 10), "D"))[np.newaxis, :]
    eleven = (cohorts == (11 if year == calendar.LAST_YEAR else 10))[:, np.newaxis]
    rows[here & study & eleven & (singles > 0.4)] = _BYTE["S"]


def _spells(
    rows: np.ndarray,
    code: str,
    source: np.random.Generator,
    met: np.ndarray,
    likely: np.ndarray | None,
    *,
    each: float,
    length: float,
) -> None:
    """Write runs of whole school days for random pupils; a day on which a school was shut stays blank."""
    number = int(len(rows) * each)
    who = source.integers(0, len(rows), number)
    start = source.choice(len(met), number, p=likely)
    long = source.geometric(1 / length, number)
    for offset in range(10):
        going = (long > offset) & (start + offset < len(met))
        day = met[start[going] + offset]
        for half in range(grid.SESSIONS):
            place = day * grid.SESSIONS + half
            meets = rows[who[going], place] != codes.BLANK
            rows[who[going][meets], place[meets]] = _BYTE[code]


def set_mark(rows: np.ndarray, child: int, place: int, code: str) -> None:
    """Write one mark where the school met."""
    if rows[child, place] != codes.BLANK:
        rows[child, place] = _BYTE[code]


def make_plain(rows: np.ndarray, child: int) -> None:
    """Take every absence out of one child's year, so that what follows is exact."""
    shown = np.where(np.arange(grid.SIZE) % 2 == 0, _BYTE["/"], _BYTE["\\"]).astype(np.uint8)
    rows[child] = np.where(rows[child] != codes.BLANK, shown, codes.BLANK)
