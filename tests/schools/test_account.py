"""Coming in, going out, and what stands around a page."""

from datetime import date

import pytest
from django.test import Client

from schools.models import Authority, Membership, School, User
from schools.roles import Role

PRACTICE_DAY = date(2004, 5, 14)
pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> Authority:
    return Authority.objects.create(
        slug="harbourgate",
        name="Harbourgate City Council",
        la_code="999",
        practice=True,
        practice_date=PRACTICE_DAY,
    )


def a_member(authority: Authority, username: str, role: Role, *, until: date | None = None) -> User:
    user, made = User.objects.get_or_create(username=username, defaults={"first_name": "Marian", "last_name": "Pell"})
    if made:
        user.set_password("practice")
        user.save()
    school = None
    if role.belongs_to_school:
        school = School.objects.create(authority=authority, urn="999001", name="Tollbar High", phase="secondary")
    Membership.objects.create(
        authority=authority,
        user=user,
        role=role,
        school=school,
        title=role.label,
        from_day=date(2003, 9, 1),
        until=until,
    )
    return user


def test_the_right_password_lets_a_person_in(client: Client, authority: Authority):
    a_member(authority, "officer", Role.OFFICER)

    answer = client.post("/sign-in/", {"login": "officer", "password": "practice"})

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert "_auth_user_id" in client.session


def test_after_signing_in_a_person_is_where_they_were_going(client: Client, authority: Authority):
    a_member(authority, "officer", Role.OFFICER)

    answer = client.post("/sign-in/", {"login": "officer", "password": "practice", "next": "/role/"})

    assert answer["Location"] == "/role/"


def test_a_wrong_password_says_so_in_the_title_and_at_the_top(client: Client, authority: Authority):
    a_member(authority, "officer", Role.OFFICER)

    html = client.post("/sign-in/", {"login": "officer", "password": "wrong"}).content.decode()

    assert "<title>Error: Sign in" in html
    assert "This user name and password do not belong together." in html


def test_empty_boxes_are_named_and_linked(client: Client, authority: Authority):
    html = client.post("/sign-in/", {}).content.decode()

    assert '<a href="#id_login">Enter your user name</a>' in html
    assert '<a href="#id_password">Enter your password</a>' in html


def test_many_wrong_passwords_are_stopped(client: Client, authority: Authority):
    a_member(authority, "officer", Role.OFFICER)

    for _ in range(6):
        answer = client.post("/sign-in/", {"login": "officer", "password": "wrong"})

    assert "Too many attempts" in answer.content.decode()


def test_a_practice_installation_shows_its_sign_ins(client: Client, authority: Authority):
    a_member(authority, "head", Role.HEAD)
    a_member(authority, "officer", Role.OFFICER)

    html = client.get("/sign-in/").content.decode()

    assert "The password of each is <strong>practice</strong>" in html
    assert html.index("<strong>officer</strong>") < html.index("<strong>head</strong>")


def test_one_real_authority_hides_every_sign_in(client: Client, authority: Authority):
    a_member(authority, "officer", Role.OFFICER)
    Authority.objects.create(slug="real", name="A real council", la_code="998")

    html = client.get("/sign-in/").content.decode()

    assert "practice" not in html.lower()


def test_the_banner_says_practice_and_its_day(client: Client, authority: Authority):
    html = client.get("/sign-in/").content.decode()

    assert "Friday 14 May 2004" in html
    assert "Nothing leaves the building" in html


def test_signing_out_takes_a_button(client: Client, authority: Authority):
    client.force_login(a_member(authority, "officer", Role.OFFICER))

    asked = client.get("/sign-out/")
    still_in = "_auth_user_id" in client.session
    done = client.post("/sign-out/")

    assert asked.status_code == 200
    assert still_in
    assert done["Location"] == "/sign-in/"
    assert "_auth_user_id" not in client.session


def test_the_header_says_who_i_am_and_as_what(client: Client, authority: Authority):
    client.force_login(a_member(authority, "officer", Role.OFFICER))

    html = client.get("/sign-out/").content.decode()

    assert "<strong>Marian Pell</strong>" in html
    assert "Education welfare officer" in html
    assert "Change role" not in html


def test_a_person_of_two_roles_may_act_in_the_other(client: Client, authority: Authority):
    a_member(authority, "officer", Role.OFFICER)
    user = a_member(authority, "officer", Role.MANAGER)
    manager = Membership.objects.get(user=user, role=Role.MANAGER)
    client.force_login(user)

    client.post("/role/", {"membership": manager.pk})

    html = client.get("/sign-out/").content.decode()
    assert "Attendance manager" in html
    assert "Change role" in html


def test_nobody_acts_in_a_role_that_is_not_theirs(client: Client, authority: Authority):
    other = a_member(authority, "legal", Role.LEGAL)
    client.force_login(a_member(authority, "officer", Role.OFFICER))

    answer = client.post("/role/", {"membership": Membership.objects.get(user=other).pk})

    assert "Error: " in answer.content.decode()
    assert "membership" not in client.session


def test_a_role_that_has_ended_is_no_longer_offered(client: Client, authority: Authority):
    user = a_member(authority, "officer", Role.OFFICER)
    a_member(authority, "officer", Role.MANAGER, until=date(2004, 5, 13))
    client.force_login(user)

    html = client.get("/role/").content.decode()

    assert "Attendance manager" not in html


def test_a_stranger_to_the_address_book_gets_a_page_in_our_frame(client: Client, authority: Authority):
    answer = client.get("/nothing-here/")

    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()
    assert "hd-header" in answer.content.decode()


def test_the_way_in_says_who_can_help(client: Client, authority: Authority):
    html = client.get("/sign-in/help/").content.decode()

    assert "Your attendance manager can tell you your user name" in html


def test_a_page_without_our_token_is_refused_in_our_frame(authority: Authority):
    client = Client(enforce_csrf_checks=True)

    answer = client.post("/sign-in/", {"login": "officer", "password": "practice"})

    assert answer.status_code == 403
    assert "This page was open for too long" in answer.content.decode()
