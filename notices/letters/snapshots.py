"""What each kind of letter says, as typed facts: frozen as JSON when it is written, and all that its PDF is made of."""

from dataclasses import dataclass
from datetime import date

from cases.stages import WithdrawalGround
from notices.letters.parts import (
    Child,
    Court,
    Finding,
    Leave,
    Meeting,
    Officer,
    Order,
    Received,
    Recipient,
    Record,
    Repayment,
    School,
    Sender,
    Service,
    Sum,
    Way,
)
from notices.letters.sentences import Sentence, Wording
from notices.letters.sessions import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What every letter has: one recipient, one child, one school."""

    reference: str
    written_on: date
    sender: Sender
    recipient: Recipient
    child: Child
    school: School
    officer: Officer
    wording: Wording
    # Printed at the foot of a practice authority's papers, empty in service.
    practice: str = ""
    large_print: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstConcern(Letter):
    """The first letter: what the register says, and an offer to talk. It threatens nothing."""

    record: Record
    meeting: Meeting | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormalWarning(Letter):
    """The written warning before a penalty notice, with the school days in which to put things right."""

    record: Record
    first_day: date
    last_day: date
    school_days: int
    review_on: date
    sums: tuple[Sum, ...]
    support: tuple[str, ...] = ()
    meeting: Meeting | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PenaltyNotice(Letter):
    """A penalty notice with all its particulars. (SI 2004/181 reg 2; SI 2007/1867 reg 3)"""

    # The sender is the council, also when a head teacher issues it: it is paid, and written to, about the notice.
    number: str
    issued_on: date
    sessions: tuple[Session, ...]
    sums: tuple[Sum, ...]
    service: Service
    not_before: date
    ways: tuple[Way, ...]
    possible: int | None = None
    warned_on: date | None = None
    leave: Leave | None = None
    after_this: tuple[Sentence, ...] = ()
    no_lower_sum: Sentence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder(Letter):
    """A reminder of an unpaid notice; `sums` are those that can still be paid, `ended` the one that no longer can."""

    number: str
    issued_on: date
    sums: tuple[Sum, ...]
    not_before: date
    ways: tuple[Way, ...]
    ended: Sum | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt(Letter):
    """A receipt for a notice paid in full and in time."""

    number: str
    issued_on: date
    payments: tuple[Received, ...]
    after_this: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal(Letter):
    """The written notice that a penalty notice is withdrawn, with the money that goes back. (SI 2007/1867 regs 8, 9)"""

    number: str
    issued_on: date
    ground: WithdrawalGround
    # What happened, in the officer's sentences, addressed to the parent.
    reason: str
    repayments: tuple[Repayment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Information(Letter):
    """The information laid before the court, which is its recipient. (Magistrates' Courts Act 1980 s.1)"""

    court: Court
    defendant: str
    defendant_address: tuple[str, ...]
    place: str
    sessions: tuple[Session, ...]
    knowing: bool = False
    defendant_born: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summons(Letter):
    """The letter that goes with the court's summons to the parent."""

    court: Court
    hearing_on: date
    hearing_at: str
    sessions: tuple[Session, ...]
    knowing: bool = False
    notice_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtResult(Letter):
    """What the court decided, told to the parent."""

    court: Court
    heard_on: date
    first: date
    last: date
    finding: Finding
    orders: tuple[Order, ...] = ()
    next_hearing_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing(Letter):
    """The letter that says things went well and no more steps follow."""

    before: Record
    after: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveRefused(Letter):
    """The school's answer to a request for leave that it does not grant, with what may follow."""

    asked_on: date
    first: date
    last: date
    half_days: int
    reason: str
    sums: tuple[Sum, ...]
