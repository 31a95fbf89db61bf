from dataclasses import replace
from datetime import date

import pytest

from cases import rules
from cases.rules import model_codes
from cases.rules.bars import MayOverride
from cases.rules.facts import Answered, Leave, Override, Paused, Question, StepName
from cases.stages import MatterKind, Stage, WithdrawalGround
from tests.cases.facts import ON, a_mark, answers, changed, marks, some_facts, to_be_warned, unpaid_notice

WARNED_ON = date(2004, 2, 2)
NATIONAL = model_codes.NATIONAL_FRAMEWORK_2024


def codes(bars):
    return [bar.code for bar in bars]


def test_a_matter_in_order_has_nothing_in_its_way():
    assert rules.bars_to_warning(to_be_warned(), WARNED_ON) == []
    assert rules.bars_to_notice(some_facts(), ON) == []


def test_every_check_of_a_matter_in_order_is_met_and_cited():
    checks = rules.checks_for_notice(some_facts(), ON)

    assert len(checks) > 15
    for check in checks:
        assert check.met
        assert check.text.endswith(".") or check.text.startswith("Liable: ")
        assert check.citation.text
        assert not check.remedy


def test_nine_unauthorised_sessions_do_not_earn_a_notice():
    bars = rules.bars_to_notice(some_facts(unauthorised=9), ON)

    assert [bar.text for bar in bars] == ["9 unauthorised sessions; a notice needs 10."]
    assert bars[0].citation.text == "Code of conduct 2004"
    assert bars[0].overridable_by is MayOverride.NOBODY


@pytest.mark.parametrize(("number", "barred"), [(9, True), (10, False), (11, False)])
def test_a_notice_needs_ten_sessions(number, barred):
    assert ("threshold" in codes(rules.bars_to_notice(some_facts(unauthorised=number), ON))) is barred


@pytest.mark.parametrize(("number", "barred"), [(9, True), (10, False), (11, False)])
def test_a_warning_needs_ten_sessions_in_the_term(number, barred):
    bars = rules.bars_to_warning(to_be_warned(period__counted_for_warning=number), WARNED_ON)

    assert ("warning_threshold" in codes(bars)) is barred
    if barred:
        assert bars[0].text == "9 unauthorised sessions in the term; a warning needs 10."


def test_one_session_is_said_in_the_singular():
    bars = rules.bars_to_notice(some_facts(unauthorised=1), ON)

    assert bars[0].text == "1 unauthorised session; a notice needs 10."


def test_the_national_threshold_may_be_overridden_by_a_manager_and_a_local_code_not():
    facts = some_facts(unauthorised=9, policy=NATIONAL, school_considered_on=date(2025, 10, 1))

    bars = rules.bars_to_notice(facts, date(2025, 10, 10))

    threshold = next(bar for bar in bars if bar.code == "threshold")
    assert threshold.overridable_by is MayOverride.MANAGER


def test_every_bar_is_named_at_once():
    facts = some_facts(
        unauthorised=9,
        child__school_is_relevant=False,
        liability__liable=Answered.UNKNOWN,
        support__offers=(),
        likenesses_unanswered=1,
    )

    bars = rules.bars_to_notice(facts, ON)

    assert set(codes(bars)) == {"threshold", "relevant_school", "liable", "support", "likeness"}
    assert all(bar.remedy and bar.who for bar in bars)


@pytest.mark.parametrize(("on", "barred"), [(date(2004, 2, 1), True), (WARNED_ON, False), (date(2004, 2, 3), False)])
def test_no_warning_is_given_before_the_code_begins_them(on, barred):
    facts = to_be_warned(equality=answers(on=date(2004, 1, 30)))

    assert ("warnings_begun" in codes(rules.bars_to_warning(facts, on))) is barred


