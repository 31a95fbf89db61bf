"""The invented children, parents and what each parent is to each child, before the families that have names."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from notices.practice import names
from notices.practice.schools import School, all_schools
from schools import upns

LA_CODE = 852
# Year groups of 2002/03, one to eleven, and the children who began in September 2003; the sums are the published ones.
YEAR_SIZES = (2484, 2484, 2484, 2484, 2484, 2483, 2483, 2505, 2505, 2505, 2505, 2506)
LEAVERS = 11
INTAKE = 0


@dataclass(slots=True)
class Parent:
    """One person who may answer for children; `ref` is what the schools' system calls them."""

    ref: str
    title: str
    forename: str
    surname: str
    born: date
    street: str
    postcode: str
    phone: str = ""
    language: str = ""
    safe_contact: str = ""
    communication_need: str = ""


@dataclass(slots=True)
class Tie:
    """What one parent is to one child."""

    parent: Parent
    relationship: str
    lives_with: str = "yes"
    has_care: str = "yes"
    responsible: str = "yes"
    contact: str = "full"
    withheld: str = "no"
    court_order: str = ""


@dataclass(slots=True)
class Child:
    """One pupil: the year group of 2002/03 (0: began a year later) and the school of each year, None for none."""

    number: int
    cohort: int
    upn: str
    forename: str
    surname: str
    sex: str
    born: date
    last_school: int | None
    this_school: int | None
    ties: list[Tie] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)
    left: date | None = None
    # A second school within 2003/04, and the day on which the child was admitted there.
    moved_to: int | None = None
    moved_on: date | None = None

    @property
    def year_group(self) -> int:
        """Return the year group of 2003/04."""
        return self.cohort + 1

    @property
    def needs_support(self) -> bool:
        """Say whether the school gives the child special help."""
        return self.number % 7 == 0 or self.extra.get("sen", "none") != "none"

    @property
    def school(self) -> int:
        """Return the number of the school of 2003/04, or of the year before for one who has left."""
        found = self.this_school if self.this_school is not None else self.last_school
        if found is None:
            raise ValueError("Every child is at a school in one of the two years.")
        return found


def make_children(source: np.random.Generator) -> list[Child]:
    """Return every child with a name, a birth date right for the year group, a UPN and a school in each year."""
    children: list[Child] = []
    serials: dict[tuple[int, int], int] = {}
    for cohort, size in enumerate(YEAR_SIZES):
        before: list[int | None] = _allot(cohort, size) if cohort != INTAKE else [None] * size
        after = _following(cohort, before, size)
        girls = source.random(size) < 0.49
        days = source.integers(0, 365, size)
        for place in range(size):
            child = Child(
                number=len(children),
                cohort=cohort,
                upn=_upn(cohort, before[place], after[place], len(children), serials),
                forename="",
                surname="",
                sex="F" if girls[place] else "M",
                born=date(1997 - cohort, 9, 1) + timedelta(days=int(days[place])),
                last_school=before[place],
                this_school=after[place],
            )
            children.append(child)
    _name(children, source)
    return children


def _allot(year: int, size: int) -> list[int | None]:
    """Share a year group out among the schools that teach it, by their weights, to the last child."""
    teaching = [school for school in all_schools() if school.teaches(year)]
    total = sum(school.weight for school in teaching)
    ends = np.cumsum([school.weight for school in teaching]) * size / total
    places = np.searchsorted(np.round(ends), np.arange(size), side="right")
    return [teaching[place].number for place in places]


def _following(cohort: int, before: list[int | None], size: int) -> list[int | None]:
    year = cohort + 1
    if cohort == LEAVERS:
        return [None] * size
    if cohort == INTAKE or year == 7:
        fresh = _allot(year, size)
        # One primary school's leavers go to several secondary schools.
        return [fresh[place * 7 % size] for place in range(size)] if year == 7 and size % 7 else fresh
    schools = all_schools()
    return [number if schools[number].teaches(year) else schools[number].next_school for number in _known(before)]


def _known(numbers: list[int | None]) -> list[int]:
    return [number for number in numbers if number is not None]


