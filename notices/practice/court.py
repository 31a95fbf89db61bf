"""The year's prosecutions as a timetable: when each was referred, decided, laid, heard, and what the court did."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from notices.practice import quotas
from schools import working_days


class Fate(StrEnum):
    """How far a prosecution came by the practice date."""

    REFERRED = "referred"
    RETURNED = "returned"
    AUTHORISED = "authorised"
    DECLINED = "declined"
    LAID = "laid"


@dataclass(frozen=True, slots=True)
class Sitting:
    """One hearing: the court's day, what happened, and what was ordered (kind, sum or None, words)."""

    on: date
    result: str
    orders: tuple[tuple[str, int | None, str], ...] = ()


@dataclass(slots=True)
class Road:
    """One parent's way through legal and the court; `pair` names the case that two parents share."""

    refer_on: date
    fate: Fate
    laid_on: date | None = None
    decided_on: date | None = None
    sittings: tuple[Sitting, ...] = ()
    pair: int | None = None
    keep_open: bool = False
    ends_badly: bool = False
    family: str = ""
    after_notice: bool = False
    not_before: date | None = None
    orders: tuple[tuple[str, int | None, str], ...] = field(default=())

    @property
    def is_concluded(self) -> bool:
        """Say whether the court has made its final order."""
        return bool(self.sittings) and self.sittings[-1].result in FINAL


FINAL = frozenset({"guilty", "proved", "proved_in_absence", "dismissed", "withdrawn"})
DECLINED_PLACES = frozenset({6, 19, 28, 36, 44})
OUT_OF_TIME_PLACE = 44
WAITING = (
    Fate.AUTHORISED,
    Fate.RETURNED,
    Fate.RETURNED,
    Fate.RETURNED,
    Fate.RETURNED,
    Fate.AUTHORISED,
    Fate.REFERRED,
    Fate.REFERRED,
    Fate.REFERRED,
)
# Two parents of one child, by their place among the informations laid, and among those still waiting.
LAID_PAIRS = ((8, 9), (10, 11), (16, 17), (21, 22), (24, 25), (33, 34), (38, 39))
WAITING_PAIRS = ((1, 2), (6, 7))
KEPT_OPEN = frozenset({5, 13, 14, 19, 27})
STONECROFT_PLACE = 14
ADJOURNED = frozenset({33, 34, 35, 36})
WARRANT = 37

_FINES = (60, 80, 50, 100, 120, 75, 50, 150, 90, 60, 100, 80, 50, 70, 110)
_RESULTS = ("proved_in_absence", "guilty", "proved")


def without_notice() -> list[Road]:
    """Return the prosecutions that no penalty notice came before, in the order of their referral."""
    dates = _spread(quotas.REFERRED, quotas.REFERRED_UNPAID, first=4, last=24)
    laid_on = _spread(quotas.LAID, quotas.LAID_UNPAID, first=14, last=27)
    waiting_from = len(dates) - len(WAITING)
    roads: list[Road] = []
    laid = 0
    for place, refer_on in enumerate(dates):
        if place >= waiting_from:
            roads.append(_waiting(refer_on, place - waiting_from))
        elif place in DECLINED_PLACES:
            decided = working_days.add_working_days(refer_on, 12)
            roads.append(Road(refer_on, Fate.DECLINED, decided_on=decided, ends_badly=place == OUT_OF_TIME_PLACE))
        else:
            roads.append(_laid(refer_on, laid_on[laid], laid))
            laid += 1
    _join_pairs([road for road in roads if road.fate is Fate.LAID], LAID_PAIRS)
    _join_pairs(roads[waiting_from:], WAITING_PAIRS, first_name=100)
    return roads


def carried_in() -> list[Road]:
    """Return the two that were before the court when the year began."""
    return [
        Road(
            date(2003, 6, 23),
            Fate.LAID,
            laid_on=date(2003, 7, 14),
            sittings=(Sitting(date(2003, 9, 11), "proved_in_absence", (("fine", 75, ""), ("costs", 35, ""))),),
        ),
        Road(
            date(2003, 6, 24),
            Fate.LAID,
            laid_on=date(2003, 7, 15),
            sittings=(
                Sitting(date(2003, 9, 11), "adjourned"),
                Sitting(date(2003, 10, 9), "guilty", (("conditional_discharge", None, "Twelve months"),)),
            ),
        ),
    ]


def _waiting(refer_on: date, place: int) -> Road:
    fate = WAITING[place]
    decided = {Fate.AUTHORISED: 10, Fate.RETURNED: 5, Fate.REFERRED: 0}[fate]
    road = Road(refer_on, fate)
    if decided:
        road.decided_on = min(working_days.add_working_days(refer_on, decided), date(2004, 5, 13))
    if place == 0:
        road.family, road.refer_on, road.decided_on = "wrenfield", date(2004, 3, 26), date(2004, 5, 10)
    return road


