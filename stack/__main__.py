"""python3 -m stack run | test | check: what the Makefile calls."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - said before an import fails for want of it
    sys.exit(f"Halfday needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}.")

from stack.command import main

if __name__ == "__main__":
    sys.exit(main())
