"""Citations, and those of the rules as dated rows: what is printed is the law of the day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache


class Confidence(StrEnum):
    """How sure we are of a citation: read in the source, in a second source, from memory, or unresolved."""

    V = "V"
    V2 = "V2"
    M = "M"
    UNRESOLVED = "?"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a rule stands, and how sure we are of it."""

    text: str
    confidence: Confidence


class Law(StrEnum):
    """The things a rule cites, whatever they were called on the day."""

    POWER = "power"
    NOTICE_REGULATIONS = "notice_regulations"
    OFFENCE = "offence"
    PARENT = "parent"
    AGE = "age"
    RELEVANT_SCHOOL = "relevant_school"
    UNEXPLAINED_MARK = "unexplained_mark"
    LEAVE = "leave"
    EQUALITY = "equality"
    PARTICULARS = "particulars"
    CHILDS_ADDRESS = "childs_address"
    SERVICE = "service"
    STANDSTILL = "standstill"
    DISCHARGE = "discharge"
    WITHDRAWAL = "withdrawal"
    MUST_WITHDRAW = "must_withdraw"
    REISSUE = "reissue"
    TIME_LIMIT = "time_limit"
    THREE_YEARS = "three_years"
    ELSEWHERE = "elsewhere"
    REGIME_CHANGE = "regime_change"
    TRAVELLING_TRADE = "travelling_trade"
    SUPERVISION_ORDER = "supervision_order"
    CODE_TEST = "code_test"
    CERTIFICATE = "certificate"
    SINGLE_JUSTICE = "single_justice"
    SINGLE_JUSTICE_POWER = "single_justice_power"
    PROSECUTOR = "prosecutor"
    SERVED_SETS = "served_sets"
    OPEN_EVIDENCE = "open_evidence"
    IDENTITY = "identity"
    PAUSE = "pause"
    ONE_NOTICE = "one_notice"
    CARE = "care"
    THRESHOLD = "threshold"
    WARNING_DAYS = "warning_days"
    WARNING_WEEKS = "warning_weeks"
    ABSENCE_MEASURES = "absence_measures"
    SEVERE = "severe"


@dataclass(frozen=True, slots=True)
class _Row:
    law: Law
    first: date
    last: date
    text: str
    confidence: Confidence


V, V2, M, Q = Confidence.V, Confidence.V2, Confidence.M, Confidence.UNRESOLVED
_EVER = date.max
_START = date.min