@pytest.mark.parametrize(
    ("on", "barred"), [(date(2004, 3, 2), True), (date(2004, 3, 3), True), (date(2004, 3, 4), False)]
)
def test_a_notice_waits_until_the_day_after_the_warning_ends(on, barred):
    facts = some_facts(period__sessions=marks(10, first=date(2004, 2, 27)), equality=answers(on=on))

    bars = rules.bars_to_notice(facts, on)

    assert codes(bars) == (["warning_running"] if barred else [])
    if barred:
        assert bars[0].remedy == (
            "It was received on Wednesday 4 February 2004, and its 15 school days end on Wednesday 3 March 2004."
        )


def test_a_warning_that_does_not_count_as_received_has_not_begun():
    facts = some_facts(warnings__current__received_on=None, warnings__current__ends_on=None)

    assert codes(rules.bars_to_notice(facts, ON)) == ["warning_not_received"]


@pytest.mark.parametrize(
    ("improved", "missed", "barred"),
    [(True, 1, True), (None, 0, True), (None, 1, False), (False, 0, False), (False, 6, False)],
)
def test_improvement_in_the_time_of_the_warning_ends_the_matter(improved, missed, barred):
    facts = some_facts(warnings__current__improved=improved, warnings__current__missed=missed)

    assert codes(rules.bars_to_notice(facts, ON)) == (["warning_improved"] if barred else [])


def test_a_parent_who_had_no_warning_gets_no_notice():
    facts = some_facts(stage=Stage.NEW, warnings__current=None)

    bars = rules.bars_to_notice(facts, ON)

    assert codes(bars) == ["warning_none"]
    assert bars[0].remedy == "Warn the parent in writing and let 15 school days pass."


LEAVE = Leave(
    applied_on=date(2004, 2, 20),
    refused_on=date(2004, 3, 1),
    refusal_names_consequence=True,
    refusal_names_sum=True,
    believed_because="",
    explanation_invited_on=None,
)
HOLIDAY = {
    "stage": Stage.NEW,
    "warnings__current": None,
    "period__kind": MatterKind.LEAVE,
    "period__sessions": marks(10, code="G"),
}


def test_leave_refused_beforehand_needs_no_warning():
    assert rules.bars_to_notice(some_facts(**HOLIDAY, leave=LEAVE), ON) == []


@pytest.mark.parametrize(("refused_on", "barred"), [(date(2004, 3, 7), False), (date(2004, 3, 8), True), (None, True)])
def test_leave_is_refused_before_its_first_day(refused_on, barred):
    facts = some_facts(**HOLIDAY, leave=replace(LEAVE, refused_on=refused_on))

    assert ("leave_record" in codes(rules.bars_to_notice(facts, ON))) is barred


@pytest.mark.parametrize("name", ["refusal_names_consequence", "refusal_names_sum"])
def test_a_refusal_that_names_no_consequence_or_sum_does_not_found_a_notice(name):
    facts = some_facts(**HOLIDAY, leave=replace(LEAVE, **{name: False}))

    assert "leave_record" in codes(rules.bars_to_notice(facts, ON))


def test_leave_never_asked_for_needs_what_shows_it_and_a_letter_inviting_an_explanation():
    believed = replace(
        LEAVE,
        applied_on=None,
        refused_on=None,
        believed_because="A sibling said so.",
        explanation_invited_on=date(2004, 3, 18),
    )
    facts = some_facts(**HOLIDAY, leave=believed)

    assert "leave_record" not in codes(rules.bars_to_notice(facts, ON))
    assert "warning_none" in codes(rules.bars_to_notice(facts, ON))


def test_an_unexplained_mark_stops_warning_and_notice():
    waiting = (a_mark(code="N"),)

    warning = rules.bars_to_warning(to_be_warned(period__unresolved=waiting), WARNED_ON)
    notice = rules.bars_to_notice(some_facts(period__unresolved=waiting), ON)

    assert codes(warning) == codes(notice) == ["unresolved"]
    assert notice[0].text == "1 half-day has no reason yet (N)."
    assert "Monday 8 March 2004, morning" in notice[0].remedy


