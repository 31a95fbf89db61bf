"""Could this money be for that notice? The evidence, side by side, and how sure it makes us. Pure.

A payment holds a notice only when its sum could pay it *and* something else fits: the reference within one slip,
the payer's name, or the postcode. The sum alone freezes nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from schools import references
from schools.words import money, plain_date

CERTAIN = 100
REFERENCE_EXACT, REFERENCE_SLIP, PAYER, POSTCODE, SUM = 70, 45, 30, 20, 30
LETTERS_IN_A_NAME = 3


@dataclass(frozen=True, slots=True)
class Received:
    """Money as it arrived."""

    amount: Decimal
    received_on: date
    reference: str
    payer: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A notice that money could be for; `sums` are what it could be paid with on the day."""

    notice_id: int
    number: str
    parent_id: int
    surname: str
    forename: str
    postcode: str
    sums: tuple[Decimal, ...]
    due: Decimal | None
    issued_on: date


@dataclass(frozen=True, slots=True)
class Match:
    """How well money fits a notice: the reasons in sentences, and a score up to 100; 100 is certain."""

    notice_id: int
    parent_id: int
    score: int
    why: tuple[str, ...]


def match(received: Received, candidates: Iterable[Candidate]) -> list[Match]:
    """Return the notices this money could be for, the likeliest first."""
    found = [fit for candidate in candidates if (fit := _fit(received, candidate)) is not None]
    return sorted(found, key=lambda fit: (-fit.score, fit.notice_id))


def _fit(received: Received, candidate: Candidate) -> Match | None:
    reference = _reference(received.reference, candidate.number)
    sum_fits = candidate.due == received.amount or received.amount in candidate.sums
    could_pay = sum_fits or any(received.amount % each == 0 for each in candidate.sums)
    payer = _payer(received.payer + " " + received.reference, candidate)
    postcode = bool(candidate.postcode) and _bare(candidate.postcode) in _bare(received.reference + received.payer)
    fits = could_pay and (reference or payer or postcode)
    if not fits and reference != REFERENCE_EXACT:
        return None
    if candidate.due == received.amount and reference == REFERENCE_EXACT:
        return Match(candidate.notice_id, candidate.parent_id, CERTAIN, (_words(received, candidate, reference),))
    why = [_words(received, candidate, reference)] if reference else []
    why += [f"{money(received.amount)} is a sum that notice {candidate.number} can be paid with."] if sum_fits else []
    why += [f"The payer's name fits {candidate.forename} {candidate.surname}."] if payer else []
    why += ["The postcode fits."] if postcode else []
    score = reference + SUM * sum_fits + PAYER * payer + POSTCODE * postcode
    return Match(candidate.notice_id, candidate.parent_id, min(score, CERTAIN - 1), tuple(why))


def _reference(said: str, number: str) -> int:
    bare = references.normalise(said)
    if number in bare:
        return REFERENCE_EXACT
    windows = (bare[place : place + len(number)] for place in range(max(1, len(bare) - len(number) + 1)))
    return REFERENCE_SLIP if any(_one_slip(window, number) for window in windows) else 0


def _one_slip(said: str, meant: str) -> bool:
    """Whether two references differ by one wrong, missing or added character, or two neighbours exchanged."""
    if len(said) == len(meant):
        wrong = [place for place in range(len(said)) if said[place] != meant[place]]
        if len(wrong) <= 1:
            return True
        first, second = wrong[0], wrong[-1]
        return len(wrong) == 2 and second == first + 1 and said[first] == meant[second] and said[second] == meant[first]
    longer, shorter = (said, meant) if len(said) > len(meant) else (meant, said)
    return len(longer) - len(shorter) == 1 and any(
        longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer))
    )


def _payer(said: str, candidate: Candidate) -> bool:
    """Whether the payer's words hold the surname and the forename or its initial; a surname alone is too common."""
    words = said.upper().replace(",", " ").replace(".", " ").split()
    surname, forename = candidate.surname.upper(), candidate.forename.upper()
    if len(surname) < LETTERS_IN_A_NAME or surname not in words:
        return False
    return bool(forename) and any(word in (forename, forename[0]) for word in words if word != surname)


def _bare(text: str) -> str:
    return text.upper().replace(" ", "")


def _words(received: Received, candidate: Candidate, reference: int) -> str:
    if reference == REFERENCE_EXACT:
        return f"The reference is notice {candidate.number}."
    return f"The reference is within one slip of notice {candidate.number}, issued {plain_date(candidate.issued_on)}."
