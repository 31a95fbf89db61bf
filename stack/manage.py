"""manage.py from outside: finds the project's environment, and servers for the command to talk to."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from stack import places
from stack.children import Child, stop_all, stop_with_parent, wait_for
from stack.lock import Lock, Taken, join, wait_for_joined
from stack.packages import system_environment
from stack.postgres import Postgres
from stack.say import Trouble, say, step
from stack.servers import Servers, find_servers
from stack.supervisor import environment

# Set for the process in which Django runs.
INSIDE = "HALFDAY_INSIDE"
_WITHOUT_SERVERS = {"explain", "help", "version"}
_NOWHERE = {"DATABASE_URL": "postgresql:///not-asked", "REDIS_URL": "unix:///not-asked"}


def run_command(args: Sequence[str]) -> int:
    """Runs a management command where it finds all it needs; gives its exit status."""
    os.environ.update(system_environment())
    os.environ[INSIDE] = "1"
    if not args or args[0] in _WITHOUT_SERVERS or {"--help", "-h"} & set(args):
        placeholders = {**_NOWHERE, "SECRET_KEY": "for a command that signs nothing at all"}
        _become(args, {**placeholders, **os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"})
    if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
        _become(args, environment(places.make_writable(places.var_folder()), {}))
    return _run_with_servers(args)


def _run_with_servers(args: Sequence[str]) -> int:
    var = places.make_writable(places.var_folder())
    servers = find_servers(var, postgres=not os.environ.get("DATABASE_URL"), valkey_too=not os.environ.get("REDIS_URL"))
    env = environment(var, servers.addresses)
    lock, told = Lock(var), False
    while True:
        try:
            lock.take(what=f"manage.py {args[0]}")
        except Taken:
            if join(var, answers=servers.answer):
                _become(args, env)
            if not told:
                told = True
                say("Waiting for the servers of another Halfday process …")
            time.sleep(0.1)
            continue
        return _run_and_stop(args, var=var, servers=servers, env=env)


def _run_and_stop(args: Sequence[str], *, var: Path, servers: Servers, env: dict[str, str]) -> int:
    (var / "log").mkdir(exist_ok=True)
    out = os.open(var / "log" / "halfday.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    # The terminal sends Ctrl-C to the command too; it ends first, and then its servers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    children = servers.start(postgres_out=out, valkey_out=out)
    try:
        if servers.postgres and not servers.postgres.prepared():
            _prepare(servers.postgres, env)
        me = os.getpid()
        command = subprocess.Popen(
            [*_python(), places.ROOT / "manage.py", *args],
            env=env,
            preexec_fn=lambda: _start_like_any(me),
        )
        for asking in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(asking, lambda number, _frame: command.send_signal(number))
        status = command.wait()
        wait_for_joined(var)
        return status if status >= 0 else 128 - status
    finally:
        stop_all(children)


def _prepare(postgres: Postgres, env: dict[str, str]) -> None:
    with step("Preparing the database"):
        # PRACTICE is empty, since only make run fills an installation by itself.
        child = Child("prepare", [*_python(), "-m", "config.prepare"], env={**env, "PRACTICE": ""}, cwd=places.ROOT)
        child.start(errors=None)
        if wait_for(child):
            raise Trouble("The database could not be prepared; the reason stands above.")
        postgres.note_prepared()


def _start_like_any(parent: int) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    stop_with_parent(parent, signal.SIGTERM)


def _become(args: Sequence[str], env: dict[str, str]) -> None:
    python = _python()
    os.execve(python[0], [*map(str, python), str(places.ROOT / "manage.py"), *args], env)  # noqa: S606 - our own


def _python() -> list[Path]:
    if places.PYTHON.exists():
        return [places.PYTHON]
    if find_spec("django"):
        return [Path(sys.executable)]
    raise Trouble("The project's environment is not there yet; run make run once.")