@pytest.mark.parametrize(("day", "barred"), [(26, True), (27, False)])
def test_no_session_before_27_february_2004_founds_a_notice(day, barred):
    sessions = (a_mark(on=date(2004, 2, day)), *marks(11))

    bars = rules.bars_to_notice(some_facts(period__sessions=sessions), ON)

    assert codes(bars) == (["before_first"] if barred else [])


@pytest.mark.parametrize(("given", "barred"), [(1, False), (2, True), (3, True)])
def test_the_code_allows_two_notices_in_twelve_months(given, barred):
    facts = some_facts(notices__in_cap_window=given, notices__cap_frees_on=date(2005, 3, 9))

    bars = rules.bars_to_notice(facts, ON)

    assert codes(bars) == (["cap"] if barred else [])
    if barred:
        assert bars[0].remedy == "The code allows another from Wednesday 9 March 2005."


@pytest.mark.parametrize(("ordinal", "barred"), [(1, False), (2, False), (3, True), (4, True)])
def test_a_third_notice_in_three_years_may_not_be_issued(ordinal, barred):
    bars = rules.bars_to_notice(some_facts(tariff__ordinal=ordinal), ON)

    assert codes(bars) == (["third_notice"] if barred else [])


def test_a_half_day_founds_one_notice():
    sessions = (a_mark(noticed_by="N4K7WXAP2"), *marks(11, first=date(2004, 3, 9)))

    bars = rules.bars_to_notice(some_facts(period__sessions=sessions), ON)

    assert codes(bars) == ["already_founded"]
    assert bars[0].remedy == "Take out Monday 8 March 2004, morning; 11 half-days would remain."


def test_a_prosecution_contemplated_for_the_same_half_days_bars_a_notice():
    bars = rules.bars_to_notice(some_facts(period__sessions=marks(12, charged_by="P2R9K4M1C")), ON)

    assert codes(bars) == ["proceedings"]


@pytest.mark.parametrize(("day", "barred"), [(8, False), (9, True)])
def test_a_notice_that_would_outlast_the_safe_date_needs_a_lawyer(day, barred):
    # The first half-day is 8 March 2004, so the safe date is 8 September; the same day is in time.
    bars = rules.bars_to_notice(some_facts(tariff__standstill_ends=date(2004, 9, day)), ON)

    assert codes(bars) == (["defeats_time_limit"] if barred else [])
    if barred:
        assert bars[0].overridable_by is MayOverride.LEGAL
        assert "Tuesday 9 March 2004" in bars[0].remedy


def test_a_period_under_two_regimes_is_left_to_a_person():
    assert codes(rules.bars_to_notice(some_facts(tariff__straddles=True), ON)) == ["regime_straddle"]


def test_no_notice_without_the_power():
    bars = rules.bars_to_notice(some_facts(tariff__power=False), date(2004, 2, 24))

    assert "no_power" in codes(bars)


def test_the_other_authority_must_have_answered_where_it_must_be_asked():
    facts = some_facts(elsewhere__needed=True, elsewhere__authorities="Dorset")

    assert codes(rules.bars_to_notice(facts, ON)) == ["cross_border"]
    assert rules.bars_to_notice(changed(facts, elsewhere__answered_on=ON), ON) == []


def test_counts_unknown_and_a_second_before_the_first_stop_a_notice():
    facts = some_facts(tariff__ordinal=2, tariff__ordinal_history_known=False, tariff__second_before_first=True)

    assert codes(rules.bars_to_notice(facts, ON)) == ["ordinal_history_missing", "second_before_first"]


@pytest.mark.parametrize(
    ("on", "barred"),
    [(date(2008, 6, 27), False), (date(2008, 6, 28), True), (date(1997, 8, 31), False), (date(1997, 8, 30), True)],
)
def test_the_child_is_of_compulsory_school_age_on_every_day(on, barred):
    facts = some_facts(policy__offences_from=None, period__sessions=(a_mark(on=on), *marks(11)))

    assert ("compulsory_age" in codes(rules.bars_to_notice(facts, ON))) is barred


