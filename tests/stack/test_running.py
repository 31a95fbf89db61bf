"""One installation lives through what machines and people do to it, in this order."""

import os
import signal
from collections.abc import Iterator

import pytest

from tests.stack.installations import Installation, free_port, new_folder
from tests.workers import wait_for


@pytest.fixture(scope="module")
def halfday() -> Iterator[Installation]:
    installation = Installation(new_folder(), free_port())
    installation.start()
    yield installation
    installation.remove()


def test_the_first_start_gives_an_address_that_answers(halfday: Installation):
    assert f"http://127.0.0.1:{halfday.port}/" in halfday.words.read_text()
    assert halfday.answer() == 200


def test_a_second_start_says_in_one_sentence_that_it_runs_already(halfday: Installation):
    again = halfday.try_to_start()

    assert again.returncode == 2
    assert again.stderr.splitlines() == [
        f"Halfday already runs from this folder (process {halfday.owner()['pid']}), "
        f"at http://127.0.0.1:{halfday.port}/."
    ]


def test_a_command_joins_the_running_servers(halfday: Installation):
    before = set(halfday.processes())

    done = halfday.manage("migrate", "--check")

    assert (done.returncode, done.stderr) == (0, "")
    assert {
        command for pid, command in halfday.processes().items() if pid not in before and "bin/postgres" in command
    } == set()


def test_a_program_that_dies_is_started_again(halfday: Installation):
    web = halfday.pid_of("gunicorn")

    os.kill(web, signal.SIGKILL)
    wait_for(lambda: "The web process stopped unexpectedly" in halfday.words.read_text())
    wait_for(lambda: halfday.answer() == 200)

    assert halfday.pid_of("gunicorn") != web


def test_a_database_that_dies_is_started_again(halfday: Installation):
    os.kill(halfday.pid_of("bin/postgres"), signal.SIGKILL)
    wait_for(lambda: "The postgres process stopped unexpectedly" in halfday.words.read_text())

    wait_for(lambda: halfday.manage("migrate", "--check").returncode == 0)


def test_killing_the_supervisor_leaves_no_process_behind(halfday: Installation):
    halfday.end(signal.SIGKILL)

    assert halfday.processes() == {}


def test_the_next_start_mends_what_the_kill_left(halfday: Installation):
    # The number in a stale file lives again, as another program's.
    stale = halfday.home / "pg" / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n")

    halfday.start()

    assert halfday.answer() == 200


def test_a_signal_stops_everything_in_order(halfday: Installation):
    status = halfday.end(signal.SIGTERM)

    assert status == 0
    assert halfday.words.read_text().endswith("Stopping …\nStopped.\n")


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_a_start_half_way(halfday: Installation, by: signal.Signals):
    halfday.start(until="Preparing the database")

    status = halfday.end(by)

    assert status == 0
    assert halfday.words.read_text().endswith("Stopping …\nStopped.\n")


def test_a_command_starts_the_servers_for_its_own_duration(halfday: Installation):
    done = halfday.manage("migrate", "--check")

    assert (done.returncode, done.stderr) == (0, "")
    assert halfday.processes() == {}
