"""What the register says, as a letter lists it: a record of a stretch of days, and the half-days a paper rests on."""

from collections.abc import Iterable
from datetime import date

from cases.models import EvidencePin, Matter
from cases.rules.facts import SessionMark
from cases.stages import PinFor
from notices.letters.parts import Record
from notices.letters.sessions import Session
from notices.queries.facts.register import Mark, read_registers
from schools.codes import code_on
from schools.queries.people import same_parents

UNRESOLVED = "N"


def marks_of(matter: Matter, *, on: date) -> list[Mark]:
    """The child's marks at the school of a matter, this school year and the one before, up to a day."""
    registers = read_registers([matter], same_parents([matter.parent_id]), on)
    return [mark for mark in registers.marks.get(matter.case.pupil_id, ()) if mark.school_id == matter.school_id]


def record_of(marks: Iterable[Mark], *, first: date, last: date) -> Record:
    """Count a stretch of the register in half-days, and list those missed without permission."""
    possible = [mark for mark in marks if mark.possible and first <= mark.on <= last]
    missed = [mark for mark in possible if mark.unauthorised and mark.code != UNRESOLVED]
    unexplained = [mark for mark in possible if mark.code == UNRESOLVED]
    attended = [mark for mark in possible if mark.attending]
    return Record(
        first=first,
        last=last,
        possible=len(possible),
        attended=len(attended),
        authorised=len(possible) - len(attended) - len(missed) - len(unexplained),
        sessions=tuple(session_of(mark) for mark in missed),
        unexplained=len(unexplained),
    )


def pinned_sessions(matter: Matter, *, rests: PinFor, paper: str) -> tuple[Session, ...]:
    """The half-days that a notice or a charge rests on, with their codes as pinned."""
    pins = EvidencePin.objects.filter(matter=matter, rests=rests, paper=paper, released_on__isnull=True).order_by(
        "on", "session"
    )
    return tuple(session_of(pin) for pin in pins)


def session_of(mark: Mark | EvidencePin | SessionMark) -> Session:
    """Write one half-day with the meaning its code had that day."""
    half = mark.session if isinstance(mark, EvidencePin) else mark.half
    return Session(on=mark.on, half=half, code=mark.code, meaning=code_on(mark.code, mark.on).meaning)
