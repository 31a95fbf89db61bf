"""What people did in the practice year: each act with its day, its actor, its child and its words."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

Half = tuple[date, str]


class Act(StrEnum):
    """The acts of the story, in the order in which those of one day are done."""

    OPEN = "open"
    LEAVE = "leave"
    SUPPORT = "support"
    CONCERN = "concern"
    BEGIN = "begin"
    LIABLE = "liable"
    EXPLAIN = "explain"
    ANSWER = "answer"
    RETURNED_POST = "returned_post"
    PAY = "pay"
    REVERSE = "reverse"
    EVIDENCE = "evidence"
    REPRESENTATION = "representation"
    REPLY = "reply"
    WITHDRAW = "withdraw"
    REPAY = "repay"
    REVIEW_WARNING = "review_warning"
    WARN = "warn"
    NOTICE = "notice"
    NOT_TO_ACT = "not_to_act"
    REFER = "refer"
    SEND_BACK = "send_back"
    SUPERVISION_ORDER = "supervision_order"
    CODE_TEST = "code_test"
    AUTHORISE = "authorise"
    DECLINE = "decline"
    PREPARE_CERTIFICATE = "prepare_certificate"
    SIGN_CERTIFICATE = "sign_certificate"
    BUNDLE = "bundle"
    LAY = "lay"
    RESULT = "result"
    CLOSE = "close"

    @property
    def order(self) -> int:
        """Return the place of the act within its day."""
        return list(Act).index(self)


class Who(StrEnum):
    """Who acts: the case's own officer, the principal officer, the head of the child's school, the council's others."""

    OFFICER = "officer"
    PRINCIPAL = "principal"
    HEAD = "head"
    LEGAL = "legal"
    CLERK = "clerk"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True)
class Event:
    """One act of one person about one child, and where it matters one parent.

    `child` is the number of the child, `parent` the place among the child's parents. `matter` tells apart two matters
    of one parent. What an act needs beyond that stands in `more`.
    """

    on: date
    act: Act
    who: Who
    child: int
    parent: int = 0
    matter: int = 0
    more: dict[str, Any] = field(default_factory=dict)


def in_order(events: list[Event]) -> list[Event]:
    """Return events day by day, those of one day as a day's work goes."""
    return sorted(events, key=lambda event: (event.on, event.act.order))
