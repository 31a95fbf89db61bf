"""A Common Transfer File gives marks with their days, pupils and contacts; a hostile one gives a sentence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schools import upns
from schools.readers.faults import Unreadable
from schools.readers.people import read_people
from schools.readers.register import read_register
from tests.schools.hostile import is_read_or_refused
from tests.schools.test_readers_register import marks_of

UPN = upns.make_upn(852, 4001, 2020, 1)
SCHOOL = "<Header><SourceSchool><LEA>852</LEA><Estab>4001</Estab></SourceSchool></Header>"


def a_ctf(marks="/\\", start="2025-09-08", estab="4001", more="", head=SCHOOL):
    return f"""<?xml version="1.0" encoding="utf-8"?>
<CTfile>{head}
<CTFpupilData>
<Pupil><UPN>{UPN}</UPN><Surname>Pemberwick</Surname><Forename>Zoë</Forename><DOB>2015-03-02</DOB><Sex>F</Sex>{more}
<Attendance><YearData><Year>2026</Year><LEA>852</LEA><Estab>{estab}</Estab>
<AttendSessions><AttendanceStartDate>{start}</AttendanceStartDate>
<AttendanceMarks>{marks}</AttendanceMarks></AttendSessions></YearData></Attendance></Pupil>
</CTFpupilData></CTfile>""".encode()


def days_of(raw):
    return sorted((day, session, code) for _, day, session, code in marks_of(raw))


def test_marks_run_morning_and_afternoon_from_the_first_day():
    assert days_of(a_ctf("/\\OU")) == [
        (date(2025, 9, 8), "AM", "/"),
        (date(2025, 9, 8), "PM", "\\"),
        (date(2025, 9, 9), "AM", "O"),
        (date(2025, 9, 9), "PM", "U"),
    ]


def test_weekends_are_passed_over():
    assert days_of(a_ctf("/\\" * 5 + "OO"))[-1] == (date(2025, 9, 15), "PM", "O")


def test_a_space_or_a_dash_is_a_session_without_a_mark():
    assert [code for _, _, code in days_of(a_ctf("/ -O"))] == ["/", "O"]


def test_marks_whose_weekends_are_all_empty_run_through_the_week():
    assert days_of(a_ctf(("/\\" * 5 + "####") * 3))[-1] == (date(2025, 9, 26), "PM", "\\")


def test_one_empty_weekend_may_be_a_holiday_so_the_marks_are_not_guessed():
    rows = read_register(a_ctf("/\\" * 5 + "####" + "OO"))

    assert [fault.problem for _, fault in rows.faults] == [
        "These marks can be read with and without a weekend among them."
    ]
    assert rows.faults[0][1].line == 6
    assert days_of(a_ctf("/\\" * 5 + "####" + "OO")) == []


@given(st.text("/\\LOUIM", min_size=1, max_size=200))
def test_marks_of_weekdays_without_a_gap_are_read_one_for_one(marks):
    found = days_of(a_ctf(marks))

    assert "".join(code for _, _, code in found) == marks
    assert all(day.weekday() < 5 for day, _, _ in found)


def test_a_year_spent_at_another_school_is_left_out():
    assert days_of(a_ctf("OO", estab="9999")) == []
    assert len(days_of(a_ctf("OO", estab="9999", head=""))) == 2


def test_a_start_that_is_no_day_is_a_fault_of_its_line():
    rows = read_register(a_ctf(start="2025-13-01"))

    assert [(fault.line, fault.column) for _, fault in rows.faults] == [(6, "AttendanceStartDate")]


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (
            b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><CTfile>&b;</CTfile>',
            "The file defines entities or a document type of its own.",
        ),
        (
            b'<!DOCTYPE CTfile [<!ENTITY f SYSTEM "file:///etc/passwd">]><CTfile>&f;</CTfile>',
            "The file defines entities or a document type of its own.",
        ),
        (b"<html></html>", "The file begins with html, not CTfile."),
        (b"<CTfile>\n<Pupil>\n</CTfile>", "The file is not well-formed XML from this line on."),
        (b"<CTfile>", "The file is not well-formed XML from this line on."),
    ],
)
def test_a_file_that_is_no_ctf_is_refused(raw, problem):
    with pytest.raises(Unreadable) as caught:
        read_register(raw)

    assert caught.value.faults[0].problem == problem


def test_broken_xml_names_its_line():
    with pytest.raises(Unreadable) as caught:
        read_register(b"<CTfile>\n<Pupil>\n</CTfile>")

    assert caught.value.faults[0].line == 3


CONTACT = """<BasicDetails><NCyearActual>5</NCyearActual><EnrolStatus>C</EnrolStatus></BasicDetails>
<SENhistory><SEN><StartDate>2021-01-01</StartDate><SENprovision>K</SENprovision></SEN>
<SEN><StartDate>2023-01-01</StartDate><SENprovision>E</SENprovision></SEN></SENhistory>
<Address><BS7666Address><PAON>7</PAON><Street>Larkspur Row</Street><Town>Sandwick</Town></BS7666Address>
<PostCode>zz1 1zz</PostCode></Address>
<Contacts><Contact><Order>1</Order><Title>Mrs</Title><Surname>Pemberwick</Surname><Forename>Ada</Forename>
<Relationship>MOT</Relationship>
<Responsibility>true</Responsibility><Address><AddressAsPupil>true</AddressAsPupil></Address></Contact>
<Contact><Order>2</Order><Surname>Quill</Surname></Contact></Contacts>"""


def people():
    rows = read_people(a_ctf(more=CONTACT), urn="116453")
    assert rows.faults == []
    return rows.rows


def test_a_pupil_is_read_with_the_school_the_caller_names():
    pupil = next(row for row in people() if row.kind == "pupil")

    assert pupil.values["upn"] == UPN
    assert pupil.values["urn"] == "116453"
    assert (pupil.values["forename"], pupil.values["born"]) == ("Zoë", date(2015, 3, 2))
    assert pupil.values["sen"] == "plan"
    assert "social_worker" not in pupil.values


def test_a_contact_at_the_pupils_address_is_a_parent_who_lives_with_the_child():
    parent = next(row for row in people() if row.kind == "parent")
    tie = next(row for row in people() if row.kind == "responsibility")

    assert (parent.values["parent_ref"], parent.values["source"]) == (f"{UPN}/1", "ctf")
    assert (parent.values["address1"], parent.values["town"]) == ("7 Larkspur Row", "Sandwick")
    assert parent.values["postcode"] == "ZZ1 1ZZ"
    assert (tie.values["lives_with"], tie.values["parental_responsibility"]) == ("yes", "yes")


def test_what_a_ctf_does_not_say_is_unknown_never_no():
    tie = [row for row in people() if row.kind == "responsibility"][1]

    assert "lives_with" not in tie.values
    assert "parental_responsibility" not in tie.values


@given(st.binary(max_size=120))
def test_any_bytes_after_a_beginning_are_read_or_refused(rest):
    assert is_read_or_refused(read_register, b"<CTfile>" + rest)
