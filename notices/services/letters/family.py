"""The letters that threaten nothing: the first concern, and the closing letter when things went well."""

from datetime import date, timedelta

from cases.models import Warning
from notices.letters import snapshots
from notices.models import Letter
from notices.queries.facts.register import Mark
from notices.services.letters.parts import common
from notices.services.letters.records import marks_of, record_of
from notices.services.letters.said import Said
from schools import grid


def first_concern(letter: Letter, said: Said) -> snapshots.FirstConcern:
    """Freeze a first letter: what the register of this school year says, and an offer to talk."""
    assert letter.matter is not None
    first, last, marks = _this_year(letter, said.on)
    return snapshots.FirstConcern(
        **common(letter, by=said.by, on=said.on), record=record_of(marks, first=first, last=last)
    )


def closing(letter: Letter, said: Said) -> snapshots.Closing:
    """Freeze a closing letter: the register before the warning counted as received, and since."""
    assert letter.matter is not None
    first, last, marks = _this_year(letter, said.on)
    warning = Warning.objects.filter(matter=letter.matter, received_on__isnull=False).order_by("id").last()
    turned = warning.received_on if warning and warning.received_on else letter.matter.began_on
    until = warning.ends_on if warning and warning.ends_on else last
    return snapshots.Closing(
        **common(letter, by=said.by, on=said.on),
        before=record_of(marks, first=first, last=turned),
        after=record_of(marks, first=turned + timedelta(days=1), last=max(until, turned + timedelta(days=1))),
    )


def _this_year(letter: Letter, on: date) -> tuple[date, date, list[Mark]]:
    assert letter.matter is not None
    begins = grid.first_monday(grid.year_of(on))
    marks = [mark for mark in marks_of(letter.matter, on=on) if mark.on >= begins]
    days = [mark.on for mark in marks] or [on]
    return days[0], days[-1], marks
