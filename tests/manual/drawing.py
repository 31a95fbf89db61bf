"""Draws a machine as SVG: its states in a row, the steps forward as arcs above them, those back as arcs below."""

from collections.abc import Iterator
from html import escape
from itertools import pairwise

from tests.manual.lifecycle import MACHINES, moves

# In pixels: a state, the gap to the next, and how much an arc rises for each state it passes.
WIDE, HIGH, GAP, RISE = 124, 40, 62, 46
EDGE = 16
STYLE = (
    "text{font:13px Arial,Helvetica,sans-serif;fill:#0b0c0c}"
    ".step{font-size:12px;fill:#1d4f91}"
    "rect{fill:#eef3f9;stroke:#1d4f91;stroke-width:1.5}"
    "path{fill:none;stroke:#505a5f;stroke-width:1.3}"
)
ARROW = (
    '<marker id="to" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">'
    '<path d="M0 0 8 4 0 8z" style="fill:#505a5f;stroke:none"/></marker>'
)


def draw(machine: str) -> str:
    """The drawing of one machine; the same machine gives the same bytes."""
    states = [str(state) for state in MACHINES[machine][2]]
    arcs = _arcs(machine, states)
    forth = max((to - start for start, to in arcs if to > start), default=0)
    back = max((start - to for start, to in arcs if to < start), default=0)
    middle = EDGE + 20 + forth * RISE + HIGH // 2
    width = 2 * EDGE + len(states) * WIDE + (len(states) - 1) * GAP
    height = middle + HIGH // 2 + back * RISE + 20 + EDGE
    drawn = "\n".join([*_boxes(states, middle), *_lines(arcs, middle), *_following(machine, states, middle)])
    title = f"The steps of a {machine}: {', '.join(_label(state) for state in states)}."
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n<defs>{ARROW}</defs>\n{drawn}\n</svg>\n"
    )


def _arcs(machine: str, states: list[str]) -> dict[tuple[int, int], list[str]]:
    """The steps between each two states."""
    found: dict[tuple[int, int], list[str]] = {}
    for move in moves(machine):
        if len(move.targets) > 1:
            continue
        for source in move.sources:
            pair = states.index(source), states.index(move.targets[0])
            found.setdefault(pair, []).append(move.name.replace("_", " "))
    return dict(sorted(found.items()))


def _boxes(states: list[str], middle: int) -> Iterator[str]:
    for place, state in enumerate(states):
        left = EDGE + place * (WIDE + GAP)
        yield f'<rect x="{left}" y="{middle - HIGH // 2}" width="{WIDE}" height="{HIGH}" rx="4"/>'
        yield f'<text x="{left + WIDE // 2}" y="{middle + 5}" text-anchor="middle">{escape(_label(state))}</text>'


def _lines(arcs: dict[tuple[int, int], list[str]], middle: int) -> Iterator[str]:
    for (start, to), names in arcs.items():
        up = 1 if to > start else -1
        far = abs(to - start)
        edge = middle - up * HIGH // 2
        top = edge - up * far * RISE
        begin = _centre(start) + up * 18
        end = _centre(to) - up * (18 + 6 * far)
        yield (
            f'<path d="M{begin} {edge} C{begin} {top - up * 12} {end} {top - up * 12} {end} {edge}" '
            'marker-end="url(#to)"/>'
        )
        beside = edge - up * round(0.75 * (far * RISE + 12)) + (-5 if up > 0 else 14)
        text = escape(", ".join(names))
        yield f'<text class="step" x="{(begin + end) // 2}" y="{beside}" text-anchor="middle">{text}</text>'


def _following(machine: str, states: list[str], middle: int) -> Iterator[str]:
    """A step that may lead from any of its states to any other, as lines between neighbours."""
    for move in moves(machine):
        if len(move.targets) == 1:
            continue
        places = [states.index(state) for state in move.sources]
        for start, to in pairwise(places):
            left, right = _centre(start) + WIDE // 2 + 4, _centre(to) - WIDE // 2 - 4
            line = f'<path stroke-dasharray="4 3" d="M{left} {middle} H{right}" marker-start="url(#to)" '
            yield f'{line}marker-end="url(#to)"/>'
            name = escape(move.name)
            yield f'<text class="step" x="{(left + right) // 2}" y="{middle - 6}" text-anchor="middle">{name}</text>'


def _centre(place: int) -> int:
    return EDGE + place * (WIDE + GAP) + WIDE // 2


def _label(state: str) -> str:
    return state.replace("_", " ")
