"""The one function that gives a person's address to somebody; nothing else may print one.

A safe address that reaches the wrong parent is a danger to life, so the question is never "what is the
address" but "what may this recipient be told". Unknown is withheld.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from schools.models import Membership, Parent, Pupil, Responsibility
from schools.models.fields import YesNo


@dataclass(frozen=True, slots=True)
class Address:
    """An address line by line as an envelope shows it, the postcode last; no lines when unknown."""

    lines: tuple[str, ...]

    @property
    def one_line(self) -> str:
        """The address in one line of a page."""
        return ", ".join(self.lines)


@dataclass(frozen=True, slots=True)
class Withheld:
    """An address that this recipient may not be told, with the reason that staff may read."""

    reason: str

    lines: tuple[str, ...] = ()
    one_line: str = "Withheld"


def address_of(person: Parent | Pupil, *, to: Membership | Parent) -> Address | Withheld:
    """Give a person's address to a member of staff, or to a parent who may know it."""
    if isinstance(to, Membership):
        return _to_staff(person, to)
    if isinstance(person, Pupil):
        return _child_to_parent(person, to)
    return _parent_to_parent(person, to)


def home_of(pupil: Pupil) -> Address:
    """Where a child lives: with the first parent it is known to live with. For guards, not for pages."""
    homes = _lives_with(pupil.responsibilities.all())
    return _own(homes[0].parent) if homes else Address(lines=())


def postal_lines(parent: Parent) -> tuple[str, ...]:
    """A parent's own address for a paper to that same parent."""
    return _own(parent).lines


def _to_staff(person: Parent | Pupil, to: Membership) -> Address | Withheld:
    if to.authority_id != person.authority_id:
        return Withheld("This person belongs to another authority.")
    return home_of(person) if isinstance(person, Pupil) else _own(person)


def _child_to_parent(pupil: Pupil, to: Parent) -> Address | Withheld:
    mine = [r for r in pupil.responsibilities.all() if r.parent_id in _same_person(to)]
    if not mine:
        return Withheld("This person is not recorded as answering for the child.")
    if any(r.address_withheld for r in mine):
        return Withheld("The child's address is withheld from this person.")
    home = home_of(pupil)
    if home.lines and home in _homes_withheld(to):
        return Withheld("Another child's address, which is the same, is withheld from this person.")
    return home


def _parent_to_parent(person: Parent, to: Parent) -> Address | Withheld:
    if person.id in _same_person(to):
        return _own(person)
    if _own(person) == _own(to):
        return _own(to)
    return Withheld("No paper tells one parent where another lives.")


def _same_person(parent: Parent) -> set[int]:
    """The rows that a person has said are one parent."""
    root = parent.same_as_id or parent.id
    return {root, parent.id, *Parent.objects.filter(same_as=root).values_list("id", flat=True)}


def _homes_withheld(parent: Parent) -> list[Address]:
    """Where the children live whose address is withheld from a parent: a brother's paper would tell it too."""
    kept = Responsibility.objects.filter(parent__in=_same_person(parent), address_withheld=True)
    return [home_of(row.pupil) for row in kept.select_related("pupil")]


def _lives_with(responsibilities: Iterable[Responsibility]) -> list[Responsibility]:
    return sorted(
        (r for r in responsibilities if r.lives_with == YesNo.YES and r.until is None),
        key=lambda r: r.id,
    )


def _own(parent: Parent) -> Address:
    lines = (
        parent.address1,
        parent.address2,
        parent.address3,
        parent.address4,
        parent.town,
        parent.postcode,
    )
    return Address(lines=tuple(line for line in lines if line))
