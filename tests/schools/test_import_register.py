"""A register file against roll, calendar, codes and clock; written whole or not at all."""

import io
from datetime import date

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schools.models import Enrolment, ImportDelta, MarkNote, RegisterImport, ReviewDue, Upn
from tests import builders
from tests.registers import corrections, long_file, stored, take, upn_of

pytestmark = pytest.mark.django_db
MONDAY = date(2004, 3, 1)
TUESDAY = date(2004, 3, 2)


@pytest.fixture
def cast() -> builders.Cast:
    return builders.a_cast()


@pytest.fixture
def pupil(cast):
    return builders.a_pupil(cast)


def faults(result) -> list[tuple[int | None, str | None]]:
    return [(fault.line, fault.column) for fault in result.faults]


def test_a_mark_is_written_where_it_belongs(cast, pupil):
    result = take(cast, long_file((pupil, MONDAY, "AM", "/"), (pupil, MONDAY, "PM", "O")))

    assert result.as_json() == {
        "accepted": 2,
        "changed": 2,
        "unchanged": 0,
        "schools": {cast.school.urn: {"applied": True}},
        "faults": [],
        "import": RegisterImport.objects.get().id,
    }
    assert stored([pupil]) == {(pupil.id, MONDAY, "AM"): "/", (pupil.id, MONDAY, "PM"): "O"}


def test_the_same_file_again_changes_nothing_and_says_so(cast, pupil):
    raw = long_file((pupil, MONDAY, "AM", "/"), (pupil, MONDAY, "PM", "O"))
    take(cast, raw)

    again = take(cast, raw)

    assert (again.accepted, again.changed, again.unchanged) == (2, 0, 2)
    assert corrections() == []


def test_a_dry_run_says_what_would_change_and_changes_nothing(cast, pupil):
    result = take(cast, long_file((pupil, MONDAY, "AM", "O")), dry_run=True)

    assert (result.changed, result.import_id, result.applied) == (1, None, False)
    assert stored([pupil]) == {}
    assert not RegisterImport.objects.exists()


def test_a_mark_that_stood_is_kept_as_a_correction(cast, pupil):
    take(cast, long_file((pupil, MONDAY, "AM", "N"), (pupil, MONDAY, "PM", "/")))
    number = upn_of(pupil)

    result = take(cast, f"upn,date,session,code,reason\n{number},{MONDAY},AM,I,Letter from home\n".encode())

    assert corrections() == [("2004-03-01 AM", "N", "I", f"Import {result.import_id} of 14 May 2004: Letter from home")]


def test_an_import_keeps_every_cell_that_it_wrote(cast, pupil):
    result = take(cast, long_file((pupil, MONDAY, "AM", "N"), (pupil, MONDAY, "PM", "/")))

    delta = ImportDelta.objects.get()
    assert (delta.register_import_id, delta.year, len(bytes(delta.delta))) == (result.import_id, 2003, 24)


def test_only_what_is_missed_without_leave_makes_a_review_due(cast, pupil):
    present = builders.a_pupil(cast, name="Otis Pell")

    take(cast, long_file((pupil, MONDAY, "AM", "O"), (present, MONDAY, "AM", "/")))

    assert [due.enrolment.pupil for due in ReviewDue.objects.all()] == [pupil]


def test_a_comment_and_minutes_late_stand_beside_the_mark(cast, pupil):
    raw = (
        "upn,date,session,code,minutes_late,comment,recorded_by,recorded_at\n"
        f'{upn_of(pupil)},{MONDAY},AM,L,12,"Bus late, says the driver",Ms Oakes,2004-03-01T09:12:00+00:00\n'
    )

    take(cast, raw.encode())
    take(cast, raw.encode())

    note = MarkNote.objects.get()
    assert (note.on, note.session, note.minutes_late, note.comment) == (MONDAY, "AM", 12, "Bus late, says the driver")


def test_an_unknown_number_is_a_fault_with_the_number_that_was_meant(cast, pupil):
    right = upn_of(pupil)
    two_places_changed = right[:3] + right[4] + right[3] + right[5:]

    result = take(cast, f"upn,date,session,code\n{two_places_changed},{MONDAY},AM,/\n".encode())

    assert faults(result) == [(2, "upn")]
    assert result.faults[0].remedy == f"Did you mean {right}?"


def test_a_pupil_of_another_school_is_a_fault(cast):
    other = builders.a_pupil(cast, school=cast.other_school)

    result = take(cast, long_file((other, MONDAY, "AM", "/")))

    assert faults(result) == [(2, "upn")]
    assert result.faults[0].problem == "The pupil is not on the roll of Tollbar High."


@pytest.mark.parametrize(("day", "wrong"), [(date(2004, 3, 1), True), (date(2004, 3, 2), False)])
def test_a_day_before_admission_is_a_fault(cast, day, wrong):
    new = builders.a_pupil(cast, admitted=TUESDAY)

    result = take(cast, long_file((new, day, "AM", "/")))

    assert bool(result.faults) is wrong


