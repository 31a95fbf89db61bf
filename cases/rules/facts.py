"""What the rules are asked with: frozen values without defaults, so that nothing is answered by forgetting it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cases.rules.papers import (
    Certificate,
    Elsewhere,
    Money,
    Notices,
    OpenItem,
    OpenKind,
    Prosecuting,
    StandingNotice,
    Tariff,
    Withdrawn,
)
from cases.rules.people import (
    Answered,
    Child,
    EqualityAnswer,
    Explained,
    Leave,
    Liability,
    Paused,
    Period,
    Question,
    SessionMark,
    Support,
    Warned,
    Warnings,
)
from cases.rules.policy import PolicyTerms
from cases.stages import Stage

__all__ = [
    "Answered",
    "Certificate",
    "Child",
    "Elsewhere",
    "EqualityAnswer",
    "Explained",
    "Facts",
    "Leave",
    "Liability",
    "Money",
    "Notices",
    "OpenItem",
    "OpenKind",
    "Override",
    "Paused",
    "Period",
    "Prosecuting",
    "Question",
    "SessionMark",
    "StandingNotice",
    "StepName",
    "Support",
    "Tariff",
    "Warned",
    "Warnings",
    "Withdrawn",
]


class StepName(StrEnum):
    """The steps that a rule guards."""

    WARNING = "warning"
    NOTICE = "notice"
    REFERRAL = "referral"
    AUTHORISATION = "authorisation"
    CHARGE = "charge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A recorded decision that a bar left to judgement does not stop this step."""

    step: StepName
    code: str
    role: str
    by: str
    on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that the rules know of one matter on one day."""

    stage: Stage
    child: Child
    liability: Liability
    period: Period
    warnings: Warnings
    leave: Leave | None
    school_considered_on: date | None
    tariff: Tariff
    elsewhere: Elsewhere
    notices: Notices
    money: Money
    open_items: tuple[OpenItem, ...]
    support: Support
    equality: tuple[EqualityAnswer, ...]
    prosecution: Prosecuting | None
    pauses: tuple[Paused, ...]
    likenesses_unanswered: int
    overrides: tuple[Override, ...]
    policy: PolicyTerms
