"""Explains single dates: posting, the time limit, a warning's end, compulsory age, an N."""

from datetime import date

from cases import receipt, time_limit
from cases.citations import Law, cite
from cases.rules.bars import Bar, MayOverride
from cases.rules.policy import PeriodUnit
from notices.explain.answers import Answer, Contradiction, bar_values
from notices.explain.files import calendar_ends
from schools import words
from schools.absence.age import compulsory_school_age
from schools.terms import Calendar, CalendarEnds
from schools.working_days import Method

WEEKS_LEAST, WEEKS_MOST = 3, 6
N_SCHOOL_DAYS = 5


def explain_posting(*, posted_on: date, served_by: Method) -> Answer:
    """Say on which day a paper counts as received. (Interpretation Act 1978 s.7)"""
    got = receipt.by_post(posted_on, served_by)
    return Answer(values={"received_on": got.on.isoformat()}, steps=got.steps, citations=[got.citation])


def explain_time_limit(*, first: date, last: date, issued_on: date | None) -> Answer:
    """Say until when a period can be charged, and what of it a charge on one day still reaches."""
    if last < first:
        raise Contradiction(f"The last absence ({last.isoformat()}) lies before the first ({first.isoformat()}).")
    limit = time_limit.limit(first, last)
    values: dict[str, str | bool | None] = {
        "safe": limit.safe.isoformat(),
        "hard": limit.hard.isoformat(),
        "in_time": None,
        "trimmed_from": None,
        "barred_through": None,
    }
    steps = time_limit.steps(first, last)
    if issued_on is not None:
        verdict = time_limit.judge(first, last, charged_on=issued_on)
        values["in_time"] = verdict.in_time
        values["trimmed_from"] = verdict.trimmed_from.isoformat() if verdict.trimmed_from else None
        values["barred_through"] = verdict.barred_through.isoformat() if verdict.barred_through else None
        steps += time_limit.verdict_steps(first, last, charged_on=issued_on)
    return Answer(values=values, steps=steps, citations=time_limit.citations(first))


def explain_warning(calendar: Calendar, *, served_on: date, length: int, unit: PeriodUnit) -> Answer:
    """Say when a warning or a notice to improve ends; raises `Faulty` when the calendar ends first."""
    served = f"Served on {words.long_date(served_on)}."
    try:
        if unit is PeriodUnit.SCHOOL_DAYS:
            first, ends_on = (calendar.add_school_days(served_on, number) for number in (1, length))
            days = length
        else:
            period = calendar.count_weeks(served_on, length)
            first, ends_on, days = period.first, period.last, period.school_days
    except CalendarEnds as error:
        raise calendar_ends(error) from None
    law = Law.WARNING_DAYS if unit is PeriodUnit.SCHOOL_DAYS else Law.WARNING_WEEKS
    bars = _range_bars(length, served_on) if unit is PeriodUnit.SCHOOL_WEEKS else []
    what = "school day" if unit is PeriodUnit.SCHOOL_DAYS else "school week"
    begins = f"Day 1 is the first school day after that, {words.long_date(first)}."
    if unit is PeriodUnit.SCHOOL_WEEKS:
        begins = f"Week 1 begins on {words.long_date(first)}, its first school day."
    return Answer(
        values={
            "ends_on": ends_on.isoformat(),
            "school_days": days,
            "bars": [bar_values(bar) for bar in bars],
        },
        steps=[served, begins, f"{words.count(length, what)} end on {words.long_date(ends_on)}: {days} school days."],
        citations=[cite(law, served_on)],
        refused=bool(bars),
    )


def explain_age(*, born: date, on: date) -> Answer:
    """Say whether a child is of compulsory school age on a day, and from when until when. (Education Act 1996 s.8)"""
    age = compulsory_school_age(born)
    is_of_age = age.includes(on)
    return Answer(
        values={"of_compulsory_age": is_of_age, "from": age.first.isoformat(), "until": age.until.isoformat()},
        steps=[
            f"Born on {words.long_date(born)}.",
            f"Compulsory school age begins on {words.long_date(age.first)}, the prescribed day on or after the fifth "
            "birthday.",
            f"It ends with {words.long_date(age.until)}, the last Friday of June in the school year of the sixteenth "
            "birthday.",
            f"On {words.long_date(on)} the child is {'' if is_of_age else 'not '}of compulsory school age.",
        ],
        citations=[cite(Law.AGE, on)],
    )


def explain_n_code(calendar: Calendar, *, recorded_on: date) -> Answer:
    """Say by when a session marked N is resolved; raises `Faulty` when the calendar ends first."""
    try:
        days = [calendar.add_school_days(recorded_on, number) for number in range(1, N_SCHOOL_DAYS + 1)]
    except CalendarEnds as error:
        raise calendar_ends(error) from None
    counted = ", ".join(words.long_date(day) for day in days)
    return Answer(
        values={"resolve_by": days[-1].isoformat()},
        steps=[
            f"No reason was known on {words.long_date(recorded_on)}.",
            f"The next five school days are {counted}.",
            f"The register is corrected by {words.long_date(days[-1])}; it becomes O by a person's correction only.",
        ],
        citations=[cite(Law.UNEXPLAINED_MARK, recorded_on)],
    )


def _range_bars(weeks: int, on: date) -> list[Bar]:
    if WEEKS_LEAST <= weeks <= WEEKS_MOST:
        return []
    text = f"{words.count(weeks, 'school week')}; a notice to improve runs for {WEEKS_LEAST} to {WEEKS_MOST} weeks."
    remedy = f"Choose {WEEKS_LEAST} to {WEEKS_MOST} weeks."
    cited = cite(Law.WARNING_WEEKS, on)
    return [Bar("period_out_of_range", text, cited, remedy, "You", MayOverride.NOBODY)]
