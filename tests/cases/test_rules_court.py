from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from cases import rules
from cases.rules.facts import Answered, OpenItem, OpenKind, Withdrawn
from cases.stages import Offence, ProsecutionState, Route, Stage, WithdrawalGround
from tests.cases.facts import (
    COURT_DAY,
    ON,
    a_file,
    a_mark,
    answers,
    before_court,
    changed,
    marks,
    some_facts,
    unpaid_notice,
)


def codes(bars):
    return [bar.code for bar in bars]


def test_an_unpaid_notice_in_order_may_be_referred_authorised_and_charged():
    assert rules.bars_to_referral(unpaid_notice(), COURT_DAY) == []
    assert rules.bars_to_authorise(before_court(), COURT_DAY) == []
    assert rules.bars_to_charge(before_court(ProsecutionState.AUTHORISED), COURT_DAY) == []


@pytest.mark.parametrize("stage", [Stage.NEW, Stage.WARNING])
def test_a_matter_without_a_notice_may_be_referred_where_a_notice_is_not_the_tool(stage):
    assert rules.bars_to_referral(some_facts(stage=stage), COURT_DAY) == []


@pytest.mark.parametrize(("day", "barred"), [(18, True), (19, True), (20, False)])
def test_no_proceedings_while_the_notice_may_be_paid(day, barred):
    state = "expired" if day == 20 else "open"

    bars = rules.bars_to_referral(unpaid_notice(notices__standing__state=state), date(2004, 5, day))

    assert codes(bars) == (["standstill"] if barred else [])


def test_what_is_paid_never_reaches_court():
    facts = unpaid_notice(notices__standing__state="paid")

    for bars in (
        rules.bars_to_referral(facts, COURT_DAY),
        rules.bars_to_authorise(before_court(notices__standing__state="paid"), COURT_DAY),
        rules.bars_to_charge(before_court(ProsecutionState.AUTHORISED, notices__standing__state="paid"), COURT_DAY),
    ):
        assert codes(bars) == ["paid"]


def test_a_notice_never_received_starts_no_clock():
    assert codes(rules.bars_to_referral(unpaid_notice(notices__standing__state="void"), COURT_DAY)) == [
        "notice_not_served"
    ]


@pytest.mark.parametrize("state", ["part_paid", "late_payment"])
def test_money_still_held_for_the_notice_is_decided_first(state):
    facts = unpaid_notice(notices__standing__state=state, money__received=Decimal("25.00"))

    bars = rules.bars_to_referral(facts, COURT_DAY)

    assert codes(bars) == ["money_undecided"]
    assert "£25.00" in bars[0].text


def an_item(kind):
    return OpenItem(
        kind=kind, reference="X1", text="£100.00, reference PN0061.", owner="Nisha Farrow", due_on=date(2004, 5, 21)
    )


@pytest.mark.parametrize("kind", list(OpenKind))
def test_one_open_item_holds_every_step_to_court_and_names_its_owner(kind):
    items = (an_item(kind),)

    for bars in (
        rules.bars_to_referral(unpaid_notice(open_items=items), COURT_DAY),
        rules.bars_to_authorise(before_court(open_items=items), COURT_DAY),
        rules.bars_to_charge(before_court(ProsecutionState.AUTHORISED, open_items=items), COURT_DAY),
    ):
        assert codes(bars) == [kind]
        assert bars[0].who == "Nisha Farrow"
        assert bars[0].remedy.endswith("Due by Friday 21 May 2004.")
        assert not bars[0].overridable_by


@for_all(
    st.lists(st.sampled_from(list(OpenKind)), min_size=1, max_size=3),
    st.sampled_from(list(Stage)),
    st.sampled_from(list(ProsecutionState)),
    st.sampled_from(["open", "paid", "part_paid", "late_payment", "expired", "void"]),
    st.dates(min_value=date(2004, 4, 5), max_value=date(2004, 12, 31)),
)
def test_no_step_to_court_is_open_while_evidence_is(kinds, stage, state, notice, on):
    facts = before_court(
        state,
        stage=stage,
        notices__standing__state=notice,
        open_items=tuple(an_item(kind) for kind in kinds),
        equality=answers(on=on),
    )

    for bars in (
        rules.bars_to_referral(facts, on),
        rules.bars_to_authorise(facts, on),
        rules.bars_to_charge(facts, on),
    ):
        assert set(kinds) <= {bar.code for bar in bars}


