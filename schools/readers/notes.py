"""What a register says beside a mark: minutes late, a comment, who wrote it and when."""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from schools.readers.values import read_day

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Note:
    """What a row says beside its mark."""

    minutes_late: int | None = None
    comment: str = ""
    recorded_by: str = ""
    recorded_at: datetime | None = None


class WrongNote(ValueError):
    """One of the cells beside a mark cannot be kept."""

    def __init__(self, column: str, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.column, self.problem, self.remedy = column, problem, remedy


def read_note(cells: dict[str, str | None]) -> Note:
    """Return the note of a row's cells; raises `WrongNote` for minutes, a moment or a text that cannot be kept."""
    minutes = (cells.get("minutes_late") or "").strip()
    comment, by = (cells.get("comment") or "").strip(), (cells.get("recorded_by") or "").strip()
    at = (cells.get("recorded_at") or "").strip()
    if minutes and not (minutes.isdecimal() and int(minutes) < 1000):
        raise WrongNote(
            "minutes_late", f"{minutes} is no number of minutes.", "Write whole minutes, or leave it empty."
        )
    for column, text, most in (("comment", comment, 300), ("recorded_by", by, 100)):
        if len(text) > most:
            raise WrongNote(column, f"The {column} is {len(text)} characters long.", f"Shorten it to {most}.")
    try:
        moment = _moment(at) if at else None
    except ValueError:
        raise WrongNote("recorded_at", f"{at} is no moment.", "Write it as 2004-03-01T09:10:00.") from None
    return Note(int(minutes) if minutes else None, comment, by, moment)


def _moment(text: str) -> datetime:
    """Return the moment of 2004-03-01T09:10:00 or 01/03/2004 09:10, by the clocks of England unless it says other."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        day, _, clock = text.partition(" ")
        moment = datetime.combine(read_day(day), time.fromisoformat(clock.strip() or "00:00"))
    return moment if moment.tzinfo else moment.replace(tzinfo=LONDON)
