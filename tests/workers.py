"""A real Celery worker over the real Valkey, for tests that commit."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import redis

from celery_app import app
from config import addresses
from stack import places
from stack.children import Child, kill_group, stop_all
from stack.programs import worker as worker_program

_LONGEST_WAIT = 60.0


@dataclass
class Worker:
    """A worker process that tests may start, kill and start again."""

    env: dict[str, str]
    log: Path
    child: Child | None = field(default=None)

    def start(self) -> None:
        """Starts the worker and waits until it takes tasks."""
        self.log.unlink(missing_ok=True)
        with self.log.open("ab") as out:
            child = self.child = Child(
                "worker",
                [sys.executable, *worker_program()],
                env=self.env,
                cwd=places.ROOT,
                out=out.fileno(),
            )
            child.start()
        wait_for(lambda: " ready." in self.log.read_text() or not child.alive())
        assert child.alive(), self.log.read_text()

    def kill(self) -> None:
        """Ends the worker and its children as a power cut would."""
        assert self.child is not None
        assert self.child.process is not None
        kill_group(self.child.process.pid)
        self.child.process.wait()

    def stop(self) -> None:
        """Ends the worker in order."""
        if self.child:
            stop_all([self.child])


def wait_for(condition: Callable[[], object], *, seconds: float = _LONGEST_WAIT) -> None:
    """Waits until the condition holds; fails the test when it does not in time."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            raise AssertionError(f"waited {seconds:g} s in vain")
        time.sleep(0.05)


@pytest.fixture
def broker() -> Iterator[str]:
    """The address of this process's own, empty, corner of Valkey."""
    # xdist's workers share one server; each has a numbered database of it.
    corner = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    address = f"{os.environ['REDIS_URL'].split('?')[0]}?db={corner}"
    line = redis.Redis.from_url(address)
    line.flushdb()
    yield address
    line.flushdb()
    line.close()


@pytest.fixture
def worker(committed_db: str, broker: str, tmp_path: Path) -> Iterator[Worker]:
    """A running worker on this test's clone of the database, taking the tasks that this test sends."""
    env = {**os.environ, "DATABASE_URL": committed_db, "REDIS_URL": broker, "PYTHONUNBUFFERED": "1"}
    running = Worker(env, tmp_path / "worker.log")
    before = app.conf.broker_url
    _send_to(addresses.broker_from_url(broker))
    running.start()
    yield running
    running.stop()
    _send_to(before)


def _send_to(broker_url: str) -> None:
    app.close()
    app.conf.broker_url = broker_url
