"""The dates that the law or the council's code fixes for a matter, each with its facts, rule and arithmetic."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cases import time_limit
from cases.citations import Citation, Confidence, Law, cite
from cases.deadline_inputs import Inputs, NoticeRun, Received
from cases.rules.policy import PeriodUnit, PolicyTerms
from schools import words
from schools.terms import CalendarEnds
from schools.working_days import add_working_days


class DeadlineKind(StrEnum):
    """What falls due; a kind that may stand several times has a key after a colon."""

    WARNING_HALFWAY = "warning_halfway"
    WARNING_END = "warning_end"
    NOTICE_LOW = "notice_low"
    NOTICE_HIGH = "notice_high"
    PROCEEDINGS_FROM = "proceedings_from"
    DECIDE_UNPAID = "decide_unpaid"
    SAFE_LIMIT = "safe_limit"
    HARD_LIMIT = "hard_limit"
    REPRESENTATION = "representation"
    RETURNED_POST = "returned_post"
    NOT_TO_ACT_REVIEW = "not_to_act_review"
    UNEXPLAINED_MARK = "n_code"

    @property
    def label(self) -> str:
        """Name it as a list of dates does."""
        return LABELS[self]


LABELS = {
    DeadlineKind.WARNING_HALFWAY: "Half-way through the warning",
    DeadlineKind.WARNING_END: "The warning ends",
    DeadlineKind.NOTICE_LOW: "Last day for the lower sum",
    DeadlineKind.NOTICE_HIGH: "Last day to pay",
    DeadlineKind.PROCEEDINGS_FROM: "Court is possible from",
    DeadlineKind.DECIDE_UNPAID: "Decide the unpaid notice",
    DeadlineKind.SAFE_LIMIT: "Safe date: the oldest half-day runs out",
    DeadlineKind.HARD_LIMIT: "Hard date: the last half-day runs out",
    DeadlineKind.REPRESENTATION: "Answer what the parent wrote",
    DeadlineKind.RETURNED_POST: "Serve again what came back",
    DeadlineKind.NOT_TO_ACT_REVIEW: "Review of the decision not to act",
    DeadlineKind.UNEXPLAINED_MARK: "Resolve the N",
}

COUNCILS_OWN = Citation("The council's own rule", Confidence.V)
# A representation that comes this long before the lower sum ends is answered before it ends.
ANSWER_BEFORE_LOWER_SUM_DAYS = 7


@dataclass(frozen=True, slots=True)
class Due:
    """One date: what falls due, on what facts, by which rule, and the arithmetic in sentences."""

    kind: str
    due_on: date
    inputs: dict[str, str | int | None]
    rule: str
    citation: str
    confidence: str
    steps: tuple[str, ...]


def compute_deadlines(inputs: Inputs) -> list[Due]:
    """Return every date that follows from the inputs, the same for the same inputs, earliest first.

    Raises `schools.terms.CalendarEnds` when the time of a warning runs past the calendar.
    """
    dues = [
        *_warning(inputs),
        *_notice(inputs),
        *_limits(inputs),
        *_answers(inputs),
        *_reviews(inputs),
        *_unexplained(inputs),
    ]
    return sorted(dues, key=lambda due: (due.due_on, due.kind))


def _warning(inputs: Inputs) -> Iterator[Due]:
    run = inputs.warning
    if run is None:
        return
    received = f"The warning counts as received on {words.long_date(run.received_on)}."
    facts: dict[str, str | int | None] = {
        "received_on": run.received_on.isoformat(),
        "length": run.length,
        "unit": run.unit.value,
    }
    if run.unit is PeriodUnit.SCHOOL_DAYS:
        first, last = (run.calendar.add_school_days(run.received_on, n) for n in (1, run.length))
        count = f"Day 1 is the next school day, {words.long_date(first)}; day {run.length} is {words.long_date(last)}."
        rule = f"{words.count(run.length, 'school day')} from the day after receipt"
        yield _due(DeadlineKind.WARNING_END, last, facts, rule, inputs.policy.citation, received, count)
        return
    half = run.calendar.count_weeks(run.received_on, max(1, run.length // 2))
    whole = run.calendar.count_weeks(run.received_on, run.length)
    begins = f"Week 1 is the school week of {words.long_date(whole.first)}."
    half_ends = f"Half-way is the last school day of week {max(1, run.length // 2)}, {words.long_date(half.last)}."
    ends = f"It ends on the last school day of week {run.length}, {words.long_date(whole.last)}."
    rule = f"{words.count(run.length, 'school week')} from receipt"
    cited = inputs.policy.citation
    yield _due(DeadlineKind.WARNING_HALFWAY, half.last, facts, rule, cited, received, begins, half_ends)
    yield _due(DeadlineKind.WARNING_END, whole.last, facts, rule, cited, received, begins, ends)


def _notice(inputs: Inputs) -> Iterator[Due]:
    run = inputs.notice
    if run is None:
        return
    facts: dict[str, str | int | None] = {"notice": run.number, "received_on": run.received_on.isoformat()}
    kinds = (DeadlineKind.NOTICE_LOW, DeadlineKind.NOTICE_HIGH)[-len(run.sums) :] if run.sums else ()
    for kind, each in zip(kinds, run.sums, strict=True):
        known = {**facts, "amount": str(each.amount)}
        yield _due(kind, each.last_day, known, f"{words.pounds(each.amount)} may be paid", each.citation, *each.steps)
    begins = f"Nothing goes to court before {words.long_date(run.proceedings_not_before)}, when the notice has run."
    cited = cite(Law.STANDSTILL, run.received_on)
    rule = "No proceedings while the notice may be paid"
    yield _due(DeadlineKind.PROCEEDINGS_FROM, run.proceedings_not_before, facts, rule, cited, begins)
    if run.sums and not run.decided:
        yield _decide_unpaid(inputs.policy, run, facts)


def _decide_unpaid(policy: PolicyTerms, run: NoticeRun, facts: dict[str, str | int | None]) -> Due:
    last = run.sums[-1].last_day
    unpaid_from = last + timedelta(days=1)
    number = policy.decide_unpaid_working_days
    due_on = add_working_days(unpaid_from, number)
    return _due(
        DeadlineKind.DECIDE_UNPAID,
        due_on,
        {**facts, "last_day": last.isoformat(), "working_days": number},
        f"Prosecute, withdraw or hold within {words.count(number, 'working day')}",
        cite(Law.MUST_WITHDRAW, last),
        f"The last day to pay is {words.long_date(last)}.",
        f"Unpaid, it becomes a decision on the day after, {words.long_date(unpaid_from)}: prosecute, or withdraw.",
        f"{words.count(number, 'working day')} after that is {words.long_date(due_on)}.",
    )


def _limits(inputs: Inputs) -> Iterator[Due]:
    if inputs.offence is None:
        return
    first, last = inputs.offence
    limits = time_limit.limit(first, last)
    facts: dict[str, str | int | None] = {"first": first.isoformat(), "last": last.isoformat()}
    steps = time_limit.steps(first, last)
    cited = cite(Law.TIME_LIMIT, first)
    rule = "Six months from the first half-day"
    yield _due(DeadlineKind.SAFE_LIMIT, limits.safe, facts, rule, cited, *steps)
    rule = "Six months from the last half-day"
    yield _due(DeadlineKind.HARD_LIMIT, limits.hard, facts, rule, cited, *steps)


def _answers(inputs: Inputs) -> Iterator[Due]:
    lower = inputs.notice.sums[0].last_day if inputs.notice and len(inputs.notice.sums) > 1 else None
    for item in inputs.representations:
        yield _representation(item, lower, inputs.policy.representation_working_days)
    number = inputs.policy.returned_post_working_days
    for item in inputs.returned_post:
        due_on = add_working_days(item.on, number)
        yield _due(
            f"{DeadlineKind.RETURNED_POST}:{item.reference}",
            due_on,
            {"returned_on": item.on.isoformat(), "working_days": number},
            f"Serve again or withdraw within {words.count(number, 'working day')}",
            cite(Law.SERVICE, item.on),
            f"It came back on {words.long_date(item.on)}, so it does not count as received.",
            f"{words.count(number, 'working day')} after that is {words.long_date(due_on)}.",
        )


def _representation(item: Received, lower: date | None, number: int) -> Due:
    due_on = add_working_days(item.on, number)
    steps = [
        f"It came on {words.long_date(item.on)}.",
        f"{words.count(number, 'working day')} after that is {words.long_date(due_on)}.",
    ]
    early_enough = lower is not None and (lower - item.on).days >= ANSWER_BEFORE_LOWER_SUM_DAYS
    if lower is not None and early_enough and due_on >= lower:
        due_on = lower - timedelta(days=1)
        steps.append(
            f"The lower sum ends on {words.long_date(lower)} and it came at least seven days before, so it is answered "
            f"before that day, by {words.long_date(due_on)}."
        )
    facts: dict[str, str | int | None] = {
        "received_on": item.on.isoformat(),
        "working_days": number,
        "lower_sum_ends": lower.isoformat() if lower else None,
    }
    rule = f"Answer within {words.count(number, 'working day')}, and before the lower sum ends"
    return _due(f"{DeadlineKind.REPRESENTATION}:{item.reference}", due_on, facts, rule, COUNCILS_OWN, *steps)


def _reviews(inputs: Inputs) -> Iterator[Due]:
    decided = inputs.not_to_act
    if decided is None:
        return
    yield _due(
        DeadlineKind.NOT_TO_ACT_REVIEW,
        decided.review_on,
        {"decided_on": decided.decided_on.isoformat(), "review_on": decided.review_on.isoformat()},
        "The day named in the decision",
        COUNCILS_OWN,
        f"On {words.long_date(decided.decided_on)} it was decided not to act, and to look again on "
        f"{words.long_date(decided.review_on)}.",
    )


def _unexplained(inputs: Inputs) -> Iterator[Due]:
    if inputs.calendar is None:
        return
    number = inputs.policy.n_code_school_days
    for day in inputs.unexplained:
        try:
            due_on = inputs.calendar.add_school_days(day, number)
        except CalendarEnds:
            # The last days of the year stop no step: this date stands once the terms that follow are entered.
            continue
        yield _due(
            f"{DeadlineKind.UNEXPLAINED_MARK}:{day.isoformat()}",
            due_on,
            {"recorded_on": day.isoformat(), "school_days": number},
            f"Resolve an N within {words.count(number, 'school day')}",
            cite(Law.UNEXPLAINED_MARK, day),
            f"No reason was known on {words.long_date(day)}.",
            f"{words.count(number, 'school day')} after that is {words.long_date(due_on)}.",
        )


def _due(
    kind: str, due_on: date, facts: dict[str, str | int | None], rule: str, citation: Citation, *steps: str
) -> Due:
    return Due(str(kind), due_on, facts, rule, citation.text, citation.confidence.value, steps)
