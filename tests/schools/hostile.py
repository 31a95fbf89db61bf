"""Whether a reader stands what it is given."""

from collections.abc import Callable
from typing import Any

from schools.readers.faults import Unreadable


def is_read_or_refused(read: Callable[[bytes], Any], raw: bytes) -> bool:
    """Say whether the reader answers, or refuses with a fault; any other exception is the test's."""
    try:
        read(raw)
    except Unreadable as refused:
        return bool(refused.faults)
    return True
