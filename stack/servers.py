"""The embedded servers of one installation: started together, or joined where they run."""

import os
import pwd
import shutil
import subprocess
import sysconfig
import tempfile
from dataclasses import dataclass
from pathlib import Path

from stack import places, valkey
from stack.children import Child, as_user, stop_all
from stack.postgres import Postgres, find_programs
from stack.say import Trouble

# PostgreSQL refuses to run as root.
_INSTEAD_OF_ROOT = "nobody"
_WHERE_NOBODY_REACHES = Path("/var/lib/halfday")


@dataclass
class Servers:
    """PostgreSQL, Valkey or both, for one folder."""

    postgres: Postgres | None
    valkey_program: Path | None
    home: Path
    sockets: Path
    user: str | None
    env: dict[str, str]

    @property
    def addresses(self) -> dict[str, str]:
        """The environment that leads to these servers."""
        found = {}
        if self.postgres:
            found["DATABASE_URL"] = self.postgres.url
        if self.valkey_program:
            found["REDIS_URL"] = valkey.url(self.sockets)
        return found

    def start(self, *, postgres_out: int, valkey_out: int, durable: bool = True) -> list[Child]:
        """Starts what is ours and returns when it answers; the caller holds the lock."""
        _make_private(self.home, user=self.user)
        _make_private(self.sockets, user=self.user)
        started: list[Child] = []
        try:
            if self.valkey_program:
                started.append(self.valkey_child(out=valkey_out))
                started[-1].start()
            if self.postgres:
                self.postgres.make_ready()
                started.append(self.postgres.child(out=postgres_out, durable=durable))
                started[-1].start()
            self.wait_ready(started)
        except BaseException:
            stop_all(started)
            raise
        return started

    def valkey_child(self, *, out: int) -> Child:
        """Valkey as a child, not yet started."""
        if not self.valkey_program:
            raise ValueError("Valkey is not ours here")
        return valkey.server(self.valkey_program, sockets=self.sockets, user=self.user, env=self.env, out=out)

    def answer(self) -> bool:
        """Whether all of these answer, whoever started them."""
        answers = not self.valkey_program or valkey.answers(self.sockets)
        return answers and (not self.postgres or self.postgres.answers())

    def wait_ready(self, children: list[Child]) -> None:
        """Waits until each of these answers."""
        for child in children:
            if child.name == "valkey":
                valkey.wait_ready(child, self.sockets)
            elif self.postgres:
                self.postgres.wait_ready(child)
                self.postgres.make_database()


def find_servers(var: Path, *, postgres: bool, valkey_too: bool) -> Servers:
    """The servers of the installation in this folder, without touching them."""
    packages = _packages()
    pg_programs = find_programs(packages) if postgres else None
    valkey_program = valkey.find_program(packages) if valkey_too else None
    env = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "HOME": "/"}
    home, user = var / "servers", None
    if os.geteuid() == 0:
        user = _INSTEAD_OF_ROOT
        if not _reachable(places.VENV, var, by=user):
            home = _WHERE_NOBODY_REACHES / places.digest(os.fsencode(var))[:12]
            pg_programs = pg_programs and _copy_programs(pg_programs)
            valkey_program = valkey_program and _copy_program(valkey_program)
    sockets = places.short_folder(home / "run")
    server = None
    if pg_programs:
        server = Postgres(pg_programs, home / "pg", sockets, user, env, var / "log" / "halfday.log")
    return Servers(server, valkey_program, home, sockets, user, env)


def _packages() -> Path:
    found = sorted(places.VENV.glob("lib/python3.*/site-packages"))
    if not found:
        raise Trouble("The project's environment is not there yet; run make run once.")
    return found[-1]


def _make_private(folder: Path, *, user: str | None) -> None:
    """Makes a folder that only the servers can open."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        owners = {os.geteuid(), pwd.getpwnam(user).pw_uid} if user else {os.geteuid()}
        if folder.is_symlink() or folder.stat().st_uid not in owners:
            raise PermissionError(1, "it belongs to another user")
        if user:
            shutil.chown(folder, user)
        folder.chmod(0o700)
    except OSError as problem:
        raise Trouble(f"The folder {folder} cannot be used ({problem.strerror}).") from None


def _reachable(*folders: Path, by: str) -> bool:
    """Whether this user can pass into all these folders, made or yet to be made."""
    for folder in folders:
        nearest = next(above for above in (folder, *folder.parents) if above.exists())
        tried = subprocess.run(["test", "-x", nearest], cwd="/", check=False, **as_user(by))
        if tried.returncode:
            return False
    return True


def _copy_programs(programs: Path) -> Path:
    """Copies PostgreSQL to where the other user can reach it, with the libraries it looks for beside it."""
    package = programs.parent.parent
    there = _WHERE_NOBODY_REACHES / f"programs-{places.digest(str(package).encode(), _stamp(package))[:12]}"
    if not there.exists():
        half = Path(tempfile.mkdtemp(prefix="programs-being-made-", dir=_make_public(_WHERE_NOBODY_REACHES)))
        for name in (package.name, f"{package.name}.libs"):
            if (package.parent / name).exists():
                shutil.copytree(package.parent / name, half / name, symlinks=True)
        half.chmod(0o755)
        half.rename(there)
    return there / programs.relative_to(package.parent)


def _copy_program(program: Path) -> Path:
    there = _make_public(_WHERE_NOBODY_REACHES) / f"valkey-server-{places.digest(_stamp(program))[:12]}"
    if not there.exists():
        half = there.with_name(f"{there.name}.{os.getpid()}")
        shutil.copy2(program, half)
        half.rename(there)
    return there


def _make_public(folder: Path) -> Path:
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    return folder


def _stamp(path: Path) -> bytes:
    state = path.stat()
    return f"{state.st_mtime_ns} {state.st_size} {sysconfig.get_platform()}".encode()
