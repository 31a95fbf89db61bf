"""Child processes that cannot outlive us."""

import ctypes
import os
import pwd
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from stack.say import Trouble

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)


def stop_with_parent(parent: int, by: signal.Signals) -> None:
    """Asks the kernel to send this process a signal when its parent dies (Linux only)."""
    if hasattr(_libc, "prctl"):
        _libc.prctl(_PR_SET_PDEATHSIG, int(by))
        # The parent may have died before the kernel was asked.
        if os.getppid() != parent:
            os._exit(1)


@dataclass
class Child:
    """One long-running program of ours, at the head of a process group of its own."""

    name: str
    args: Sequence[str | Path]
    stop_signal: signal.Signals = signal.SIGTERM
    env: Mapping[str, str] = field(default_factory=dict)
    cwd: Path = Path("/")
    user: str | None = None
    out: int | IO[Any] = subprocess.DEVNULL
    process: subprocess.Popen[bytes] | None = None

    def start(self, *, errors: int | None = subprocess.STDOUT) -> None:
        """Starts the program; must be called from the main thread, whose death the kernel watches."""
        me = os.getpid()
        self.process = subprocess.Popen(
            [str(arg) for arg in self.args],
            preexec_fn=lambda: stop_with_parent(me, self.stop_signal),
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=self.out,
            stderr=errors,
            env=dict(self.env),
            cwd=self.cwd,
            **as_user(self.user),
        )

    def alive(self) -> bool:
        """Whether the program itself still runs."""
        return self.process is not None and self.process.poll() is None

    def ask_to_stop(self) -> None:
        """Sends the signal on which this program ends in order."""
        if self.process and self.alive():
            self.process.send_signal(self.stop_signal)

    def wait_gone(self, seconds: float) -> None:
        """Waits for the program to end, then ends whatever is left of its group."""
        if not self.process:
            return
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
        kill_group(self.process.pid)
        self.process.wait()


def as_user(name: str | None) -> dict[str, Any]:
    """Popen's arguments for running as this user."""
    if name is None:
        return {}
    return {"user": name, "group": pwd.getpwnam(name).pw_gid, "extra_groups": []}


def kill_group(group: int) -> None:
    """Kills what is left of a process group, if anything is."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def stop_all(children: Sequence[Child], *, seconds: float = 10) -> None:
    """Stops these together, in order, and does not return before they are gone."""
    for child in children:
        child.ask_to_stop()
    until = time.monotonic() + seconds
    for child in children:
        child.wait_gone(max(0.0, until - time.monotonic()))


def call(
    args: Sequence[str | Path],
    *,
    env: Mapping[str, str],
    log: Path,
    what: str,
    cwd: Path = Path("/"),
    user: str | None = None,
) -> None:
    """Runs a program of the set-up to its end; its words go to the log, and its last ones into the trouble."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as out:
        start = out.tell()
        child = Child(what, args, env=env, cwd=cwd, user=user, out=out)
        child.start()
        status = wait_for(child)
    if status:
        last = log.read_bytes()[start:].decode(errors="replace").strip().splitlines()[-12:]
        raise Trouble("\n  ".join([f"{what} failed (its whole output is in {log}):", *last]))


def wait_for(child: Child, *, each_second: Callable[[], None] | None = None) -> int:
    """Waits for a child, and takes it down if we are stopped meanwhile."""
    process = child.process
    if process is None:
        raise ValueError("not started")
    try:
        while True:
            try:
                return process.wait(1)
            except subprocess.TimeoutExpired:
                if each_second:
                    each_second()
    except BaseException:
        stop_all([child], seconds=3)
        raise
