"""A drafted paper as it is checked: who and what, money and dates, what the law asks, beside the very PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cases import time_limit
from cases.models import Matter
from cases.rules.bars import Check
from cases.rules.facts import Facts, SessionMark, Warned
from notices import frozen
from notices.letters import snapshots
from notices.letters.kinds import KINDS
from notices.letters.parts import Counting, Method, Sum
from notices.letters.rendering import CLASSES
from notices.models import Letter, PenaltyNotice
from schools import words
from schools.words import half_days, long_date, plain_date, pounds, week_date

Row = dict[str, str]
MONEY_GOES = "The money goes to the council, not to the school."
DAYS_RUN = "The school holidays do not stop these days."
COUNCIL_DECIDES = "If it is unpaid, the council decides: court for the absence itself, or withdrawal."


@dataclass(frozen=True)
class Draft:
    """A draft laid out for checking; `obstacle` says why it cannot be issued as it is, "" when it can."""

    who: Sequence[Row]
    money: Sequence[Row]
    sessions: Sequence[str]
    checks: Sequence[Check]
    particulars: Sequence[tuple[str, str]]
    letter: Letter
    obstacle: str

    @property
    def ready(self) -> bool:
        """Say whether nothing stands between this paper and whoever checks it."""
        return not self.obstacle and all(check.met for check in self.checks)


def draft_of_notice(
    notice: PenaltyNotice, paper: Letter, facts: Facts, checks: Sequence[Check], *, obstacle: str
) -> Draft:
    """Lay a drafted notice out, from what its very paper says."""
    says = frozen.thaw(snapshots.PenaltyNotice, paper.snapshot)
    change = f"/matters/{notice.matter.reference}/notice/"
    who = [
        *_who(notice.matter, says),
        {
            "label": "Half-days",
            "value": f"{half_days(len(says.sessions))} without leave, "
            f"{words.date_range(notice.offence_from, notice.offence_until)}",
            "under": _by_code(facts.period.sessions),
            "change": change,
            "what": "the half-days",
        },
        *_warning(facts.warnings.current),
        {"label": "Your reason", "value": f"‘{notice.reasons}’", "change": change, "what": "your reason"},
    ]
    return Draft(
        who=who,
        money=_money(says, change),
        sessions=[words.half_day(mark.on, mark.half) + f": {mark.code}" for mark in facts.period.sessions],
        checks=checks,
        particulars=particulars_of(paper),
        letter=paper,
        obstacle=obstacle,
    )


def draft_of_warning(matter: Matter, paper: Letter, checks: Sequence[Check], *, obstacle: str) -> Draft:
    """Lay a drafted warning out, from what its very paper says."""
    says = frozen.thaw(snapshots.FormalWarning, paper.snapshot)
    record = says.record
    who = [
        *_who(matter, says),
        {
            "label": "What the register says",
            "value": f"{half_days(len(record.sessions))} of {record.possible} missed without leave, "
            f"{words.date_range(record.first, record.last)}",
        },
    ]
    money = [
        {
            "label": "Its time",
            "value": f"{words.count(says.school_days, 'school day')}, "
            f"{week_date(says.first_day)} to {week_date(says.last_day)}",
            "under": "counted from the day it should arrive",
        },
        {"label": "Looked at again", "value": week_date(says.review_on)},
        *({"label": pounds(each.amount), "value": "what a notice would then cost"} for each in says.sums),
    ]
    return Draft(
        who=who,
        money=money,
        sessions=[words.half_day(each.on, each.half) + f": {each.code}" for each in record.sessions],
        checks=checks,
        particulars=particulars_of(paper),
        letter=paper,
        obstacle=obstacle,
    )


def particulars_of(paper: Letter) -> list[tuple[str, str]]:
    """The particulars that the paper was found to hold when it was made: their marks, and what each is."""
    if not paper.sha256:
        return []
    return [(each.mark, each.what) for each in KINDS[paper.kind].required]


def _who(matter: Matter, says: snapshots.Letter) -> list[Row]:
    pupil = matter.case.pupil
    return [
        {"label": "To", "value": says.recipient.name, "under": ", ".join(says.recipient.lines[1:])},
        {
            "label": "For",
            "value": f"{says.child.name}, Year {pupil.year_group}, born {plain_date(pupil.born)}",
            "under": says.school.name,
        },
        {"label": "Why liable", "value": matter.liability_reason or matter.get_liability_display()},
    ]


def _by_code(sessions: Sequence[SessionMark]) -> str:
    codes = sorted({mark.code for mark in sessions})
    return ", ".join(f"{sum(mark.code == code for mark in sessions)} {code}" for code in codes)


def _warning(current: Warned | None) -> list[Row]:
    if current is None or current.received_on is None or current.ends_on is None:
        return []
    return [
        {
            "label": "Warning",
            "value": f"Received {words.month_date(current.received_on)}. Its time ended {week_date(current.ends_on)}; "
            f"{half_days(current.missed)} missed in it",
        }
    ]


def _money(says: snapshots.PenaltyNotice, change: str) -> list[Row]:
    first, last = says.sessions[0].on, says.sessions[-1].on
    by_hand = says.service.method is Method.HAND
    posted: Row = {
        "label": "Given" if by_hand else "Posted",
        "value": f"{long_date(says.service.on)}, " + (CLASSES.get(says.service.method) or "by hand"),
        "change": change,
        "what": "how it goes",
    }
    received = {
        "label": "Counts as received",
        "value": week_date(says.service.received_on),
        "under": "the same day" if by_hand else "second working day after posting",
    }
    court = {
        "label": "Court",
        "value": f"not before {week_date(says.not_before)}. The six months of the oldest half-day end on "
        f"{week_date(time_limit.limit(first, last).safe)}",
    }
    return [posted, received, *(_sum(each) for each in says.sums), court]


def _sum(each: Sum) -> Row:
    counted = "after receipt" if each.counting is Counting.FROM else "beginning with the day of receipt"
    last = week_date(each.last_day) if each.last_day else "its last day"
    return {"label": pounds(each.amount), "value": f"up to {last}", "under": f"{each.days} days {counted}"}


def what_happens(paper: Letter, *, on: date) -> list[dict[str, Any]]:
    """What follows an issued notice, as dated steps up to the day after the last sum."""
    says = frozen.thaw(snapshots.PenaltyNotice, paper.snapshot)
    to = says.recipient.salutation
    steps = [_leaves(paper, says, to, on=on), _received(says)]
    for place, each in enumerate(says.sums):
        if each.last_day:
            more = MONEY_GOES if place == 0 else DAYS_RUN
            steps.append({"heading": week_date(each.last_day), "text": f"Last day for {pounds(each.amount)}. {more}"})
    last = says.sums[-1].last_day
    if last:
        steps.append({"heading": week_date(last + timedelta(days=1)), "text": COUNCIL_DECIDES})
    return steps


def _leaves(paper: Letter, says: snapshots.PenaltyNotice, to: str, *, on: date) -> dict[str, Any]:
    day = words.near_date(paper.posted_on or says.service.on, on=on)
    if paper.posted_on:
        return {"heading": day, "text": f"The letter left for {to}.", "look": "step"}
    if says.service.method is Method.HAND:
        return {
            "heading": day,
            "text": f"Give the letter to {to}, and record where. Its days begin then.",
            "look": "step",
        }
    text = f"The letter leaves for {to} by {CLASSES[says.service.method]} post. Until then the council can stop it."
    return {"heading": day, "text": text, "look": "step"}


def _received(says: snapshots.PenaltyNotice) -> dict[str, Any]:
    text = "It counts as received. If it comes back, the days start again and you are told."
    return {"heading": week_date(says.service.received_on), "text": text}
