"""Rows whose pupil nobody knows: says so, and guesses which pupil of that school was meant."""

from collections.abc import Iterable, Iterator

import numpy as np

from schools import upns
from schools.models import School, Upn
from schools.readers.faults import Fault
from schools.readers.register import RegisterRows

_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ0123456789"
_GUESSED = 50  # Numbers of one file for which a guess is made.


def faults_of_unknown(
    rows: RegisterRows, of_row: np.ndarray, schools: list[School], unfound: np.ndarray, *, authority_id: int
) -> Iterator[tuple[int, Fault]]:
    """Name every row whose pupil has no enrolment at the row's school."""
    texts = {rows.upn_texts[number] for number in np.unique(rows.upns[unfound]).tolist()}
    known = set(Upn.objects.filter(authority=authority_id, value__in=texts).values_list("value", flat=True))
    meant = _guess(sorted(texts - known)[:_GUESSED], [school.id for school in schools])
    for row in unfound.tolist():
        text, school = rows.upn_texts[int(rows.upns[row])], schools[int(of_row[row])]
        line = int(rows.lines[row])
        if text in known:
            problem = f"The pupil is not on the roll of {school.name}."
            remedy = "Correct the school, or import the pupil's enrolment first."
            yield row, Fault(line, "upn", text, problem, remedy)
        else:
            yield row, Fault(line, "upn", text, *_unknown(text, meant.get((text, school.id))))


def _unknown(text: str, meant: str | None) -> tuple[str, str]:
    try:
        upns.validate(text)
        problem, remedy = f"No pupil has UPN {text}.", "Correct the UPN, or import the pupil first."
    except upns.BadUpn as bad:
        problem, remedy = bad.problem, bad.remedy
    return problem, f"Did you mean {meant}?" if meant else remedy


def _guess(unknown: Iterable[str], school_ids: list[int]) -> dict[tuple[str, int], str]:
    """Find the one number at each school that differs by one character, or by two changed places."""
    near = {text: _near(text) for text in unknown}
    wanted = set().union(*near.values()) if near else set()
    found: dict[str, set[int]] = {}
    pairs = Upn.objects.filter(value__in=wanted, pupil__enrolments__school__in=school_ids)
    for value, school_id in pairs.values_list("value", "pupil__enrolments__school_id").distinct():
        found.setdefault(value, set()).add(school_id)
    guessed = {}
    for text, variants in near.items():
        for school_id in school_ids:
            fits = [value for value in variants if school_id in found.get(value, ())]
            if len(fits) == 1:
                guessed[text, school_id] = fits[0]
    return guessed


def _near(text: str) -> set[str]:
    near = {text[:at] + other + text[at + 1 :] for at in range(len(text)) for other in _LETTERS}
    near |= {text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in range(len(text) - 1)}
    near |= {text[:at] + text[at + 1 :] for at in range(len(text))} if len(text) == 14 else set()
    return near - {text} if len(text) in (13, 14) else set()