def test_a_child_looked_after_is_left_to_the_lawyer_and_the_virtual_school():
    for facts in (
        some_facts(child__looked_after=True),
        some_facts(equality=answers(looked_after=Answered.YES)),
    ):
        bars = rules.bars_to_notice(facts, ON)

        assert bars[0].code == "looked_after"
        assert bars[0].overridable_by is MayOverride.LEGAL


@pytest.mark.parametrize(("attended", "barred"), [(None, True), (199, False), (200, True), (214, True)])
def test_two_hundred_attendances_excuse_a_travelling_trade(attended, barred):
    facts = some_facts(child__mobile=True, child__attendances_in_twelve_months=attended)

    assert codes(rules.bars_to_notice(facts, ON)) == (["travelling_trade"] if barred else [])


def test_a_withheld_address_stops_the_paper_and_only_a_lawyer_removes_it():
    bars = rules.bars_to_notice(some_facts(liability__childs_address_withheld=True), ON)

    assert codes(bars) == ["address_withheld"]
    assert bars[0].overridable_by is MayOverride.LEGAL
    assert bars[0].citation.confidence == "?"


def test_a_paper_needs_an_address_unless_it_is_handed_over():
    facts = some_facts(liability__address_is_postable=False)

    assert codes(rules.bars_to_notice(facts, ON)) == ["address"]
    assert rules.bars_to_notice(changed(facts, liability__by_hand=True), ON) == []


def test_a_parent_who_cannot_read_it_is_told_in_person():
    bars = rules.bars_to_notice(some_facts(liability__communication_need="cannot read"), ON)

    assert codes(bars) == ["explained"]


@pytest.mark.parametrize("question", list(Question))
def test_a_question_not_known_stops_the_step(question):
    facts = some_facts(equality=answers(**{question: Answered.UNKNOWN}))

    assert codes(rules.bars_to_notice(facts, ON)) == [f"equality_{question}"]
    assert codes(rules.bars_to_warning(to_be_warned(equality=facts.equality), WARNED_ON)) == [f"equality_{question}"]


def test_a_question_never_asked_stops_the_step():
    bars = rules.bars_to_notice(some_facts(equality=()), ON)

    assert len(bars) == len(Question) == 9
    assert all(bar.text.startswith("Not asked: ") for bar in bars)


def test_a_yes_says_what_was_done():
    facts = some_facts(equality=answers(young_carer=Answered.YES))

    bars = rules.bars_to_notice(facts, ON)

    assert codes(bars) == ["equality_young_carer"]
    assert bars[0].remedy == "Say when an assessment was offered."


@pytest.mark.parametrize(("age", "barred"), [(27, False), (28, False), (29, True)])
def test_answers_older_than_28_days_are_asked_again_before_a_notice(age, barred):
    asked = date.fromordinal(ON.toordinal() - age)
    facts = some_facts(equality=answers(on=asked))

    assert bool(rules.bars_to_notice(facts, ON)) is barred


def test_answers_do_not_age_before_a_warning():
    assert rules.bars_to_warning(to_be_warned(equality=answers(on=date(2003, 12, 1))), WARNED_ON) == []


@pytest.mark.parametrize(
    ("on", "held"),
    [(date(2004, 4, 1), False), (date(2004, 4, 2), True), (date(2004, 4, 5), True), (date(2004, 4, 6), False)],
)
def test_a_pause_holds_the_steps_inside_it(on, held):
    pause = Paused(from_day=date(2004, 4, 2), until=date(2004, 4, 5), reason="A funeral.")

    bars = rules.bars_to_notice(some_facts(pauses=(pause,), equality=answers(on=on)), on)

    assert codes(bars) == (["paused"] if held else [])


def an_override(**changes):
    values = {
        "step": StepName.NOTICE,
        "code": "address_withheld",
        "role": "legal",
        "by": "Lawyer Brook",
        "on": ON,
        "reason": "The other parent knows the address.",
    }
    return Override(**{**values, **changes})