def _upn(cohort: int, before: int | None, after: int | None, number: int, serials: dict[tuple[int, int], int]) -> str:
    school = all_schools()[before if before is not None else after or 0]
    estab = school.estab if school.phase == "primary" else 2014 + number % 66
    entered = 2002 - cohort
    serial = serials[estab, entered] = serials.get((estab, entered), 0) + 1
    return upns.make_upn(LA_CODE, estab, entered, serial)


def _name(children: list[Child], source: np.random.Generator) -> None:
    girls = names.draw(source, names.GIRLS, len(children))
    boys = names.draw(source, names.BOYS, len(children))
    surnames = names.draw(source, names.SURNAMES, len(children))
    for child, girl, boy, surname in zip(children, girls, boys, surnames, strict=True):
        child.forename, child.surname = (girl if child.sex == "F" else boy), surname


def make_parents(children: list[Child], source: np.random.Generator) -> None:
    """Give every child one parent or two, together or apart; brothers and sisters share theirs."""
    elder = _elder_siblings(children, source)
    chance = source.random((3, len(children)))
    age = source.integers(19, 38, 2 * len(children))
    women = names.draw(source, names.WOMEN, len(children))
    men = names.draw(source, names.MEN, len(children))
    own_names = names.draw(source, names.SURNAMES, len(children))
    taken: set[tuple[str, str, str]] = set()
    # Eldest first, so that a younger child finds the parents of the elder.
    for child in sorted(children, key=lambda child: -child.cohort):
        if child.number in elder:
            brother = children[elder[child.number]]
            child.surname, child.ties = brother.surname, list(brother.ties)
            continue
        n = child.number
        alone, apart, keeps_name = chance[0, n] < 0.25, chance[1, n] < 0.2, chance[2, n] < 0.3
        mother = _parent(child, n, 0, women[n], own_names[n] if keeps_name else child.surname, int(age[2 * n]))
        mother.title = "Ms" if alone or apart or keeps_name else "Mrs"
        child.ties.append(Tie(mother, relationship="mother"))
        if not alone:
            father = _parent(child, n + 15_013 * apart, 1, men[n], child.surname, int(age[2 * n + 1]))
            child.ties.append(
                Tie(father, "father", lives_with="no", has_care="unknown", contact="unknown")
                if apart
                else Tie(father, "father")
            )
        for tie in child.ties:
            _make_distinct(tie.parent, taken)


def _parent(child: Child, home: int, part: int, forename: str, surname: str, age: int) -> Parent:
    return Parent(
        ref=f"P{2 * child.number + part + 1:06d}",
        title="Mr",
        forename=forename,
        surname=surname,
        born=child.born - timedelta(days=age * 365 + child.number % 300),
        street=_street(home),
        postcode=_postcode(home),
        phone=f"01632 960{(2 * child.number + part) % 1000:03d}",
    )


def _make_distinct(parent: Parent, taken: set[tuple[str, str, str]]) -> None:
    """Give another forename to one of two people of one name in one postcode, who would look like one person."""
    words = names.MEN if parent.title == "Mr" else names.WOMEN
    while (parent.forename, parent.surname, parent.postcode) in taken:
        parent.forename = words[(words.index(parent.forename) + 1) % len(words)]
    taken.add((parent.forename, parent.surname, parent.postcode))


def _elder_siblings(children: list[Child], source: np.random.Generator) -> dict[int, int]:
    """Match about two in five children with one two or three years older, each at most once."""
    by_cohort: dict[int, list[int]] = {}
    for child in children:
        by_cohort.setdefault(child.cohort, []).append(child.number)
    free = {cohort: list(source.permutation(numbers)) for cohort, numbers in by_cohort.items()}
    elder: dict[int, int] = {}
    for cohort in range(LEAVERS - 1):
        for number in by_cohort[cohort]:
            above = cohort + 2 + int(number % 5 == 0 and cohort + 3 <= LEAVERS)
            if source.random() < 0.42 and above <= LEAVERS and free[above]:
                elder[number] = int(free[above].pop())
    return elder


def _street(number: int) -> str:
    return f"{number // len(names.STREETS) % 90 + 1} {names.STREETS[number % len(names.STREETS)]}"


def _postcode(number: int) -> str:
    return names.postcode(number % len(names.STREETS) * 11)


def school_of(number: int) -> School:
    """Return a school by its number."""
    return all_schools()[number]