@pytest.mark.parametrize(("day", "barred"), [(7, False), (8, True), (15, True), (16, False)])
def test_an_n_inside_the_period_holds_a_referral_and_a_later_one_does_not(day, barred):
    waiting = (a_mark(on=date(2004, 3, day), code="N"),)

    bars = rules.bars_to_referral(unpaid_notice(period__unresolved=waiting), COURT_DAY)

    assert codes(bars) == (["unresolved"] if barred else [])


def test_two_open_items_are_both_named():
    items = (an_item(OpenKind.CLAIM), an_item(OpenKind.REPRESENTATION))

    assert codes(rules.bars_to_referral(unpaid_notice(open_items=items), COURT_DAY)) == ["claim", "representation"]


def test_the_referrer_answers_for_money_that_belongs_to_nobody():
    facts = unpaid_notice(money__orphans=1)

    assert codes(rules.bars_to_referral(facts, COURT_DAY)) == ["orphan_payments"]
    assert rules.bars_to_referral(changed(facts, money__orphans_answered="None is theirs."), COURT_DAY) == []


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2004, 9, 8), None),
        (date(2004, 9, 9), "partly_out_of_time"),
        (date(2004, 9, 15), "partly_out_of_time"),
        (date(2004, 9, 16), "out_of_time"),
    ],
)
def test_a_referral_is_in_time_to_the_safe_date_and_trimmed_to_the_hard_one(on, code):
    # Half-days from Monday 8 to Monday 15 March 2004.
    assert codes(rules.bars_to_referral(unpaid_notice(), on)) == ([code] if code else [])


def test_half_days_of_a_withdrawn_notice_do_not_go_to_court():
    facts = some_facts(period__sessions=marks(12, withdrawn_by="N4K7WXAP2"))

    assert codes(rules.bars_to_referral(facts, COURT_DAY)) == ["withdrawn_notice"]


def test_half_days_of_a_notice_issued_anew_with_approval_do():
    withdrawn = Withdrawn(
        number="N4K7WXAP2",
        ground=WithdrawalGround.MATERIAL_ERROR,
        withdrawn_on=ON,
        reissue_approved_by="Lawyer Brook",
    )
    facts = unpaid_notice(notices__withdrawn=withdrawn, period__sessions=marks(12, withdrawn_by="N4K7WXAP2"))

    assert rules.bars_to_referral(facts, COURT_DAY) == []


@pytest.mark.parametrize(
    ("ground", "approved_by", "expected"),
    [
        (WithdrawalGround.MATERIAL_ERROR, "Lawyer Brook", []),
        (WithdrawalGround.MATERIAL_ERROR, "", ["reissue_approval"]),
        (WithdrawalGround.WRONG_PERSON, "Lawyer Brook", ["material_error"]),
    ],
)
def test_a_notice_anew_follows_material_error_alone_and_with_approval(ground, approved_by, expected):
    withdrawn = Withdrawn(number="N4K7WXAP2", ground=ground, withdrawn_on=ON, reissue_approved_by=approved_by)

    bars = rules.bars_to_reissue(some_facts(stage=Stage.OUTCOME, notices__withdrawn=withdrawn), ON)

    assert codes(bars) == expected


@pytest.mark.parametrize("state", [state for state in ProsecutionState if state is not ProsecutionState.REFERRED])
def test_only_a_referred_file_is_authorised(state):
    assert "file_state" in codes(rules.bars_to_authorise(before_court(state), COURT_DAY))


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ({"evidential_met": None}, "evidential"),
        ({"evidential_met": False}, "evidential"),
        ({"public_interest_met": None}, "public_interest"),
        ({"public_interest_met": False}, "public_interest"),
        ({"eso_considered_on": None}, "eso_consideration"),
        ({"eso_reasons": ""}, "eso_consideration"),
        ({"authorised_by_user_id": 1}, "authoriser"),
    ],
)
def test_both_limbs_section_447_and_another_person_are_needed_to_authorise(missing, code):
    bars = rules.bars_to_authorise(before_court(file=missing), COURT_DAY)

    assert codes(bars) == [code]
    assert not bars[0].overridable_by


