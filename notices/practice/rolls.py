"""Who is on which school's roll in which week, as whole arrays, so that weekly files are laid out at once."""

from datetime import date
from functools import cache

import numpy as np

from notices.practice.schools import all_schools
from notices.practice.world import World

NOWHERE = -1


def schools_in(world: World, monday: date | None) -> np.ndarray:
    """Return the school of every child in a week of 2003/04, or in 2002/03 for None; -1 for none."""
    before, after, moved_to, left, moved_on = _rolls(world)
    if monday is None:
        return before
    week = np.datetime64(monday, "D")
    second = (before == NOWHERE) & (moved_on > week)
    schools = np.where((moved_to != NOWHERE) & (moved_on <= week), moved_to, after)
    return np.where((left < week) | second, NOWHERE, schools)


def on_paper(world: World) -> np.ndarray:
    """Say of every child whether the school of 2003/04 keeps its register on paper; never of a child in a case."""
    after = schools_in(world, date(2003, 9, 8))
    paper = papers()[after] & (after != NOWHERE)
    paper[[course.child for course in world.courses]] = False
    return paper


@cache
def papers() -> np.ndarray:
    """Say of every school whether it keeps its register on paper."""
    return np.array([school.paper for school in all_schools()])


@cache
def letters(world: World) -> tuple[np.ndarray, np.ndarray]:
    """Return the UPNs of all children and the URNs of all schools as rows of bytes."""
    upns = "".join(child.upn for child in world.children).encode()
    urns = "".join(school.urn for school in all_schools()).encode()
    return (
        np.frombuffer(upns, dtype=np.uint8).reshape(len(world.children), -1),
        np.frombuffer(urns, dtype=np.uint8).reshape(len(all_schools()), -1),
    )


@cache
def _rolls(world: World) -> tuple[np.ndarray, ...]:
    children = world.children
    never = date(2999, 12, 31)
    return (
        np.array([NOWHERE if child.last_school is None else child.last_school for child in children]),
        np.array([NOWHERE if child.this_school is None else child.this_school for child in children]),
        np.array([NOWHERE if child.moved_to is None else child.moved_to for child in children]),
        np.array([child.left or never for child in children], dtype="datetime64[D]"),
        np.array([child.moved_on or date(2002, 1, 1) for child in children], dtype="datetime64[D]"),
    )