_ROWS = (
    _Row(Law.POWER, date(2004, 2, 27), _EVER, "Education Act 1996 s.444A", V),
    _Row(Law.POWER, _START, date(2004, 2, 26), "No power to give a notice before 27 February 2004", V),
    _Row(Law.NOTICE_REGULATIONS, _START, date(2007, 8, 31), "SI 2004/181", V),
    _Row(Law.NOTICE_REGULATIONS, date(2007, 9, 1), _EVER, "SI 2007/1867", V),
    _Row(Law.OFFENCE, _START, _EVER, "Education Act 1996 s.444", V),
    _Row(Law.PARENT, _START, _EVER, "Education Act 1996 s.576", V2),
    _Row(Law.AGE, _START, _EVER, "Education Act 1996 s.8", V),
    _Row(Law.RELEVANT_SCHOOL, _START, _EVER, "Education Act 1996 s.444A(1)(b)", V),
    _Row(Law.UNEXPLAINED_MARK, _START, date(2024, 8, 18), "Register policy of the council", M),
    _Row(Law.UNEXPLAINED_MARK, date(2024, 8, 19), _EVER, "SI 2024/208 reg 10(7)–(9)", V2),
    _Row(Law.LEAVE, _START, _EVER, "Education Act 1996 s.444(3)(a)", V),
    _Row(Law.EQUALITY, _START, date(2010, 9, 30), "Race Relations Act 1976; Disability Discrimination Act 1995", M),
    _Row(Law.EQUALITY, date(2010, 10, 1), _EVER, "Equality Act 2010 ss.20, 149", M),
    _Row(Law.PARTICULARS, _START, date(2007, 8, 31), "SI 2004/181 reg 2", V),
    _Row(Law.PARTICULARS, date(2007, 9, 1), _EVER, "SI 2007/1867 reg 3", M),
    _Row(Law.CHILDS_ADDRESS, _START, _EVER, "Particular (b), the child's address: ask your solicitor", Q),
    _Row(Law.SERVICE, _START, _EVER, "Education Act 1996 s.572", V2),
    _Row(Law.STANDSTILL, _START, _EVER, "Education Act 1996 s.444A(3)", V),
    _Row(Law.DISCHARGE, _START, _EVER, "Education Act 1996 s.444A(4)", V),
    _Row(Law.WITHDRAWAL, _START, date(2007, 8, 31), "SI 2004/181; the grounds were read for 2007 only", Q),
    _Row(Law.WITHDRAWAL, date(2007, 9, 1), _EVER, "SI 2007/1867 reg 8", V2),
    _Row(Law.MUST_WITHDRAW, _START, date(2007, 8, 31), "SI 2004/181; the duty was read for 2007 only", M),
    _Row(Law.MUST_WITHDRAW, date(2007, 9, 1), _EVER, "SI 2007/1867 reg 9", V),
    _Row(Law.REISSUE, _START, _EVER, "A notice anew after a material error: ask your solicitor", Q),
    _Row(Law.TIME_LIMIT, _START, _EVER, "Magistrates' Courts Act 1980 s.127(1)", V),
    _Row(Law.THREE_YEARS, _START, _EVER, "SI 2007/1867 as amended by SI 2024/210", V2),
    _Row(Law.ELSEWHERE, _START, _EVER, "SI 2024/210; published codes of conduct", V2),
    _Row(Law.REGIME_CHANGE, _START, _EVER, "SI 2024/210, transitional provision not seen: ask your solicitor", Q),
    _Row(Law.TRAVELLING_TRADE, _START, _EVER, "Education Act 1996 s.444(6)", V),
    _Row(Law.SUPERVISION_ORDER, _START, _EVER, "Education Act 1996 s.447", V),
    _Row(Law.CODE_TEST, _START, _EVER, "Code for Crown Prosecutors, Full Code Test", M),
    _Row(Law.CERTIFICATE, _START, _EVER, "Education Act 1996 s.566(1)(c)", V),
    _Row(Law.SINGLE_JUSTICE, _START, _EVER, "CrimPR 2020 r.24.9(1)", V),
    _Row(Law.SINGLE_JUSTICE_POWER, _START, _EVER, "SI 2016/430 art 4", V),
    _Row(Law.PROSECUTOR, _START, _EVER, "Education Act 1996 s.446", M),
    _Row(Law.SERVED_SETS, _START, _EVER, "Criminal Procedure and Investigations Act 1996 s.3", M),
    _Row(Law.OPEN_EVIDENCE, _START, _EVER, "Open evidence: the council's own safeguard", V),
    _Row(Law.IDENTITY, _START, _EVER, "One person, one record: the council's own safeguard", V),
    _Row(Law.PAUSE, _START, _EVER, "A recorded pause", V),
    _Row(Law.ONE_NOTICE, _START, _EVER, "One half-day, one notice", M),
    _Row(Law.THRESHOLD, _START, date(2024, 8, 18), "Code of conduct of the local authority", V2),
    _Row(Law.THRESHOLD, date(2024, 8, 19), _EVER, "Working together to improve school attendance; SI 2024/210", V2),
    _Row(
        Law.WARNING_DAYS,
        _START,
        _EVER,
        "Code of conduct of the local authority: counted from the day after service",
        V2,
    ),
    _Row(Law.WARNING_WEEKS, _START, _EVER, "Working together to improve school attendance: 3 to 6 weeks", V2),
    _Row(Law.ABSENCE_MEASURES, _START, _EVER, "DfE pupil absence statistics, methodology", V),
    _Row(Law.SEVERE, _START, _EVER, "DfE usage: half of the pupil's own possible sessions", M),
    _Row(Law.CARE, _START, _EVER, "Children in public care: the council's own rule", M),
)


@lru_cache(maxsize=4096)
def cite(law: Law, on: date) -> Citation:
    """Return the citation in force on that day."""
    row = next(row for row in _ROWS if row.law is law and row.first <= on <= row.last)
    return Citation(row.text, row.confidence)
