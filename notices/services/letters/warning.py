"""The written warning before a penalty notice."""

from datetime import date

from cases.models import Warning
from cases.rules.policy import PeriodUnit
from cases.stages import NoticeType
from notices.letters import parts, snapshots
from notices.models import Letter
from notices.queries.facts.make import facts_of
from notices.services.letters.notice import COUNTING, service_from
from notices.services.letters.parts import common
from notices.services.letters.records import marks_of, record_of
from notices.services.letters.said import Said
from notices.tariff import regimes
from schools import working_days
from schools.queries.calendars import calendar_of
from schools.terms import Calendar


def warning(letter: Letter, said: Said) -> snapshots.FormalWarning:
    """Freeze a warning, its time counted from the day it should arrive.

    Raises `CalendarEnds` when the school's terms that follow are not entered.
    """
    assert letter.matter is not None and letter.warning is not None
    facts = said.facts or facts_of(letter.matter, on=said.on)
    first, last = _stretch(letter) or (facts.period.first or said.on, facts.period.last or said.on)
    received_on = service_from(letter, said.on).received_on
    days = time_given(letter.warning, received_on=received_on)
    review_on = working_days.add_working_days(days[-1], 1)
    return snapshots.FormalWarning(
        **common(letter, by=letter.warning.given_by or said.by, on=said.on),
        record=record_of(marks_of(letter.matter, on=said.on), first=first, last=last),
        first_day=days[0],
        last_day=days[-1],
        school_days=len(days),
        review_on=review_on,
        sums=_sums(offence_until=review_on, ordinal=facts.tariff.ordinal),
        support=facts.support.offers,
    )


def time_given(row: Warning, *, received_on: date) -> tuple[date, ...]:
    """The school days that a warning gives, counted from receipt on the school's own calendar."""
    calendar = _calendar(row)
    if row.unit == PeriodUnit.SCHOOL_DAYS:
        first = calendar.next_school_day(received_on)
        return calendar.school_days(first, calendar.add_school_days(received_on, row.length))
    weeks = calendar.count_weeks(received_on, row.length)
    return calendar.school_days(weeks.first, weeks.last)


def _calendar(row: Warning) -> Calendar:
    return calendar_of(row.matter.case.authority_id, row.matter.school_id)


def _stretch(letter: Letter) -> tuple[date, date] | None:
    """The days that this warning speaks of already, to be read against the register once more."""
    drawn_up = Letter.objects.filter(warning=letter.warning).order_by("id").values_list("snapshot", flat=True).first()
    if drawn_up is None:
        return None
    record = drawn_up["record"]
    return date.fromisoformat(record["first"]), date.fromisoformat(record["last"])


def _sums(*, offence_until: date, ordinal: int | None) -> tuple[parts.Sum, ...]:
    """What a notice would cost, if one followed on the day after the warning's time."""
    row = regimes.row_for(NoticeType.S444A, offence_until=offence_until, issued_on=offence_until, ordinal=ordinal)
    return tuple(parts.Sum(amount=each.amount, days=each.days, counting=COUNTING[each.counting]) for each in row.sums)
