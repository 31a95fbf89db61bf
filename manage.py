#!/usr/bin/env python3
"""Runs the management commands, in the project's own environment and with servers to talk to."""

import os
import sys

from stack.manage import INSIDE, run_command
from stack.say import Trouble


def main() -> int:
    """Inside the environment this is Django's; outside it finds the environment first."""
    if INSIDE not in os.environ:
        try:
            return run_command(sys.argv[1:])
        except Trouble as trouble:
            sys.exit(f"{trouble}")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
    return 0


if __name__ == "__main__":
    sys.exit(main())
