import pytest

from cases import permissions
from cases.permissions import ROLE_STEPS, Actor, Step
from cases.rules import model_codes
from schools.roles import Role

OWN, OTHER = 1, 2


def an_actor(role, *, school_id=None, may_issue=True, may_withdraw=True, user_id=10):
    if role.belongs_to_school and school_id is None:
        school_id = OWN
    return Actor(
        user_id=user_id,
        membership_id=user_id,
        role=role,
        school_id=school_id,
        may_issue=may_issue,
        may_withdraw=may_withdraw,
        authority_id=1,
    )


def may(step):
    return {role for role in Role if permissions.may(step, an_actor(role), school_id=OWN)}


def test_every_step_has_a_role_and_a_line_in_the_table():
    assert set(ROLE_STEPS) == set(Step)
    assert all(ROLE_STEPS[step] for step in Step)
    assert all(permissions.who_may(step) for step in Step)


@pytest.mark.parametrize(
    ("step", "roles"),
    [
        (Step.WARN, {Role.OFFICER, Role.HEAD, Role.DEPUTY}),
        (Step.ISSUE, {Role.OFFICER, Role.HEAD, Role.DEPUTY, Role.NOTICES}),
        (Step.REISSUE, {Role.OFFICER}),
        (Step.WITHDRAW, {Role.OFFICER, Role.MANAGER, Role.LEGAL, Role.NOTICES}),
        (Step.REFER, {Role.OFFICER}),
        (Step.AUTHORISE, {Role.LEGAL}),
        (Step.CHARGE, {Role.LEGAL}),
        (Step.ENTER_RESULT, {Role.LEGAL}),
        (Step.ALLOCATE, {Role.CLERK}),
        (Step.CLOSE, {Role.OFFICER, Role.MANAGER}),
        (Step.SIGN_CERTIFICATE, {Role.HEAD}),
    ],
)
def test_each_step_is_the_act_of_those_the_ladder_names(step, roles):
    assert may(step) == roles


@pytest.mark.parametrize("role", [Role.HEAD, Role.DEPUTY])
def test_a_head_never_withdraws(role):
    assert not permissions.may_withdraw(an_actor(role))


def test_a_council_officer_withdraws_only_with_authority():
    assert permissions.may_withdraw(an_actor(Role.OFFICER))
    assert not permissions.may_withdraw(an_actor(Role.OFFICER, may_withdraw=False))
    assert permissions.may_withdraw(an_actor(Role.LEGAL, may_withdraw=False))


@pytest.mark.parametrize("role", [Role.HEAD, Role.DEPUTY, Role.ATTENDANCE])
def test_those_of_a_school_act_for_their_own_register_only(role):
    for step in Step:
        assert not permissions.may(step, an_actor(role), school_id=OTHER)
        assert not permissions.may(step, an_actor(role))


def test_only_the_authorised_issue_and_only_where_the_code_lets_them():
    local, issuers = model_codes.LOCAL_CODE_2004, model_codes.LOCAL_CODE_2004.issuers

    assert issuers == {Role.HEAD, Role.DEPUTY, Role.OFFICER}
    assert local.cap_notices == 2
    assert permissions.may_issue(an_actor(Role.HEAD), school_id=OWN, issuers=issuers)
    assert not permissions.may_issue(an_actor(Role.HEAD), school_id=OTHER, issuers=issuers)
    assert not permissions.may_issue(an_actor(Role.DEPUTY, may_issue=False), school_id=OWN, issuers=issuers)
    assert not permissions.may_issue(an_actor(Role.NOTICES), school_id=OWN, issuers=issuers)


def test_a_school_warns_where_the_code_says_so():
    assert permissions.may_warn(an_actor(Role.HEAD), school_id=OWN, school_may_warn=True)
    assert not permissions.may_warn(an_actor(Role.HEAD), school_id=OWN, school_may_warn=False)
    assert permissions.may_warn(an_actor(Role.OFFICER), school_id=OWN, school_may_warn=False)


def test_the_referrer_does_not_authorise():
    assert permissions.may_authorise(an_actor(Role.LEGAL, user_id=10), referred_by_user_id=11)
    assert not permissions.may_authorise(an_actor(Role.LEGAL, user_id=10), referred_by_user_id=10)


def test_nobody_approves_their_own_decision():
    assert permissions.may_approve(an_actor(Role.MANAGER, user_id=1), decided_by_user_id=2)
    assert not permissions.may_approve(an_actor(Role.MANAGER, user_id=1), decided_by_user_id=1)


def test_an_auditor_and_the_register_review_harm_nobody():
    harmful = {Step.WARN, Step.ISSUE, Step.REISSUE, Step.WITHDRAW, Step.REFER, Step.AUTHORISE, Step.CHARGE}

    for role in (Role.AUDITOR, Role.SERVICE, Role.CONTACT, Role.ATTENDANCE, Role.CLERK):
        assert not any(permissions.role_may(step, an_actor(role)) for step in harmful)
