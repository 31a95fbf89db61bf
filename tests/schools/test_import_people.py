"""A people file: who is who, who goes where, who answers for whom; a person's correction holds."""

from datetime import date

import pytest

from schools.models import Enrolment, Likeness, Parent, Pupil, Responsibility, School, Upn
from schools.services.imports.people import import_people
from schools.upns import make_upn
from tests import builders

pytestmark = pytest.mark.django_db
UPN, OTHER_UPN = make_upn(852, 2001, 99, 1), make_upn(852, 2001, 99, 2)

SCHOOL = {"kind": "school", "urn": "900900", "name": "Newhold Primary", "phase": "primary"}
PUPIL = {
    "kind": "pupil",
    "upn": UPN,
    "forename": "Tamsin",
    "surname": "Ashwell",
    "born": "1994-02-03",
    "sex": "F",
    "urn": "900900",
    "admitted": "1998-09-07",
    "left": "",
}
PARENT = {"kind": "parent", "parent_ref": "P1", "title": "Ms", "forename": "Rosa", "surname": "Ashwell"}
TIE = {"kind": "responsibility", "parent_ref": "P1", "upn": UPN, "relationship": "mother", "until": ""}


@pytest.fixture
def cast() -> builders.Cast:
    return builders.a_cast()


def people(*rows: dict[str, str]) -> bytes:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    return "\n".join([",".join(columns), *(",".join(row.get(name, "") for name in columns) for row in rows)]).encode()


def take(cast, *rows: dict[str, str], **options):
    return import_people(people(*rows), file_name="people.csv", by=cast.clerk, on=builders.TODAY, **options)


def faults(result) -> list[tuple[int | None, str | None]]:
    return [(fault.line, fault.column) for fault in result.faults]


def test_kinds_may_be_mixed_in_any_order(cast):
    result = take(cast, TIE, PARENT, PUPIL, SCHOOL)

    assert (result.faults, result.accepted, result.as_json()["schools"]) == ([], 4, {"900900": {"applied": True}})
    tie = Responsibility.objects.get()
    assert (str(tie.parent), str(tie.pupil), tie.relationship) == ("Ms Rosa Ashwell", "Tamsin Ashwell", "mother")
    assert Enrolment.objects.get().school == School.objects.get(urn="900900")


def test_the_same_file_again_changes_nothing(cast):
    take(cast, SCHOOL, PUPIL, PARENT, TIE)

    again = take(cast, SCHOOL, PUPIL, PARENT, TIE)

    assert again.changed == 0
    assert (Pupil.objects.count(), Parent.objects.count(), Enrolment.objects.count()) == (1, 1, 1)


def test_a_dry_run_writes_nothing(cast):
    result = take(cast, SCHOOL, PUPIL, dry_run=True)

    assert (result.import_id, result.applied) == (None, False)
    assert result.changed > 0
    assert not Pupil.objects.exists()


def test_what_is_not_said_is_unknown_and_never_no(cast):
    take(cast, SCHOOL, PUPIL, PARENT, TIE)

    tie = Responsibility.objects.get()
    assert (tie.lives_with, tie.parental_responsibility, tie.contact) == ("unknown", "unknown", "unknown")
    assert (Pupil.objects.get().fsm, Pupil.objects.get().care_status) == ("unknown", "")


def test_a_persons_correction_holds_until_the_source_says_something_new(cast):
    take(cast, SCHOOL, PUPIL, PARENT | {"phone": "01632 960100"})
    Parent.objects.update(phone="01632 960999")

    same = take(cast, PARENT | {"phone": "01632 960100"})
    corrected = Parent.objects.get().phone
    new = take(cast, PARENT | {"phone": "01632 960222"})

    assert (same.changed, corrected) == (0, "01632 960999")
    assert (new.changed, Parent.objects.get().phone) == (1, "01632 960222")


def test_an_empty_cell_takes_nothing_away(cast):
    take(cast, SCHOOL, PUPIL | {"social_worker": "yes"})

    take(cast, PUPIL | {"social_worker": ""})

    assert Pupil.objects.get().social_worker == "yes"


def test_namesakes_with_two_numbers_are_two_pupils_and_a_question(cast):
    take(cast, SCHOOL, PUPIL, PUPIL | {"upn": OTHER_UPN})

    assert Pupil.objects.count() == 2
    assert Likeness.objects.get().pupil is not None


def test_a_pupil_at_two_schools_has_an_enrolment_at_each(cast):
    other = PUPIL | {"urn": cast.school.urn, "admitted": "2003-09-03", "status": "S"}

    take(cast, SCHOOL, PUPIL, other)

    assert {row.school.urn for row in Enrolment.objects.all()} == {"900900", cast.school.urn}
    assert Pupil.objects.count() == 1


