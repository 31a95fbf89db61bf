"""Days, half-days and numbers as people write them in files."""

import re
from datetime import date

from schools.grid import Session

ISO = "Write the date as 2004-03-01 or 01/03/2004."
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?")
_BRITISH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_SESSION = re.compile(r"(\S+)\s+(AM|PM)")


def read_day(text: str) -> date:
    """Return the day of 2004-03-01 or 01/03/2004; anything else raises ValueError with a sentence."""
    found = _ISO.fullmatch(text.strip())
    british = _BRITISH.fullmatch(text.strip())
    if found:
        year, month, day = (int(part) for part in found.groups())
    elif british:
        day, month, year = (int(part) for part in british.groups())
    else:
        raise ValueError(f"{text.strip() or 'An empty cell'} is not a date.")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"{text.strip()} is not a day of the calendar.") from None


def read_session_column(text: str) -> tuple[date, Session] | None:
    """Return the half-day that heads a column of a wide register, or None when it heads something else."""
    found = _SESSION.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return read_day(found.group(1)), Session(found.group(2))
    except ValueError:
        return None
