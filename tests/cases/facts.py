"""Facts of one lawful matter in March 2004, and a way to change one thing in them."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from cases.rules import model_codes
from cases.rules.facts import (
    Answered,
    Certificate,
    Child,
    Elsewhere,
    EqualityAnswer,
    Facts,
    Liability,
    Money,
    Notices,
    Period,
    Prosecuting,
    Question,
    SessionMark,
    StandingNotice,
    Support,
    Tariff,
    Warned,
    Warnings,
)
from cases.stages import MatterKind, Offence, ProsecutionState, Route, Stage

# Monday 5 April 2004: the warning of 2 February ended on 3 March, and the half-days lie after it.
ON = date(2004, 4, 5)
FIRST = date(2004, 3, 8)


def a_mark(on=FIRST, half="AM", **changes):
    mark = SessionMark(
        on=on,
        half=half,
        code="O",
        unauthorised=True,
        school_id=1,
        enrolled=True,
        noticed_by="",
        withdrawn_by="",
        charged_by="",
    )
    return replace(mark, **changes)


def marks(number, *, first=FIRST, **changes):
    days = [first + timedelta(days=n) for n in range(number * 2) if (first + timedelta(days=n)).weekday() < 5]
    return tuple(a_mark(days[n // 2], ("AM", "PM")[n % 2], **changes) for n in range(number))


def answers(on=ON, **said):
    return tuple(
        EqualityAnswer(
            question=question,
            answer=said.get(question, Answered.NO),
            detail="",
            by="Officer Finch",
            on=on,
        )
        for question in Question
    )


def some_facts(*, unauthorised=12, **changes):
    facts = Facts(
        stage=Stage.WARNING,
        child=Child(
            born=date(1992, 5, 3),
            compulsory_from=date(1997, 8, 31),
            compulsory_until=date(2008, 6, 27),
            school_id=1,
            school_name="Harbourgate Community",
            school_is_relevant=True,
            looked_after=False,
            health_lane=False,
            mobile=False,
            attendances_in_twelve_months=None,
        ),
        liability=Liability(
            is_parent=True,
            liable=Answered.YES,
            reason="mother; the child lives with her",
            born=date(1970, 1, 2),
            contact="full",
            childs_address_withheld=False,
            address_is_postable=True,
            by_hand=False,
            communication_need="",
            explained=None,
        ),
        period=Period(
            kind=MatterKind.ATTENDANCE,
            sessions=marks(unauthorised),
            unresolved=(),
            counted_for_warning=unauthorised,
            counted_for_notice=unauthorised,
        ),
        warnings=Warnings(
            current=Warned(
                given_on=date(2004, 2, 2),
                received_on=date(2004, 2, 4),
                ends_on=date(2004, 3, 3),
                missed=6,
                possible=30,
                improved=False,
                early_ground="",
            ),
            skipped_why="",
        ),
        leave=None,
        school_considered_on=None,
        tariff=Tariff(
            regime="R2004",
            power=True,
            straddles=False,
            ordinal=None,
            ordinal_history_known=True,
            second_before_first=False,
            standstill_ends=date(2004, 5, 20),
        ),
        elsewhere=Elsewhere(needed=False, authorities="", answered_on=None),
        notices=Notices(standing=None, withdrawn=None, in_cap_window=0, cap_frees_on=None, particulars_missing=None),
        money=Money(received=Decimal(0), due=None, orphans=0, orphans_answered=""),
        open_items=(),
        support=Support(offers=("home visit",), last_offered_on=date(2004, 2, 25), not_offered_because=""),
        equality=answers(),
        prosecution=None,
        pauses=(),
        likenesses_unanswered=0,
        overrides=(),
        policy=model_codes.LOCAL_CODE_2004,
    )
    return changed(facts, **changes)


def changed(facts, **changes):
    """Change single things: `child__looked_after=True` reaches into a part, `leave=…` sets the whole."""
    for path, value in changes.items():
        facts = _set(facts, path.split("__"), value)
    return facts


def _set(part, names, value):
    if len(names) > 1:
        value = _set(getattr(part, names[0]), names[1:], value)
    return replace(part, **{names[0]: value})


def to_be_warned(**changes):
    """The same matter before its warning, asked on the day the warning was given."""
    start = {
        "stage": Stage.NEW,
        "warnings__current": None,
        "period__sessions": marks(12, first=date(2004, 1, 12)),
        "equality": answers(on=date(2004, 2, 2)),
    }
    return some_facts(**{**start, **changes})


def unpaid_notice(**changes):
    """The same matter with a notice of 5 April, received on 7 April, that ran out on 19 May 2004."""
    standing = StandingNotice(
        number="N4K7WXAP2",
        issued_on=ON,
        received_on=date(2004, 4, 7),
        state="expired",
        last_day=date(2004, 5, 19),
        proceedings_not_before=date(2004, 5, 20),
    )
    start = {
        "stage": Stage.PENALTY_NOTICE,
        "notices__standing": standing,
        "equality": answers(on=date(2004, 5, 18)),
    }
    return some_facts(**{**start, **changes})


COURT_DAY = date(2004, 5, 20)


def a_file(state=ProsecutionState.REFERRED, **changes):
    """The lawyers' file with everything in it."""
    file = Prosecuting(
        state=state,
        offence=Offence.S444_1,
        route=Route.SUMMONS,
        referred_by_user_id=1,
        authorised_by_user_id=None if state is ProsecutionState.REFERRED else 2,
        eso_considered_on=date(2004, 5, 19),
        eso_reasons="School-based help is in place.",
        evidential_met=True,
        public_interest_met=True,
        certificate=Certificate(
            signed_on=date(2004, 5, 17),
            signed_by_head=True,
            period_from=date(2004, 3, 1),
            period_until=date(2004, 3, 26),
            marks_changed_since=False,
        ),
        served_set_settled=True,
    )
    return replace(file, **changes)


def before_court(state=ProsecutionState.REFERRED, *, file=None, **changes):
    """The unpaid notice's matter at prosecution, its file in that state."""
    start = {"stage": Stage.PROSECUTION, "prosecution": a_file(state, **(file or {}))}
    return unpaid_notice(**{**start, **changes})
