"""Gives a case to the officer who works it."""

from datetime import date

from django.core.exceptions import ValidationError

from cases import permissions
from cases.models import Case
from cases.services.steps import one_step
from schools.models import Membership
from schools.roles import Role


def give_case(case: Case, *, officer: Membership, by: Membership, on: date, seen: int | None = None) -> Case:
    """Give a case to an officer of the same authority; giving it to whoever has it changes nothing."""
    if officer.role != Role.OFFICER or officer.authority_id != case.authority_id:
        raise ValidationError("Only an education welfare officer of this authority works a case.")
    with one_step(case.id, by=by, on=on, seen=seen) as step:
        step.require(permissions.Step.HAND_OVER, school_id=step.case.school_id)
        if step.case.officer_id != officer.id:
            step.case.officer = officer
            step.record("case_given", f"The case was given to {officer.user}.", officer=officer.id)
    return step.case
