"""Half-days missed without leave by children who never reach a case, to the totals of each year."""

from datetime import date
from functools import lru_cache

import numpy as np

from schools import codes, grid
from schools.terms import Calendar

MOST = 44  # More than this cannot be spread so thinly that no ten weeks hold twenty.
NEVER = 17
_CODES = np.array([codes.BYTES["O"], codes.BYTES["O"], codes.BYTES["O"], codes.BYTES["U"]], dtype=np.uint8)


def share_out(total: int, people: int, source: np.random.Generator, *, most: int = MOST) -> np.ndarray:
    """Return so many whole numbers from 1 to `most` with exactly that sum, most of them small."""
    if not people <= total <= people * most:
        raise ValueError(f"{total} half-days cannot be shared among {people} children.")
    low, high = 0.01, 3.0 * most
    for _ in range(60):
        scale = (low + high) / 2
        mean = _draw(np.linspace(0.0005, 0.9995, people), scale, most).mean()
        low, high = (scale, high) if mean < total / people else (low, scale)
    numbers = np.rint(_draw(source.random(people), scale, most)).astype(int).clip(1, most)
    while (gap := total - int(numbers.sum())) != 0:
        step = 1 if gap > 0 else -1
        able = np.flatnonzero(numbers < most) if gap > 0 else np.flatnonzero(numbers > 1)
        numbers[source.choice(able, min(abs(gap), len(able)), replace=False)] += step
    return numbers


def _draw(chances: np.ndarray, scale: float, most: int) -> np.ndarray:
    """Return points of an exponential distribution cut off at 1 and `most`."""
    width = 1 - np.exp(-(most - 1) / scale)
    return 1 - scale * np.log(1 - chances * width)


def scatter(
    row: np.ndarray, number: int, days: Calendar, first: date, last: date, source: np.random.Generator
) -> np.ndarray:
    """Return the places of that many half-days, spread so that no ten school weeks come near a case."""
    mornings = _mornings(days, first, last)
    mornings = mornings[row[mornings] != codes.BLANK]
    pairs = (number + 1) // 2
    if number <= NEVER and source.random() < 0.5:
        chosen = source.choice(len(mornings), pairs, replace=False)
    else:
        edges = np.linspace(0, len(mornings), pairs + 1)
        chosen = np.unique((edges[:-1] + source.random(pairs) * np.diff(edges)).astype(int))
    places = np.sort(np.concatenate([mornings[chosen], mornings[chosen] + 1]))
    if len(places) < number:
        spare = np.setdiff1d(np.concatenate([mornings, mornings + 1]), places)
        places = np.sort(np.concatenate([places, source.choice(spare, number - len(places), replace=False)]))
    return places[:number] if source.random() < 0.5 else places[-number:]


@lru_cache
def _mornings(days: Calendar, first: date, last: date) -> np.ndarray:
    return np.array([grid.position(day, grid.Session.AM) for day in days.school_days(first, last)])


def mark_as_truant(row: np.ndarray, places: np.ndarray, source: np.random.Generator) -> None:
    """Write O or U at these places of one pupil's year, G for a week away together."""
    together = len(places) == 10 and source.random() < 0.5
    row[places] = codes.BYTES["G"] if together else source.choice(_CODES, len(places))
