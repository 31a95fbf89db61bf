"""Everybody as the People CSV of a council's systems: schools, pupils, parents, and what each is to each."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from notices.practice import calendar
from notices.practice.files.shapes import File, Kind
from notices.practice.people import Child, Parent, Tie
from notices.practice.schools import School, all_schools
from notices.practice.world import World

COLUMNS = (
    "kind",
    "urn",
    "name",
    "phase",
    "postcode",
    "address1",
    "address2",
    "town",
    "upn",
    "forename",
    "surname",
    "born",
    "sex",
    "year_group",
    "sen",
    "fsm",
    "social_worker",
    "care_status",
    "young_carer",
    "mobile",
    "medical_plan",
    "admitted",
    "left",
    "parent_ref",
    "title",
    "phone",
    "language",
    "communication_need",
    "relationship",
    "lives_with",
    "has_care",
    "parental_responsibility",
    "contact",
    "address_withheld",
    "court_order",
    "until",
)
TOWN = "Southampton"


def people_of_last_year(world: World) -> File:
    """Return everybody of 2002/03: schools, pupils, parents and what each parent is to each child."""
    pupils = [child for child in world.children if child.last_school is not None]
    rows = [_school(school) for school in all_schools()]
    rows += [_pupil(child, _known(child.last_school), _entered(child), None, child.cohort) for child in pupils]
    rows += _parents_and_ties(pupils)
    return _people(date(2002, 9, 3), "people-2002.csv", rows)


def people_of_this_year(world: World) -> File:
    """Return September 2003: who left, who moved up, who began, and everybody's new year group."""
    rows: list[dict[str, str]] = []
    new: list[Child] = []
    first = calendar.council(calendar.THIS_YEAR).days[0]
    for child in world.children:
        if child.last_school is None and child.moved_on is None:
            new.append(child)
            rows.append(_pupil(child, _known(child.this_school), first, None))
        elif child.last_school is not None and child.last_school != child.this_school:
            ended = date(2003, 7, 21)
            rows.append(_pupil(child, child.last_school, _entered(child), ended, child.cohort))
            if child.this_school is not None:
                rows.append(_pupil(child, child.this_school, first, None))
        elif child.last_school is not None:
            rows.append(_pupil(child, child.last_school, _entered(child), None))
    rows += _parents_and_ties(new)
    return _people(date(2003, 9, 3), "people-2003.csv", rows)


def changes_of_people(world: World) -> Iterator[File]:
    """Yield what changed within 2003/04: children who left or moved, an address, a step-father's going."""
    by_day: dict[date, list[dict[str, str]]] = {}
    for child in world.children:
        if child.left is not None:
            row = _pupil(child, child.school, _admitted(child), child.left)
            by_day.setdefault(_monday_after(child.left), []).append(row)
        if child.last_school is None and child.moved_on is not None:
            rows = [_pupil(child, child.school, child.moved_on, None), *(_tie(child, tie) for tie in child.ties)]
            by_day.setdefault(child.moved_on, []).extend(rows)
        elif child.moved_to is not None and child.moved_on is not None:
            ended = date(2004, 2, 13)
            rows = [
                _pupil(child, child.school, _admitted(child), ended),
                _pupil(child, child.moved_to, child.moved_on, None),
            ]
            by_day.setdefault(child.moved_on, []).extend(rows)
    juno = world.children[world.seats["quillfeather"]]
    moved = replace(juno.ties[0].parent, street="3 Lantern Court", postcode="SO98 9XN")
    by_day.setdefault(date(2004, 1, 12), []).append(_parent(moved))
    perran = world.children[world.seats["marchbanks"]]
    gone = Tie(perran.ties[1].parent, "step-father", lives_with="no", has_care="no", responsible="no", contact="none")
    by_day.setdefault(date(2004, 3, 19), []).append(_tie(perran, gone) | {"until": "2003-11-16"})
    for on, rows in sorted(by_day.items()):
        yield _people(on, f"people-{on.isoformat()}.csv", rows)


def _people(on: date, name: str, rows: list[dict[str, str]]) -> File:
    lines = io.StringIO()
    writer = csv.DictWriter(lines, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return File(on, Kind.PEOPLE, name, lines.getvalue().encode())


def _school(school: School) -> dict[str, str]:
    return {
        "kind": "school",
        "urn": school.urn,
        "name": school.name,
        "phase": school.phase,
        "postcode": school.postcode,
        "address1": school.street,
        "town": TOWN,
    }


def _pupil(child: Child, school: int, admitted: date, left: date | None, year: int | None = None) -> dict[str, str]:
    return {
        "kind": "pupil",
        "upn": child.upn,
        "forename": child.forename,
        "surname": child.surname,
        "born": child.born.isoformat(),
        "sex": child.sex,
        "urn": all_schools()[school].urn,
        "admitted": admitted.isoformat(),
        "left": left.isoformat() if left else "",
        "year_group": str(child.year_group if year is None else year),
        "sen": "support" if child.needs_support else "none",
        "fsm": "yes" if child.number % 5 == 0 else "no",
    } | child.extra


def _parents_and_ties(children: list[Child]) -> list[dict[str, str]]:
    parents = {tie.parent.ref: tie.parent for child in children for tie in child.ties}
    rows = [_parent(parent) for parent in parents.values()]
    return rows + [_tie(child, tie) for child in children for tie in child.ties]


def _parent(parent: Parent) -> dict[str, str]:
    return {
        "kind": "parent",
        "parent_ref": parent.ref,
        "title": parent.title,
        "forename": parent.forename,
        "surname": parent.surname,
        "born": parent.born.isoformat(),
        "address1": parent.street,
        "town": TOWN,
        "postcode": parent.postcode,
        "phone": parent.phone,
        "language": parent.language,
        "communication_need": parent.communication_need,
    }


def _tie(child: Child, tie: Tie) -> dict[str, str]:
    return {
        "kind": "responsibility",
        "parent_ref": tie.parent.ref,
        "upn": child.upn,
        "relationship": tie.relationship,
        "lives_with": tie.lives_with,
        "has_care": tie.has_care,
        "parental_responsibility": tie.responsible,
        "contact": tie.contact,
        "address_withheld": tie.withheld,
        "court_order": tie.court_order,
    }


def _entered(child: Child) -> date:
    """Return the day a child was admitted to the school of 2002/03: with its year group, in an earlier September."""
    first = all_schools()[_known(child.last_school)].first_year
    return date(2002 - (child.cohort - first), 9, 3)


def _admitted(child: Child) -> date:
    if child.last_school == child.this_school:
        return _entered(child)
    return calendar.council(calendar.THIS_YEAR).days[0]


def _monday_after(day: date) -> date:
    return day + timedelta(days=7 - day.weekday())


def _known(number: int | None) -> int:
    if number is None:
        raise ValueError("The child is at no school in that year.")
    return number
