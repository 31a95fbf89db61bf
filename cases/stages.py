"""The words for where a matter, a case, a notice, a referral and a prosecution stand."""

from collections.abc import Iterable
from enum import StrEnum


class _Named(StrEnum):
    """A word of the casework, with the label a page shows for it."""

    @property
    def label(self) -> str:
        """Name it as a page does."""
        return self.value.replace("_", " ").capitalize()

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Pairs of value and label, in the order of the road, for a column or a form."""
        return [(word.value, word.label) for word in cls]


class Stage(_Named):
    """The ladder, in its order; a matter begins as new, a case as monitoring."""

    NEW = "new"
    MONITORING = "monitoring"
    WARNING = "warning"
    PENALTY_NOTICE = "penalty_notice"
    PROSECUTION = "prosecution"
    OUTCOME = "outcome"

    @property
    def rank(self) -> int:
        """How far along the road this is, from 0."""
        return list(Stage).index(self)

    @property
    def is_live(self) -> bool:
        """Say whether a matter or case that stands here can still move."""
        return self is not Stage.OUTCOME


MATTER_STAGES = (
    Stage.NEW,
    Stage.WARNING,
    Stage.PENALTY_NOTICE,
    Stage.PROSECUTION,
    Stage.OUTCOME,
)
CASE_STAGES = (
    Stage.MONITORING,
    Stage.WARNING,
    Stage.PENALTY_NOTICE,
    Stage.PROSECUTION,
    Stage.OUTCOME,
)


def furthest(matter_stages: Iterable[Stage | str]) -> Stage:
    """The stage of an open case: the furthest of its live matters, monitoring when none has begun."""
    live = [Stage(stage) for stage in matter_stages if Stage(stage).is_live]
    return max([Stage.MONITORING, *live], key=lambda stage: stage.rank)


class MatterKind(_Named):
    """What a matter is about: a pattern of absence, or one period of leave."""

    ATTENDANCE = "attendance"
    LEAVE = "leave"


class How(_Named):
    """How a matter, or a case, was settled."""

    IMPROVED = "improved"
    SUPPORTED_INSTEAD = "supported_instead"
    PAID = "paid"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    COURT_RESULT = "court_result"
    DISCONTINUED = "discontinued"
    OUT_OF_TIME = "out_of_time"
    NOT_LIABLE = "not_liable"
    NOT_PROCEEDED = "not_proceeded"
    DIED = "died"
    MOVED = "moved"
    HOME_EDUCATED = "home_educated"
    OVER_AGE = "over_age"
    MERGED = "merged"
    GROUND_GONE = "ground_gone"

    @property
    def label(self) -> str:
        """Name it as a page does."""
        return HOW_LABELS[self]


HOW_LABELS = {
    How.IMPROVED: "Improved",
    How.SUPPORTED_INSTEAD: "Supported instead",
    How.PAID: "Paid",
    How.WITHDRAWN: "Notice withdrawn",
    How.DECLINED: "Prosecution declined",
    How.COURT_RESULT: "Result at court",
    How.DISCONTINUED: "Prosecution discontinued",
    How.OUT_OF_TIME: "Out of time",
    How.NOT_LIABLE: "Not liable",
    How.NOT_PROCEEDED: "No further step, for a recorded reason",
    How.DIED: "Died",
    How.MOVED: "Moved away",
    How.HOME_EDUCATED: "Educated at home",
    How.OVER_AGE: "Over compulsory school age",
    How.MERGED: "Merged with another",
    How.GROUND_GONE: "The register no longer shows the ground",
}


class NoticeState(_Named):
    """What has been done with a penalty notice; paid and expired are worked out, never stored."""

    DRAFTED = "drafted"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"
    DROPPED = "dropped"

    @property
    def is_over(self) -> bool:
        """Say whether nothing more can come of it."""
        return self in (NoticeState.WITHDRAWN, NoticeState.DROPPED)


class NoticeType(StrEnum):
    """The power under which a notice is given."""

    S444A = "s444A"
    S105 = "s105"


class WithdrawalGround(_Named):
    """Why a notice is withdrawn. (SI 2007/1867 regs 8 and 9)"""

    OUGHT_NOT = "ought_not"
    WRONG_PERSON = "wrong_person"
    MATERIAL_ERROR = "material_error"
    MUST_WITHDRAW = "must_withdraw"

    @property
    def label(self) -> str:
        """Name it as a page does."""
        return WITHDRAWAL_LABELS[self]


WITHDRAWAL_LABELS = {
    WithdrawalGround.OUGHT_NOT: "It ought not to have been issued",
    WithdrawalGround.WRONG_PERSON: "It ought not to have been issued to the person named",
    WithdrawalGround.MATERIAL_ERROR: "It contains material errors",
    WithdrawalGround.MUST_WITHDRAW: "It was not paid and the council will not prosecute",
}


class ProsecutionState(_Named):
    """Where the lawyers' file on one matter stands."""

    REFERRED = "referred"
    RETURNED = "returned"
    AUTHORISED = "authorised"
    DECLINED = "declined"
    CHARGED = "charged"
    CONCLUDED = "concluded"
    DISCONTINUED = "discontinued"

    @property
    def is_over(self) -> bool:
        """Say whether nothing more can come of it."""
        return self in (
            ProsecutionState.DECLINED,
            ProsecutionState.CONCLUDED,
            ProsecutionState.DISCONTINUED,
        )


class ReferralState(_Named):
    """Where a school's referral to the council stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class ReferralDecision(_Named):
    """What the council decided on a school's referral."""

    ISSUE = "issue"
    WARN = "warn"
    WATCH = "watch"
    NO_ACTION = "no_action"


class Route(StrEnum):
    """How a prosecution is started; the words for laying or completing the charge follow the day."""

    SJP = "sjp"
    SUMMONS = "summons"

    @property
    def label(self) -> str:
        """Name it as a page does."""
        return ROUTE_LABELS[self]


ROUTE_LABELS = {
    Route.SJP: "Single justice procedure",
    Route.SUMMONS: "Information and summons",
}


class Offence(StrEnum):
    """The two offences of failing to secure regular attendance. (Education Act 1996 s.444)"""

    S444_1 = "s444_1"
    S444_1A = "s444_1A"

    @property
    def label(self) -> str:
        """Name it as a page does."""
        return OFFENCE_LABELS[self]


OFFENCE_LABELS = {
    Offence.S444_1: "section 444(1)",
    Offence.S444_1A: "section 444(1A)",
}


class SetAside(_Named):
    """Why a result of the court no longer stands."""

    STATUTORY_DECLARATION = "statutory_declaration"
    SECTION_142 = "section_142"
    APPEAL = "appeal"

    @property
    def label(self) -> str:
        """Name it as a page does."""
        return SET_ASIDE_LABELS[self]


SET_ASIDE_LABELS = {
    SetAside.STATUTORY_DECLARATION: "Statutory declaration that the parent did not know of the proceedings",
    SetAside.SECTION_142: "Reopened under section 142 of the Magistrates' Courts Act 1980",
    SetAside.APPEAL: "Appeal",
}


class PinFor(_Named):
    """What rests on a pinned mark."""

    WARNING = "warning"
    NOTICE = "notice"
    CHARGE = "charge"
