"""Bar charts: widths in per cent of the picture and heights in pixels, so that nothing shrinks on a phone."""

from collections.abc import Sequence
from dataclasses import dataclass

# The longest bar leaves room for its value.
FULL = 86.0
HEAD = 24
STEP = 38
GAP = 10
ROOM = 33.0


@dataclass(frozen=True, slots=True)
class Value:
    """One bar: its name, its number, the number as said, and its look (a ours, b a neighbour, c the country)."""

    name: str
    number: float
    says: str
    look: str = "a"


@dataclass(frozen=True, slots=True)
class Group:
    """Bars under one heading, which may be empty."""

    heading: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in its place; a short one has its name after its value, since it does not fit inside."""

    value: Value
    y: int
    width: float
    name_inside: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """A group's heading in its place."""

    text: str
    y: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale with its number."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """A chart ready for its SVG; `says` is the same in words."""

    says: str
    height: int
    foot: int
    headings: tuple[Heading, ...]
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


def draw_bars(groups: Sequence[Group], *, says: str, ticks: Sequence[int], unit: str = "") -> BarChart:
    """Draw groups of bars over a scale whose last tick is its end."""
    scale = FULL / max(ticks)
    headings, bars = [], []
    y = 6
    for group in groups:
        if group.heading:
            headings.append(Heading(group.heading, y + 15))
            y += HEAD
        for value in group.values:
            width = round(value.number * scale, 1)
            bars.append(Bar(value, y, width, name_inside=width > ROOM))
            y += STEP
        y += GAP
    lines = tuple(Tick(round(tick * scale, 1), f"{tick}{unit}" if tick else "0") for tick in ticks)
    return BarChart(says, y + 24, y, tuple(headings), tuple(bars), lines)
