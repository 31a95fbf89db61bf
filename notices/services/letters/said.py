"""What the step tells its letter beside the rows that the letter names."""

from dataclasses import dataclass
from datetime import date

from cases.models import Hearing
from cases.rules.facts import Facts
from schools.models import Membership


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Who writes the letter, on what day, and what only one kind of letter asks."""

    by: Membership
    on: date
    # A summons and a result are about one hearing.
    hearing: Hearing | None = None
    hearing_at: str = ""
    # What the step has read already, so that it is not read again for its paper.
    facts: Facts | None = None
