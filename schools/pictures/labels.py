"""Words beside a drawing, each at the first of its places where it covers no other."""

from collections.abc import Sequence
from dataclasses import dataclass

AIR = 10
LINE = 17


@dataclass(frozen=True, slots=True)
class Place:
    """A label in two lines and where it may stand, best first: (height, x, anchor); `quiet` prints both lines pale."""

    text: str
    under: str
    choices: tuple[tuple[float, float, str], ...]
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A label that found its place."""

    text: str
    under: str
    x: float
    y: float
    y_under: float
    anchor: str
    quiet: bool


def lay_out(places: Sequence[Place], *, width: float, letter: float) -> tuple[Label, ...]:
    """Give each label, the most important first, a place of its own; one that fits nowhere is left out.

    `letter` is the width of a letter in the drawing's units, on the generous side.
    """
    taken: list[tuple[float, float, float]] = []
    labels = []
    for place in places:
        long = max(len(place.text), len(place.under)) * letter
        for y, x, anchor in place.choices:
            start, stop = _reach(x, anchor, long)
            free = all(y != height or stop + AIR <= left or start >= right + AIR for height, left, right in taken)
            if free and start >= -1 and stop <= width + 1:
                taken.append((y, start, stop))
                labels.append(Label(place.text, place.under, round(x, 1), y, y + LINE, anchor, place.quiet))
                break
    return tuple(labels)


def _reach(x: float, anchor: str, long: float) -> tuple[float, float]:
    start = {"start": x, "middle": x - long / 2, "end": x - long}[anchor]
    return start, start + long
