"""The commands that the Makefile calls, and how each ends."""

import sys

from stack.run import run
from stack.say import Stopped, Trouble, say
from stack.suite import check, test

_COMMANDS = {"run": run, "test": test, "check": check}


def main() -> int:
    """Runs one command; a trouble is one sentence and status 2."""
    if len(sys.argv) < 2 or sys.argv[1] not in _COMMANDS:
        say(f"Usage: python3 -m stack {'|'.join(_COMMANDS)}")
        return 2
    try:
        return _COMMANDS[sys.argv[1]](*sys.argv[2:]) or 0
    except Trouble as trouble:
        say(f"{trouble}")
        return 2
    except Stopped:
        return 130
