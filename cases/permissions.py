"""Who may take which step: predicates over plain values, and the table that the manual is generated from.

The rules of law are asked elsewhere; here stands only whose act a step is. (docs/lifecycle.md)
"""

from dataclasses import dataclass
from enum import StrEnum

from schools.roles import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting under one membership."""

    user_id: int
    membership_id: int
    role: Role
    school_id: int | None
    may_issue: bool
    may_withdraw: bool
    authority_id: int


class Step(StrEnum):
    """The acts of the casework that need a permission, in the words of a refusal: "you may not …"."""

    OPEN_CASE = "open a case"
    RECORD_SUPPORT = "record support, answers and contacts"
    DECIDE_LIABILITY = "decide whether a parent is liable"
    DECIDE_NOT_TO_ACT = "decide not to act"
    APPROVE = "approve another person's decision"
    OVERRIDE = "override a bar that is left to judgement"
    OVERRIDE_LEGAL = "override a bar that only a lawyer may"
    PAUSE = "pause the steps against a parent"
    CLOSE = "close a case"
    REOPEN = "reopen a case"
    HAND_OVER = "hand a case to another officer"
    ANSWER_LIKENESS = "say whether two records are one person"
    WARN = "warn a parent"
    REVIEW_WARNING = "record what a warning achieved"
    ISSUE = "issue a penalty notice"
    REISSUE = "issue a notice anew after a material error"
    APPROVE_REISSUE = "approve a notice anew after a material error"
    WITHDRAW = "withdraw a penalty notice"
    ASK_TO_WITHDRAW = "ask the council to withdraw a notice"
    ANSWER_REPRESENTATION = "answer a representation"
    RECORD_RETURNED_POST = "record returned post"
    SEND_AGAIN = "send a paper again"
    GIVE_BY_HAND = "give a paper by hand"
    REFER = "refer a matter for prosecution"
    RETURN_REFERRAL = "return a referral"
    REVIEW_CODE_TEST = "record the Full Code Test"
    AUTHORISE = "authorise a prosecution"
    DECLINE = "decide not to prosecute"
    SIGN_CERTIFICATE = "sign the certificate of attendance"
    CHARGE = "complete the charge"
    ENTER_RESULT = "enter a result of the court"
    DISCONTINUE = "discontinue a prosecution"
    REOPEN_COURT = "reopen a concluded prosecution"
    DOWNLOAD_BUNDLE = "download a bundle"
    RECORD_PAYMENT = "record a payment"
    ALLOCATE = "allocate a payment"
    REVERSE_PAYMENT = "reverse a payment"
    RAISE_REFUND = "raise a refund"
    APPROVE_REFUND = "approve a refund"
    RECORD_EVIDENCE = "record proof of payment"
    DECIDE_EVIDENCE = "decide evidence of payment"
    IMPORT_REGISTER = "import a register"
    IMPORT_PEOPLE = "import people"
    CORRECT_MARK = "correct a mark"
    DECIDE_LEAVE = "decide a request for leave"
    REFER_TO_COUNCIL = "refer a pupil to the council"
    EDIT_POLICY = "change the code of conduct"
    SEE_AUDIT = "read the audit of a case"

    @property
    def label(self) -> str:
        """Name the step as a sentence does after "you may"."""
        return self.value


_OFFICERS = frozenset({Role.OFFICER, Role.MANAGER})
_SCHOOL = frozenset({Role.HEAD, Role.DEPUTY, Role.ATTENDANCE})
_HEADS = frozenset({Role.HEAD, Role.DEPUTY})
_MONEY = frozenset({Role.CLERK})
_LEGAL = frozenset({Role.LEGAL})
_MANAGER = frozenset({Role.MANAGER})

ROLE_STEPS: dict[Step, frozenset[Role]] = {
    Step.OPEN_CASE: _OFFICERS | _HEADS | {Role.SERVICE},
    Step.RECORD_SUPPORT: _OFFICERS | _SCHOOL,
    Step.DECIDE_LIABILITY: _OFFICERS | _HEADS | {Role.NOTICES},
    Step.DECIDE_NOT_TO_ACT: _OFFICERS | _LEGAL,
    Step.APPROVE: _MANAGER,
    Step.OVERRIDE: _MANAGER,
    Step.OVERRIDE_LEGAL: _LEGAL,
    Step.PAUSE: _OFFICERS | _LEGAL,
    Step.CLOSE: _OFFICERS,
    Step.REOPEN: _OFFICERS,
    Step.HAND_OVER: _MANAGER,
    Step.ANSWER_LIKENESS: _OFFICERS | {Role.NOTICES},
    Step.WARN: _HEADS | {Role.OFFICER},
    Step.REVIEW_WARNING: _OFFICERS | _HEADS,
    Step.ISSUE: _HEADS | {Role.OFFICER, Role.NOTICES},
    Step.REISSUE: frozenset({Role.OFFICER}),
    Step.APPROVE_REISSUE: _LEGAL,
    Step.WITHDRAW: _OFFICERS | _LEGAL | {Role.NOTICES},
    Step.ASK_TO_WITHDRAW: _HEADS,
    Step.ANSWER_REPRESENTATION: _OFFICERS | _LEGAL | {Role.NOTICES},
    Step.RECORD_RETURNED_POST: _OFFICERS | _MONEY | {Role.NOTICES},
    Step.SEND_AGAIN: _OFFICERS | {Role.NOTICES},
    Step.GIVE_BY_HAND: _HEADS | {Role.OFFICER, Role.NOTICES},
    Step.REFER: frozenset({Role.OFFICER}),
    Step.RETURN_REFERRAL: _LEGAL,
    Step.REVIEW_CODE_TEST: _LEGAL,
    Step.AUTHORISE: _LEGAL,
    Step.DECLINE: _LEGAL,
    Step.SIGN_CERTIFICATE: frozenset({Role.HEAD}),
    Step.CHARGE: _LEGAL,
    Step.ENTER_RESULT: _LEGAL,
    Step.DISCONTINUE: _LEGAL,
    Step.REOPEN_COURT: _LEGAL,
    Step.DOWNLOAD_BUNDLE: _LEGAL,
    Step.RECORD_PAYMENT: _MONEY | {Role.CONTACT},
    Step.RECORD_EVIDENCE: _MONEY | _OFFICERS | {Role.NOTICES, Role.CONTACT},
    Step.ALLOCATE: _MONEY,
    Step.REVERSE_PAYMENT: _MONEY,
    Step.RAISE_REFUND: _MONEY,
    Step.APPROVE_REFUND: _MANAGER,
    Step.DECIDE_EVIDENCE: _MONEY,
    Step.IMPORT_REGISTER: _MONEY | _OFFICERS | _SCHOOL,
    Step.IMPORT_PEOPLE: _MONEY | _MANAGER,
    Step.CORRECT_MARK: _SCHOOL,
    Step.DECIDE_LEAVE: frozenset({Role.HEAD}),
    Step.REFER_TO_COUNCIL: _SCHOOL,
    Step.EDIT_POLICY: _MANAGER,
    Step.SEE_AUDIT: _MANAGER | {Role.AUDITOR},
}

# What a role alone does not settle, said after its name in a refusal and in the manual.
CONDITIONS: dict[Step, str] = {
    Step.WARN: "a head or deputy where the code of conduct says so, for the school's own pupils",
    Step.ISSUE: "each where authorised and where the code of conduct says so; a head or deputy for the school's "
    "own pupils only",
    Step.WITHDRAW: "a council officer with withdrawal authority, or legal; never the head",
    Step.AUTHORISE: "a legal officer who did not refer it",
    Step.APPROVE: "not of their own decision",
    Step.APPROVE_REFUND: "not the person who raised it",
}


def role_may(step: Step, actor: Actor) -> bool:
    """Say whether the role takes the step at all, before any question of which school or file."""
    if actor.role not in ROLE_STEPS[step]:
        return False
    if step in (Step.ISSUE, Step.REISSUE):
        return actor.may_issue
    if step is Step.WITHDRAW:
        return actor.may_withdraw or actor.role is Role.LEGAL
    return True


def may(step: Step, actor: Actor, *, school_id: int | None = None) -> bool:
    """Say whether the person may take the step on a matter founded on that school's register.

    Those of a school act for their own school's register only, so a door that names no school refuses them.
    """
    if not role_may(step, actor):
        return False
    return not actor.role.belongs_to_school or (school_id is not None and actor.school_id == school_id)


def who_may(step: Step) -> str:
    """Name those who may take the step, as a refusal does: "Legal officer, Attendance manager"."""
    names = ", ".join(role.label for role in Role if role in ROLE_STEPS[step])
    condition = CONDITIONS.get(step)
    return f"{names} ({condition})" if condition else names


def may_open_case(actor: Actor, *, school_id: int) -> bool:
    """Say whether the person may open a case for a pupil of that school."""
    return may(Step.OPEN_CASE, actor, school_id=school_id)


def may_record_support(actor: Actor, *, school_id: int) -> bool:
    """Say whether the person may record support, contacts and answers for that school's pupil."""
    return may(Step.RECORD_SUPPORT, actor, school_id=school_id)


