"""Who is on which roll: finds the enrolment that a UPN, a school and a day speak of."""

from dataclasses import dataclass

import numpy as np

from schools.queries.packed import read_packed

# A former number leads to the same pupil as the number that replaced it.
_ROLL = """
    SELECT string_agg(
        convert_to(rpad(upn.value, 13), 'UTF8') || int8send(enrolment.id) || int8send(enrolment.school_id)
        || int4send(enrolment.admitted - DATE '1970-01-01')
        || int4send(coalesce(enrolment.left, DATE '9999-12-31') - DATE '1970-01-01'),
        ''::bytea ORDER BY enrolment.school_id, upn.value, enrolment.admitted)
    FROM schools_enrolment enrolment JOIN schools_upn upn ON upn.pupil_id = enrolment.pupil_id
    WHERE enrolment.school_id = ANY(%s)
"""
_COLUMNS = (("upn", "S13"), ("id", ">i8"), ("school", ">i8"), ("admitted", ">i4"), ("left", ">i4"))


@dataclass(frozen=True)
class Keys:
    """The different pairs of UPN and school that a file names, with the enrolments of each.

    `of_row` is the pair of each row (-1 where the school is unknown). The candidates of pair k are `count[k]`
    neighbours from `first[k]`: days of admission and of leaving, and the place of their enrolment in `ids`.
    """

    of_row: np.ndarray
    first: np.ndarray
    count: np.ndarray
    admitted: np.ndarray
    left: np.ndarray
    place: np.ndarray
    ids: np.ndarray

    def places_at(self, rows: np.ndarray, days: np.ndarray) -> np.ndarray:
        """Return for each cell the place of its enrolment in `ids`, -1 where the pupil was not on the roll."""
        keys = self.of_row[rows]
        found = np.full(len(rows), -1, dtype=np.int32)
        if not len(self.place):
            return found
        first, count = self.first[keys], self.count[keys]
        for nth in range(int(count.max(initial=0))):
            candidate = np.minimum(first + nth, len(self.place) - 1)
            on_roll = (nth < count) & (self.admitted[candidate] <= days) & (days <= self.left[candidate])
            found[on_roll] = self.place[candidate[on_roll]]
        return found

    def dates_of(self, row: int) -> list[tuple[int, int]]:
        """Return from when to when the pupil of a row was on that school's roll, as days since 1970-01-01."""
        key = int(self.of_row[row])
        span = slice(int(self.first[key]), int(self.first[key] + self.count[key]))
        return list(zip(self.admitted[span].tolist(), self.left[span].tolist(), strict=True))


def find_keys(upns: np.ndarray, upn_texts: list[str], schools: np.ndarray, school_ids: list[int]) -> Keys:
    """Find the enrolments of every row; `schools` holds places in `school_ids`, -1 for none."""
    of_row, pairs = _number_pairs(upns, schools, len(upn_texts), max(1, len(school_ids)))
    roll = read_packed(_ROLL, [school_ids], _COLUMNS)
    spans = _spans(roll, school_ids)
    width = max(1, len(school_ids))
    bounds = np.array(
        [spans.get((upn_texts[pair // width].encode(), pair % width), (0, 0)) for pair in pairs.tolist()],
        dtype=np.int32,
    ).reshape(len(pairs), 2)
    # The candidates of the file alone, so that what follows is as small as the file.
    counts = bounds[:, 1]
    first = np.cumsum(counts, dtype=np.int32) - counts
    chosen = np.repeat(bounds[:, 0] - first, counts) + np.arange(counts.sum())
    ids, place = np.unique(roll["id"][chosen].astype(np.int64), return_inverse=True)
    return Keys(
        of_row=of_row,
        first=first,
        count=counts,
        admitted=roll["admitted"][chosen].astype(np.int32),
        left=roll["left"][chosen].astype(np.int32),
        place=place.astype(np.int32),
        ids=ids,
    )


def _number_pairs(upns: np.ndarray, schools: np.ndarray, texts: int, width: int) -> tuple[np.ndarray, np.ndarray]:
    """Number the pairs of UPN and school that occur, without sorting ten million rows."""
    known = schools >= 0
    flat = upns[known].astype(np.int64) * width + schools[known]
    occurs = np.zeros(max(1, texts) * width, dtype=bool)
    occurs[flat] = True
    pairs = np.flatnonzero(occurs)
    numbers = np.zeros(len(occurs), dtype=np.int32)
    numbers[pairs] = np.arange(len(pairs), dtype=np.int32)
    of_row = np.full(len(upns), -1, dtype=np.int32)
    of_row[known] = numbers[flat]
    return of_row, pairs


def _spans(roll: np.ndarray, school_ids: list[int]) -> dict[tuple[bytes, int], tuple[int, int]]:
    """Return where the enrolments of each UPN at each school begin, and how many there are."""
    places = {school_id: place for place, school_id in enumerate(school_ids)}
    spans: dict[tuple[bytes, int], tuple[int, int]] = {}
    for at, (upn, school) in enumerate(zip(roll["upn"].tolist(), roll["school"].tolist(), strict=True)):
        key = (upn, places[school])
        first, count = spans.get(key, (at, 0))
        spans[key] = (first, count + 1)
    return spans
