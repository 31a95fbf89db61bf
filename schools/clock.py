"""The one place where a day comes from a moment. Only doors ask it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """This moment, aware."""
    return datetime.now(UTC)


def day_of(moment: datetime) -> date:
    """The calendar day in London on which a moment falls."""
    return moment.astimezone(LONDON).date()


def today(practice_date: date | None = None) -> date:
    """The case's day: a practice installation's own, else today in London."""
    return practice_date or day_of(now())