def _laid(refer_on: date, laid_on: date, place: int) -> Road:
    road = Road(refer_on, Fate.LAID, laid_on=laid_on, keep_open=place in KEPT_OPEN)
    if place == STONECROFT_PLACE:
        road.family, road.refer_on, road.laid_on = "stonecroft", date(2003, 12, 10), date(2003, 12, 15)
    first = next(
        (day for day in (*quotas.COURT_DAYS, quotas.NEXT_COURT_DAY) if (day - road.laid_on).days >= 12),  # type: ignore[operator]
        quotas.NEXT_COURT_DAY,
    )
    ended = _concluded_on(place)
    if ended is not None:
        road.sittings = _sittings(first, ended, place)
    elif place in ADJOURNED:
        road.sittings = (Sitting(first, "adjourned"), Sitting(quotas.NEXT_COURT_DAY, "listed"))
    elif place == WARRANT:
        road.sittings = (Sitting(first, "warrant"),)
    else:
        road.sittings = (Sitting(quotas.NEXT_COURT_DAY, "listed"),)
    return road


def _concluded_on(place: int) -> date | None:
    """Return the court day on which the place-th information was concluded: first laid, first heard."""
    ended = 0
    for month, number in enumerate(quotas.CONCLUDED):
        # September's one and one of October's two were carried in; one of May's followed a notice.
        ended += number - {0: 1, 1: 1, 8: 1}.get(month, 0)
        if place < ended:
            return quotas.COURT_DAYS[month]
    return None


def _sittings(first: date, ended: date, place: int) -> tuple[Sitting, ...]:
    if place == STONECROFT_PLACE:
        orders = (
            ("suspended_imprisonment", None, "28 days, suspended for twelve months"),
            ("parenting_order", None, "Three months"),
        )
        return Sitting(date(2004, 1, 8), "adjourned_reports"), Sitting(date(2004, 2, 12), "guilty", orders)
    before = tuple(Sitting(day, "adjourned") for day in quotas.COURT_DAYS if first <= day < ended)
    return (*before, Sitting(ended, *_result(place)))


def _result(place: int) -> tuple[str, tuple[tuple[str, int | None, str], ...]]:
    """Return what the court found and ordered; over the year the sums and kinds are those of the plan."""
    if place in (3, 12, 18, 23, 31):
        return "withdrawn", ()
    if place in (7, 26):
        return "dismissed", ()
    found = _RESULTS[place % 3]
    if place in (2, 10, 15, 20, 29):
        return found, (("conditional_discharge", None, "Twelve months"), ("costs", 30, ""))
    if place in (6, 28):
        return found, (("absolute_discharge", None, ""),)
    if place == 19:
        return found, (
            ("community_rehabilitation_order", None, "Twelve months"),
            ("parenting_order", None, "Three months"),
        )
    if place in (13, 30):
        return found, (
            ("fine", 200 if place == 13 else 400, ""),
            ("costs", 60, ""),
            ("parenting_order", None, "Three months"),
        )
    if place == 27:
        return found, (("fine", 1000, ""), ("costs", 85, ""))
    return found, (("fine", _FINES[place % len(_FINES)], ""), ("costs", 35, ""))


def _join_pairs(roads: list[Road], pairs: tuple[tuple[int, int], ...], first_name: int = 0) -> None:
    """Let two roads share a case: referred, laid and heard on the same days."""
    for name, (left, right) in enumerate(pairs, start=first_name):
        one, other = roads[left], roads[right]
        other.refer_on, other.laid_on, other.decided_on = one.refer_on, one.laid_on, one.decided_on
        if len(one.sittings) != len(other.sittings):
            final = other.sittings[-1]
            other.sittings = (*one.sittings[:-1], final)
        one.pair = other.pair = name


def _spread(totals: tuple[int, ...], taken: tuple[int, ...], *, first: int, last: int) -> list[date]:
    """Spread each month's number over its working days, in order."""
    days: list[date] = []
    for (year, month), number, less in zip(quotas.MONTHS, totals, taken, strict=True):
        start, end = (first, last) if (year, month) != (2004, 5) else (4, 12)
        span = [
            day for day in (date(year, month, n) for n in range(start, end + 1)) if working_days.is_working_day(day)
        ]
        left = number - less
        days += [span[place * len(span) // max(left, 1)] for place in range(left)]
    return days


def days_after(day: date, number: int) -> date:
    """Return the working day so many calendar days after a day, or the next one."""
    found = day + timedelta(days=number)
    while not working_days.is_working_day(found):
        found += timedelta(days=1)
    return found
