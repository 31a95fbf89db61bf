"""The head teacher's certificate of attendance, a paper of its own. (Education Act 1996 s.566)"""

from dataclasses import dataclass, replace
from datetime import date

from cases.citations import Confidence
from notices.bundle.parts import BadSignature, Signature, digest_without_signature
from notices.documents import boxes, geometry, paper, press
from notices.documents.document import Document, document_of
from notices.letters import sessions
from notices.letters.parts import Capacity, Officer
from notices.letters.sentences import Sentence

SHEETS = ("letters/base.css", "bundle/bundle.css", "bundle/certificate.css")


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekCount:
    """A week's half-days, counted."""

    monday: date
    possible: int
    attended: int
    authorised: int
    unauthorised: int

    def __post_init__(self) -> None:
        if self.possible != self.attended + self.authorised + self.unauthorised:
            raise ValueError(f"The half-days of the week of {self.monday.isoformat()} do not add up.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What a head certifies: a pupil's attendance at the school over a stretch of days."""

    reference: str
    authority: str
    school: str
    head: Officer
    pupil: str
    pupil_born: date
    registered_from: date
    registered_until: date | None
    first: date
    last: date
    weeks: tuple[WeekCount, ...]
    # The half-days missed without permission, one by one.
    sessions: tuple[sessions.Session, ...]
    fixed_on: date
    fixed_at: str
    law: Sentence
    practice: str = ""
    signature: Signature | None = None

    def __post_init__(self) -> None:
        missed = sum(week.unauthorised for week in self.weeks)
        if missed != len(self.sessions):
            raise ValueError(f"The weeks count {missed} half-days missed, but {len(self.sessions)} are listed.")

    @property
    def digest(self) -> str:
        """Take the fingerprint of the particulars, which is what the head signs."""
        return digest_without_signature(self)


SECTION_566 = Sentence(
    "Section 566(1)(c) of the Education Act 1996. Signed by the head teacher, it is evidence of what it says.",
    "Education Act 1996 s.566(1)(c), (2)",
    Confidence.V,
)


def sign(certificate: Certificate, *, by: Officer, on: date, at: str = "") -> Certificate:
    """Return the certificate signed by the head for its particulars."""
    signature = Signature(name=by.name, post=by.post, on=on, at=at, signed_sha256=certificate.digest)
    signed = replace(certificate, signature=signature)
    _require_good_signature(signed, by)
    return signed


def render_certificate(certificate: Certificate) -> Document:
    """Render the certificate, to be signed or signed; a signature for other particulars is refused."""
    if certificate.signature:
        _require_good_signature(certificate, certificate.head)
    html = paper.write(
        "bundle/certificate.html",
        certificate=certificate,
        digest=certificate.digest,
        in_sentences=sessions.in_sentences,
        total=_total(certificate),
        number=sessions.number,
    )
    proof = press.set_type(html, sheets=SHEETS)
    measured = geometry.measure([boxes.ink_of(page) for page in proof.pages], window=False)
    return document_of(press.write_pdf(proof), measured)


def _require_good_signature(certificate: Certificate, by: Officer) -> None:
    signature = certificate.signature
    if signature is None or by.capacity is not Capacity.HEAD or signature.name != certificate.head.name:
        raise BadSignature("Only the head teacher may sign this certificate; a deputy may not.")
    if signature.signed_sha256 != certificate.digest:
        raise BadSignature("The particulars are not those that were signed.")
    if signature.on < certificate.last:
        raise BadSignature("The certificate cannot be signed before the last day it certifies.")


def _total(certificate: Certificate) -> WeekCount:
    return WeekCount(
        monday=certificate.first,
        possible=sum(week.possible for week in certificate.weeks),
        attended=sum(week.attended for week in certificate.weeks),
        authorised=sum(week.authorised for week in certificate.weeks),
        unauthorised=sum(week.unauthorised for week in certificate.weeks),
    )
