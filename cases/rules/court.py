"""What the law asks before a matter goes to the lawyers and the court: the notice has run, and there is time."""

from datetime import date

from cases import time_limit
from cases.citations import Law, cite
from cases.rules.bars import Check, met, unmet
from cases.rules.facts import Facts, StandingNotice
from schools import words


def notice_has_run(facts: Facts, on: date) -> Check:
    """Ask that any notice in this matter ran out unpaid: no proceedings while it may be paid. (s.444A(3), (4))"""
    standing = facts.notices.standing
    citation = cite(Law.STANDSTILL, on)
    if standing is None:
        return met("notice_run", "No notice is running in this matter.", citation)
    match standing.state:
        case "paid":
            return unmet(
                "paid",
                f"Notice {standing.number} was paid in time; no court can convict for these half-days.",
                cite(Law.DISCHARGE, on),
                remedy="Settle the matter as paid.",
                who="No one may go on",
            )
        case "void":
            return unmet(
                "notice_not_served",
                f"Notice {standing.number} does not count as received, so its time has not begun.",
                cite(Law.SERVICE, on),
                remedy="Serve it again, or withdraw it.",
                who="An officer",
            )
        case "open":
            return _still_payable(standing, on)
    if standing.proceedings_not_before is None or on < standing.proceedings_not_before:
        return _still_payable(standing, on)
    if standing.state in ("part_paid", "late_payment"):
        return _money_held(facts, standing, on)
    ended = words.long_date(standing.last_day) if standing.last_day else "its last day"
    return met("notice_run", f"Notice {standing.number} ran out unpaid on {ended}.", citation)


def not_withdrawn(facts: Facts, on: date) -> list[Check]:
    """Ask that none of the half-days rested under a notice since withdrawn: no court for those, unless issued anew."""
    citation = cite(Law.WITHDRAWAL, on)
    withdrawn = sorted({mark.withdrawn_by for mark in facts.period.sessions if mark.withdrawn_by})
    anew = facts.notices.withdrawn is not None and facts.notices.withdrawn.reissue_approved_by
    if not withdrawn or (anew and facts.notices.standing is not None):
        return [met("not_withdrawn", "No half-day rests on a withdrawn notice.", citation)]
    return [
        unmet(
            "withdrawn_notice",
            f"These half-days rested on notice {', '.join(withdrawn)}, which was withdrawn.",
            citation,
            remedy="Take them out of the period.",
            who="You",
        )
    ]


def in_time(facts: Facts, on: date) -> Check:
    """Ask that every half-day can still be charged. (Magistrates' Courts Act 1980 s.127(1))"""
    citation = cite(Law.TIME_LIMIT, on)
    first, last = facts.period.first, facts.period.last
    if first is None or last is None:
        return unmet(
            "in_time", "Without half-days there is no time limit.", citation, remedy="Choose the half-days.", who="You"
        )
    verdict = time_limit.judge(first, last, charged_on=on)
    safe = time_limit.last_day(first)
    if verdict.in_time:
        left = words.count((safe - on).days, "day")
        return met("in_time", f"In time: {left} to the safe date, {words.long_date(safe)}.", citation)
    if verdict.trimmed_from is None:
        return unmet(
            "out_of_time",
            f"The six months ended on {words.long_date(time_limit.last_day(last))}; no half-day can be charged.",
            citation,
            remedy="Settle the matter as out of time, with the reason it came to that.",
            who="No one can extend it",
        )
    return unmet(
        "partly_out_of_time",
        f"The half-days before {words.long_date(verdict.trimmed_from)} are out of time.",
        citation,
        remedy=f"Take them out; the hard date for the rest is {words.long_date(time_limit.last_day(last))}.",
        who="You; ask your solicitor",
    )


def _still_payable(standing: StandingNotice, on: date) -> Check:
    first = standing.proceedings_not_before
    until = f"before {words.long_date(first)}" if first else "while it runs"
    return unmet(
        "standstill",
        f"Notice {standing.number} may still be paid; nothing goes to court {until}.",
        cite(Law.STANDSTILL, on),
        remedy=f"Wait until {words.long_date(first)}." if first else "Serve it, and wait until it has run.",
        who="Time",
    )


def _money_held(facts: Facts, standing: StandingNotice, on: date) -> Check:
    what = "came after the last day" if standing.state == "late_payment" else "came and is not enough"
    return unmet(
        "money_undecided",
        f"{words.money(facts.money.received)} {what} for notice {standing.number}, and is still held.",
        cite(Law.OPEN_EVIDENCE, on),
        remedy="Return it, or withdraw the notice.",
        who="The clerk",
    )
