"""What the penalty regime, its count and the code's cap ask of a notice, and the time it would use up."""

from datetime import date

from cases import time_limit
from cases.citations import Law, cite
from cases.rules.bars import Check, MayOverride, met, unmet
from cases.rules.facts import Facts
from schools import words

# Notices to one parent for one child within three years after which no further may be issued. (SI 2024/210)
MOST_IN_THREE_YEARS = 2


def checks(facts: Facts, on: date) -> list[Check]:
    """Ask all that the regime asks, in the order in which it is worked out."""
    return [
        power(facts, on),
        *one_regime(facts, on),
        *count(facts, on),
        *elsewhere(facts, on),
        *cap(facts, on),
        *leaves_time(facts, on),
        *particulars(facts, on),
        none_standing(facts, on),
    ]


def power(facts: Facts, on: date) -> Check:
    """Ask whether a notice could be given on the day at all. (Education Act 1996 s.444A)"""
    citation = cite(Law.POWER, on)
    if facts.tariff.power:
        return met("power", "The law lets a notice be given on this day.", citation)
    return unmet(
        "no_power",
        f"No penalty notice could be given on {words.long_date(on)}.",
        citation,
        remedy="Nothing settles it; consider another step.",
        who="No one",
    )


def one_regime(facts: Facts, on: date) -> list[Check]:
    """Stop a period that lies under two regimes: which of them rules is unresolved, so a person splits it."""
    if not facts.tariff.straddles:
        return []
    return [
        unmet(
            "regime_straddle",
            "The period lies on both sides of a change of the law, and which sums would apply is unresolved.",
            cite(Law.REGIME_CHANGE, on),
            remedy="Keep the half-days of one side only.",
            who="You; ask your solicitor",
        )
    ]


def count(facts: Facts, on: date) -> list[Check]:
    """Ask whether the number of counting notices in three years allows another, and is known."""
    ordinal = facts.tariff.ordinal
    if ordinal is None:
        return []
    citation = cite(Law.THREE_YEARS, on)
    found = [] if ordinal <= MOST_IN_THREE_YEARS else [_third(ordinal, on)]
    if not facts.tariff.ordinal_history_known:
        found.append(
            unmet(
                "ordinal_history_missing",
                "Earlier notices since 19 August 2024 have not been brought in, so the number of this one is unknown.",
                citation,
                remedy="Import the earlier notices, or sign that there are none.",
                who="A manager",
            )
        )
    if facts.tariff.second_before_first:
        found.append(
            unmet(
                "second_before_first",
                "These half-days began before the first notice counted as received.",
                citation,
                remedy="A manager's recorded decision that a second notice is right all the same.",
                who="A manager",
                overridable_by=MayOverride.MANAGER,
            )
        )
    name = {1: "first", 2: "second"}.get(ordinal, "")
    text = f"The {name} notice to this parent for this child in three years; a third may not be issued."
    return found or [met("third_notice", text, citation)]


def elsewhere(facts: Facts, on: date) -> list[Check]:
    """Ask for the answer of another authority where the family's moves make its notices count."""
    asked = facts.elsewhere
    if not asked.needed:
        return []
    citation = cite(Law.ELSEWHERE, on)
    if asked.answered_on is not None:
        answered = words.long_date(asked.answered_on)
        return [met("cross_border", f"{asked.authorities} answered on {answered}.", citation)]
    return [
        unmet(
            "cross_border",
            f"{asked.authorities} has not said whether it issued notices to this parent.",
            citation,
            remedy="Write to it, and record its answer.",
            who="An officer",
        )
    ]


def cap(facts: Facts, on: date) -> list[Check]:
    """Ask whether the code's own cap allows another notice to this parent."""
    terms = facts.policy
    if terms.cap_notices is None:
        return []
    given = facts.notices.in_cap_window
    counted = f"{words.count(given, 'notice')} to this parent in {terms.cap_months} months"
    text = f"{counted}; the code allows {terms.cap_notices}."
    if given < terms.cap_notices:
        return [met("cap", text, terms.citation)]
    frees = facts.notices.cap_frees_on
    return [
        unmet(
            "cap",
            text,
            terms.citation,
            remedy=f"The code allows another from {words.long_date(frees)}."
            if frees
            else "Wait, or take another step.",
            who="Time",
        )
    ]


def leaves_time(facts: Facts, on: date) -> list[Check]:
    """Ask whether court would still be possible once the notice has run: the same day is in time."""
    first, court_from = facts.period.first, facts.tariff.standstill_ends
    if first is None or court_from is None:
        return []
    citation = cite(Law.TIME_LIMIT, on)
    safe = time_limit.last_day(first)
    if court_from <= safe:
        text = f"Court would be possible from {words.long_date(court_from)}; the safe date is {words.long_date(safe)}."
        return [met("defeats_time_limit", text, citation)]
    keep_from = time_limit.earliest_chargeable(court_from)
    return [
        unmet(
            "defeats_time_limit",
            f"Court would be possible only from {words.long_date(court_from)}, after the safe date "
            f"{words.long_date(safe)}.",
            citation,
            remedy=f"Take out the half-days before {words.long_date(keep_from)}, if enough remain.",
            who="You; or a legal officer decides otherwise",
            overridable_by=MayOverride.LEGAL,
        )
    ]


def particulars(facts: Facts, on: date) -> list[Check]:
    """Ask that the rendered draft carries every particular of the regulations; silent until it is rendered."""
    missing = facts.notices.particulars_missing
    if missing is None:
        return []
    citation = cite(Law.PARTICULARS, on)
    if not missing:
        return [met("particulars", "Every particular is on it, (a) to (k).", citation)]
    letters = ", ".join(f"({letter})" for letter in missing)
    return [
        unmet(
            "particulars",
            f"The notice lacks particulars {letters}.",
            citation,
            remedy="Enter what is missing, and draw the notice up again.",
            who="You",
        )
    ]


def none_standing(facts: Facts, on: date) -> Check:
    """Ask that this matter has no notice already."""
    citation = cite(Law.ONE_NOTICE, on)
    standing = facts.notices.standing
    if standing is None:
        return met("notice_standing", "No notice stands in this matter.", citation)
    return unmet(
        "notice_standing",
        f"Notice {standing.number} already stands in this matter.",
        citation,
        remedy="Nothing more is needed; a wrong one is withdrawn first.",
        who="A council officer who may withdraw",
    )


def _third(ordinal: int, on: date) -> Check:
    return unmet(
        "third_notice",
        f"{ordinal - 1} notices to this parent for this child count in three years; a third may not be issued.",
        cite(Law.THREE_YEARS, on),
        remedy="Consider prosecution, an education supervision order or an attendance contract.",
        who="No one may issue it",
    )