def test_a_later_line_ends_an_enrolment_and_another_takes_it_up_again(cast):
    take(cast, SCHOOL, PUPIL)

    take(cast, PUPIL | {"left": "2003-10-24"})
    left = Enrolment.objects.get().left
    take(cast, PUPIL | {"left": ""})

    assert (left, Enrolment.objects.get().left) == (date(2003, 10, 24), None)


def test_a_pupil_who_comes_back_is_enrolled_anew(cast):
    take(cast, SCHOOL, PUPIL | {"left": "2003-10-24"})

    take(cast, PUPIL | {"admitted": "2004-01-05"})

    assert [(row.admitted, row.left) for row in Enrolment.objects.order_by("admitted")] == [
        (date(1998, 9, 7), date(2003, 10, 24)),
        (date(2004, 1, 5), None),
    ]


def test_a_former_number_updates_the_pupil_it_leads_to(cast):
    take(cast, SCHOOL, PUPIL)
    pupil = Pupil.objects.get()
    Upn.objects.create(authority=cast.authority, pupil=pupil, value=OTHER_UPN, kind=Upn.Kind.FORMER)

    take(cast, PUPIL | {"upn": OTHER_UPN, "surname": "Larkspur"})

    assert [str(one) for one in Pupil.objects.all()] == ["Tamsin Larkspur"]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (PUPIL | {"urn": "111111"}, "urn"),
        (PUPIL | {"born": "1994-02-30"}, "born"),
        (PUPIL | {"upn": "A123"}, "upn"),
        (PUPIL | {"left": "1998-01-01"}, "left"),
        (PUPIL | {"fsm": "perhaps"}, "fsm"),
        (PUPIL | {"forename": ""}, "forename"),
        (PUPIL | {"admitted": ""}, "admitted"),
        (TIE | {"upn": OTHER_UPN}, "upn"),
        (TIE | {"parent_ref": "P9"}, "parent_ref"),
        (PARENT | {"surname": ""}, "surname"),
        ({"kind": "teacher", "surname": "Oakes"}, "kind"),
    ],
)
def test_each_slip_is_a_fault_on_its_line(cast, row, column):
    rows = [one for one in (SCHOOL, PUPIL, PARENT) if one["kind"] != row["kind"]]

    result = take(cast, *rows, row)

    assert (len(rows) + 2, column) in faults(result)


def test_two_lines_that_contradict_each_other_are_both_faults(cast):
    result = take(cast, SCHOOL, PUPIL, PUPIL | {"surname": "Larkspur"})

    assert faults(result) == [(3, "surname"), (4, "surname")]
    assert not Pupil.objects.exists()


def test_a_fault_stops_its_own_school_and_no_other(cast):
    other = PUPIL | {"upn": OTHER_UPN, "urn": cast.school.urn, "surname": "Larkspur"}

    result = take(cast, SCHOOL, PUPIL | {"born": "soon"}, other)

    assert {urn: part.applied for urn, part in result.schools.items()} == {"900900": False, cast.school.urn: True}
    assert [str(pupil) for pupil in Pupil.objects.all()] == ["Tamsin Larkspur"]


def test_skipping_faulty_lines_names_those_that_rested_on_them(cast):
    result = take(cast, SCHOOL, PUPIL, PARENT | {"born": "soon"}, TIE, skip_faulty=True)

    assert faults(result) == [(4, "born"), (5, "parent_ref")]
    assert "Line 4" in result.faults[1].problem
    assert (Pupil.objects.count(), Parent.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("other", "asked"),
    [
        ({"postcode": "SO98 1AA"}, True),
        ({"postcode": "SO98 9ZZ"}, False),
        ({"born": "1965-04-01", "postcode": "SO98 9ZZ"}, True),
        ({"born": "1970-04-01", "postcode": "SO98 1AA"}, False),
        ({"forename": "Sam", "postcode": "SO98 1AA"}, False),
        ({"title": "Mr", "forename": "Rory", "postcode": "SO98 1AA"}, False),
    ],
)
def test_parents_alike_are_asked_about_and_never_merged(cast, other, asked):
    take(cast, PARENT | {"born": "1965-04-01", "postcode": "SO98 1AA"})

    take(cast, PARENT | {"parent_ref": "X7"} | other)

    assert Parent.objects.count() == 2
    assert Likeness.objects.exists() is asked


def test_parents_of_one_child_from_one_source_are_two_people(cast):
    second = PARENT | {"parent_ref": "P2", "postcode": "SO98 1AA"}

    take(cast, SCHOOL, PUPIL, PARENT | {"postcode": "SO98 1AA"}, second, TIE, TIE | {"parent_ref": "P2"})

    assert not Likeness.objects.exists()


def test_one_reference_in_two_sources_is_two_parents(cast):
    take(cast, PARENT)

    take(cast, PARENT | {"source": "housing", "surname": "Larkspur"})

    assert Parent.objects.count() == 2
