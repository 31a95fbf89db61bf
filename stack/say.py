"""What the person at the terminal is told."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Trouble(Exception):
    """Something only a person can mend, said in one sentence."""


class Stopped(BaseException):
    """A person or the system asked us to stop."""


def say(text: str) -> None:
    """Writes a line for the person; standard output stays free for answers."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def step(text: str) -> Iterator[None]:
    """Announces a long step and how long it took."""
    began = time.monotonic()
    say(f"{text} …")
    yield
    took = time.monotonic() - began
    if took >= 1:
        say(f"  done in {took:.0f} s")
