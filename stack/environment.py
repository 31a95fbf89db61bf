"""The Python environment: made from hashed locks, and remade only when they change."""

import fcntl
import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stack import places
from stack.children import call
from stack.packages import PIP, pip_command
from stack.say import say, step

_TO_RUN = places.ROOT / "requirements-embedded.lock"
_TO_TEST = places.ROOT / "requirements-dev.lock"
_FOR_TOOLS = places.ROOT / "requirements-tools.lock"
_LOG = places.ROOT / "var" / "log" / "setup.log"
# Its programs name the interpreter and the folder, so another of either needs another environment.
_STANDS_ON = {"python": sys.version, "folder": str(places.VENV)}
_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Lets one process set up this checkout at a time."""
    places.make_writable(places.ROOT / "var")
    with (places.ROOT / "var" / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another set-up of this folder …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def make_environment(*, tests: bool) -> None:
    """Makes .venv hold what running needs, or what the tests need, which is more.

    An environment made for the tests serves for running too, so it is never made smaller.
    """
    have = _read_stamp()
    usable = _STANDS_ON.items() <= have.items() and places.PYTHON.exists()
    lock = _TO_TEST if tests or (usable and have.get("lock") == _TO_TEST.name) else _TO_RUN
    wanted = {**_STANDS_ON, "lock": lock.name, "digest": places.digest(lock.read_bytes())}
    if usable and have == wanted:
        return
    uv = _install_uv()
    with step("Installing the Python packages"):
        _stamp().unlink(missing_ok=True)
        if not usable:
            shutil.rmtree(places.VENV, ignore_errors=True)
            _run_uv(uv, "venv", "--quiet", "--python", places.SYSTEM_PYTHON, places.VENV)
        _run_uv(uv, "pip", "sync", "--python", places.PYTHON, "--require-hashes", lock)
        _run_uv(uv, "pip", "check", "--python", places.PYTHON)
        _stamp().write_text(json.dumps(wanted))


def download_environment() -> dict[str, str]:
    """The environment for programs that download, which do not all trust the system's certificates by themselves."""
    env = {**os.environ, "UV_PYTHON_DOWNLOADS": "never", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    if _CERTIFICATES.exists():
        env |= {"UV_SYSTEM_CERTS": "1"}
        env.setdefault("NODE_EXTRA_CA_CERTS", str(_CERTIFICATES))
    if not os.access(Path.home(), os.W_OK):
        cache = places.ROOT / "var" / "cache"
        env |= {"UV_CACHE_DIR": str(cache / "uv"), "PIP_CACHE_DIR": str(cache / "pip"), "npm_config_cache": str(cache)}
    return env


def _install_uv() -> Path:
    stamp, wanted = places.TOOLS / "lock-digest", places.digest(_FOR_TOOLS.read_bytes())
    if not stamp.exists() or stamp.read_text() != wanted:
        PIP.meet()
        with step("Installing uv"):
            shutil.rmtree(places.TOOLS, ignore_errors=True)
            call(
                [*pip_command(), "install", "--quiet", "--target", places.TOOLS, "--require-hashes", "-r", _FOR_TOOLS],
                env=download_environment(),
                log=_LOG,
                what="Installing uv",
            )
            stamp.write_text(wanted)
    return places.TOOLS / "bin" / "uv"


def _run_uv(uv: Path, *args: str | Path) -> None:
    call([uv, *args], env=download_environment(), log=_LOG, what=f"uv {args[0]} {args[1]}", cwd=places.ROOT)


def _stamp() -> Path:
    return places.VENV / "halfday-synced.json"


def _read_stamp() -> dict[str, str]:
    try:
        stamp = json.loads(_stamp().read_text())
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}
