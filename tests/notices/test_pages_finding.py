"""Lists, search and the pages that only say something."""

from datetime import date

import pytest
from django.test import Client

from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> builders.Cast:
    return builders.a_cast(on=date(2004, 3, 12))


def signed_in(member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def test_the_list_of_cases_shows_a_school_its_own_alone(cast):
    ours = builders.a_case(cast, builders.a_pupil(cast, name="Otis Pell"))
    builders.a_case(cast, builders.a_pupil(cast, name="Rafe Lanternhill", school=cast.other_school))

    page = signed_in(cast.head).get("/cases/").content.decode()

    assert ours.reference[:1] in page
    assert "Otis Pell" in page
    assert "Rafe Lanternhill" not in page


def test_an_exact_reference_leads_straight_to_the_case(cast):
    case = builders.a_case(cast)

    response = signed_in(cast.officer).get("/search/", {"q": f"{case.reference[0]} {case.reference[1:]}"})

    assert response.headers["Location"] == f"/cases/{case.reference}/"


def test_a_head_does_not_find_another_schools_child_by_name_number_or_postcode(cast):
    pupil = builders.a_pupil(cast, name="Rafe Lanternhill", school=cast.other_school)
    builders.a_parent(cast, pupil, name="Ada Lanternhill", postcode="SO98 7ZZ")

    for text in ("Lanternhill", pupil.upns.get().value, "SO98 7ZZ"):
        assert "Rafe Lanternhill" not in signed_in(cast.head).get("/search/", {"q": text}).content.decode()
        assert "Rafe Lanternhill" in signed_in(cast.officer).get("/search/", {"q": text}).content.decode()


@pytest.mark.parametrize("path", ["/help/", "/accessibility/", "/privacy/", "/healthz", "/readyz"])
def test_pages_that_only_say_something_open_to_everybody(cast, path):
    assert Client().get(path).status_code == 200


def test_the_practice_day_moves_forward_only(cast):
    client = signed_in(cast.officer)

    back = client.post("/practice/", {"day_day": "11", "day_month": "3", "day_year": "2004"})
    forth = client.post("/practice/", {"day_day": "15", "day_month": "3", "day_year": "2004"})

    assert back.status_code == 422
    assert "moves forward only" in back.content.decode()
    assert forth.status_code == 302
    cast.authority.refresh_from_db()
    assert cast.authority.practice_date == date(2004, 3, 15)


def test_statistics_of_a_year_without_registers_say_so(cast):
    assert "No registers of that year" in signed_in(cast.officer).get("/statistics/").content.decode()
