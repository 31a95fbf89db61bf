"""One installation folder, one owner: a lock that the kernel lets go of when its holder dies."""

import fcntl
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from stack.say import Trouble, say

_LONGEST_WAIT = 30


class Taken(Exception):
    """Another process owns this folder; it left word of itself."""

    def __init__(self, owner: dict[str, Any]) -> None:
        super().__init__(owner)
        self.owner = owner


class Lock:
    """The lock on a folder's servers, with word of who holds it."""

    def __init__(self, var: Path) -> None:
        self.file: IO[str] = (var / "lock").open("a+")

    def take(self, **word: Any) -> None:
        """Takes the lock, or raises Taken."""
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Taken(self._owner()) from None
        self.leave_word(**word)

    def wait(self, **word: Any) -> None:
        """Takes the lock, waiting for a command or a stopping supervisor to let go of it."""
        until = time.monotonic() + _LONGEST_WAIT
        told = False
        while True:
            try:
                return self.take(**word)
            except Taken as taken:
                owner = taken.owner
            if owner.get("what") == "run" and _lives(owner.get("pid", 0)):
                raise Trouble(
                    f"Halfday already runs from this folder (process {owner['pid']}), "
                    f"at http://127.0.0.1:{owner.get('port')}/."
                )
            if time.monotonic() > until:
                raise Trouble(f"Process {owner.get('pid')} still uses {self.file.name}; wait for it or stop it.")
            if not told:
                told = True
                say("Waiting for another Halfday process to let go of this folder …")
            time.sleep(0.1)

    def leave_word(self, **word: Any) -> None:
        """Says who holds the lock and where its servers are."""
        self.file.seek(0)
        self.file.truncate()
        json.dump({"pid": os.getpid(), **word}, self.file)
        self.file.flush()

    def release(self) -> None:
        """Lets go of the lock."""
        self.file.close()

    def _owner(self) -> dict[str, Any]:
        self.file.seek(0)
        try:
            word = json.load(self.file)
        except ValueError:
            return {}
        return word if isinstance(word, dict) else {}


def join(var: Path, *, answers: Callable[[], bool]) -> bool:
    """Takes a share in servers that another process owns, until this process ends; false while they do not answer.

    The share outlives exec, so that the owner waits for the command before it stops its servers.
    """
    file = os.open(var / "joined", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        return False
    if answers():
        os.set_inheritable(file, True)
        return True
    os.close(file)
    return False


def wait_for_joined(var: Path) -> None:
    """Waits until nobody shares these servers any more."""
    with (var / "joined").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return pid > 0
