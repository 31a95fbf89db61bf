"""What a family of the practice authority is: a child, parents, and runs of half-days with exact dates."""

from dataclasses import dataclass, field
from datetime import date

Run = tuple[str, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One parent of a family; `tie` overrides what a parent is to a child by default."""

    key: str
    title: str
    forename: str
    surname: str
    born: date
    street: str
    relationship: str
    language: str = ""
    communication_need: str = ""
    tie: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One child with parents, school, and runs of consecutive half-days (first day, number, code).

    `week` is the school week whose review, or whose officer, opens the case; -1 for one carried over.
    """

    key: str
    forename: str
    surname: str
    sex: str
    born: date
    cohort: int
    school: str
    parents: tuple[Person, ...]
    runs: tuple[Run, ...]
    week: int
    opened_by: str = "review"
    moved_to: str = ""
    moved_on: date | None = None
    extra: dict[str, str] = field(default_factory=dict)


def one_parent(key: str, forename: str, surname: str, street: str, **more: str) -> tuple[Person, ...]:
    """Return a family's only parent: the mother, or the father for a Mr."""
    title = more.pop("title", "Ms")
    return (
        Person(
            key=key,
            title=title,
            forename=forename,
            surname=surname,
            born=date(1965 + len(forename), 1 + len(surname) % 12, 11),
            street=street,
            relationship="father" if title == "Mr" else "mother",
            **more,  # type: ignore[arg-type]
        ),
    )
