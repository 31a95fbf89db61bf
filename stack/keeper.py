"""The keeper: writes the combined log, and ends what is left when the supervisor is killed.

It is forked before any child, lives in a session of its own, and watches a line from the supervisor. When that line
breaks, the children have already been told by the kernel; what has not ended soon after is killed, group by group.
"""

import fcntl
import os
import selectors
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from stack.children import kill_group

_LARGEST_LOG = 20_000_000
_GRACE = 2.0


@dataclass
class Keeper:
    """The supervisor's end: where each child writes, and the line on which groups are named."""

    pid: int
    outputs: dict[str, int]
    line: int

    def watch(self, group: int) -> None:
        """Names a process group that must not outlive the supervisor."""
        os.write(self.line, f"{group}\n".encode())

    def alive(self) -> bool:
        """Whether the keeper still runs."""
        return os.waitpid(self.pid, os.WNOHANG) == (0, 0)

    def dismiss(self) -> None:
        """Lets the keeper write the last lines and end."""
        for output in self.outputs.values():
            os.close(output)
        os.close(self.line)
        os.waitpid(self.pid, 0)


def fork_keeper(log: Path, names: Sequence[str]) -> Keeper:
    """Forks the keeper; it inherits the installation's lock and holds it until everything is gone."""
    pipes = {name: os.pipe() for name in names}
    read_line, write_line = os.pipe()
    pid = os.fork()
    if pid:
        for reading, _ in pipes.values():
            os.close(reading)
        os.close(read_line)
        return Keeper(pid, {name: writing for name, (_, writing) in pipes.items()}, write_line)
    status = 1
    try:
        for _, writing in pipes.values():
            os.close(writing)
        os.close(write_line)
        _detach()
        _Keeping(log, {reading: name for name, (reading, _) in pipes.items()}, read_line).run()
        status = 0
    finally:
        os._exit(status)


def _detach() -> None:
    os.setsid()
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE):
        signal.signal(ignored, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)


@dataclass
class _Keeping:
    log: Path
    names: dict[int, str]
    line: int
    groups: set[int] = field(default_factory=set)
    halves: dict[int, bytes] = field(default_factory=dict)

    def run(self) -> None:
        with selectors.DefaultSelector() as waiting:
            for reading in (*self.names, self.line):
                waiting.register(reading, selectors.EVENT_READ)
            kill_at = None
            while True:
                for key, _ in waiting.select(timeout=0.1):
                    if not self._read(key.fd):
                        waiting.unregister(key.fd)
                        if key.fd == self.line:
                            kill_at = time.monotonic() + _GRACE
                self.groups = {group for group in self.groups if _exists(group)}
                if kill_at is None:
                    continue
                if not self.groups:
                    return self._drain()
                if time.monotonic() >= kill_at:
                    for group in self.groups:
                        kill_group(group)

    def _read(self, reading: int) -> bool:
        """Takes what has come on one line; false at its end."""
        chunk = os.read(reading, 65536)
        *lines, half = (self.halves.pop(reading, b"") + chunk).split(b"\n")
        if half:
            self.halves[reading] = half
        if reading == self.line:
            self.groups.update(int(line) for line in lines)
        elif lines:
            self._write(self.names[reading], lines)
        return bool(chunk)

    def _write(self, name: str, lines: Sequence[bytes]) -> None:
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        start = f"{now} {name:<8} | ".encode()
        try:
            if self.log.exists() and self.log.stat().st_size > _LARGEST_LOG:
                self.log.replace(self.log.with_suffix(".log.1"))
            with self.log.open("ab") as log:
                log.write(b"".join(start + line + b"\n" for line in lines))
        except OSError:
            # A full disk must not stop the programs whose words these are.
            return

    def _drain(self) -> None:
        for reading in self.names:
            fcntl.fcntl(reading, fcntl.F_SETFL, os.O_NONBLOCK)
            try:
                while self._read(reading):
                    pass
            except BlockingIOError:
                continue


def _exists(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