def certificate(**changes):
    return {"certificate": replace(a_file().certificate, **changes)}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"authorised_by_user_id": None}, "authoriser"),
        ({"certificate": None}, "certificate"),
        (certificate(signed_on=None), "certificate"),
        (certificate(signed_by_head=False), "certificate"),
        (certificate(signed_on=date(2004, 3, 26)), "certificate"),
        (certificate(signed_on=date(2004, 3, 27)), None),
        (certificate(marks_changed_since=True), "certificate"),
        (certificate(period_from=date(2004, 3, 9)), "certificate"),
        (certificate(period_until=date(2004, 3, 14)), "certificate"),
        (certificate(period_until=date(2004, 3, 15)), None),
        ({"served_set_settled": False}, "served_set"),
        ({"route": None}, "route"),
    ],
)
def test_the_charge_waits_for_authoriser_certificate_lists_and_route(change, code):
    bars = rules.bars_to_charge(before_court(ProsecutionState.AUTHORISED, file=change), COURT_DAY)

    assert codes(bars) == ([code] if code else [])


SJP_DAY = date(2016, 4, 14)


def single_justice(on, **changes):
    first = on - timedelta(days=60)
    paper = replace(a_file().certificate, period_from=first, period_until=on - timedelta(days=20), signed_on=on)
    facts = before_court(
        ProsecutionState.AUTHORISED,
        file={"route": Route.SJP, "certificate": paper},
        notices__standing=None,
        period__sessions=marks(10, first=first),
        child__compulsory_until=date(2030, 6, 28),
        policy__single_justice=True,
        equality=answers(on=on),
    )
    return changed(facts, **changes)


@pytest.mark.parametrize(("on", "barred"), [(date(2016, 4, 13), True), (SJP_DAY, False), (date(2016, 4, 15), False)])
def test_councils_use_the_single_justice_procedure_from_14_april_2016(on, barred):
    assert codes(rules.bars_to_charge(single_justice(on), on)) == (["sjp_power"] if barred else [])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"prosecution__offence": Offence.S444_1A}, "sjp_offence"),
        ({"policy__single_justice": False}, "sjp_policy"),
        ({"liability__born": None}, "sjp_adult"),
        ({"liability__born": date(1998, 4, 14)}, None),
        ({"liability__born": date(1998, 4, 15)}, "sjp_adult"),
    ],
)
def test_a_single_justice_tries_adults_for_section_444_1_alone(change, code):
    bars = rules.bars_to_charge(single_justice(SJP_DAY, **change), SJP_DAY)

    assert codes(bars) == ([code] if code else [])


def test_a_vulnerability_on_record_is_not_decided_on_paper():
    said = tuple(
        replace(answer, answer=Answered.YES, detail="Mentor in place.") if answer.question == "sen" else answer
        for answer in answers(on=SJP_DAY)
    )

    assert codes(rules.bars_to_charge(single_justice(SJP_DAY, equality=said), SJP_DAY)) == ["sjp_welfare"]


@pytest.mark.parametrize(("age", "barred"), [(28, False), (29, True)])
def test_answers_older_than_28_days_are_asked_again_before_a_charge(age, barred):
    asked = COURT_DAY - timedelta(days=age)

    bars = rules.bars_to_charge(before_court(ProsecutionState.AUTHORISED, equality=answers(on=asked)), COURT_DAY)

    assert bool(bars) is barred


@pytest.mark.parametrize(
    ("state", "barred"),
    [
        (ProsecutionState.REFERRED, True),
        (ProsecutionState.RETURNED, True),
        (ProsecutionState.AUTHORISED, True),
        (ProsecutionState.CHARGED, True),
        (ProsecutionState.CONCLUDED, True),
        (ProsecutionState.DECLINED, False),
        (ProsecutionState.DISCONTINUED, False),
    ],
)
def test_a_notice_is_not_withdrawn_beside_a_live_prosecution(state, barred):
    bars = rules.bars_to_withdraw(before_court(state), WithdrawalGround.MUST_WITHDRAW, COURT_DAY)

    assert codes(bars) == (["no_court"] if barred else [])


def test_a_returned_file_may_be_referred_again_from_prosecution():
    assert rules.bars_to_referral(before_court(ProsecutionState.RETURNED), COURT_DAY) == []
    assert "stage" in codes(rules.bars_to_referral(before_court(ProsecutionState.REFERRED), COURT_DAY))