@pytest.mark.parametrize(("day", "wrong"), [(date(2004, 3, 2), False), (date(2004, 3, 3), True)])
def test_a_day_after_leaving_is_a_fault(cast, pupil, day, wrong):
    Enrolment.objects.update(left=TUESDAY)

    result = take(cast, long_file((pupil, day, "AM", "/")))

    assert bool(result.faults) is wrong


def test_a_pupil_who_came_back_has_marks_in_both_times(cast):
    pupil = builders.a_pupil(cast, admitted=date(2003, 9, 3))
    Enrolment.objects.update(left=date(2004, 1, 30))
    Enrolment.objects.create(authority=cast.authority, pupil=pupil, school=cast.school, admitted=date(2004, 3, 2))

    result = take(cast, long_file((pupil, date(2004, 1, 30), "AM", "/"), (pupil, TUESDAY, "AM", "/")))

    assert (result.faults, result.changed, len(result.touched)) == ([], 2, 2)


@pytest.mark.parametrize("code", ["#", ""])
def test_a_closed_day_takes_a_hash_and_a_blank_and_ignores_them(cast, pupil, code):
    result = take(cast, long_file((pupil, date(2004, 5, 3), "AM", code), (pupil, date(2004, 3, 6), "AM", code)))

    assert (result.faults, result.accepted, result.changed, result.unchanged) == ([], 2, 0, 0)


@pytest.mark.parametrize("day", [date(2004, 5, 3), date(2004, 3, 6), date(2004, 2, 16)])
def test_a_mark_on_a_day_without_school_is_a_fault(cast, pupil, day):
    result = take(cast, long_file((pupil, day, "AM", "/")))

    assert faults(result) == [(2, "date")]
    assert "does not meet" in result.faults[0].problem


@pytest.mark.parametrize(("code", "remedy"), [("0", "if the letter O was meant"), ("J1", ""), ("o", "Type O")])
def test_a_code_not_in_force_that_day_is_a_fault_with_a_remedy(cast, pupil, code, remedy):
    result = take(cast, long_file((pupil, MONDAY, "AM", code)))

    assert faults(result) == [(2, "code")]
    assert remedy in result.faults[0].remedy


@pytest.mark.parametrize(("day", "wrong"), [(date(2004, 5, 14), False), (date(2004, 5, 17), True)])
def test_a_day_still_to_come_is_a_fault(cast, pupil, day, wrong):
    result = take(cast, long_file((pupil, day, "AM", "/")))

    assert bool(result.faults) is wrong


def test_two_codes_for_one_half_day_are_faults_on_both_lines(cast, pupil):
    result = take(cast, long_file((pupil, MONDAY, "AM", "O"), (pupil, MONDAY, "PM", "/"), (pupil, MONDAY, "AM", "I")))

    assert faults(result) == [(2, "code"), (4, "code")]
    assert result.faults[0].problem == "Line 2 says O for 2004-03-01 AM, and line 4 says I."
    assert result.accepted == 1


def test_one_code_given_twice_is_no_fault(cast, pupil):
    result = take(cast, long_file((pupil, MONDAY, "AM", "O"), (pupil, MONDAY, "AM", "O")))

    assert (result.faults, result.changed) == ([], 1)


def test_a_former_number_leads_to_the_same_pupil(cast, pupil):
    former = "Z" + "8" * 12
    Upn.objects.create(authority=cast.authority, pupil=pupil, value=former, kind=Upn.Kind.FORMER)
    raw = f"upn,date,session,code\n{upn_of(pupil)},{MONDAY},AM,O\n{former},{MONDAY},AM,I\n"

    result = take(cast, raw.encode())

    assert faults(result) == [(2, "code"), (3, "code")]


def test_a_line_of_another_school_contradicts_the_school_of_the_file(cast, pupil):
    raw = f"upn,urn,date,session,code\n{upn_of(pupil)},{cast.other_school.urn},{MONDAY},AM,/\n"

    result = take(cast, raw.encode())

    assert faults(result) == [(2, "urn")]
    assert result.schools[cast.school.urn].applied is False


def test_a_file_that_names_no_school_is_not_read(cast, pupil):
    result = take(cast, long_file((pupil, MONDAY, "AM", "/")), school=None)

    assert faults(result) == [(1, "urn")]


def test_a_fault_stops_its_own_school_and_no_other(cast, pupil):
    other = builders.a_pupil(cast, name="Juno Larkspur", school=cast.other_school)
    raw = (
        "upn,urn,date,session,code\n"
        f"{upn_of(pupil)},{cast.school.urn},{MONDAY},AM,/\n"
        f"{upn_of(pupil)},{cast.school.urn},{TUESDAY},AM,0\n"
        f"{upn_of(other)},{cast.other_school.urn},{MONDAY},AM,/\n"
    )

    result = take(cast, raw.encode(), school=None)

    assert {urn: part.applied for urn, part in result.schools.items()} == {
        cast.school.urn: False,
        cast.other_school.urn: True,
    }
    assert (result.accepted, result.changed) == (2, 1)
    assert set(stored([pupil, other])) == {(other.id, MONDAY, "AM")}


