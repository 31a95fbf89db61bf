"""The pages of registers: give a file, look, commit, undo; each person as their role and school say."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases.models import EvidencePin
from cases.stages import PinFor
from schools.models import RegisterImport
from tests import builders
from tests.registers import long_file, stored, upn_of

pytestmark = pytest.mark.django_db
MONDAY = date(2004, 3, 1)


@pytest.fixture(autouse=True)
def vault(settings, tmp_path):
    settings.VAULT = tmp_path


@pytest.fixture
def cast() -> builders.Cast:
    return builders.a_cast()


@pytest.fixture
def pupil(cast):
    return builders.a_pupil(cast)


def signed_in(member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def give(client, raw: bytes, *, school=None):
    sent = {"file": SimpleUploadedFile("week.csv", raw)}
    return client.post("/registers/", sent | ({"school": school.id} if school else {}))


@pytest.mark.parametrize("page", ["/registers/", "/attention/"])
@pytest.mark.parametrize(
    ("who", "registers", "attention"),
    [
        ("officer", 200, 200),
        ("head", 200, 200),
        ("stranger", 200, 200),
        ("manager", 200, 200),
        ("auditor", 200, 200),
        ("clerk", 200, 403),
        ("legal", 403, 403),
    ],
)
def test_each_person_is_answered_as_their_role_says(cast, page, who, registers, attention):
    response = signed_in(getattr(cast, who)).get(page)

    assert response.status_code == (registers if page == "/registers/" else attention)


def test_a_file_is_looked_at_committed_and_undone(cast, pupil):
    clerk = signed_in(cast.clerk)
    preview = give(clerk, long_file((pupil, MONDAY, "AM", "O"), (pupil, MONDAY, "PM", "O")), school=cast.school)
    shown = clerk.get(preview["Location"])
    before = stored([pupil])

    clerk.post(preview["Location"] + "commit/")
    after = stored([pupil])
    clerk.post(preview["Location"] + "undo/")

    assert "Import this register" in shown.content.decode()
    assert (before, len(after), stored([pupil])) == ({}, 2, {})
    row = RegisterImport.objects.get()
    assert (row.applied_on, row.undone_on, row.undone_by) == (builders.TODAY, builders.TODAY, cast.clerk)


def test_a_preview_is_committed_once(cast, pupil):
    clerk = signed_in(cast.clerk)
    preview = give(clerk, long_file((pupil, MONDAY, "AM", "O")), school=cast.school)["Location"]
    clerk.post(preview + "commit/")

    again = clerk.post(preview + "commit/")

    assert again.status_code == 409
    assert "imported this file already" in again.content.decode()


def test_faults_are_shown_by_line_and_nothing_can_be_committed_but_the_sound_lines(cast, pupil):
    clerk = signed_in(cast.clerk)
    raw = long_file((pupil, MONDAY, "AM", "0"), (pupil, MONDAY, "PM", "/"))
    preview = give(clerk, raw, school=cast.school)["Location"]

    page = clerk.get(preview).content.decode()
    clerk.post(preview + "commit/", {"skip_faulty": "yes"})

    assert "if the letter O was meant" in page
    assert "Import this register" not in page
    assert stored([pupil]) == {(pupil.id, MONDAY, "PM"): "/"}


def test_a_commit_without_leave_to_skip_changes_nothing(cast, pupil):
    clerk = signed_in(cast.clerk)
    preview = give(clerk, long_file((pupil, MONDAY, "AM", "0")), school=cast.school)["Location"]

    response = clerk.post(preview + "commit/")

    assert response.status_code == 409
    assert stored([pupil]) == {}


def test_a_file_that_cannot_be_read_says_why(cast):
    clerk = signed_in(cast.clerk)
    preview = give(clerk, b"a,b\n1,2\n", school=cast.school)["Location"]

    page = clerk.get(preview).content.decode()

    assert "The register has no column upn" in page
    assert "/commit/" not in page


def test_no_file_chosen_is_an_error_at_the_field(cast):
    response = signed_in(cast.clerk).post("/registers/", {})

    assert response.status_code == 422
    assert "Choose the file of the register." in response.content.decode()


def test_a_school_imports_its_own_register_whatever_it_asks_for(cast, pupil):
    stranger = signed_in(cast.stranger)
    preview = give(stranger, long_file((pupil, MONDAY, "AM", "O")), school=cast.school)["Location"]

    stranger.post(preview + "commit/", {"skip_faulty": "yes"})

    assert RegisterImport.objects.get().school == cast.other_school
    assert stored([pupil]) == {}


def test_a_file_of_another_school_is_refused_to_a_head(cast, pupil):
    raw = f"upn,urn,date,session,code\n{upn_of(pupil)},{cast.school.urn},{MONDAY},AM,O\n"
    stranger = signed_in(cast.stranger)
    preview = give(stranger, raw.encode())["Location"]

    page = stranger.get(preview).content.decode()

    assert "the file is for Mossgate Primary" in page


def test_an_import_of_another_school_is_not_there(cast, pupil):
    raw = long_file((pupil, MONDAY, "AM", "O"))
    preview = give(signed_in(cast.clerk), raw, school=cast.school)["Location"]
    stranger = signed_in(cast.stranger)

    answers = [
        stranger.get(preview).status_code,
        stranger.post(preview + "commit/").status_code,
        stranger.post(preview + "undo/").status_code,
    ]

    assert answers == [404, 404, 404]


def test_an_auditor_reads_and_changes_nothing(cast, pupil):
    preview = give(signed_in(cast.clerk), long_file((pupil, MONDAY, "AM", "O")), school=cast.school)["Location"]
    auditor = signed_in(cast.auditor)

    page = auditor.get(preview)

    assert page.status_code == 200
    assert "<form" not in page.content.decode().split("<main", 1)[1]
    assert auditor.post("/registers/", {}).status_code == 403
    assert auditor.post(preview + "commit/").status_code == 403


def test_undo_under_a_pin_is_refused_with_the_reason(cast, pupil):
    clerk = signed_in(cast.clerk)
    preview = give(clerk, long_file((pupil, MONDAY, "AM", "O")), school=cast.school)["Location"]
    clerk.post(preview + "commit/")
    parent = builders.a_parent(cast, pupil)
    matter = builders.a_matter(cast, builders.a_case(cast, pupil), parent)
    EvidencePin.objects.create(
        matter=matter,
        parent=parent,
        pupil=pupil,
        enrolment=pupil.enrolments.get(),
        rests=PinFor.NOTICE,
        on=MONDAY,
        session="AM",
        code="O",
        paper="N00000000",
        pinned_on=MONDAY,
    )

    response = clerk.post(preview + "undo/")

    assert response.status_code == 409
    assert "rests on 1 March 2004 AM" in response.content.decode()
    assert stored([pupil]) == {(pupil.id, MONDAY, "AM"): "O"}


def test_the_attention_list_names_who_is_mostly_ill_and_whose_n_is_old(cast):
    ill = builders.a_pupil(cast, name="Wren Fennimore")
    unexplained = builders.a_pupil(cast, name="Otis Pell")
    builders.a_pupil(cast, name="Juno Larkspur")
    builders.a_year_of_marks(ill, builders.half_days_from(MONDAY, 12, ill), code="I")
    builders.a_year_of_marks(unexplained, builders.half_days_from(MONDAY, 2, unexplained), code="N")

    page = signed_in(cast.officer).get(f"/attention/?school={cast.school.urn}").content.decode()

    assert "Fennimore, Wren" in page
    assert "Pell, Otis" in page
    assert "Larkspur" not in page
    assert "Persistent absence" not in page, "in 2003/04 there was no such measure"


@pytest.mark.parametrize(("first", "listed"), [(date(2004, 5, 6), True), (date(2004, 5, 7), False)])
def test_an_n_is_old_when_its_fifth_school_day_has_passed(cast, first, listed):
    pupil = builders.a_pupil(cast)
    builders.a_year_of_marks(pupil, builders.half_days_from(first, 1, pupil), code="N")

    page = signed_in(cast.head).get("/attention/").content.decode()

    assert ("Fennimore, Wren" in page) is listed


def test_a_head_sees_no_other_schools_list(cast):
    assert signed_in(cast.stranger).get(f"/attention/?school={cast.school.urn}").status_code == 404
