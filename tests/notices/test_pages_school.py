"""The head's desk, the pupils of a school, and a case opened for one of them."""

from datetime import date

import pytest
from django.test import Client

from cases.models import Case
from schools.roles import Role
from tests import builders
from tests.notices import prosecutions

pytestmark = pytest.mark.django_db
TODAY = date(2004, 3, 8)
FRIDAY = date(2004, 3, 5)


@pytest.fixture
def cast() -> builders.Cast:
    return builders.a_cast(on=TODAY)


def signed_in(member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def a_child(cast, name, number, *, code="O", first=date(2004, 1, 12)):
    pupil = builders.a_pupil(cast, name=name)
    builders.a_parent(cast, pupil, name=f"Edda {name.split()[1]}")
    builders.a_year_of_marks(pupil, builders.half_days_from(first, number, pupil), code=code, until=FRIDAY)
    return pupil


def test_the_desk_offers_the_notice_that_nothing_stands_in_the_way_of(cast):
    family = prosecutions.warned(prosecutions.a_family(cast, until=FRIDAY))
    builders.answer_nine(cast, family.case, on=TODAY)

    page = signed_in(cast.head).get("/school/").content.decode()

    assert f"/matters/{family.matter.reference}/notice/" in page
    assert "Say what the warning to Ms Lorna Fennimore achieved" in page


def test_the_desk_of_a_school_that_has_nothing_to_do_says_so_kindly(cast):
    page = signed_in(cast.stranger).get("/school/").content.decode()

    assert "Nothing waits for you" in page


def test_pupils_over_the_threshold_come_first(cast):
    a_child(cast, "Alder Aldersey", 19)
    a_child(cast, "Tobias Larkspur", 20)

    page = signed_in(cast.head).get("/pupils/").content.decode()
    over = signed_in(cast.head).get("/pupils/?show=over").content.decode()

    assert page.index("Tobias Larkspur") < page.index("Alder Aldersey")
    assert "Tobias Larkspur" in over
    assert "Alder Aldersey" not in over


def test_pupils_are_found_by_name_and_number_and_year(cast):
    pupil = a_child(cast, "Tobias Larkspur", 3)
    a_child(cast, "Alder Aldersey", 3)
    head = signed_in(cast.head)

    by_name = head.get("/pupils/?q=larks+tob").content.decode()
    by_number = head.get(f"/pupils/?q={pupil.upns.get().value}").content.decode()

    assert "Tobias Larkspur" in by_name
    assert "Alder Aldersey" not in by_name
    assert "Alder Aldersey" not in by_number
    assert "No pupil to show" in head.get("/pupils/?year=7").content.decode()


@pytest.mark.parametrize(("first", "listed"), [(date(2004, 2, 27), True), (date(2004, 3, 1), False)])
def test_an_n_code_older_than_five_school_days_is_listed(cast, first, listed):
    a_child(cast, "Fern Underhill", 1, code="N", first=first)

    page = signed_in(cast.head).get("/pupils/?show=unresolved").content.decode()

    assert ("Fern Underhill" in page) is listed


def test_the_head_opens_a_case_for_a_pupil_once(cast):
    pupil = a_child(cast, "Tobias Larkspur", 20)
    head, address = signed_in(cast.head), f"/pupils/{pupil.upns.get().value}/"

    first = head.post(address, {"why": "Twenty half-days since Christmas."})
    second = head.post(address, {"why": "Twenty half-days since Christmas."})

    case = Case.objects.get(pupil=pupil)
    assert first["Location"] == second["Location"] == f"/cases/{case.reference}/"
    assert case.opened_by == Case.OpenedBy.SCHOOL


def test_a_child_of_another_school_is_not_there(cast):
    pupil = a_child(cast, "Tobias Larkspur", 20)
    address = f"/pupils/{pupil.upns.get().value}/"

    assert signed_in(cast.stranger).get(address).status_code == 404
    assert signed_in(cast.officer).get(address).status_code == 200
    assert signed_in(cast.clerk).get(address).status_code == 403


def test_an_attendance_officer_sees_the_register_and_opens_no_case(cast):
    pupil = a_child(cast, "Tobias Larkspur", 20)
    clerk = builders.a_member(cast.authority, Role.ATTENDANCE, "Wilf Tansley", school=cast.school)
    address = f"/pupils/{pupil.upns.get().value}/"

    page = signed_in(clerk).get(address).content.decode()

    assert "Open a case for" not in page
    assert signed_in(clerk).post(address, {"why": "Many."}).status_code == 403
    assert not Case.objects.exists()
