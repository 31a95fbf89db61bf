"""The page of a case, opened by those who may and by those who may not."""

from datetime import date

import pytest
from django.test import Client

from tests import builders

pytestmark = pytest.mark.django_db
MONDAY = date(2004, 3, 1)
PAGES = ("", "attendance/", "people/", "letters/", "deadlines/", "history/")


@pytest.fixture
def cast() -> builders.Cast:
    return builders.a_cast(on=date(2004, 3, 12))


@pytest.fixture
def case(cast):
    pupil = builders.a_pupil(cast)
    builders.a_year_of_marks(pupil, builders.half_days_from(MONDAY, 12, pupil), until=date(2004, 3, 12))
    parent = builders.a_parent(cast, pupil)
    case = builders.a_case(cast, pupil)
    builders.a_matter(cast, case, parent)
    return case


def signed_in(member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("who", "answer"),
    [
        ("officer", 200),
        ("head", 200),
        ("manager", 200),
        ("auditor", 200),
        ("legal", 404),
        ("stranger", 404),
        ("clerk", 403),
    ],
)
def test_each_person_is_answered_as_their_role_says(cast, case, page, who, answer):
    response = signed_in(getattr(cast, who)).get(f"/cases/{case.reference}/{page}")

    assert response.status_code == answer


def test_a_reference_is_read_forgivingly(cast, case):
    spoken = f"{case.reference[0].lower()} {case.reference[1:5]} {case.reference[5:]}"

    assert signed_in(cast.officer).get(f"/cases/{spoken}/").status_code == 200


def test_the_step_that_may_be_taken_has_its_button(cast, case):
    page = signed_in(cast.officer).get(f"/cases/{case.reference}/").content.decode()

    assert "Draw up the warning to Ms Lorna Fennimore" in page


def test_the_step_that_may_not_be_taken_says_what_is_missing_and_has_no_button(cast):
    pupil = builders.a_pupil(cast, name="Tobias Larkspur")
    builders.a_year_of_marks(pupil, builders.half_days_from(MONDAY, 9, pupil), until=date(2004, 3, 12))
    parent = builders.a_parent(cast, pupil, name="Edda Larkspur")
    case = builders.a_case(cast, pupil)
    builders.a_matter(cast, case, parent)

    page = signed_in(cast.officer).get(f"/cases/{case.reference}/").content.decode()

    assert "9 unauthorised sessions" in page or "9 half-days" in page
    assert "Draw up the warning" not in page


def test_an_officer_records_help_and_it_stands_in_the_history(cast, case):
    answers = {
        "kind": "visit",
        "offered_on_day": "11",
        "offered_on_month": "3",
        "offered_on_year": "2004",
        "answer": "no_reply",
        "note": "Nobody came to the door.",
    }

    response = signed_in(cast.officer).post(f"/cases/{case.reference}/support/", answers, follow=True)

    page = response.content.decode()
    assert "It is recorded." in page
    assert "Nobody came to the door." in page


def test_a_day_still_to_come_is_refused_with_a_sentence_and_keeps_the_answers(cast, case):
    answers = {
        "kind": "visit",
        "offered_on_day": "13",
        "offered_on_month": "3",
        "offered_on_year": "2004",
        "answer": "no_reply",
        "note": "Nobody came to the door.",
    }

    response = signed_in(cast.officer).post(f"/cases/{case.reference}/support/", answers)

    assert response.status_code == 422
    assert "Enter a day that has been" in response.content.decode()
    assert "Nobody came to the door." in response.content.decode()


def test_a_form_opened_before_something_happened_shows_what_happened(cast, case):
    answers = {
        "seen": "1",
        "kind": "visit",
        "offered_on_day": "11",
        "offered_on_month": "3",
        "offered_on_year": "2004",
        "answer": "no_reply",
    }

    response = signed_in(cast.officer).post(f"/cases/{case.reference}/support/", answers)

    assert response.status_code == 409
    assert "Liability decided" in response.content.decode()


@pytest.mark.parametrize("page", ["support/", "equality/", "matters/new/", "not-to-act/", "pause/", "close/"])
def test_each_question_about_a_case_opens(cast, case, page):
    assert signed_in(cast.officer).get(f"/cases/{case.reference}/{page}").status_code == 200


@pytest.mark.parametrize("page", ["liability/", "explained/", "representation/", "refer/"])
def test_each_question_about_a_matter_opens(cast, case, page):
    matter = case.matters.get()

    assert signed_in(cast.officer).get(f"/matters/{matter.reference}/{page}").status_code == 200
