"""The rules of the ladder: facts in, every reason out."""

from cases.rules.bars import Bar, Check, MayOverride
from cases.rules.facts import Facts
from cases.rules.steps import (
    bars_to_authorise,
    bars_to_charge,
    bars_to_notice,
    bars_to_referral,
    bars_to_reissue,
    bars_to_warning,
    bars_to_withdraw,
    checks_for_authorisation,
    checks_for_charge,
    checks_for_notice,
    checks_for_referral,
    checks_for_reissue,
    checks_for_warning,
    checks_for_withdrawal,
)

__all__ = [
    "Bar",
    "Check",
    "Facts",
    "MayOverride",
    "bars_to_authorise",
    "bars_to_charge",
    "bars_to_notice",
    "bars_to_referral",
    "bars_to_reissue",
    "bars_to_warning",
    "bars_to_withdraw",
    "checks_for_authorisation",
    "checks_for_charge",
    "checks_for_notice",
    "checks_for_referral",
    "checks_for_reissue",
    "checks_for_warning",
    "checks_for_withdrawal",
]
