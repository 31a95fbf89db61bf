"""A file of the practice authority as it arrives."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What the file holds: people, a register, or corrections of one."""

    PEOPLE = "people"
    REGISTER = "register"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class File:
    """One file as it arrives: the day, the name, and the bytes."""

    on: date
    kind: Kind
    name: str
    content: bytes
