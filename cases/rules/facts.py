"""What the rules are asked with: frozen values without defaults, so that nothing is answered by forgetting it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from cases.rules.policy import PolicyTerms
from cases.stages import MatterKind, Offence, ProsecutionState, Route, Stage, WithdrawalGround
from schools.working_days import Method


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused:
    """A pause that bears on this parent."""

    from_day: date
    until: date | None
    reason: str


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
