"""What letters are made of: people, the register's record, sums, services, courts and what they order."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from notices.letters.sessions import Session


class Capacity(StrEnum):
    """In what capacity an officer acts. (Education Act 1996 s.444B)"""

    COUNCIL = "council"
    HEAD = "head"
    DEPUTY = "deputy"


class Method(StrEnum):
    """How a paper reaches its reader. (Interpretation Act 1978 s.7)"""

    FIRST_CLASS = "first_class"
    SECOND_CLASS = "second_class"
    HAND = "hand"


class Counting(StrEnum):
    """How days to pay are counted: from the day of receipt, or beginning with it."""

    FROM = "from"
    BEGINNING_WITH = "beginning_with"


class Finding(StrEnum):
    """What the court did with the charge."""

    PLEADED_GUILTY = "pleaded_guilty"
    FOUND_GUILTY = "found_guilty"
    PROVED_IN_ABSENCE = "proved_in_absence"
    NOT_GUILTY = "not_guilty"
    WITHDRAWN = "withdrawn"
    ADJOURNED = "adjourned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Whose paper it is: the name at its head, where to write and whom to call."""

    name: str
    service: str
    address: tuple[str, ...]
    phone: str
    email: str = ""
    textphone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """The one person, or court, it goes to; `lines` stand in the window, the name first, the postcode last."""

    name: str
    salutation: str
    lines: tuple[str, ...]
    # A paper given by hand needs no postcode: some parents have no fixed abode.
    by_hand: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """The child it is about; `address` is what may be told to this recipient, empty when nothing may."""

    name: str
    first_name: str
    address: tuple[str, ...] = ()
    born: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """The school whose register it speaks of."""

    name: str
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """Who signs: name, post, official number and capacity."""

    name: str
    post: str
    number: str = ""
    capacity: Capacity = Capacity.COUNCIL


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the register says of a stretch of days, in half-days; `sessions` are those missed without permission."""

    first: date
    last: date
    possible: int
    attended: int
    authorised: int
    sessions: tuple[Session, ...]
    unexplained: int = 0

    def __post_init__(self) -> None:
        missed = self.possible - self.attended - self.authorised - self.unexplained
        if missed != len(self.sessions):
            raise ValueError(
                f"{self.possible} possible half-days less {self.attended} attended, {self.authorised} authorised and "
                f"{self.unexplained} unexplained leave {missed}, but {len(self.sessions)} are listed."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A time and place to meet, and who will be there beside the officer."""

    on: date
    at: str
    place: str
    others: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A penalty and the time for it; the last day is known once the day of receipt is."""

    amount: Decimal
    days: int
    last_day: date | None = None
    counting: Counting = Counting.FROM


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to pay; `{number}` in the text stands for the notice's number."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """How and when the paper is served, and when the law takes it as received."""

    method: Method
    on: date
    received_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """Leave that was asked for and refused: who said no, and when."""

    asked_on: date | None
    refused_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Court:
    """A court and where it sits."""

    name: str
    address: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One payment received."""

    amount: Decimal
    on: date
    how: str
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repayment:
    """Money that goes back: what was paid and when, to whom and how it returns, and by what day."""

    amount: Decimal
    paid_on: date
    to: str
    how: str
    by: date
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One thing the court ordered, its sum where it has one, and until when."""

    what: str
    amount: Decimal | None = None
    by: date | None = None
