"""The parts of the facts that are about paper and money: tariff, notices, open items, the lawyers' file."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from cases.stages import Offence, ProsecutionState, Route, WithdrawalGround


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff:
    """What the penalty regime says of a notice to this parent, for this child, issued today.

    `straddles` means that the regime cannot be chosen; `ordinal` is None in every regime that does not count.
    `standstill_ends` is the first day proceedings could begin if it were posted today, None when there is none.
    """

    regime: str
    power: bool
    straddles: bool
    ordinal: int | None
    ordinal_history_known: bool
    second_before_first: bool
    standstill_ends: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Whether another authority must be asked about earlier notices, and whether it has answered."""

    needed: bool
    authorities: str
    answered_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingNotice:
    """This matter's own notice, not withdrawn and no draft; `state` is a word of `explain notice`."""

    number: str
    issued_on: date
    received_on: date | None
    state: str
    last_day: date | None
    proceedings_not_before: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """The notice of this matter that was withdrawn last."""

    number: str
    ground: WithdrawalGround
    withdrawn_on: date
    reissue_approved_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """Notices to this parent: this matter's, and how many count towards the code's own cap.

    `particulars_missing` names the letters (a)–(k) that the rendered draft lacks; None while nothing is rendered.
    `cap_frees_on` is the first day on which the cap would let another through, None when it does already.
    """

    standing: StandingNotice | None
    withdrawn: Withdrawn | None
    in_cap_window: int
    cap_frees_on: date | None
    particulars_missing: tuple[str, ...] | None


class OpenKind(StrEnum):
    """What holds every step to court until a person settles it."""

    CLAIM = "claim"
    PAYMENT_EVIDENCE = "payment_evidence"
    RETURNED_POST = "returned_post"
    REPRESENTATION = "representation"
    CHANGED_MARK = "changed_mark"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItem:
    """One open item about a parent in view, with whose it is and by when."""

    kind: OpenKind
    reference: str
    text: str
    owner: str
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """Money for this matter's notice, and payments of that sum and time that belong to nobody yet."""

    received: Decimal
    due: Decimal | None
    orphans: int
    orphans_answered: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """The head's certificate of attendance."""

    signed_on: date | None
    signed_by_head: bool
    period_from: date
    period_until: date
    marks_changed_since: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Prosecuting:
    """The lawyers' file on the matter; a limb of the test is None until it is decided."""

    state: ProsecutionState
    offence: Offence
    route: Route | None
    referred_by_user_id: int
    authorised_by_user_id: int | None
    eso_considered_on: date | None
    eso_reasons: str
    evidential_met: bool | None
    public_interest_met: bool | None
    certificate: Certificate | None
    served_set_settled: bool
