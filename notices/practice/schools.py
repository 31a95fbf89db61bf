"""The eighty invented schools: fourteen secondary, twelve infant and junior pairs, forty-two primary."""

from dataclasses import dataclass
from functools import cache

from notices.practice import names

PAPER_SHARE = 26  # Two in five of the primary phase keep their register on paper.
ON_COMPUTER = frozenset({"St Aldric's Primary School", "Mossgate Primary School", "Quayside Junior School"})


@dataclass(frozen=True, slots=True)
class School:
    """One school: the year groups it teaches, how it keeps its register, and which training days it chose."""

    number: int
    urn: str
    name: str
    phase: str
    first_year: int
    last_year: int
    weight: int
    pattern: int
    paper: bool
    next_school: int | None
    street: str
    postcode: str

    @property
    def estab(self) -> int:
        """Return the four digits by which a UPN names the school."""
        return (4000 if self.phase == "secondary" else 2000) + self.number

    def teaches(self, year: int) -> bool:
        """Say whether a year group belongs to the school."""
        return self.first_year <= year <= self.last_year


@cache
def all_schools() -> tuple[School, ...]:
    """Return every school, in the order of their numbers."""
    rows: list[tuple[str, int, int, int, int | None]] = []
    rows += [(name, 7, 11, 70 + 9 * (place % 5), None) for place, name in enumerate(names.SECONDARIES)]
    for place, name in enumerate(names.PAIRED):
        rows.append((f"{name} Infant School", 1, 2, 50 + place % 4 * 7, len(rows) + 1))
        rows.append((f"{name} Junior School", 3, 6, 50 + place % 4 * 7, None))
    rows += [(f"{name} Primary School", 1, 6, 30 + place % 5 * 6, None) for place, name in enumerate(names.PRIMARIES)]
    paper = _paper([name for name, *_ in rows])
    return tuple(
        School(
            number=number,
            urn=f"{900001 + number}",
            name=name,
            phase="secondary" if first == 7 else "primary",
            first_year=first,
            last_year=last,
            weight=weight,
            # Where families have exact dates, no training day falls inside them.
            pattern=0 if number < 2 or name in ON_COMPUTER else number % 5,
            paper=number in paper,
            next_school=following,
            street=f"{number + 1} {names.STREETS[number * 4]}",
            postcode=names.postcode(number * 41),
        )
        for number, (name, first, last, weight, following) in enumerate(rows)
    )


def named(start: str) -> School:
    """Return the school whose name begins like this."""
    return next(school for school in all_schools() if school.name.startswith(start))


def _paper(every_name: list[str]) -> frozenset[int]:
    primary = [
        number for number, name in enumerate(every_name) if number >= len(names.SECONDARIES) and name not in ON_COMPUTER
    ]
    return frozenset(primary[place * len(primary) // PAPER_SHARE] for place in range(PAPER_SHARE))
