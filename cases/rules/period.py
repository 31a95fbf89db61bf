"""What the law and the code ask of the half-days: that they are there, count, and rest under nothing else."""

from collections.abc import Iterable, Sequence
from datetime import date

from cases.citations import Law, cite
from cases.rules.bars import Check, MayOverride, met, unmet
from cases.rules.facts import Facts, SessionMark
from cases.rules.policy import window_words
from schools import words


def chosen(facts: Facts, on: date) -> Check:
    """Ask that there are half-days to rest on, each an unauthorised absence now. (Education Act 1996 s.444(1))"""
    citation = cite(Law.OFFENCE, on)
    marks = facts.period.sessions
    if not marks:
        return unmet(
            "sessions",
            "No half-days are chosen.",
            citation,
            remedy="Choose the half-days it rests on.",
            who="You",
        )
    excused = [mark for mark in marks if not mark.unauthorised]
    if not excused:
        return met("sessions", f"{words.half_days(len(marks))}, each missed without leave.", citation)
    are = "is" if len(excused) == 1 else "are"
    return unmet(
        "sessions",
        f"{words.half_days(len(excused))} {are} no unauthorised absence in the register: {_list(excused)}.",
        citation,
        remedy="Take them out of the period.",
        who="You",
    )


def unresolved(facts: Facts, on: date) -> Check:
    """Ask that no half-day still waits for its reason: an N is provisional, and only the register turns it."""
    return _resolved(facts.period.unresolved, on)


def unresolved_inside(facts: Facts, on: date) -> Check:
    """Ask the same of the days from the first half-day to the last: a later N bears on no charge for these."""
    first, last = facts.period.first, facts.period.last
    inside = [mark for mark in facts.period.unresolved if first and last and first <= mark.on <= last]
    return _resolved(inside, on)


def _resolved(waiting: Sequence[SessionMark], on: date) -> Check:
    citation = cite(Law.UNEXPLAINED_MARK, on)
    if not waiting:
        return met("unresolved", "No half-day waits for its reason (N).", citation)
    have = "has" if len(waiting) == 1 else "have"
    return unmet(
        "unresolved",
        f"{words.half_days(len(waiting))} {have} no reason yet (N).",
        citation,
        remedy=f"Find the reason and correct the register: {_list(waiting)}.",
        who="The school's attendance office",
    )


def warning_threshold(facts: Facts, on: date) -> Check:
    """Ask whether the unauthorised absence reaches the code's measure for a warning."""
    terms = facts.policy
    return _threshold(
        "warning_threshold",
        facts.period.counted_for_warning,
        terms.warning_sessions,
        f"{window_words(terms.warning_window, terms.warning_window_weeks)}; a warning needs",
        facts,
    )


def notice_threshold(facts: Facts, on: date) -> Check:
    """Ask whether the unauthorised absence reaches the code's measure for a notice."""
    return _threshold(
        "threshold",
        facts.period.counted_for_notice,
        facts.policy.notice_sessions,
        "; a notice needs",
        facts,
    )


def since_power(facts: Facts, on: date) -> list[Check]:
    """Ask that no half-day lies before the first on which the code founds a notice."""
    first = facts.policy.offences_from
    if first is None:
        return []
    early = [mark for mark in facts.period.sessions if mark.on < first]
    if not early:
        return [met("before_first", f"Every half-day is on or after {words.long_date(first)}.", facts.policy.citation)]
    are = "lies" if len(early) == 1 else "lie"
    return [
        unmet(
            "before_first",
            f"{words.half_days(len(early))} {are} before {words.long_date(first)}, the first day a notice may rest on.",
            facts.policy.citation,
            remedy=f"Take them out: {_list(early)}.",
            who="You",
        )
    ]


def one_notice(facts: Facts, on: date) -> Check:
    """Ask that no half-day already rests under another standing notice to this parent."""
    citation = cite(Law.ONE_NOTICE, on)
    twice = [mark for mark in facts.period.sessions if mark.noticed_by]
    if not twice:
        return met("already_founded", "No half-day has founded another notice to this parent.", citation)
    numbers = ", ".join(sorted({mark.noticed_by for mark in twice}))
    left = len(facts.period.sessions) - len(twice)
    have = "has" if len(twice) == 1 else "have"
    return unmet(
        "already_founded",
        f"{words.half_days(len(twice))} {have} already founded notice {numbers}.",
        citation,
        remedy=f"Take out {_list(twice)}; {words.half_days(left)} would remain.",
        who="You",
    )


def no_proceedings(facts: Facts, on: date) -> Check:
    """Ask that no prosecution of this parent is contemplated or begun for the same half-days."""
    citation = cite(Law.POWER, on)
    charged = [mark for mark in facts.period.sessions if mark.charged_by]
    if not charged:
        return met("proceedings", "The council holds and plans no other proceedings for these half-days.", citation)
    files = ", ".join(sorted({mark.charged_by for mark in charged}))
    return unmet(
        "proceedings",
        f"A prosecution is contemplated or begun for {words.half_days(len(charged))} of these: {files}.",
        citation,
        remedy=f"Take out {_list(charged)}, or have that prosecution declined.",
        who="You, or a legal officer",
    )


def _threshold(code: str, counted: int, needed: int, middle: str, facts: Facts) -> Check:
    joint = middle if middle.startswith(";") else f" {middle}"
    text = f"{words.count(counted, 'unauthorised session')}{joint} {needed}."
    if counted >= needed:
        return met(code, text, facts.policy.citation)
    overridable = MayOverride.MANAGER if facts.policy.threshold_may_be_overridden else MayOverride.NOBODY
    return unmet(
        code,
        text,
        facts.policy.citation,
        remedy="Time, and help for the family; only further unauthorised absence would reach it.",
        who="A manager may decide to act earlier" if overridable else "No one",
        overridable_by=overridable,
    )


def _list(marks: Iterable[SessionMark]) -> str:
    said = [words.half_day(mark.on, mark.half) for mark in sorted(marks, key=lambda mark: (mark.on, mark.half))]
    return "; ".join(said[:4]) + (f"; and {len(said) - 4} more" if len(said) > 4 else "")
