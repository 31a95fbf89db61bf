"""What stands in the way of a start is said in one sentence, or mended."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from stack import places, postgres
from stack.children import stop_all
from stack.lock import Lock, Taken
from stack.say import Trouble
from stack.servers import find_servers
from tests.stack.installations import Installation, free_port, new_folder


@pytest.fixture
def folder() -> Iterator[Path]:
    made = new_folder()
    yield made
    Installation(made, 0).remove()


@contextmanager
def database_in(folder: Path) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """A connection to the embedded server of this folder, while it runs."""
    folder.mkdir(exist_ok=True, parents=True)
    servers = find_servers(folder, postgres=True, valkey_too=False)
    with (folder / "out").open("wb") as out:
        children = servers.start(postgres_out=out.fileno(), valkey_out=out.fileno(), durable=False)
    try:
        with psycopg.connect(servers.addresses["DATABASE_URL"]) as line:
            yield line
    finally:
        stop_all(children)


def test_a_taken_port_is_named(folder: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        refused = Installation(folder, port).try_to_start()

    assert refused.returncode == 2
    assert refused.stderr == (
        f"Port {port} is taken by another program; stop it, or choose another with PORT=8001 make run.\n"
    )


@pytest.mark.parametrize("port", ["0", "65536", "eighty", "-1"])
def test_a_port_that_is_none_is_refused(folder: Path, port: str):
    refused = Installation(folder, free_port()).try_to_start(PORT=port)

    assert refused.returncode == 2
    assert refused.stderr == f"PORT must be a number from 1 to 65535, not {port!r}.\n"


def test_a_folder_that_cannot_be_written_is_named():
    refused = Installation(Path("/proc/halfday"), free_port()).try_to_start()

    assert refused.returncode == 2
    assert refused.stderr.startswith("The folder /proc/halfday cannot be written (")
    assert len(refused.stderr.splitlines()) == 1


def test_a_malformed_address_stops_a_command_in_one_line(folder: Path):
    refused = Installation(folder, free_port()).manage(
        "check", DATABASE_URL="mysql://somewhere/halfday", REDIS_URL="unix:///nowhere"
    )

    assert refused.returncode == 1
    assert refused.stderr == (
        "Halfday cannot start. DATABASE_URL: must begin with postgresql:// (no other database is supported). "
        "See docs/operations.md.\n"
    )


@pytest.mark.parametrize("args", [["--help"], ["help"], ["migrate", "--help"]])
def test_asking_for_help_touches_neither_servers_nor_the_folder(folder: Path, args: list[str]):
    helped = Installation(folder, free_port()).manage(*args)

    assert helped.returncode == 0
    assert not folder.exists()


def test_a_half_made_data_folder_is_put_aside_and_made_again(folder: Path):
    half = find_servers(folder, postgres=True, valkey_too=False).home / "pg"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")

    with database_in(folder) as line:
        assert line.execute("SELECT lower('É')").fetchone() == ("é",)

    assert len(list(half.parent.glob("pg-unfinished-*"))) == 1


def test_data_of_another_version_is_refused(folder: Path):
    servers = find_servers(folder, postgres=True, valkey_too=False)
    servers.postgres.data.mkdir(parents=True)
    (servers.postgres.data / postgres.FINISHED).touch()
    (servers.postgres.data / "PG_VERSION").write_text("9.6\n")

    with pytest.raises(Trouble, match=r"was made by PostgreSQL 9\.6"):
        servers.postgres.make_ready()


def test_a_long_path_does_not_break_the_sockets(folder: Path):
    deep = folder / ("a" * 60) / ("b" * 60)
    deep.mkdir(parents=True)

    with database_in(deep) as line:
        assert line.execute("SELECT 1").fetchone() == (1,)


def test_one_folder_has_one_owner(folder: Path):
    places.make_writable(folder)
    first, second = Lock(folder), Lock(folder)
    first.take(what="test")

    with pytest.raises(Taken) as taken:
        second.take(what="another")
    first.release()
    second.take(what="another")

    assert taken.value.owner["what"] == "test"
    second.release()
