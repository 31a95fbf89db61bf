"""Every address tried by every role, against the table of tests/doors.py that a person can read.

A new address without a row fails; each cell is really asked; reading changes nothing, and neither does a refusal.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.cookies import SimpleCookie

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from pytest_django import DjangoDbBlocker

from cases.permissions import ROLE_STEPS, Step
from schools.models import Authority
from schools.roles import Role
from tests.doors import COLUMNS, DOORS, POSTS, SIGN_IN, STEPS, Door
from tests.world import World, a_world

pytestmark = [pytest.mark.xdist_group("doors"), pytest.mark.filterwarnings("ignore:.*:UserWarning")]
# What signing in and rate limits write is no part of the casework.
_NOT_CASEWORK = {"django_session", "cache", "schools_user"}
# Those of the council and of the school in question, by the name of their role.
HOME = {role.value for role in Role}
LET_IN = {"200", "302", "409", "422"}
_BY_POST = {door.name for door in DOORS if door.posts}
_REFUSALS = {403, 404, 405}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """One world for all the doors; every request that may write is put back before the next."""
    with django_db_blocker.unblock(), put_back():
        yield a_world()


@pytest.fixture(scope="module")
def sign_ins(world: World) -> dict[str, SimpleCookie]:
    """What each person's browser holds once they have signed in; nobody's holds nothing."""
    held = {"nobody": SimpleCookie()}
    for name, member in world.people.items():
        client = Client()
        client.force_login(member.user)
        held[name] = client.cookies
    return held


def test_every_address_has_its_row_and_every_row_its_address():
    assert {door.name for door in DOORS} == set(_names(get_resolver()))


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_each_person_is_answered_as_the_table_says(door: Door, world: World, sign_ins: dict[str, SimpleCookie]):
    path = path_of(door, world)
    assert resolve(path).url_name == door.name

    said = {column: _answer(door, path, sign_ins[person]) for column, person in COLUMNS.items()}

    assert door.line(said) == door.line(door.answers)


@pytest.mark.parametrize("door", [door for door in DOORS if door.about], ids=str)
def test_what_is_another_authoritys_or_another_schools_is_not_there(
    door: Door, world: World, sign_ins: dict[str, SimpleCookie]
):
    let_in = [person for column, person in COLUMNS.items() if door.answers[column] in LET_IN and person in HOME]
    strangers = [f"abroad_{person}" for person in let_in if f"abroad_{person}" in sign_ins]
    strangers += [f"other_{person}" for person in let_in if f"other_{person}" in sign_ins]

    said = {person: _answer(door, path_of(door, world), sign_ins[person]) for person in strangers}

    assert said == dict.fromkeys(strangers, "404")


@pytest.mark.parametrize("door", [door for door in DOORS if door.name not in _BY_POST], ids=str)
def test_a_page_that_only_shows_takes_no_form(door: Door, world: World, sign_ins: dict[str, SimpleCookie]):
    posting = replace(door, how="POST")
    path = path_of(door, world)
    expected = {column: "405" if answer in LET_IN else answer for column, answer in door.answers.items()}
    # A page without a door refuses the manner first, and 404 is only said of what is looked for.
    expected = {column: "405" if answer == "404" else answer for column, answer in expected.items()}

    said = {column: _answer(posting, path, sign_ins[person]) for column, person in COLUMNS.items()}

    assert posting.line(said) == posting.line(expected)


@pytest.mark.parametrize("door", [door for door in DOORS if door.posts], ids=str)
def test_a_form_that_no_page_of_ours_gave_out_is_refused(door: Door, world: World, sign_ins: dict[str, SimpleCookie]):
    client = Client(enforce_csrf_checks=True)
    person = next((COLUMNS[column] for column, answer in door.answers.items() if answer in LET_IN), "officer")
    client.cookies = SimpleCookie(sign_ins[person].output(header="", sep=";"))
    before = state()

    response = client.post(path_of(door, world), {"seen": ""})

    assert response.status_code == 403
    assert state() == before


@pytest.mark.parametrize("door", [door for door in DOORS if door.posts and door.name in STEPS], ids=str)
def test_whom_a_form_lets_in_is_whom_the_table_of_roles_lets_take_its_step(door: Door):
    step = STEPS[door.name]
    let_in = {column for column, answer in door.answers.items() if answer != "403" and COLUMNS[column] in HOME}
    may = {column for column, person in COLUMNS.items() if person in HOME and Role(person) in ROLE_STEPS[step]}

    if step is Step.ISSUE:
        assert let_in <= may, "the code of conduct leaves it to fewer, never to more"
    else:
        assert let_in == may


def test_outside_practice_nobody_moves_the_day(world: World, sign_ins: dict[str, SimpleCookie]):
    with put_back():
        Authority.objects.update(practice=False, practice_date=None)
        said = {
            column: _answer(_door("practice_day", "POST"), "/practice/", sign_ins[person])
            for column, person in COLUMNS.items()
        }

    assert set(said.values()) <= {"422", "404", "403", SIGN_IN}


def _door(name: str, how: str) -> Door:
    return next(door for door in DOORS if (door.name, door.how) == (name, how))


@contextmanager
def put_back() -> Iterator[None]:
    """Undo whatever happens inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def path_of(door: Door, world: World) -> str:
    return "/" + re.sub(r"<([a-z ]+)>", lambda found: world.things[found.group(1)], door.path)


def _answer(door: Door, path: str, signed_in: SimpleCookie) -> str:
    """What this person is answered; changes made by a reader, or by one who was refused, are said too."""
    client = Client()
    client.cookies = SimpleCookie(signed_in.output(header="", sep=";"))
    with put_back():
        before = state()
        response = client.post(path, POSTS.get(door.name, {"seen": ""})) if door.posts else client.get(path)
        word = SIGN_IN if _leads_to_sign_in(response) else str(response.status_code)
        may_write = door.posts and response.status_code not in _REFUSALS and word != SIGN_IN
        return word if may_write or state() == before else f"{word} and wrote"


def _leads_to_sign_in(response) -> bool:
    return response.status_code == 302 and response.headers["Location"].startswith("/sign-in/")


def state() -> str:
    """A digest of every row of the casework."""
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name not in _NOT_CASEWORK]
        counted = " UNION ALL ".join(
            f"SELECT '{name}' AS t, count(*) || ':' || coalesce(sum(hashtext(r::text)), 0) AS n FROM \"{name}\" r"
            for name in sorted(tables)
        )
        cursor.execute(f"SELECT md5(string_agg(t || n, ',' ORDER BY t)) FROM ({counted}) AS counts")
        (digest,) = cursor.fetchone()
    return digest


def _names(resolver: URLResolver) -> Iterator[str]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _names(each)
        elif isinstance(each, URLPattern):
            yield str(each.name)
