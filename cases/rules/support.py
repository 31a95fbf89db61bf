"""What must have been offered before a step that harms, and what holds the step for now."""

from datetime import date

from cases.citations import Law, cite
from cases.rules.bars import Check, met, unmet
from cases.rules.facts import Facts
from schools import words


def offered(facts: Facts, on: date) -> Check:
    """Ask that help was offered first, or that it is recorded why none was right."""
    citation = facts.policy.citation
    help_given = facts.support
    if help_given.offers and help_given.last_offered_on is not None:
        what = ", ".join(help_given.offers)
        return met(
            "support", f"Support was offered: {what}; last on {words.long_date(help_given.last_offered_on)}.", citation
        )
    if help_given.not_offered_because:
        return met("support", f"No support was offered: {help_given.not_offered_because}", citation)
    return unmet(
        "support",
        "No support is recorded, and no reason why none was right.",
        citation,
        remedy="Record what was offered and how it was answered, or why support would not be right.",
        who="An officer or the school",
    )


def not_paused(facts: Facts, on: date) -> list[Check]:
    """Name every pause that holds the steps against this parent; none of them moves the time limit."""
    return [
        unmet(
            "paused",
            f"Steps against this parent are paused: {pause.reason}",
            cite(Law.PAUSE, on),
            remedy=f"The pause ends on {words.long_date(pause.until)}; the time limit runs on."
            if pause.until
            else "End the pause; the time limit runs on.",
            who="An officer",
        )
        for pause in facts.pauses
        if pause.from_day <= on and (pause.until is None or on <= pause.until)
    ]


def one_person(facts: Facts, on: date) -> Check:
    """Ask that no record that may be the same person is left unanswered: counts run over one person."""
    citation = cite(Law.IDENTITY, on)
    number = facts.likenesses_unanswered
    if not number:
        return met("likeness", "No record that may be the same person waits for an answer.", citation)
    return unmet(
        "likeness",
        f"{words.count(number, 'record')} may be the same person, and nobody has said.",
        citation,
        remedy="Look at both records side by side and answer.",
        who="An officer",
    )
