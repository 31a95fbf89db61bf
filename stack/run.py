"""make run: sets up everything and runs Halfday."""

import os
import signal
import socket
from pathlib import Path

from stack import places
from stack.assets import build_assets
from stack.children import Child, stop_with_parent, wait_for
from stack.environment import make_environment, one_at_a_time
from stack.keeper import Keeper, fork_keeper
from stack.lock import Lock
from stack.packages import PANGO, system_environment
from stack.say import Stopped, Trouble, say, step
from stack.servers import find_servers
from stack.supervisor import Supervisor, environment, print_address, stop_on_signals

_CHILDREN = ("postgres", "valkey", "prepare", "web", "worker", "beat")


def run() -> None:
    """Sets up, starts everything, and returns when asked to stop."""
    if "MAKELEVEL" in os.environ:
        # make hands on SIGTERM alone, so its death by any other signal must reach us too.
        stop_with_parent(os.getppid(), signal.SIGTERM)
    stop_on_signals(Stopped)
    port = _check_port(os.environ.get("PORT", "8000"))
    var = places.make_writable(places.var_folder())
    lock = Lock(var)
    lock.wait(what="run", port=port)
    try:
        _check_free(port)
        with one_at_a_time():
            make_environment(tests=False)
            PANGO.meet()
            build_assets()
        os.environ.update(system_environment())
        _supervise(var, port)
    except Stopped:
        say("Stopped.")


def _supervise(var: Path, port: str) -> None:
    log = var / "log" / "halfday.log"
    log.parent.mkdir(exist_ok=True)
    own_postgres, own_valkey = not os.environ.get("DATABASE_URL"), not os.environ.get("REDIS_URL")
    servers = None
    if own_postgres or own_valkey:
        servers = find_servers(var, postgres=own_postgres, valkey_too=own_valkey)
    env = environment(var, servers.addresses if servers else {})
    supervisor = Supervisor(servers=servers, keeper=fork_keeper(log, _CHILDREN), env=env, log=log)
    try:
        with step("Starting PostgreSQL and Valkey"):
            supervisor.start_servers()
        words = _prepare(env, supervisor.keeper)
        if servers and servers.postgres:
            servers.postgres.note_prepared()
        supervisor.start_programs()
        supervisor.wait_for_web()
        print_address(port, words)
        say(f"The log is {log}.")
        supervisor.watch_over()
    except Stopped:
        say("Stopping …")
        raise
    finally:
        supervisor.stop()


def _prepare(env: dict[str, str], keeper: Keeper) -> str:
    """Brings the database up to date; gives what the practice authority says of its sign-ins."""
    reading, writing = os.pipe()
    child = Child("prepare", [places.PYTHON, "-m", "config.prepare"], env=env, cwd=places.ROOT, out=writing)
    with step("Preparing the database"):
        child.start(errors=None)
        if child.process:
            keeper.watch(child.process.pid)
        os.close(writing)
        status = wait_for(child)
    with os.fdopen(reading) as said:
        words = said.read()
    if status:
        raise Trouble("The database could not be prepared; the reason stands above.")
    return words


def _check_port(port: str) -> str:
    if not port.isdigit() or not 1 <= int(port) <= 65535:
        raise Trouble(f"PORT must be a number from 1 to 65535, not {port!r}.")
    return port


def _check_free(port: str) -> None:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", int(port)))
        except PermissionError:
            raise Trouble(f"Port {port} needs root; choose one above 1023 with PORT=8000 make run.") from None
        except OSError:
            raise Trouble(
                f"Port {port} is taken by another program; stop it, or choose another with PORT=8001 make run."
            ) from None
