"""Databases for tests: one for each process, and a clone for what must really commit."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from psycopg import sql
from pytest_django import DjangoDbBlocker

_TEMPLATE = "halfday_template"


@pytest.fixture(scope="session")
def template_database(django_db_blocker: DjangoDbBlocker) -> str:
    """A migrated database that nobody connects to; the first process of the run makes it."""
    folder = Path(os.environ["HALFDAY_TEST_SERVERS"])
    with (folder / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "template.made").exists():
            _create(_TEMPLATE, template="template0")
            _use(_TEMPLATE)
            with django_db_blocker.unblock():
                call_command("migrate", verbosity=0, interactive=False)
                call_command("createcachetable", verbosity=0)
            connections.close_all()
            (folder / "template.made").touch()
    return _TEMPLATE


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker, django_test_environment: None
) -> Iterator[None]:
    """Gives this process a database of its own, in place of pytest-django's, which would migrate each time."""
    name = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with django_db_blocker.unblock():
        _create(name, template=request.getfixturevalue("template_database"))
        _use(name)
    yield
    with django_db_blocker.unblock():
        connections.close_all()
        _drop(name)


@pytest.fixture
def committed_db(django_db_setup: None, template_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A fresh clone in which commits are real, and its address; dropped, since append-only tables cannot be emptied."""
    with django_db_blocker.unblock(), _a_clone("clone", template_database) as address:
        yield address


@pytest.fixture(scope="module")
def committed_module(
    django_db_setup: None, template_database: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """One such clone for all the tests of a module that look at what was built once."""
    with django_db_blocker.unblock(), _a_clone("module", template_database) as address:
        yield address


@contextmanager
def _a_clone(what: str, template: str) -> Iterator[str]:
    before = str(connection.settings_dict["NAME"])
    clone = f"{before}_{what}"
    _create(clone, template=template)
    _use(clone)
    try:
        yield address_of(clone)
    finally:
        _use(before)
        _drop(clone)


def address_of(name: str) -> str:
    """The address of another database on the suite's server."""
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def _use(name: str) -> None:
    connections.close_all()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


def _create(name: str, *, template: str) -> None:
    _drop(name)
    _run("CREATE DATABASE {} TEMPLATE {}", name, template)


def _drop(name: str) -> None:
    _run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _run(statement: str, *names: str) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as line:
        line.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
