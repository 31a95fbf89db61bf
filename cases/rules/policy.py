"""A council's code of conduct as the rules read it: one value for the days on which it is in force.

The terms of a code are local, never statute, so every number in it is a field here and a column of the policy row.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cases.citations import Citation, Confidence
from schools.roles import Role


class WindowUnit(StrEnum):
    """Over what a code counts unauthorised sessions."""

    TERM = "term"
    SCHOOL_WEEKS = "school_weeks"


class PeriodUnit(StrEnum):
    """In what a code measures the time that a warning gives."""

    SCHOOL_DAYS = "school_days"
    SCHOOL_WEEKS = "school_weeks"


class WarningKind(StrEnum):
    """What the written warning of the day is."""

    PENALTY_WARNING = "penalty_warning"
    NOTICE_TO_IMPROVE = "notice_to_improve"


class LiabilityRule(StrEnum):
    """Which parents a code looks to."""

    ALL_PARENTS = "all_parents"
    DAY_TO_DAY_OR_PERMITTED = "day_to_day_or_permitted"
    WENT_OR_CONSENTED = "went_or_consented"


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyTerms:
    """The terms of a code of conduct, dated; the policy row has these fields one to one.

    Counts are half-day sessions of unauthorised absence. A window of `term` counts the school term that holds the
    period; one of `school_weeks` counts a run of that many weeks in which the school met. `cap_notices` is None where
    the code sets no cap of its own. A date of None sets no limit.
    """

    code_name: str
    adopted_on: date
    in_force_from: date
    in_force_until: date | None
    # When a case opens by itself.
    opens_sessions: int
    opens_weeks: int
    # The written warning.
    warning_kind: WarningKind
    warnings_from: date
    warning_sessions: int
    warning_window: WindowUnit
    warning_window_weeks: int | None
    warning_length: int
    warning_unit: PeriodUnit
    warning_before_notice: bool
    warning_may_be_skipped: bool
    leave_needs_warning: bool
    school_may_warn: bool
    early_issue_grounds: tuple[str, ...]
    # The penalty notice.
    offences_from: date | None
    notice_sessions: int
    notice_window: WindowUnit
    notice_window_weeks: int | None
    threshold_may_be_overridden: bool
    school_must_consider: bool
    cap_notices: int | None
    cap_months: int | None
    head_may_issue: bool
    deputy_may_issue: bool
    officer_may_issue: bool
    notices_may_issue: bool
    liability_rule: LiabilityRule
    # Working days to decide or answer; school days for an N.
    n_code_school_days: int
    decide_unpaid_working_days: int
    representation_working_days: int
    returned_post_working_days: int
    claim_working_days: int
    equality_valid_days: int
    amber_days: int
    red_days: int
    # Court.
    single_justice: bool

    @property
    def citation(self) -> Citation:
        """Cite the code; its text is the council's own."""
        return Citation(self.code_name, Confidence.V)

    @property
    def issuers(self) -> frozenset[Role]:
        """Name the roles to which the code leaves the issue of notices."""
        allowed = {
            Role.HEAD: self.head_may_issue,
            Role.DEPUTY: self.deputy_may_issue,
            Role.OFFICER: self.officer_may_issue,
            Role.NOTICES: self.notices_may_issue,
        }
        return frozenset(role for role, may in allowed.items() if may)

    def is_in_force(self, on: date) -> bool:
        """Say whether the code applies on that day."""
        return self.in_force_from <= on and (self.in_force_until is None or on <= self.in_force_until)


def window_words(unit: WindowUnit, weeks: int | None) -> str:
    """Say a window of counting: "in the term", "in 10 school weeks"."""
    return "in the term" if unit is WindowUnit.TERM else f"in {weeks} school weeks"
