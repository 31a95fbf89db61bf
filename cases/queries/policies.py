"""Which code of conduct was in force for an authority on a day."""

from datetime import date

from cases.models import Policy
from cases.rules.policy import PolicyTerms


class NoPolicy(LookupError):
    """The authority has no code of conduct in force on that day."""


def policies_of(authority_id: int) -> list[PolicyTerms]:
    """Every code the authority has had, the latest first."""
    rows = Policy.objects.filter(authority=authority_id).order_by("-in_force_from")
    return [row.terms for row in rows]


def policy_on(authority_id: int, on: date) -> PolicyTerms:
    """The code in force on that day: the latest that had begun; `NoPolicy` when none had."""
    return choose(policies_of(authority_id), on)


def choose(policies: list[PolicyTerms], on: date) -> PolicyTerms:
    """Pick from codes, the latest first, the one in force on a day."""
    for terms in policies:
        if terms.is_in_force(on):
            return terms
    raise NoPolicy(
        f"No code of conduct is in force on {on.isoformat()}. Enter one on the policy page before taking this step."
    )
