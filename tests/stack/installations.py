"""A real installation in a folder of its own, started and ended as a person or the kernel would."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from stack import places
from stack.children import stop_with_parent
from stack.servers import find_servers
from tests.workers import wait_for


@dataclass
class Installation:
    """One folder with its servers and programs."""

    folder: Path
    port: int
    supervisor: subprocess.Popen[str] | None = None
    words: Path = field(init=False)

    def __post_init__(self) -> None:
        self.words = self.folder.parent / "words"

    @property
    def home(self) -> Path:
        """Where its servers keep their data: inside the folder, unless their own user cannot reach that."""
        return find_servers(self.folder, postgres=True, valkey_too=True).home

    @property
    def env(self) -> dict[str, str]:
        """What a person's shell would hold: nothing of the suite's own servers."""
        ours = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "HALFDAY_INSIDE", "MAKELEVEL", "DJANGO_SETTINGS_MODULE"}
        kept = {name: value for name, value in os.environ.items() if name not in ours}
        return {**kept, "HALFDAY_VAR": str(self.folder), "PORT": str(self.port), "PRACTICE": ""}

    def start(self, *, until: str = "Ctrl-C") -> None:
        """Starts it and waits until it has said this; by default, its address."""
        me = os.getpid()
        with self.words.open("w") as words:
            started = subprocess.Popen(
                [sys.executable, "-m", "stack", "run"],
                cwd=places.ROOT,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=subprocess.STDOUT,
                text=True,
                preexec_fn=lambda: stop_with_parent(me, signal.SIGTERM),
            )
        wait_for(lambda: until in self.words.read_text() or started.poll() is not None)
        assert started.poll() is None, self.words.read_text()
        self.supervisor = started

    def end(self, by: signal.Signals) -> int:
        """Sends the supervisor a signal and waits until no process of this installation is left."""
        assert self.supervisor is not None
        self.supervisor.send_signal(by)
        status = self.supervisor.wait(20)
        wait_for(lambda: not self.processes(), seconds=10)
        return status

    def try_to_start(self, **env: str) -> subprocess.CompletedProcess[str]:
        """Starts it where it is expected to refuse."""
        return self._call(["-m", "stack", "run"], env)

    def manage(self, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Runs a management command as a person would."""
        return self._call(["manage.py", *args], env)

    def answer(self) -> int:
        """The status that the web server gives to its first page."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/sign-in/", timeout=5) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as answer:
            return answer.code
        except OSError:
            return 0

    def processes(self) -> dict[int, str]:
        """Every process that works in this folder, was told of it, or was started with it."""
        marks = (str(self.folder), str(self.home))
        return {
            int(entry.name): _command(entry)
            for entry in Path("/proc").iterdir()
            if entry.name.isdigit() and int(entry.name) != os.getpid() and _speaks_of(entry, marks)
        }

    def pid_of(self, program: str) -> int:
        """The eldest process of one program."""
        return min(pid for pid, command in self.processes().items() if program in command)

    def owner(self) -> dict[str, object]:
        """The word left in the lock."""
        word: dict[str, object] = json.loads((self.folder / "lock").read_text())
        return word

    def remove(self) -> None:
        """Ends it if it still runs, and removes its folder and the servers' data."""
        if self.supervisor and self.supervisor.poll() is None:
            self.end(signal.SIGTERM)
        shutil.rmtree(self.home, ignore_errors=True)
        shutil.rmtree(self.folder.parent)

    def _call(self, args: Sequence[str], env: dict[str, str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *args],
            cwd=places.ROOT,
            env=self.env | env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )


def new_folder() -> Path:
    """A short folder that every user can pass through, as the servers' own user must."""
    folder = Path(tempfile.mkdtemp(prefix="halfday-try-"))
    folder.chmod(0o755)
    return folder / "var"


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _speaks_of(entry: Path, marks: Sequence[str]) -> bool:
    try:
        if (entry / "stat").read_text().rpartition(")")[2].split()[0] == "Z":
            return False
        told = (entry / "environ").read_bytes().decode(errors="replace")
        place = str((entry / "cwd").readlink())
        return any(mark in told or mark in _command(entry) or mark in place for mark in marks)
    except OSError:
        return False


def _command(entry: Path) -> str:
    return (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
