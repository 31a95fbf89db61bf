"""A file of the practice authority as it arrives."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """Which importer reads the file."""

    PEOPLE = "people"
    REGISTER = "register"


@dataclass(frozen=True, slots=True)
class File:
    """One file as it arrives: the day, the name, and the bytes."""

    on: date
    kind: Kind
    name: str
    content: bytes
