"""make test and make check: the whole suite, and the gates that need no servers."""

import os
import shlex
import signal
import subprocess
from collections.abc import Mapping

from stack import places
from stack.assets import build_assets, node_of_wheel
from stack.children import stop_with_parent
from stack.environment import make_environment, one_at_a_time
from stack.packages import CHROMIUM, PANGO, system_environment
from stack.say import Stopped, say
from stack.supervisor import stop_on_signals

_MOST_PROCESSES = 4
# The gates read the settings but speak to no server.
_NOWHERE = {
    "DATABASE_URL": "postgresql:///not-asked",
    "REDIS_URL": "unix:///not-asked",
    "SECRET_KEY": "for gates that sign nothing at all, ever",
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "HALFDAY_INSIDE": "1",
}
_GATES = {
    "ruff format": ("ruff", "format", "--check", "--quiet", "."),
    "ruff check": ("ruff", "check", "--quiet", "."),
    "types": ("mypy", "--no-error-summary", "."),
    "import contracts": ("lint-imports", "--no-logo"),
    "template format": ("djlint", "templates", "--check", "--quiet"),
    "template lint": ("djlint", "templates", "--lint", "--quiet"),
    # It would like to compare with a database's own record, and there is none here.
    "migrations": ("python", "-W", "ignore::RuntimeWarning", "manage.py", "makemigrations", "--check", "--dry-run"),
}


def test() -> int:
    """Sets up all that the suite needs and runs it; ARGS of the environment goes to pytest."""
    stop_on_signals(Stopped)
    with one_at_a_time():
        make_environment(tests=True)
        PANGO.meet()
        CHROMIUM.meet()
        build_assets()
    env = {**os.environ, **system_environment(), "PLAYWRIGHT_NODEJS_PATH": str(node_of_wheel())}
    args = shlex.split(os.environ.get("ARGS", ""))
    if not any(word.startswith("-n") for word in args):
        args = ["-n", str(min(_MOST_PROCESSES, os.cpu_count() or 1)), "--dist", "loadfile", *args]
    return _run("pytest", *args, env=env)


def check() -> int:
    """Runs every gate, so that one run names all that is wrong."""
    stop_on_signals(Stopped)
    with one_at_a_time():
        make_environment(tests=True)
    env = {**os.environ, **_NOWHERE}
    failed = []
    for name, (program, *args) in _GATES.items():
        say(name)
        if _run(program, *args, env=env):
            failed.append(name)
    if failed:
        say(f"Not clean: {', '.join(failed)}.")
    return 1 if failed else 0


def _run(program: str, *args: str, env: Mapping[str, str]) -> int:
    """Runs a program of the environment in the terminal's own process group, so that Ctrl-C reaches it."""
    me = os.getpid()
    running = subprocess.Popen(
        [places.VENV / "bin" / program, *args],
        env=dict(env),
        cwd=places.ROOT,
        preexec_fn=lambda: stop_with_parent(me, signal.SIGTERM),
    )
    try:
        return running.wait()
    except Stopped:
        running.terminate()
        running.wait()
        raise