@pytest.mark.parametrize(
    "changes",
    [{"role": "manager"}, {"step": StepName.WARNING}, {"code": "liable"}, {"reason": ""}, {"on": date(2004, 4, 6)}],
)
def test_an_override_of_another_step_bar_role_or_day_does_not_help(changes):
    facts = some_facts(liability__childs_address_withheld=True, overrides=(an_override(**changes),))

    assert codes(rules.bars_to_notice(facts, ON)) == ["address_withheld"]


def test_a_lawyers_override_is_said_beside_the_check_it_meets():
    facts = some_facts(liability__childs_address_withheld=True, overrides=(an_override(),))

    check = next(check for check in rules.checks_for_notice(facts, ON) if check.code == "address_withheld")

    assert check.met
    assert check.text.endswith(
        "Decided otherwise by Lawyer Brook on Monday 5 April 2004: The other parent knows the address."
    )


def test_a_bar_that_the_law_leaves_to_nobody_is_never_overridden():
    facts = some_facts(unauthorised=9, overrides=(an_override(code="threshold", role="manager"),))

    assert codes(rules.bars_to_notice(facts, ON)) == ["threshold"]


def test_missing_particulars_are_named_once_the_draft_is_rendered():
    assert codes(rules.bars_to_notice(some_facts(notices__particulars_missing=("d", "k")), ON)) == ["particulars"]
    assert rules.bars_to_notice(some_facts(notices__particulars_missing=()), ON) == []


def test_the_school_considers_where_the_code_has_it_consider():
    facts = some_facts(policy__school_must_consider=True)

    assert codes(rules.bars_to_notice(facts, ON)) == ["school_considered"]
    assert rules.bars_to_notice(changed(facts, school_considered_on=ON), ON) == []


def test_half_days_of_two_schools_go_to_a_person():
    sessions = (*marks(6), *marks(6, first=date(2004, 3, 15), school_id=2))

    assert codes(rules.bars_to_notice(some_facts(period__sessions=sessions), ON)) == ["one_school"]


def test_a_mark_that_is_no_absence_now_cannot_found_a_step():
    sessions = (a_mark(code="M", unauthorised=False), *marks(11, first=date(2004, 3, 9)))

    assert codes(rules.bars_to_notice(some_facts(period__sessions=sessions), ON)) == ["sessions"]


@pytest.mark.parametrize(("until", "barred"), [(date(2004, 2, 1), True), (date(2004, 2, 2), False)])
def test_a_family_warned_under_a_code_stays_under_it(until, barred):
    # Warned on 2 February; the notice is of 5 April, when another code may be in force.
    bars = rules.bars_to_notice(some_facts(policy__in_force_until=until), ON)

    assert codes(bars) == (["code_in_force"] if barred else [])


def test_a_matter_with_a_notice_gets_no_second_one():
    assert set(codes(rules.bars_to_notice(unpaid_notice(), ON))) >= {"stage", "notice_standing"}


@pytest.mark.parametrize("ground", list(WithdrawalGround))
def test_a_notice_that_ran_out_may_be_withdrawn_on_each_ground(ground):
    assert rules.bars_to_withdraw(unpaid_notice(), ground, date(2004, 5, 20)) == []


@pytest.mark.parametrize(("day", "barred"), [(18, True), (19, True), (20, False)])
def test_the_duty_to_withdraw_begins_the_day_after_the_last(day, barred):
    on = date(2004, 5, day)

    bars = rules.bars_to_withdraw(unpaid_notice(), WithdrawalGround.MUST_WITHDRAW, on)

    assert codes(bars) == (["ran_out"] if barred else [])


def test_a_paid_notice_is_withdrawn_on_the_three_grounds_only():
    facts = unpaid_notice(notices__standing__state="paid")

    assert rules.bars_to_withdraw(facts, WithdrawalGround.WRONG_PERSON, ON) == []
    assert codes(rules.bars_to_withdraw(facts, WithdrawalGround.MUST_WITHDRAW, date(2004, 6, 1))) == ["ran_out"]


def test_there_is_nothing_to_withdraw_without_a_notice():
    assert codes(rules.bars_to_withdraw(some_facts(), WithdrawalGround.OUGHT_NOT, ON)) == ["no_notice"]
