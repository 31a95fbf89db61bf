"""Which child each case belongs to, and the families put in the places of children of their year and school."""

from datetime import date, timedelta

import numpy as np

from notices.practice import names
from notices.practice.courses import CARRIED, Course, Track
from notices.practice.families.every import FAMILIES
from notices.practice.families.shapes import Family
from notices.practice.people import LEAVERS, Child, Parent, Tie
from notices.practice.schools import all_schools, named
from schools import upns

# Of the children in cases, so many in ten are at secondary schools.
SECONDARY_SHARE = 8


def seat_families(children: list[Child]) -> dict[str, int]:
    """Put each family's child in the place of a child of that year and school; return the numbers by family."""
    people: dict[str, Parent] = {}
    seats: dict[str, int] = {}
    for family in FAMILIES:
        school = named(family.school)
        child = next(
            child
            for child in children
            if child.cohort == family.cohort
            and child.this_school == school.number
            and child.number not in seats.values()
            and not any(_shares(child, other) for other in children if other.cohort < child.cohort)
        )
        seats[family.key] = child.number
        _become(child, family, people)
    return seats


def _shares(child: Child, other: Child) -> bool:
    return bool(child.ties and other.ties) and child.ties[0].parent is other.ties[0].parent


def _become(child: Child, family: Family, people: dict[str, Parent]) -> None:
    child.forename, child.surname, child.sex, child.born = (
        family.forename,
        family.surname,
        family.sex,
        family.born,
    )
    child.extra = dict(family.extra)
    child.ties = []
    for place, person in enumerate(family.parents):
        parent = people.setdefault(
            person.key,
            Parent(
                ref=f"F{len(people) + 1:05d}",
                title=person.title,
                forename=person.forename,
                surname=person.surname,
                born=person.born,
                street=person.street,
                postcode=names.postcode(3900 + sum(map(ord, person.street)) % 100),
                phone=f"01632 960{900 + len(people):03d}",
                language=person.language,
                communication_need=person.communication_need,
            ),
        )
        child.ties.append(Tie(parent, person.relationship, **person.tie))
        if place == 0 and child.born > date(1997, 8, 31):
            raise ValueError("The families' children are of school age in both years.")
    if family.moved_to:
        child.moved_to, child.moved_on = named(family.moved_to).number, family.moved_on


def give_children(
    courses: list[Course], children: list[Child], seats: dict[str, int], source: np.random.Generator
) -> None:
    """Give every case a child of its own whose parents have no other case."""
    schools = all_schools()
    parents_of: dict[str, int] = {}
    for child in children:
        for tie in child.ties:
            parents_of[tie.parent.ref] = parents_of.get(tie.parent.ref, 0) + 1
    pools: dict[str, list[Child]] = {"secondary": [], "primary": [], "paper": []}
    for number in source.permutation(len(children)):
        child = children[int(number)]
        if child.number in seats.values() or not _can_have_case(child):
            continue
        school = schools[child.school]
        alone = all(parents_of[tie.parent.ref] == 1 for tie in child.ties)
        if alone and school.phase == "secondary":
            pools["secondary"].append(child)
        elif alone:
            pools["paper" if school.paper else "primary"].append(child)
    for place, course in enumerate(courses):
        if course.family:
            course.child = seats[course.family]
            continue
        pool = _pool(course, place)
        chosen = next(child for child in pools[pool] if _fits(course, child))
        pools[pool].remove(chosen)
        course.child = chosen.number


def _pool(course: Course, place: int) -> str:
    if course.paper:
        return "paper"
    return "secondary" if place % 10 < SECONDARY_SHARE else "primary"


def _can_have_case(child: Child) -> bool:
    """Say whether the child is at the same school in both years, so that a window may cross the summer."""
    return child.this_school is not None and child.this_school == child.last_school and child.cohort < LEAVERS


def _fits(course: Course, child: Child) -> bool:
    if course.needs_two_parents:
        return len(child.ties) == 2 and child.ties[1].lives_with == "yes"
    # Year 11 leaves in June, and is on study leave before.
    return child.cohort < LEAVERS - 1 or course.week == CARRIED or course.track is Track.IMPROVED


def leave_school(course: Course, child: Child) -> None:
    """Let a child who moved away, or is taught at home, leave on the Friday before the case closes."""
    if course.closes_on is not None:
        back = (course.closes_on.weekday() - 4) % 7 or 7
        child.left = course.closes_on - timedelta(days=back)


def second_record(child: Child, number: int, school: int, admitted: date) -> Child:
    """Return the same child under a temporary number, as another school first entered it."""
    body = f"852{all_schools()[school].estab}03{number % 100:02d}A"
    return Child(
        number=number,
        cohort=child.cohort,
        upn=upns.check_letter(body) + body,
        forename=child.forename,
        surname=child.surname,
        sex=child.sex,
        born=child.born,
        last_school=None,
        this_school=school,
        ties=list(child.ties),
        moved_on=admitted,
    )
