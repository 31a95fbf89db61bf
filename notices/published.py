"""Figures that others published for the school year 2002/03, quoted beside our own counts. Pure facts.

They were printed in a local newspaper at the turn of 2003/04, from the Absence in Schools Survey: pupils, those with
at least one unauthorised half-day, and the average of half-days each of them missed.
"""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Published:
    """One area's published figures for one phase; None where a figure was not printed."""

    area: str
    phase: str
    pupils: int | None
    truants: int | None
    half_days_each: int

    @property
    def share(self) -> float | None:
        """Pupils with any, as a percentage of all."""
        return float(Fraction(100 * self.truants, self.pupils)) if self.pupils and self.truants else None


YEAR = 2002
HAMPSHIRE = (
    Published("Hampshire", "primary", 89_219, 11_589, 7),
    Published("Hampshire", "secondary", 72_610, 14_725, 16),
)
ENGLAND = (Published("England", "primary", None, None, 8), Published("England", "secondary", None, None, 15))
