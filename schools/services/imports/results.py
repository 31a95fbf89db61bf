"""What an import says of itself: to a script as JSON, to a page with what each school's part would change."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from schools.models import School
from schools.readers.faults import Fault

KEPT = 500  # Faults that a page shows; the command gives every one.

# A standing pin: an enrolment, a day and AM or PM.
Pin = tuple[int, date, str]


@dataclass
class SchoolPart:
    """What one school's part of a file does.

    Cells that change (of them `corrections` of a mark that stood) and that do not, pupils touched, faults found.
    """

    urn: str
    name: str = ""
    applied: bool = False
    changed: int = 0
    corrections: int = 0
    unchanged: int = 0
    pupils: int = 0
    faults: int = 0


@dataclass(frozen=True, slots=True)
class PinnedChange:
    """A mark under a standing pin that the import changes."""

    enrolment_id: int
    on: date
    session: str
    original: str
    new: str


@dataclass
class ImportResult:
    """The answer of an import: accepted rows, cells that changed or stood so already, faults, and which row keeps it.

    `touched` are the enrolments whose marks changed; `pinned` the changes under a standing pin, which are made and
    reported; `ignored` the columns that nobody reads.
    """

    accepted: int = 0
    changed: int = 0
    unchanged: int = 0
    schools: dict[str, SchoolPart] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    import_id: int | None = None
    touched: list[int] = field(default_factory=list)
    pinned: list[PinnedChange] = field(default_factory=list)
    ignored: tuple[str, ...] = ()

    @property
    def applied(self) -> bool:
        """Say whether any school's part was written."""
        return any(part.applied for part in self.schools.values())

    def as_json(self) -> dict[str, Any]:
        """Give the one document that scripts rely on."""
        return {
            "accepted": self.accepted,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "schools": {urn: {"applied": part.applied} for urn, part in sorted(self.schools.items())},
            "faults": [fault.as_json() for fault in self.faults],
            "import": self.import_id,
        }

    def as_kept(self) -> dict[str, Any]:
        """Give what the row of the import keeps for its page; of very many faults the first."""
        return {
            "schools": [asdict(part) for _, part in sorted(self.schools.items())],
            "faults": [fault.as_json() for fault in self.faults[:KEPT]],
            "faults_in_all": len(self.faults),
            "pinned": len(self.pinned),
            "ignored": list(self.ignored),
        }


def refused(faults: Iterable[Fault], school: School | None = None) -> ImportResult:
    """Answer for a file that could not be read at all."""
    schools = {school.urn: SchoolPart(school.urn, school.name)} if school else {}
    return ImportResult(schools=schools, faults=list(faults))
