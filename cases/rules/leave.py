"""What the law asks where the absence is leave that was not granted (code G), and what the school considered."""

from datetime import date

from cases.citations import Law, cite
from cases.rules.bars import Check, met, unmet
from cases.rules.facts import Facts, Leave
from cases.stages import MatterKind
from schools import words

LEAVE_CODE = "G"


def record(facts: Facts, on: date) -> list[Check]:
    """Ask for the record of the leave: refused before it began, or shown to be leave and asked about.

    (Education Act 1996 s.444(3)(a): leave is asked for before the absence)
    """
    days = [mark.on for mark in facts.period.sessions if mark.code == LEAVE_CODE]
    if not days and facts.period.kind is not MatterKind.LEAVE:
        return []
    citation = cite(Law.LEAVE, on)
    first = min(days, default=facts.period.first)
    leave = facts.leave
    refused_on = _refused_in_time(leave, first)
    if refused_on is not None:
        text = f"Leave was refused on {words.long_date(refused_on)}, before it began; the letter named the sum."
        return [met("leave_record", text, citation)]
    if leave is not None and leave.believed_because and leave.explanation_invited_on is not None:
        invited = words.long_date(leave.explanation_invited_on)
        return [met("leave_record", f"Believed to be leave, and an explanation was invited on {invited}.", citation)]
    return [
        unmet(
            "leave_record",
            _what_is_missing(leave, first),
            citation,
            remedy="The application and the refusal sent before the first day, naming the consequence and the sum in "
            "force; or what shows that it was leave, and the letter inviting an explanation.",
            who="The head",
        )
    ]


def school_considered(facts: Facts, on: date) -> list[Check]:
    """Ask for the school's recorded consideration of the threshold, where the code has the school consider."""
    if not facts.policy.school_must_consider:
        return []
    considered = facts.school_considered_on
    if considered is not None and considered <= on:
        text = f"The school considered the threshold on {words.long_date(considered)}."
        return [met("school_considered", text, facts.policy.citation)]
    return [
        unmet(
            "school_considered",
            "The school has not recorded that it considered the threshold.",
            facts.policy.citation,
            remedy="Record what the school considered, and why a notice is the right step.",
            who="The head",
        )
    ]


def _refused_in_time(leave: Leave | None, first: date | None) -> date | None:
    if leave is None or first is None or leave.applied_on is None or leave.refused_on is None:
        return None
    in_order = leave.applied_on <= leave.refused_on < first
    named = leave.refusal_names_consequence and leave.refusal_names_sum
    return leave.refused_on if in_order and named else None


def _what_is_missing(leave: Leave | None, first: date | None) -> str:
    if leave is None or leave.applied_on is None:
        return "The register says leave was not granted (G), and no application or refusal is recorded."
    if leave.refused_on is None:
        return "The application for leave has no recorded refusal."
    if first is not None and leave.refused_on >= first:
        return f"Leave was refused on {words.long_date(leave.refused_on)}, not before the first day of it."
    return "The refusal of leave did not name the consequence and the sum in force."
