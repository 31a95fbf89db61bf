"""Addresses that a window shows and the post can read: three to seven lines, the last a postcode."""

import re
from collections.abc import Sequence

FEWEST, MOST, WIDEST = 3, 7, 35
# The forms a United Kingdom postcode takes. (British Standard 7666)
_POSTCODE = re.compile(r"(GIR 0AA|[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2})")
_BREAKS = re.compile(r"(?<=-)|(?<=–)|\s+")


class Unpostable(ValueError):
    """An address that cannot stand in the window; `faults` says what would mend it."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(" ".join(faults))
        self.faults = tuple(faults)


def window_lines(name: str, address: Sequence[str], postcode: str) -> tuple[str, ...]:
    """Lay a name, an address and a postcode in window lines: long ones are broken, short ones joined.

    Raises Unpostable when no laying fits.
    """
    middle = [line.strip() for line in address if line.strip()]
    lines = [piece for line in (name, *middle) for piece in _broken(line)]
    while len(lines) >= MOST:
        joined = _joined(lines, after=len(_broken(name)))
        if joined is None:
            break
        lines = joined
    lines.append(tidy_postcode(postcode))
    if faults := faults_in(lines):
        raise Unpostable(faults)
    return tuple(lines)


def faults_in(lines: Sequence[str], *, by_hand: bool = False) -> list[str]:
    """Say what keeps these lines from standing in the window; empty when they can.

    A paper given by hand may go to a person of no fixed abode, so it needs no postcode.
    """
    found = []
    fewest = 1 if by_hand else FEWEST
    if not fewest <= len(lines) <= MOST:
        found.append(f"The address has {len(lines)} lines; the window shows {fewest} to {MOST}.")
    if any(not line.strip() for line in lines):
        found.append("The address has an empty line.")
    found += [f"“{line}” is {len(line)} signs long; a line holds {WIDEST}." for line in lines if len(line) > WIDEST]
    if lines and not by_hand and not is_postcode(lines[-1]):
        found.append(f"“{lines[-1]}” is no postcode; the last line must be one.")
    return found


def is_postcode(text: str) -> bool:
    """Say whether a text is a United Kingdom postcode, written as the post writes it."""
    return _POSTCODE.fullmatch(text) is not None


def tidy_postcode(text: str) -> str:
    """Write a postcode as the post does: capitals, and a space before the last three signs."""
    bare = "".join(text.split()).upper()
    return f"{bare[:-3]} {bare[-3:]}" if len(bare) > 4 else bare


def _broken(line: str) -> list[str]:
    """Break a line at spaces and hyphens so that each piece fits; a word too long stays whole."""
    pieces = [""]
    for word in (word for word in _BREAKS.split(line.strip()) if word):
        gap = "" if not pieces[-1] or pieces[-1].endswith(("-", "–")) else " "
        if pieces[-1] and len(pieces[-1]) + len(gap) + len(word) > WIDEST:
            pieces.append(word)
        else:
            pieces[-1] += gap + word
    return pieces


def _joined(lines: Sequence[str], *, after: int) -> list[str] | None:
    """Join the pair of neighbours that makes the shortest line; None when no pair fits. The name stays by itself."""
    pairs = [
        (len(f"{lines[at]}, {lines[at + 1]}"), at)
        for at in range(after, len(lines) - 1)
        if len(f"{lines[at]}, {lines[at + 1]}") <= WIDEST
    ]
    if not pairs:
        return None
    _, at = min(pairs)
    return [*lines[:at], f"{lines[at]}, {lines[at + 1]}", *lines[at + 2 :]]
