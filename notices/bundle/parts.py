"""What a bundle is made of, as typed facts and stored papers; nothing here asks the database."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from notices import frozen
from notices.letters.parts import Method, Sum
from notices.letters.sentences import Sentence


class Served(StrEnum):
    """The two sets: what the defendant and the court are given, and what stays with the prosecutor."""

    SERVED = "served"
    NOT_SERVED = "not_served"


class MarkKind(StrEnum):
    """How a half-day of the register is drawn."""

    HERE = "here"
    AUTHORISED = "authorised"
    UNAUTHORISED = "unauthorised"
    CHARGED = "charged"
    NOT_POSSIBLE = "not_possible"
    CLOSED = "closed"
    BLANK = "blank"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A signature given in the system: who, in what post, when, and the fingerprint of what was signed."""

    name: str
    post: str
    on: date
    # The hour, where the clock that the day comes from has one.
    at: str
    signed_sha256: str


class BadSignature(ValueError):
    """A signature that makes no evidence: of another person, too early, or for other particulars than are shown."""


def digest_without_signature(paper: Any) -> str:
    """Take the fingerprint of a paper's particulars, which is what its signature is for."""
    return hashlib.sha256(frozen.canonical(replace(paper, signature=None))).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A paper kept as a PDF, with the fingerprint that was taken when it was made."""

    title: str
    dated: date | None
    pdf: bytes = field(repr=False)
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """How a paper was served: the proof that it reached the person, or that the law takes it so."""

    method: Method
    to: tuple[str, ...]
    why_this_address: str
    posted_on: date
    posted_at: str
    batch: str
    received_on: date
    returned_on: date | None
    looked_until: date
    by: str
    law: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """A stored letter or notice that a witness produces, with the proof of its service."""

    mark: str
    paper: Stored
    witness: str
    posting: Posting | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Whose case it is, and what every page says of it."""

    reference: str
    version: int
    case: str
    prosecutor: str
    defendant: str
    defendant_address: tuple[str, ...]
    child: str
    school: str
    court: str
    offence: str
    first: date
    last: date
    safe_until: date
    made_on: date
    made_by: str
    child_born: date | None = None
    defendant_born: date | None = None
    hearing_on: date | None = None
    practice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One numbered sentence of the case summary, and the parts (by key) where its proof stands."""

    text: str
    proof: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing that must be proved, the law that asks it, its evidence, and the part where that stands."""

    text: str
    evidence: str
    proof: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The case summary: neutral, two pages at most, each fact with its page."""

    charge: str
    statements: tuple[Statement, ...]
    points: tuple[Point, ...]
    may_raise: str
    dated: date


@dataclass(frozen=True, slots=True)
class Meaning:
    """A code of the register and what it means."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something for the prosecutor alone: a title and its sentences."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Absence:
    """One half-day charged."""

    on: date
    half: str
    code: str
    reason: str
    leave: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """The half-days charged, in order, and what their codes mean."""

    absences: tuple[Absence, ...]
    meanings: tuple[Meaning, ...]
    charge_by: date
    dated: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A week of the register: ten half-days from Monday morning, each its code and how it is drawn."""

    monday: date
    codes: tuple[str, ...]
    kinds: tuple[MarkKind, ...]

    def __post_init__(self) -> None:
        if len(self.codes) != 10 or len(self.kinds) != 10:
            raise ValueError(f"The week of {self.monday.isoformat()} has not ten half-days.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPrint:
    """The register of one school and stretch of weeks, as it stood when it was printed."""

    title: str
    school: str
    weeks: tuple[Week, ...]
    meanings: tuple[Meaning, ...]
    printed_on: date
    printed_at: str
    # Sentences about marks that were changed after they were first entered, in the weeks shown.
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NonPayment:
    """The certificate that a notice was not paid in time. (SI 2004/181 reg 4; SI 2007/1867 reg 6)"""

    number: str
    issued_on: date
    received_on: date
    sums: tuple[Sum, ...]
    received: Decimal
    dated: date
    law: Sentence
    signature: Signature | None

    def __post_init__(self) -> None:
        if self.signature and self.signature.signed_sha256 != self.digest:
            raise BadSignature("The particulars of the certificate of non-payment are not those that were signed.")

    @property
    def digest(self) -> str:
        """Take the fingerprint of the particulars, which is what the officer signs."""
        return digest_without_signature(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionOrder:
    """The record that an education supervision order was considered. (Education Act 1996 s.447)"""

    considered_on: date
    considered_by: str
    apply: bool
    reasons: str
    law: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeTest:
    """The review under the Code for Crown Prosecutors, both limbs, and who authorised the prosecution."""

    evidential: str
    public_interest: str
    reviewed_by: str
    post: str
    reviewed_on: date
    authorised_on: date
    law: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """All that a bundle is made of."""

    heading: Heading
    summary: Summary
    schedule: Schedule
    registers: tuple[RegisterPrint, ...]
    certificates: tuple[Stored, ...]
    exhibits: tuple[Exhibit, ...]
    charge: Stored | None = None
    non_payment: NonPayment | None = None
    supervision_order: SupervisionOrder | None = None
    code_test: CodeTest | None = None
    notes: tuple[Note, ...] = ()
