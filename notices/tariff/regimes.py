"""The penalty regimes as dated rows, and the choice among them.

Up to 2013 the date of issue chooses; from 19 August 2024 the date of the offence. A period on both sides of that day is
left to a person, since the transitional provision was not seen. (docs/law.md, The regimes)
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from cases.citations import Citation, Confidence
from cases.stages import NoticeType


class Regime(StrEnum):
    """The names of the regimes; R0 is the time before there was any."""

    R0 = "R0"
    R2004 = "R2004"
    R2012 = "R2012"
    R2013 = "R2013"
    R2024_1 = "R2024-1"
    R2024_2 = "R2024-2"
    R2024_3 = "R2024-3"
    S105 = "S105"


class Counting(StrEnum):
    """How the days of a sum are counted from receipt.

    `unresolved`: whether the day of receipt is day 1 was not seen, so payment is accepted to the later day.
    """

    AFTER_RECEIPT = "exclusive"
    FROM_RECEIPT = "inclusive"
    UNRESOLVED = "unresolved"


class Basis(StrEnum):
    """Which date chooses the row."""

    ISSUE = "issue"
    OFFENCE = "offence"


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum of a regime: how much, for how many days, counted how."""

    amount: Decimal
    days: int
    counting: Counting
    citation: Citation


@dataclass(frozen=True, slots=True)
class Row:
    """One regime for one kind of notice between two dates; without sums none may be issued."""

    regime: Regime
    type: NoticeType
    basis: Basis
    first: date
    last: date
    sums: tuple[Sum, ...]
    standstill_days: int
    citation: Citation


FRAMEWORK_FROM = date(2024, 8, 19)

_V, _V2, _M, _Q = Confidence.V, Confidence.V2, Confidence.M, Confidence.UNRESOLVED
_SUMS_2004 = Citation("SI 2004/181, from 1 September 2007 SI 2007/1867: £50 in 28 days, £100 in 42", _V)
_SUMS_2012 = Citation("SI 2012/1046: £60 in 28 days, £120 in 42", _V)
_SUMS_2013 = Citation("SI 2013/757: £60 in 21 days, £120 in 28", _V2)
_SUMS_2024 = Citation("SI 2024/210: £80 in 21 days, £160 in 28; second notice £160", _V2)
_SUMS_S105 = Citation("SI 2024/210 reg 4(1): Education and Inspections Act 2006 s.105 notices stay at £60 and £120", _V)
_SUMS_S105_EARLY = Citation("Education and Inspections Act 2006 s.105: sums before 1 September 2013", _M)
_NONE_BEFORE = Citation("Education Act 1996 s.444A came into force on 27 February 2004", _V)
_S105_NONE = Citation("Education and Inspections Act 2006 s.105: no notices before 1 September 2007", _M)
_THIRD = Citation("SI 2024/210: no third notice in three years", _V2)
_AFTER = Citation("“Within n days of receipt”: the day of receipt is not counted", _M)
_FROM = Citation("SI 2024/210 reg 4(1)(b)(ii): “beginning with the date on which the notice is received”", _V)
_UNSEEN = Citation("The wording of the 28-day limit from 19 August 2024 was not seen: ask your solicitor", _Q)


def _after(amount: int, days: int) -> Sum:
    return Sum(Decimal(amount), days, Counting.AFTER_RECEIPT, _AFTER)


def _from(amount: int, days: int) -> Sum:
    return Sum(Decimal(amount), days, Counting.FROM_RECEIPT, _FROM)


def _unseen(amount: int, days: int) -> Sum:
    return Sum(Decimal(amount), days, Counting.UNRESOLVED, _UNSEEN)


_A, _S = NoticeType.S444A, NoticeType.S105
_ISSUE, _OFFENCE = Basis.ISSUE, Basis.OFFENCE

_LONG_50 = (_after(50, 28), _after(100, 42))
_LONG_60 = (_after(60, 28), _after(120, 42))
_SHORT_60 = (_after(60, 21), _after(120, 28))
_FIRST_2024 = (_from(80, 21), _unseen(160, 28))
_SECOND_2024 = (_unseen(160, 28),)
_S105_2024 = (_from(60, 21), _unseen(120, 28))

ROWS = (
    Row(Regime.R0, _A, _ISSUE, date.min, date(2004, 2, 26), (), 0, _NONE_BEFORE),
    Row(Regime.R2004, _A, _ISSUE, date(2004, 2, 27), date(2012, 8, 31), _LONG_50, 42, _SUMS_2004),
    Row(Regime.R2012, _A, _ISSUE, date(2012, 9, 1), date(2013, 8, 31), _LONG_60, 42, _SUMS_2012),
    Row(Regime.R2013, _A, _ISSUE, date(2013, 9, 1), date.max, _SHORT_60, 28, _SUMS_2013),
    Row(Regime.R2024_1, _A, _OFFENCE, FRAMEWORK_FROM, date.max, _FIRST_2024, 28, _SUMS_2024),
    Row(Regime.R2024_2, _A, _OFFENCE, FRAMEWORK_FROM, date.max, _SECOND_2024, 28, _SUMS_2024),
    Row(Regime.R2024_3, _A, _OFFENCE, FRAMEWORK_FROM, date.max, (), 0, _THIRD),
    Row(Regime.S105, _S, _ISSUE, date.min, date(2007, 8, 31), (), 0, _S105_NONE),
    Row(Regime.S105, _S, _ISSUE, date(2007, 9, 1), date(2012, 8, 31), _LONG_50, 42, _SUMS_S105_EARLY),
    Row(Regime.S105, _S, _ISSUE, date(2012, 9, 1), date(2013, 8, 31), _LONG_60, 42, _SUMS_S105_EARLY),
    Row(Regime.S105, _S, _ISSUE, date(2013, 9, 1), date(2024, 8, 18), _SHORT_60, 28, _SUMS_S105),
    Row(Regime.S105, _S, _ISSUE, FRAMEWORK_FROM, date.max, _S105_2024, 28, _SUMS_S105),
)
_BY_ORDINAL = (Regime.R2024_1, Regime.R2024_2, Regime.R2024_3)


def straddles(notice_type: NoticeType, *, offence_from: date, offence_until: date) -> bool:
    """Say whether the period lies on both sides of the day from which the offence chooses the regime."""
    return notice_type is NoticeType.S444A and offence_from < FRAMEWORK_FROM <= offence_until


def counts_notices(notice_type: NoticeType, *, offence_from: date) -> bool:
    """Say whether the number of earlier notices bears on one for an offence from that day."""
    return notice_type is NoticeType.S444A and offence_from >= FRAMEWORK_FROM


def row_for(notice_type: NoticeType, *, offence_until: date, issued_on: date, ordinal: int | None) -> Row:
    """Return the row of a notice that does not straddle; `ordinal` is None in a regime that does not count."""
    if ordinal is not None:
        regime = _BY_ORDINAL[min(ordinal, len(_BY_ORDINAL)) - 1]
        return next(row for row in ROWS if row.regime is regime)
    return next(
        row
        for row in ROWS
        if row.type is notice_type and row.basis is Basis.ISSUE and row.first <= issued_on <= row.last
    )


def row_named(regime: Regime | str, *, issued_on: date) -> Row:
    """Return the row that an issued notice names, for the day on which it was issued."""
    rows = [row for row in ROWS if row.regime == regime]
    return next((row for row in rows if row.first <= issued_on <= row.last), rows[-1])
