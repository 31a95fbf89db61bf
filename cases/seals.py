"""The heads of the histories as a file that a council can print or lodge elsewhere, one line for each chain."""

from collections.abc import Iterable
from dataclasses import dataclass

HEADING = "# name, last entry, link"


class NotASeal(ValueError):
    """A line that is no line of a sealed file."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain stood: its name (a case's reference, or the authority's), its last number, its last link."""

    name: str
    seq: int
    chain: str


def written(heads: Iterable[Head]) -> str:
    """Write heads as the file's text."""
    return "\n".join([HEADING, *(f"{head.name} {head.seq} {head.chain}" for head in heads), ""])


def read(text: str) -> list[Head]:
    """Read the file's text back; raises `NotASeal` with the line that does not fit."""
    return [_head(number, line) for number, line in enumerate(text.splitlines(), start=1) if _says(line)]


def _says(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")


def _head(number: int, line: str) -> Head:
    parts = line.split()
    if len(parts) != 3 or not parts[1].isdigit() or len(parts[2]) != 64:
        raise NotASeal(f"Line {number} is no line of a sealed file.")
    return Head(parts[0], int(parts[1]), parts[2])
