"""The supervisor: starts servers, web, worker and beat, keeps them running, and takes all of them down."""

import os
import signal
import sys
import time
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from stack import places
from stack.children import Child, kill_group, stop_all
from stack.keeper import Keeper
from stack.programs import programs
from stack.say import Trouble, say
from stack.servers import Servers

_TOO_OFTEN = 5
_WITHIN = 60.0
_WEB_MUST_ANSWER_IN = 60.0


@dataclass
class Watched:
    """A child, how to start it again, and when it last stopped by itself."""

    child: Child
    start: Callable[[], None]
    stops: deque[float] = field(default_factory=lambda: deque(maxlen=_TOO_OFTEN + 1))
    start_at: float | None = None


class Supervisor:
    """Everything that runs for one installation."""

    def __init__(self, *, servers: Servers | None, keeper: Keeper, env: dict[str, str], log: Path) -> None:
        self.servers = servers
        self.keeper = keeper
        self.env = env
        self.log = log
        self.watched: list[Watched] = []

    def start_servers(self) -> None:
        """Starts the embedded servers, where the installation has them."""
        if not self.servers:
            return
        outputs = self.keeper.outputs
        for child in self.servers.start(postgres_out=outputs["postgres"], valkey_out=outputs["valkey"]):
            self._watch(Watched(child, lambda child=child: self._restart_server(child)))  # type: ignore[misc]

    def start_programs(self) -> None:
        """Starts web, worker and beat."""
        for name, args in programs(self.env["PORT"]).items():
            child = Child(name, [places.PYTHON, *args], env=self.env, cwd=places.ROOT, out=self.keeper.outputs[name])
            child.start()
            self._watch(Watched(child, child.start))

    def wait_for_web(self) -> None:
        """Waits until the web answers anything at all."""
        until = time.monotonic() + _WEB_MUST_ANSWER_IN
        while not _answers(f"http://127.0.0.1:{self.env['PORT']}/healthz"):
            self._keep_running()
            if time.monotonic() > until:
                raise Trouble(f"The web server does not answer; its words are in {self.log}.")
            time.sleep(0.1)

    def watch_over(self) -> None:
        """Keeps everything running until we are stopped."""
        while True:
            self._keep_running()
            time.sleep(0.2)

    def stop(self) -> None:
        """Takes down the programs, then the servers they use, then the keeper."""
        programs = [watched.child for watched in self.watched if watched.child.name in ("web", "worker", "beat")]
        stop_all(programs)
        stop_all([watched.child for watched in self.watched if watched.child not in programs])
        self.keeper.dismiss()

    def _watch(self, watched: Watched) -> None:
        self.watched.append(watched)
        self._name_group(watched.child)

    def _name_group(self, child: Child) -> None:
        if child.process:
            self.keeper.watch(child.process.pid)

    def _keep_running(self) -> None:
        if not self.keeper.alive():
            raise Trouble("The process that writes the log was killed, so everything is stopped; start again.")
        now = time.monotonic()
        for watched in self.watched:
            if watched.start_at is not None:
                if now >= watched.start_at:
                    watched.start_at = None
                    watched.start()
                    self._name_group(watched.child)
            elif not watched.child.alive():
                self._plan_restart(watched, now)

    def _plan_restart(self, watched: Watched, now: float) -> None:
        child = watched.child
        if child.process:
            # What the dead program left of its group would hold its port and its rows.
            kill_group(child.process.pid)
        watched.stops.append(now)
        if len(watched.stops) > _TOO_OFTEN and now - watched.stops[0] < _WITHIN:
            raise Trouble(f"The {child.name} process keeps stopping; its words are in {self.log}.")
        recent = sum(1 for stop in watched.stops if now - stop < _WITHIN)
        wait = 0.5 * 2 ** (recent - 1)
        watched.start_at = now + wait
        status = child.process.returncode if child.process else "?"
        say(f"The {child.name} process stopped unexpectedly (status {status}); it starts again in {wait:g} s.")

    def _restart_server(self, child: Child) -> None:
        if not self.servers:
            return
        if child.name == "postgres" and self.servers.postgres:
            self.servers.postgres.make_ready()
        child.start()
        self.servers.wait_ready([child])


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - our own address
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def stop_on_signals(stopped: type[BaseException]) -> None:
    """Turns the signals that ask us to end into one exception, once; later ones change nothing."""
    asking = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def stop(number: int, _frame: object) -> None:
        for each in asking:
            signal.signal(each, signal.SIG_IGN)
        raise stopped(number)

    for each in asking:
        signal.signal(each, stop)


def print_address(port: str, words: str) -> None:
    """Prints where Halfday is and who may sign in, on standard output."""
    print(f"\nHalfday is at http://127.0.0.1:{port}/\n{words}Ctrl-C stops it.", flush=True)
    sys.stdout.flush()


def environment(var: Path, addresses: dict[str, str]) -> dict[str, str]:
    """What every program of this installation is told."""
    env = {**os.environ, **addresses}
    env.update(HALFDAY_VAR=str(var), DJANGO_SETTINGS_MODULE="config.settings", PYTHONUNBUFFERED="1")
    env.setdefault("SECRET_KEY", places.secret_key(var))
    # The address is http on this machine alone; a service behind HTTPS starts its processes itself.
    env.setdefault("HTTPS", "false")
    env.setdefault("PORT", "8000")
    env.setdefault("PRACTICE", "southampton-2003")
    for ours in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS"):
        env.pop(ours, None)
    return env
