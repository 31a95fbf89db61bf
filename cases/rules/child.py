"""What the law asks of the child: age, school, registration, and when the ladder is the wrong road."""

from datetime import date

from cases.citations import Law, cite
from cases.rules.bars import Check, MayOverride, met, unmet
from cases.rules.facts import Facts, Question
from schools import words

# Attendances in twelve months that excuse a child of a travelling trade. (Education Act 1996 s.444(6))
TRAVELLING_ATTENDANCES = 200
TRAVELLING_AGE = 6


def checks(facts: Facts, on: date) -> list[Check]:
    """Ask all that concerns the child, whatever the step."""
    return [
        relevant_school(facts, on),
        compulsory_age(facts, on),
        registered(facts, on),
        one_school(facts, on),
        *looked_after(facts, on),
        *health_lane(facts, on),
        *travelling_trade(facts, on),
    ]


def relevant_school(facts: Facts, on: date) -> Check:
    """Ask whether the school is one to whose pupils the power extends. (Education Act 1996 s.444A(1)(b))"""
    citation = cite(Law.RELEVANT_SCHOOL, on)
    name = facts.child.school_name
    if facts.child.school_is_relevant:
        return met("relevant_school", f"{name} is a relevant school in England.", citation)
    return unmet(
        "relevant_school",
        f"{name} is not a school to whose pupils the law lets a notice be given.",
        citation,
        remedy="Nothing settles it for this school.",
        who="No one",
    )


def compulsory_age(facts: Facts, on: date) -> Check:
    """Ask whether the child was of compulsory school age on every half-day. (Education Act 1996 s.8)"""
    citation = cite(Law.AGE, on)
    child = facts.child
    outside = sorted(
        {mark.on for mark in facts.period.sessions if not child.compulsory_from <= mark.on <= child.compulsory_until}
    )
    if not outside:
        return met("compulsory_age", "Of compulsory school age on every day.", citation)
    return unmet(
        "compulsory_age",
        f"The child was not of compulsory school age on {_days(outside)}; that age runs from "
        f"{words.long_date(child.compulsory_from)} to {words.long_date(child.compulsory_until)}.",
        citation,
        remedy="Take those days out of the period.",
        who="You",
    )


def registered(facts: Facts, on: date) -> Check:
    """Ask whether the child was a registered pupil on every half-day. (Education Act 1996 s.444(1))"""
    citation = cite(Law.OFFENCE, on)
    outside = sorted({mark.on for mark in facts.period.sessions if not mark.enrolled})
    if not outside:
        return met("registered", "A registered pupil on every day.", citation)
    return unmet(
        "registered",
        f"The child was not on the school's roll on {_days(outside)}.",
        citation,
        remedy="Take those days out of the period, or correct the dates of admission and leaving.",
        who="You, or the school for its roll",
    )


def one_school(facts: Facts, on: date) -> Check:
    """Ask whether all half-days stand in the register of the one school on which the matter is founded."""
    citation = cite(Law.OFFENCE, on)
    elsewhere = sum(mark.school_id != facts.child.school_id for mark in facts.period.sessions)
    if not elsewhere:
        return met("one_school", f"Every half-day is in the register of {facts.child.school_name}.", citation)
    return unmet(
        "one_school",
        f"{words.half_days(elsewhere)} of the period {'is' if elsewhere == 1 else 'are'} in another school's register.",
        citation,
        remedy="Keep the half-days of one school; an officer may found the step on either, not on both.",
        who="An officer",
    )


def looked_after(facts: Facts, on: date) -> list[Check]:
    """Stop every step for a child in public care, unless a lawyer and the Virtual School Head decide otherwise."""
    said_yes = any(answer.question is Question.LOOKED_AFTER and answer.answer == "yes" for answer in facts.equality)
    if not (facts.child.looked_after or said_yes):
        return []
    return [
        unmet(
            "looked_after",
            "The child is looked after by the council; no step is taken against a parent.",
            cite(Law.CARE, on),
            remedy="A recorded decision of the council's lawyer together with the Virtual School Head.",
            who="A legal officer, with the Virtual School Head",
            overridable_by=MayOverride.LEGAL,
        )
    ]


def health_lane(facts: Facts, on: date) -> list[Check]:
    """Stop every step while the absence is worked as mostly illness: that lane has no enforcement in it."""
    if not facts.child.health_lane:
        return []
    return [
        unmet(
            "health_lane",
            "The absence is mostly illness or medical; it is worked as health and inclusion.",
            cite(Law.EQUALITY, on),
            remedy="Consider other education for a child who is too ill for school, and record the outcome.",
            who="An officer",
        )
    ]


def travelling_trade(facts: Facts, on: date) -> list[Check]:
    """Ask whether the attendances of a mobile child excuse the parent. (Education Act 1996 s.444(6))"""
    child = facts.child
    if not child.mobile or words.age_on(child.born, on) < TRAVELLING_AGE:
        return []
    citation = cite(Law.TRAVELLING_TRADE, on)
    attended = child.attendances_in_twelve_months
    if attended is None:
        return [
            unmet(
                "travelling_trade",
                "The attendances of this mobile child in the last twelve months have not been counted.",
                citation,
                remedy="Count the attendances at every school in twelve months.",
                who="An officer",
            )
        ]
    if attended < TRAVELLING_ATTENDANCES:
        text = f"{attended} attendances in twelve months; a travelling trade is excused at {TRAVELLING_ATTENDANCES}."
        return [met("travelling_trade", text, citation)]
    return [
        unmet(
            "travelling_trade",
            f"{attended} attendances in twelve months; a travelling trade is excused at {TRAVELLING_ATTENDANCES}.",
            citation,
            remedy="A lawyer's recorded decision that the parent's trade does not require the travelling.",
            who="A legal officer",
            overridable_by=MayOverride.LEGAL,
        )
    ]


def _days(days: list[date]) -> str:
    shown = [words.long_date(day) for day in days[:3]]
    more = f" and {len(days) - 3} more days" if len(days) > 3 else ""
    return (", ".join(shown) + more) if more or len(shown) < 2 else ", ".join(shown[:-1]) + " and " + shown[-1]