def test_skipping_faulty_lines_imports_the_others_of_their_school(cast, pupil):
    raw = long_file((pupil, MONDAY, "AM", "/"), (pupil, TUESDAY, "AM", "0"))

    result = take(cast, raw, skip_faulty=True)

    assert (result.applied, result.changed, len(result.faults)) == (True, 1, 1)
    assert stored([pupil]) == {(pupil.id, MONDAY, "AM"): "/"}


def test_another_authority_is_as_if_it_were_not_there(cast):
    elsewhere = builders.a_cast(slug="elsewhere")
    stranger = builders.a_pupil(elsewhere)

    result = take(cast, long_file((stranger, MONDAY, "AM", "/")))

    assert faults(result) == [(2, "upn")]
    assert result.faults[0].problem.startswith("No pupil has UPN")


def test_a_wide_file_is_read_a_column_a_half_day(cast, pupil):
    raw = f"upn,2004-03-01 AM,2004-03-01 PM,02/03/2004 AM,2004-03-06 AM\n{upn_of(pupil)},/,O,,#\n"

    result = take(cast, raw.encode())

    assert (result.faults, result.accepted, result.changed) == ([], 1, 2)
    assert stored([pupil]) == {(pupil.id, MONDAY, "AM"): "/", (pupil.id, MONDAY, "PM"): "O"}


def test_a_fault_of_a_wide_file_names_its_column(cast, pupil):
    raw = f"upn,2004-03-01 AM,2004-03-01 PM\n{upn_of(pupil)},/,0\n"

    result = take(cast, raw.encode())

    assert faults(result) == [(2, "2004-03-01 PM")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_file_is_read_however_it_was_saved(cast, pupil, encoding, ending):
    raw = ending.join(["upn,date,session,code,comment", f"{upn_of(pupil)},01/03/2004,AM,L,Café closed"])

    result = take(cast, raw.encode(encoding))

    assert (result.faults, result.changed) == ([], 1)
    assert MarkNote.objects.get().comment == "Café closed"


def test_a_workbook_is_read_with_its_dates(cast, pupil):
    book = openpyxl.Workbook()
    book.active.append(["upn", "date", "session", "code"])
    book.active.append([upn_of(pupil), MONDAY, "AM", "O"])
    file = io.BytesIO()
    book.save(file)

    result = take(cast, file.getvalue())

    assert (result.faults, result.changed) == ([], 1)


def test_a_change_under_a_pin_is_made_and_told(cast, pupil):
    take(cast, long_file((pupil, MONDAY, "AM", "O"), (pupil, MONDAY, "PM", "O")))
    enrolment = pupil.enrolments.get()

    result = take(
        cast,
        long_file((pupil, MONDAY, "AM", "I"), (pupil, MONDAY, "PM", "O")),
        pinned=[(enrolment.id, MONDAY, "AM"), (enrolment.id, MONDAY, "PM")],
    )

    assert [(pin.on, pin.session, pin.original, pin.new) for pin in result.pinned] == [(MONDAY, "AM", "O", "I")]
    assert stored([pupil])[pupil.id, MONDAY, "AM"] == "I"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shuffled=st.data())
def test_any_order_and_any_split_of_a_file_gives_the_same_register(shuffled, cast):
    pupils = [builders.a_pupil(cast, name=f"Otis Pell{number}") for number in range(3)]
    days = [MONDAY, TUESDAY, date(2004, 3, 3)]
    codes = shuffled.draw(st.lists(st.sampled_from("/OINL"), min_size=18, max_size=18))
    rows = [(pupil, day, half, codes.pop()) for pupil in pupils for day in days for half in ("AM", "PM")]
    order = shuffled.draw(st.permutations(rows))
    cut = shuffled.draw(st.integers(0, len(order)))

    for part in (order[:cut], order[cut:], order[:cut]):
        assert take(cast, long_file(*part)).faults == []

    assert stored(pupils) == {(pupil.id, day, half): code for pupil, day, half, code in rows}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["own", "A000000000000", "", "x"]),
            st.sampled_from(["2004-03-01", "01/03/2004", "2004-02-30", "1066-10-14", "9999-12-31", "", "soon"]),
            st.sampled_from(["AM", "PM", "am", ""]),
            st.sampled_from(["/", "O", "", " ", "#", "J1", "\u201c", "0", "=1+1"]),
        ),
        max_size=8,
    )
)
def test_no_file_changes_a_school_in_whose_lines_it_has_a_fault(cast, rows):
    pupil = builders.a_pupil(cast)
    own = upn_of(pupil)
    lines = [f"{own if upn == 'own' else upn},{day},{half},{code}" for upn, day, half, code in rows]

    result = take(cast, "\n".join(["upn,date,session,code", *lines]).encode())

    assert not (result.faults and result.applied)
    assert not (result.faults and stored([pupil]))