def may_warn(actor: Actor, *, school_id: int, school_may_warn: bool) -> bool:
    """Say whether the person may warn a parent; the school only where the code of conduct lets it."""
    if actor.role.belongs_to_school and not school_may_warn:
        return False
    return may(Step.WARN, actor, school_id=school_id)


def may_issue(actor: Actor, *, school_id: int, issuers: frozenset[Role]) -> bool:
    """Say whether the person may issue a notice on that register. (Education Act 1996 s.444A(1), s.444B)

    `issuers` are the roles to which the code of conduct in force leaves it.
    """
    return actor.role in issuers and may(Step.ISSUE, actor, school_id=school_id)


def may_reissue(actor: Actor) -> bool:
    """Say whether the person may issue anew after a withdrawal for material error."""
    return may(Step.REISSUE, actor)


def may_withdraw(actor: Actor) -> bool:
    """Say whether the person may withdraw a notice: the council's act, never the head's. (SI 2007/1867 regs 8, 9)"""
    return may(Step.WITHDRAW, actor)


def may_refer(actor: Actor) -> bool:
    """Say whether the person may refer a matter for prosecution."""
    return may(Step.REFER, actor)


def may_authorise(actor: Actor, *, referred_by_user_id: int) -> bool:
    """Say whether the person may authorise a prosecution: a legal officer who is not the referrer."""
    return may(Step.AUTHORISE, actor) and actor.user_id != referred_by_user_id


