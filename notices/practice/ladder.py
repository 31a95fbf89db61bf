"""The year's warnings and penalty notices as a timetable: who is warned when, what came of it, what was paid."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from notices.practice import quotas


class Result(StrEnum):
    """What came of a warning by the practice date."""

    IMPROVED = "improved"
    NOTICE = "notice"
    REASON = "no notice for a recorded reason"
    RUNNING = "running"


class Ending(StrEnum):
    """Where a notice stands on the practice date."""

    PAID_50 = "paid_50"
    PAID_100 = "paid_100"
    OPEN = "open"
    UNPAID = "unpaid"
    REFERRED = "referred"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"


@dataclass(slots=True)
class Notice:
    """One penalty notice: when it is posted, who issues it, how it ends."""

    posted_on: date
    ending: Ending
    paid_on: date | None = None
    by_head: bool = False
    leave: bool = False
    note: str = ""


@dataclass(slots=True)
class Ladder:
    """One parent's way up: a warning (None before a leave notice), its result, and the notice if there was one.

    `pair` names the case that two parents share; `family` the family it belongs to, `person` the parent.
    """

    warned_on: date | None
    result: Result
    notice: Notice | None = None
    closed: bool = True
    pair: int | None = None
    family: str = ""
    person: str = ""
    more: dict[str, str] = field(default_factory=dict)


# One row a notice: week, ending, day of payment, issued by a head, note. Rows of one family or pair stand together.
_P50, _P100, _OPEN, _UNPAID, _REFERRED = (
    Ending.PAID_50,
    Ending.PAID_100,
    Ending.OPEN,
    Ending.UNPAID,
    Ending.REFERRED,
)
_FEB_2, _FEB_9, _FEB_23 = date(2004, 2, 2), date(2004, 2, 9), date(2004, 2, 23)
_MAR_1, _MAR_8, _MAR_15, _MAR_22, _MAR_29 = (date(2004, 3, day) for day in (1, 8, 15, 22, 29))


def _row(
    warned: date | None,
    posted: tuple[int, int],
    ending: Ending,
    paid: tuple[int, int] | None = None,
    *,
    head: bool = False,
    pair: int | None = None,
    family: str = "",
    person: str = "",
    note: str = "",
) -> Ladder:
    notice = Notice(
        posted_on=date(2004, *posted),
        ending=ending,
        paid_on=date(2004, *paid) if paid else None,
        by_head=head,
        leave=warned is None,
        note=note,
    )
    return Ladder(warned, Result.NOTICE, notice, pair=pair, family=family, person=person)


def noticed() -> list[Ladder]:
    """Return every notice of the year, with the warning that came before it."""
    return [
        _row(_FEB_2, (3, 8), _P50, (3, 24), family="fennimore", person="lorna", head=False),
        _row(_FEB_2, (3, 8), _P50, (3, 22)),
        _row(_FEB_2, (3, 8), _P50, (3, 29)),
        _row(_FEB_2, (3, 8), _P50, (4, 6), head=True),
        _row(_FEB_2, (3, 8), Ending.WITHDRAWN, (3, 15), family="marchbanks", person="jonty"),
        _row(_FEB_2, (3, 8), _REFERRED, family="holloway", person="garrick", note="laid 2004-04-26"),
        _row(_FEB_2, (3, 8), _REFERRED, note="laid 2004-05-05"),
        _row(_FEB_9, (3, 15), _P50, (3, 31)),
        _row(_FEB_9, (3, 15), _P50, (4, 2), head=True),
        _row(_FEB_9, (3, 15), _P100, (4, 22)),
        _row(_FEB_9, (3, 15), _REFERRED, note="laid 2004-05-11"),
        _row(_FEB_9, (3, 15), _REFERRED, note="authorised"),
        _row(_FEB_9, (3, 15), _UNPAID, note="part"),
        _row(None, (3, 15), _P50, (4, 13), head=True),
        _row(_FEB_9, (3, 22), Ending.WITHDRAWN, family="pell", person="pell_parent", head=True),
        _row(_FEB_9, (3, 22), _P50, (4, 8), family="marchbanks", person="isla"),
        _row(_FEB_23, (3, 22), _P50, (4, 16), family="quillfeather", person="tessa"),
        _row(_FEB_23, (3, 22), _P50, (4, 19)),
        _row(_FEB_23, (3, 22), _P100, (5, 4)),
        _row(_FEB_23, (3, 22), _REFERRED, note="referred"),
        _row(_FEB_23, (3, 22), _UNPAID, note="must withdraw"),
        _row(None, (3, 22), _P50, (4, 20), head=True),
        _row(_MAR_1, (3, 29), _P50, (4, 26), family="pemberwick_ruben", person="dana", head=True, note="too much"),
        _row(_MAR_1, (3, 29), _UNPAID, family="pemberwick_ruben", person="marlon", head=True),
        _row(_MAR_1, (3, 30), _UNPAID, family="pemberwick_ellis", person="dana", head=True),
        _row(_MAR_1, (3, 30), _P50, (4, 26), family="pemberwick_ellis", person="marlon", head=True, note="too much"),
        _row(_MAR_1, (3, 29), _P50, (4, 14), head=True),
        _row(_MAR_1, (3, 29), _P50, (4, 21)),
        _row(_MAR_1, (3, 29), Ending.WITHDRAWN, note="gone away"),
        _row(_MAR_1, (3, 29), _UNPAID, note="cheque reversed"),
        _row(None, (3, 29), _P50, (4, 27), head=True),
        _row(_MAR_8, (4, 5), _P50, (4, 23)),
        _row(_MAR_8, (4, 5), _P50, (4, 29)),
        _row(_MAR_8, (4, 5), _OPEN),
        _row(_MAR_8, (4, 5), _OPEN),
        _row(_MAR_8, (4, 19), _P50, (4, 30), head=True),
        _row(_MAR_8, (4, 19), _OPEN),
        _row(_MAR_8, (4, 19), _OPEN),
        _row(None, (4, 19), _OPEN, head=True),
        _row(_MAR_15, (4, 26), _P50, (5, 5)),
        _row(_MAR_15, (4, 26), _P50, (5, 7), head=True),
        _row(_MAR_15, (4, 26), _P50, (5, 11)),
        _row(_MAR_15, (4, 26), Ending.RETURNED),
        _row(_MAR_15, (4, 26), _OPEN, pair=200),
        _row(_MAR_15, (4, 26), _OPEN, pair=200),
        _row(_MAR_15, (4, 26), _OPEN, pair=201),
        _row(_MAR_15, (4, 26), _OPEN, pair=201),
        _row(_MAR_15, (4, 26), _OPEN, head=True),
        _row(_MAR_15, (4, 26), _OPEN),
        _row(None, (4, 26), _OPEN, head=True),
        _row(None, (4, 26), _OPEN, head=True),
        _row(_MAR_22, (5, 4), _P50, (5, 12)),
        _row(_MAR_22, (5, 4), _OPEN, family="lanternhill", person="lanternhill_parent"),
        _row(_MAR_22, (5, 5), _OPEN, family="vellacott", person="vellacott_parent", note="by hand"),
        _row(_MAR_22, (5, 4), _OPEN, pair=202),
        _row(_MAR_22, (5, 4), _OPEN, pair=202),
        _row(_MAR_22, (5, 4), _OPEN, pair=203),
        _row(_MAR_22, (5, 4), _OPEN, pair=203),
        _row(_MAR_22, (5, 4), _OPEN, pair=204, head=True),
        _row(_MAR_22, (5, 4), _OPEN, pair=204, head=True),
        _row(_MAR_22, (5, 4), _OPEN, head=True, note="representation"),
        _row(_MAR_15, (5, 10), _OPEN, family="fennimore", person="lorna"),
        _row(_MAR_29, (5, 10), _OPEN, pair=205),
        _row(_MAR_29, (5, 10), _OPEN, pair=205),
        _row(None, (5, 10), _OPEN, head=True),
        _row(None, (5, 10), _OPEN, head=True),
    ]


def without_notice() -> list[Ladder]:
    """Return every warning after which no notice was given, or not yet."""
    rows: list[Ladder] = []
    for posted, number in quotas.WARNINGS.items():
        improved, _, reason = quotas.WARNING_RESULTS.get(posted, (0, 0, 0))
        waiting = posted == date(2004, 4, 19)
        for place in range(improved):
            row = Ladder(posted, Result.IMPROVED)
            if waiting:
                # Its 15 school days ended on the day before: three are looked at on the practice date, six wait.
                row.closed, row.more = False, {"review": "done" if place < 3 else "waits"}
            elif posted == _MAR_29 and place == 0:
                row.closed = False
            rows.append(row)
        rows += [Ladder(posted, Result.REASON, closed=False) for _ in range(reason)]
        if posted not in quotas.WARNING_RESULTS:
            rows += [Ladder(posted, Result.RUNNING, closed=False) for _ in range(number)]
    next(row for row in rows if row.warned_on == _FEB_2).family = "brackenridge"
    return rows


def week_of(day: date) -> date:
    """Return the day that names a week in the table of notices: its Monday, or 4 May for the week of May Day."""
    monday = day - timedelta(days=day.weekday())
    return date(2004, 5, 4) if monday == date(2004, 5, 3) else monday
