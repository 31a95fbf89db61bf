"""What a rule answers: checks with their citation, and the bars that the unmet ones are."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from cases.citations import Citation, Confidence

__all__ = ["Bar", "Check", "Citation", "Confidence", "MayOverride", "bars_in", "met", "unmet"]


class MayOverride(StrEnum):
    """Who may override a bar that the law leaves to judgement, with a recorded reason."""

    NOBODY = ""
    MANAGER = "manager"
    LEGAL = "legal"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that the law or the code asks before a step, met or not, in one sentence.

    `remedy` says what would settle it and `who` says who can; both are empty when it is met.
    """

    code: str
    text: str
    citation: Citation
    met: bool
    remedy: str
    who: str
    overridable_by: MayOverride


@dataclass(frozen=True, slots=True)
class Bar:
    """One thing that stands in the way of a step."""

    code: str
    text: str
    citation: Citation
    remedy: str
    who: str
    overridable_by: MayOverride


def met(code: str, text: str, citation: Citation) -> Check:
    """Make a check that is met."""
    return Check(code, text, citation, True, "", "", MayOverride.NOBODY)


def unmet(
    code: str,
    text: str,
    citation: Citation,
    *,
    remedy: str,
    who: str,
    overridable_by: MayOverride = MayOverride.NOBODY,
) -> Check:
    """Make a check that is not met, with what would settle it and who can."""
    return Check(code, text, citation, False, remedy, who, overridable_by)


def bars_in(checks: Iterable[Check]) -> list[Bar]:
    """Return the unmet checks as bars, in their order."""
    return [
        Bar(check.code, check.text, check.citation, check.remedy, check.who, check.overridable_by)
        for check in checks
        if not check.met
    ]
