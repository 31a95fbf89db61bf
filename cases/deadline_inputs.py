"""What the dates of a matter are worked out from: plain values, without defaults."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cases.citations import Citation
from cases.rules.policy import PeriodUnit, PolicyTerms
from schools.terms import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningRun:
    """A warning that counts as received and has not been reviewed."""

    received_on: date
    length: int
    unit: PeriodUnit
    calendar: Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class SumDue:
    """One sum of a notice with its last day and the sentences that lead to it."""

    amount: Decimal
    last_day: date
    steps: tuple[str, ...]
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRun:
    """A notice that counts as received and is neither paid nor withdrawn; sums run from low to high.

    `decided` says that the unpaid notice was referred, or otherwise decided.
    """

    number: str
    received_on: date
    sums: tuple[SumDue, ...]
    proceedings_not_before: date
    decided: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """Something that came in and waits for an answer, by its reference."""

    reference: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NotToAct:
    """A decision not to act, with the day it is looked at again."""

    decided_on: date
    review_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What the dates of one matter are worked out from; what is absent makes no date.

    `offence` is the first and last half-day while no charge is complete. `unexplained` are days still coded N; their
    `calendar` is the school's.
    """

    policy: PolicyTerms
    warning: WarningRun | None
    notice: NoticeRun | None
    offence: tuple[date, date] | None
    representations: tuple[Received, ...]
    returned_post: tuple[Received, ...]
    not_to_act: NotToAct | None
    unexplained: tuple[date, ...]
    calendar: Calendar | None
