"""The parts of the facts that are about the family: child, parent, half-days, warning, help, answers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cases.stages import MatterKind


class Answered(StrEnum):
    """An answer of which nothing is known is unknown, never no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionMark:
    """One half-day of the matter's period, as the register shows it now.

    `noticed_by`, `withdrawn_by` and `charged_by` are references of other papers to the same parent that rest on this
    half-day: a standing notice, a withdrawn notice, a prosecution contemplated or begun; "" when there is none.
    """

    on: date
    half: str
    code: str
    unauthorised: bool
    school_id: int
    enrolled: bool
    noticed_by: str
    withdrawn_by: str
    charged_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """The pupil: ages both ends inclusive, and what makes the ladder the wrong road.

    `attendances_in_twelve_months` is None where nobody has counted; it is asked of a mobile child alone.
    """

    born: date
    compulsory_from: date
    compulsory_until: date
    school_id: int
    school_name: str
    school_is_relevant: bool
    looked_after: bool
    health_lane: bool
    mobile: bool
    attendances_in_twelve_months: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """When the parent was told in person what the paper says."""

    on: date
    by: str
    interpreter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Liability:
    """The parent in question, and whether they answer for these half-days."""

    is_parent: bool
    liable: Answered
    reason: str
    born: date | None
    contact: str
    childs_address_withheld: bool
    address_is_postable: bool
    by_hand: bool
    communication_need: str
    explained: Explained | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The half-days that the step would rest on.

    `sessions` are the chosen ones, `unresolved` those still coded N in the period or in the window counted.
    `counted_for_warning` and `counted_for_notice` are the most unauthorised half-days in one window of the code,
    leaving out N and those that rest under another standing notice to this parent.
    """

    kind: MatterKind
    sessions: tuple[SessionMark, ...]
    unresolved: tuple[SessionMark, ...]
    counted_for_warning: int
    counted_for_notice: int

    @property
    def first(self) -> date | None:
        """Return the day of the first half-day, None while none is chosen."""
        return min((mark.on for mark in self.sessions), default=None)

    @property
    def last(self) -> date | None:
        """Return the day of the last half-day, None while none is chosen."""
        return max((mark.on for mark in self.sessions), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """The warning in this matter; without receipt (not posted, or come back) it has no end."""

    given_on: date
    received_on: date | None
    ends_on: date | None
    missed: int
    possible: int
    improved: bool | None
    early_ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Warnings:
    """What was warned, or why it was not."""

    current: Warned | None
    skipped_why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """The record of leave asked for and refused, or of leave believed.

    `refusal_names_consequence` and `refusal_names_sum` say whether the refusal named a penalty notice, and the sum then
    in force.
    """

    applied_on: date | None
    refused_on: date | None
    refusal_names_consequence: bool
    refusal_names_sum: bool
    believed_because: str
    explanation_invited_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """Help offered to the family, or why none was right."""

    offers: tuple[str, ...]
    last_offered_on: date | None
    not_offered_because: str


class Question(StrEnum):
    """The nine questions asked before a step that harms."""

    SEN = "sen"
    HEALTH = "health"
    SOCIAL_WORKER = "social_worker"
    LOOKED_AFTER = "looked_after"
    YOUNG_CARER = "young_carer"
    MOBILE = "mobile"
    SAFETY = "safety"
    CRISIS = "crisis"
    PARENT_NEEDS = "parent_needs"


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualityAnswer:
    """The newest answer to one question; `detail` says what was done about a yes."""

    question: Question
    answer: Answered
    detail: str
    by: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused:
    """A pause that bears on this parent."""

    from_day: date
    until: date | None
    reason: str
