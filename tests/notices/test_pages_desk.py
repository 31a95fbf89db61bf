"""The officer's desk: who needs me today, and why."""

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


@pytest.mark.parametrize(
    ("who", "home"),
    [("officer", "/desk/"), ("manager", "/desk/"), ("head", "/school/"), ("legal", "/legal/"), ("clerk", "/payments/")],
)
def test_each_person_comes_home_to_the_desk_of_their_role(cast, who, home):
    response = signed_in(getattr(cast, who)).get("/")

    assert response.headers["Location"] == home


def test_an_empty_desk_says_kindly_that_nothing_waits(cast):
    page = signed_in(cast.officer).get("/desk/").content.decode()

    assert "Nothing waits for you" in page


def test_a_reply_that_nobody_answered_stands_on_the_desk(cast):
    from notices.services.evidence import record_representation

    pupil = builders.a_pupil(cast)
    builders.a_year_of_marks(pupil, builders.half_days_from(date(2004, 3, 1), 12, pupil), until=date(2004, 3, 12))
    parent = builders.a_parent(cast, pupil)
    matter = builders.a_matter(cast, builders.a_case(cast, pupil), parent)
    record_representation(
        matter,
        text="He was in hospital.",
        channel="post",
        received_on=date(2004, 3, 10),
        by=cast.officer,
        on=date(2004, 3, 12),
    )

    page = signed_in(cast.officer).get("/desk/").content.decode()

    assert "Answer Ms Lorna Fennimore" in page
    assert "He was in hospital." in page


@pytest.mark.parametrize(("who", "answer"), [("clerk", 403), ("head", 403), ("legal", 403), ("auditor", 200)])
def test_the_officers_desk_is_the_officers(cast, who, answer):
    assert signed_in(getattr(cast, who)).get("/desk/").status_code == answer
