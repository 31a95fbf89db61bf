"""Days and half-days that the story's acts are hung on."""

from datetime import date, timedelta

import numpy as np

from notices.practice import calendar
from notices.practice.story.events import Half
from notices.practice.world import World
from schools import codes, grid, working_days

POWER_FROM = date(2004, 2, 27)


def work_before(day: date, number: int) -> date:
    """Return the number-th working day before a day."""
    while number:
        day -= timedelta(days=1)
        number -= working_days.is_working_day(day)
    return day


def work_after(day: date, number: int) -> date:
    """Return the number-th working day after a day, at the latest the practice date."""
    return min(working_days.add_working_days(day, number), calendar.PRACTICE_DATE)


def received(posted_on: date) -> date:
    """Return the day on which first class post of a day counts as received."""
    return working_days.deemed_receipt(posted_on, working_days.Method.FIRST_CLASS)


def missed(world: World, child: int, first: date, last: date) -> frozenset[Half]:
    """Return the half-days a child missed without leave between two days, N left out."""
    found: set[Half] = set()
    for year, rows in ((calendar.LAST_YEAR, world.last_year), (calendar.THIS_YEAR, world.this_year)):
        away = codes.UNAUTHORISED[rows[child]] & ~codes.IS_N[rows[child]]
        for place in np.flatnonzero(away):
            day, half = grid.when(year, int(place))
            if first <= day <= last:
                found.add((day, half.value))
    return frozenset(found)
