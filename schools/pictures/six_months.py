"""The six months of a matter drawn as one bar: what is spent, what is left, and where it ends.

Only places are worked out here; the colours are the style sheet's and the dates are the law's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from schools import words
from schools.pictures.labels import Label, Place, lay_out
from schools.pictures.time_left import AMBER_DAYS, RED_DAYS, Scale, tone_of


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the bar in one look."""

    look: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Post:
    """An upright over the bar: today, the safe date, the last date of all."""

    look: str
    x: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """One rendering of the bar, wide or narrow, ready for its SVG."""

    look: str
    width: int
    height: int
    top: int
    depth: int
    spans: tuple[Span, ...]
    ticks: tuple[float, ...]
    standstill: Span | None
    posts: tuple[Post, ...]
    labels: tuple[Label, ...]
    count_at: float | None


@dataclass(frozen=True, slots=True)
class SixMonths:
    """The bar of one matter on one day, with the sentence that says the same."""

    days_left: int
    days_to_hard: int
    tone: str
    safe: date
    hard: date
    says: str
    wide: Drawing
    narrow: Drawing


@dataclass(frozen=True, slots=True)
class Standstill:
    """Days on which no case could be brought, such as those in which a notice could be paid."""

    first: date
    last: date
    why: str


def draw_six_months(
    *,
    first: date,
    last: date,
    safe: date,
    hard: date,
    on: date,
    half_days: Sequence[tuple[date, str]] = (),
    standstill: Standstill | None = None,
) -> SixMonths:
    """Draw the six months of a matter.

    `first` and `last` are the days of the oldest and the newest half-day it rests on, `safe` the last day on which
    every one of them can be charged, `hard` the last day on which any can; `half_days` are those half-days.
    """
    bar = _Bar(first, last, safe, hard, on, tuple(half_days), standstill)
    left = (safe - on).days
    return SixMonths(
        days_left=left,
        days_to_hard=(hard - on).days,
        tone=tone_of(left),
        safe=safe,
        hard=hard,
        says=_sentence(bar),
        wide=bar.draw_wide(),
        narrow=bar.draw_narrow(),
    )


def _sentence(bar: "_Bar") -> str:
    left = (bar.safe - bar.on).days
    whole = f"Six months from {words.plain_date(bar.first)} to {words.plain_date(bar.safe)}."
    end = f"The last date of all is {words.plain_date(bar.hard)}."
    if left >= 0:
        return f"{whole} On {words.plain_date(bar.on)}, {words.count(left, 'day')} are left to the safe date. {end}"
    return f"{whole} On {words.plain_date(bar.on)} the safe date is past. {end}"


