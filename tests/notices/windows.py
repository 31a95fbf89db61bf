"""Asks about one notice in the fewest words, and reads the answer as a row of dates."""

from datetime import date

from cases.stages import NoticeType
from notices.tariff.ordinal import Earlier
from notices.tariff.window import Question, Service, notice_window
from schools.working_days import Method


def ask(
    *,
    posted,
    offence=None,
    until=None,
    issued=None,
    method=Method.FIRST_CLASS,
    delivered=None,
    returned=None,
    notice_type=NoticeType.S444A,
    earlier=(),
    absences=None,
):
    offence = offence or posted
    until = until or offence
    first, last = absences or (offence, until)
    return notice_window(
        Question(
            type=notice_type,
            offence_from=offence,
            offence_until=until,
            issued_on=issued or posted,
            service=Service(posted_on=posted, method=method, delivered_on=delivered, returned_on=returned),
            earlier=tuple(earlier),
            first_absence=first,
            last_absence=last,
        )
    )


def given(issued_on, *, offence_until=None, withdrawn=False):
    return Earlier(issued_on=issued_on, offence_until=offence_until or issued_on, withdrawn=withdrawn)


def codes(window):
    return [bar.code for bar in window.bars]


def sums(window):
    return [(int(each.amount), each.last_day) for each in window.dates.sums]


def d(text):
    """Read "Thu 13 Nov 2025", and be sure that the weekday is that day's."""
    weekday, day, month, year = text.split()
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    made = date(int(year), months.index(month) + 1, int(day))
    assert f"{made:%a}" == weekday, f"{text} is a {made:%A}"
    return made
