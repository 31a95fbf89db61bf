"""The days left of a stretch of time: how urgent they are, and the bar that a list row shows."""

from dataclasses import dataclass
from datetime import date

AMBER_DAYS = 60
RED_DAYS = 28


def tone_of(days_left: int) -> str:
    """Name the colour of a number of days left: red to 28, amber to 60, calm above."""
    return "red" if days_left <= RED_DAYS else "amber" if days_left <= AMBER_DAYS else "calm"


@dataclass(frozen=True, slots=True)
class Scale:
    """Days along a bar of so many units; a day outside it stands at its end."""

    first: date
    last: date
    width: float

    def at(self, day: date) -> float:
        """Return the place of a day."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(min(1.0, max(0.0, share)) * self.width, 1)


@dataclass(frozen=True, slots=True)
class MiniBar:
    """The six months in a list row."""

    width: int
    tone: str
    spent: float
    post: float


def draw_mini_bar(*, first: date, safe: date, hard: date, on: date, width: int = 112) -> MiniBar:
    """Draw the six months for a list row, from the oldest half-day to the last date of all."""
    scale = Scale(first, hard, width)
    return MiniBar(width, tone_of((safe - on).days), scale.at(on), scale.at(safe))