@dataclass(frozen=True)
class _Bar:
    first: date
    last: date
    safe: date
    hard: date
    on: date
    half_days: tuple[tuple[date, str], ...]
    standstill: Standstill | None

    def draw_wide(self) -> Drawing:
        return self._draw("wide", width=960, height=128, top=50, depth=30, letter=7.6)

    def draw_narrow(self) -> Drawing:
        return self._draw("narrow", width=300, height=132, top=48, depth=26, letter=9.0)

    def _draw(self, look: str, *, width: int, height: int, top: int, depth: int, letter: float) -> Drawing:
        # A little room after the end, so that the last post has air and "today" may stand beyond it.
        end = max(self.hard, self.on) + timedelta(days=max(5, (self.hard - self.first).days // 30))
        scale = Scale(self.first, end, width)
        spans = self._spans(scale)
        left = (scale.at(self.on), scale.at(self.safe))
        places = self._wide_places(scale, height) if look == "wide" else self._narrow_places(scale, height)
        return Drawing(
            look=look,
            width=width,
            height=height,
            top=top,
            depth=depth,
            spans=spans,
            ticks=tuple(scale.at(day) + (2.2 if half == "PM" else 0.4) for day, half in self.half_days),
            standstill=_span("standstill", scale, self.standstill.first, self.standstill.last)
            if self.standstill
            else None,
            posts=tuple(
                Post(name, scale.at(day))
                for name, day in (("hard", self.hard), ("safe", self.safe), ("today", self.on))
            ),
            labels=lay_out(places, width=width, letter=letter),
            count_at=sum(left) / 2 if look == "wide" and left[1] - left[0] > 76 else None,
        )

    def _spans(self, scale: Scale) -> tuple[Span, ...]:
        amber = self.safe - timedelta(days=AMBER_DAYS)
        red = self.safe - timedelta(days=RED_DAYS)
        edges = [("calm", self.on, amber), ("amber", amber, red), ("red", red, self.safe)]
        ahead = [_span(look, scale, max(start, self.on), end) for look, start, end in edges if end > self.on]
        fading = _span("fading", scale, self.safe, self.hard)
        # What is spent is drawn last: after the safe date it covers the hatching day by day.
        return (*ahead, fading, _span("spent", scale, self.first, min(self.on, self.hard)))

    def _wide_places(self, scale: Scale, height: int) -> list[Place]:
        above, below, end = 20, height - 22, scale.width
        safe, today = scale.at(self.safe), scale.at(self.on)
        number = words.half_days(len(self.half_days)) if self.half_days else "every half-day"
        places = [
            Place(
                f"Safe date: {words.short_date(self.safe)}",
                f"last day for all {number}" if len(self.half_days) > 1 else f"last day for {number}",
                ((above, safe - 8, "end"), (above, safe + 8, "start"), (below, safe - 8, "end")),
            ),
            Place(
                "Today",
                words.short_date(self.on),
                (
                    (above, today - 6, "end"),
                    (above, today + 6, "start"),
                    (below, today, "middle"),
                    (below, today - 6, "end"),
                ),
            ),
            Place(
                words.short_date(self.hard),
                "last of all",
                ((above, end, "end"), (below, end, "end")),
            ),
            Place(words.month_date(self.first), "oldest half-day", ((above, 0, "start"),)),
            Place(number.capitalize(), words.date_range(self.first, self.last), ((below, 0, "start"),)),
        ]
        if self.standstill:
            stretch = f"{words.month_date(self.standstill.first)} to {words.month_date(self.standstill.last)}: no court"
            start, stop = scale.at(self.standstill.first), scale.at(self.standstill.last)
            places.append(Place(stretch, self.standstill.why, ((below, start, "start"), (below, stop, "end"))))
        red = self.safe - timedelta(days=RED_DAYS)
        if self.on < red:
            at = scale.at(red)
            says = (f"{RED_DAYS} days: red", f"from {words.month_date(red)}")
            places.append(Place(*says, ((below, at, "start"), (below, at, "end")), quiet=True))
        if self.on <= self.hard and self.hard > self.safe:
            places.append(Place("half-days fall out", "one by one", ((below, end, "end"),), quiet=True))
        return places

    def _narrow_places(self, scale: Scale, height: int) -> list[Place]:
        above, below, end = 16, height - 24, scale.width
        safe, today = scale.at(self.safe), scale.at(self.on)
        return [
            Place(
                "Safe date",
                words.shortest_date(self.safe),
                (
                    (above, safe, "middle"),
                    (above, min(safe + 30, end), "end"),
                    (above, end, "end"),
                    (below, safe, "middle"),
                ),
            ),
            Place(
                "Today",
                words.shortest_date(self.on),
                (
                    (above, today, "middle"),
                    (above, today, "end"),
                    (above, today, "start"),
                    (below, today, "middle"),
                    (below, today, "end"),
                ),
            ),
            Place("Last of all", words.shortest_date(self.hard), ((below, end, "end"),)),
            Place(words.shortest_date(self.first), "oldest", ((above, 0, "start"), (below, 0, "start"))),
        ]


def _span(look: str, scale: Scale, start: date, end: date) -> Span:
    x = scale.at(start)
    return Span(look, x, round(max(0.0, scale.at(end) - x), 1))