def may_charge(actor: Actor) -> bool:
    """Say whether the person may lay the information or complete the written charge."""
    return may(Step.CHARGE, actor)


def may_enter_result(actor: Actor) -> bool:
    """Say whether the person may enter a result of the court."""
    return may(Step.ENTER_RESULT, actor)


def may_sign_certificate(actor: Actor, *, school_id: int) -> bool:
    """Say whether the person may sign the certificate: the head, not a deputy. (Education Act 1996 s.566(1)(c))"""
    return actor.school_id == school_id and may(Step.SIGN_CERTIFICATE, actor, school_id=school_id)


def may_record_payment(actor: Actor) -> bool:
    """Say whether the person may record money that reached the council."""
    return may(Step.RECORD_PAYMENT, actor)


def may_allocate(actor: Actor) -> bool:
    """Say whether the person may put money to a notice, or say that it is not theirs."""
    return may(Step.ALLOCATE, actor)


def may_approve(actor: Actor, *, decided_by_user_id: int) -> bool:
    """Say whether the person may approve a decision: a manager, and never their own."""
    return may(Step.APPROVE, actor) and actor.user_id != decided_by_user_id


def may_import_register(actor: Actor, *, school_id: int | None) -> bool:
    """Say whether the person may import that school's register; a school imports only its own."""
    return may(Step.IMPORT_REGISTER, actor, school_id=school_id)


def may_close(actor: Actor) -> bool:
    """Say whether the person may close a case that has no live matter."""
    return may(Step.CLOSE, actor)
