"""What the code asks of the written warning: when one may be given, and that it came first and has run."""

from datetime import date

from cases.rules.bars import Check, met, unmet
from cases.rules.facts import Facts, Warned
from cases.rules.policy import PeriodUnit, PolicyTerms
from cases.stages import MatterKind
from schools import words


def code_in_force(facts: Facts, on: date) -> Check:
    """Ask that a code of conduct is in force on the day; a family warned under one stays under it."""
    terms, current = facts.policy, facts.warnings.current
    if terms.is_in_force(current.given_on if current else on):
        text = f"{terms.code_name} is in force, adopted on {words.long_date(terms.adopted_on)}."
        return met("code_in_force", text, terms.citation)
    return unmet(
        "code_in_force",
        f"{terms.code_name} is not in force on {words.long_date(on)}.",
        terms.citation,
        remedy="The council adopts a code of conduct for the day.",
        who="A manager, with a second person",
    )


def warnings_begun(facts: Facts, on: date) -> Check:
    """Ask that the code lets warnings be given by now."""
    terms = facts.policy
    if on >= terms.warnings_from:
        text = f"Warnings are given from {words.long_date(terms.warnings_from)}."
        return met("warnings_begun", text, terms.citation)
    return unmet(
        "warnings_begun",
        f"No warning is given before {words.long_date(terms.warnings_from)}.",
        terms.citation,
        remedy=f"Wait until {words.long_date(terms.warnings_from)}.",
        who="Time",
    )


def came_first(facts: Facts, on: date) -> list[Check]:
    """Ask that a warning came before the notice, has run its time, and was not followed by improvement."""
    terms = facts.policy
    if not terms.warning_before_notice:
        return []
    current = facts.warnings.current
    if current is None:
        return [_excused(facts) or _never_given(facts)]
    if current.received_on is None or current.ends_on is None:
        return [_not_received(current, terms)]
    if on <= current.ends_on and not _may_end_early(current, terms):
        return [_still_runs(current.received_on, current.ends_on, terms)]
    return [_improvement(current, current.received_on, current.ends_on, terms)]


def length_words(terms: PolicyTerms) -> str:
    """Say how long a warning of this code runs: 15 school days."""
    unit = "school day" if terms.warning_unit is PeriodUnit.SCHOOL_DAYS else "school week"
    return words.count(terms.warning_length, unit)


def _excused(facts: Facts) -> Check | None:
    terms, leave = facts.policy, facts.leave
    if facts.warnings.skipped_why and terms.warning_may_be_skipped:
        return met("warning", f"No warning was given: {facts.warnings.skipped_why}", terms.citation)
    refusal_warned = leave is not None and leave.refused_on is not None and leave.refusal_names_consequence
    if facts.period.kind is MatterKind.LEAVE and not terms.leave_needs_warning and refusal_warned:
        return met("warning", "No warning is needed: the refusal of leave said what would follow.", terms.citation)
    return None


def _never_given(facts: Facts) -> Check:
    terms = facts.policy
    also = ", or record why a warning would change nothing" if terms.warning_may_be_skipped else ""
    return unmet(
        "warning_none",
        "The parent has had no warning; the code asks for one first.",
        terms.citation,
        remedy=f"Warn the parent in writing and let {length_words(terms)} pass{also}.",
        who="An officer",
    )


def _not_received(current: Warned, terms: PolicyTerms) -> Check:
    return unmet(
        "warning_not_received",
        f"The warning of {words.long_date(current.given_on)} does not count as received.",
        terms.citation,
        remedy=f"Post it (again), and let {length_words(terms)} pass from the day it counts as received.",
        who="An officer",
    )


def _may_end_early(current: Warned, terms: PolicyTerms) -> bool:
    return bool(current.early_ground) and current.early_ground in terms.early_issue_grounds


def _still_runs(received_on: date, ends_on: date, terms: PolicyTerms) -> Check:
    return unmet(
        "warning_running",
        "The warning still runs.",
        terms.citation,
        remedy=f"It was received on {words.long_date(received_on)}, and its {length_words(terms)} end on "
        f"{words.long_date(ends_on)}.",
        who="Time. No one may shorten it",
    )


def _improvement(current: Warned, received_on: date, ends_on: date, terms: PolicyTerms) -> Check:
    ran = f"Warning received on {words.long_date(received_on)}; its {length_words(terms)} ended on "
    ran += words.long_date(ends_on)
    if current.improved is None and current.missed == 0:
        text = f"No half-day was missed without leave in the time of the warning ({words.long_date(received_on)} to "
        text += f"{words.long_date(ends_on)})."
    elif current.improved:
        text = "The warning was followed by the improvement it asked for."
    else:
        return met("warning", f"{ran}; {words.half_days(current.missed)} missed in it.", terms.citation)
    return unmet(
        "warning_improved",
        text,
        terms.citation,
        remedy="Settle the matter as improved. New absence needs a new warning.",
        who="An officer",
    )
