"""The practice authority's files, in the formats any council's systems send."""

import csv
import io
from datetime import date

import pytest

from notices.practice import calendar, world
from notices.practice.files import people, registers
from notices.practice.schools import all_schools
from schools import codes, upns


@pytest.fixture(scope="module")
def authority():
    return world.build()


def rows_of(file) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.content.decode())))


def test_people_of_last_year_are_schools_pupils_parents_and_what_they_are_to_each_other(authority):
    rows = rows_of(people.people_of_last_year(authority))

    kinds = {kind: sum(row["kind"] == kind for row in rows) for kind in ("school", "pupil", "parent", "responsibility")}
    assert (kinds["school"], kinds["pupil"]) == (80, 27_428)
    assert {row["parent_ref"] for row in rows if row["kind"] == "responsibility"} == {
        row["parent_ref"] for row in rows if row["kind"] == "parent"
    }


def test_a_week_of_registers_has_a_line_a_pupil_and_a_column_a_half_day(authority):
    rows = rows_of(next(registers.registers_of_week(authority, 1)))

    assert list(rows[0])[:4] == ["upn", "urn", "2003-09-08 AM", "2003-09-08 PM"]
    assert len(rows[0]) == 12
    known = {school.urn for school in all_schools() if not school.paper}
    for row in rows[::500]:
        assert upns.is_valid(row["upn"])
        assert row["urn"] in known
        assert all(codes.code_on(code, date(2003, 9, 8)) for name, code in row.items() if name[0] == "2")


def test_paper_registers_arrive_each_fortnight_a_week_late(authority):
    arrived = {week: [file.name for file in registers.registers_of_week(authority, week)] for week in (5, 6)}

    assert arrived[5] == ["register-2003-10-06.csv"]
    assert [name for name in arrived[6] if "paper" in name] == [
        "register-paper-2003-09-29.csv",
        "register-paper-2003-10-06.csv",
    ]


def test_what_a_paper_school_first_sent_unexplained_is_corrected_with_a_reason(authority):
    corrections = [
        row
        for week in range(len(calendar.weeks()))
        for file in registers.registers_of_week(authority, week)
        if file.name.startswith("corrections")
        for row in rows_of(file)
    ]

    assert {row["code"] for row in corrections} == {"O", "I"}
    assert all(row["reason"] for row in corrections)


def test_no_file_holds_a_day_that_is_still_to_come(authority):
    for week in range(len(calendar.weeks())):
        for file in registers.registers_of_week(authority, week):
            days = [name[:10] for name in file.content.split(b"\n", 1)[0].decode().split(",") if name[:1] == "2"]
            assert file.on <= calendar.PRACTICE_DATE
            assert all(day <= file.on.isoformat() for day in days)


def test_a_child_who_left_stands_in_no_later_register(authority):
    gone = next(child for child in authority.children if child.left and child.left < date(2004, 1, 1))

    later = next(registers.registers_of_week(authority, 20))

    assert gone.upn not in later.content.decode()


def test_rafe_lanternhill_is_in_the_register_of_one_school_at_a_time(authority):
    rafe = authority.children[authority.seats["lanternhill"]]
    schools = {}
    for week in (20, 21):
        rows = [row for row in rows_of(next(registers.registers_of_week(authority, week))) if row["upn"] == rafe.upn]
        schools[week] = [row["urn"] for row in rows]

    urns = {school.name: school.urn for school in all_schools()}
    assert schools == {20: [urns["Quayside Junior School"]], 21: [urns["Mossgate Primary School"]]}
