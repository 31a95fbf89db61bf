"""The system check of the press: what it lacks is said at the start, not at the first letter."""

import ctypes
from typing import Any

from django.core.checks import CheckMessage, Warning

from notices.documents import press

# What WeasyPrint opens of Pango on Linux; asking for them costs nothing, importing WeasyPrint half a second.
_LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")


def press_is_ready(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Warn of whatever keeps letters, notices and bundles from being made."""
    faults = press.missing_fonts()
    if not all(_opens(library) for library in _LIBRARIES):
        faults += press.missing_libraries()
    return [
        Warning(fault, hint="No letter, notice or bundle can be made until then.", id=f"notices.W00{number}")
        for number, fault in enumerate(faults, 1)
    ]


def _opens(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
