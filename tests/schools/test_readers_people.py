"""People are read from one table in which the kinds are mixed."""

from datetime import date

import pytest

from schools import upns
from schools.readers.faults import Unreadable
from schools.readers.people import read_people

UPN = upns.make_upn(852, 4001, 2020, 1)
HEAD = "kind,upn,forename,surname,born,urn,name,phase,parent_ref,postcode,email,admitted,fsm,address_withheld"


def read(*lines):
    return read_people("\n".join([HEAD, *lines]).encode())


def a_pupil(**other):
    cells = {"kind": "pupil", "upn": UPN, "forename": "Zoë", "surname": "Pemberwick", "born": "02/03/2015"} | other
    return ",".join(cells.get(name, "") for name in HEAD.split(","))


def test_kinds_are_read_in_the_order_of_their_lines():
    rows = read(
        a_pupil(urn="116453", admitted="2020-09-01"),
        ",,Ada,Pemberwick,,,,,P1,so14 7lw,ada@example.org,,,".replace(",", "parent,", 1),
        ",,,,,116453,Sandwick Primary,primary,,,,,,".replace(",", "school,", 1),
    )

    assert rows.faults == []
    assert [(row.line, row.kind) for row in rows.rows] == [(2, "pupil"), (3, "parent"), (4, "school")]
    assert rows.rows[0].values["born"] == date(2015, 3, 2)
    assert rows.rows[1].values["postcode"] == "SO14 7LW"


def test_an_empty_cell_says_nothing():
    assert "fsm" not in read(a_pupil()).rows[0].values


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("born", "2015-02-30", "2015-02-30 is not a day of the calendar."),
        ("urn", "12 34", "12 34 is not a URN."),
        ("fsm", "perhaps", "perhaps is not one of the answers."),
        ("upn", "12", "12 is not a UPN."),
        ("kind", "teacher", "teacher is no kind of line."),
    ],
)
def test_a_fault_names_line_column_value_problem_and_remedy(name, value, problem):
    (fault,) = read(a_pupil(), a_pupil(**{name: value})).faults

    assert (fault.line, fault.column, fault.value, fault.problem) == (3, name, value, problem)
    assert fault.remedy


def test_a_line_too_long_is_a_fault():
    (fault,) = read(a_pupil() + ",more").faults

    assert (fault.line, fault.value) == (2, "more")


def test_a_file_without_kinds_is_refused():
    with pytest.raises(Unreadable) as caught:
        read_people(b"upn,forename\n")

    assert caught.value.faults[0].column == "kind"


def test_unknown_columns_are_named_and_left():
    assert read_people(b"kind,urn,colour\nschool,116453,red\n").ignored == ("colour",)
