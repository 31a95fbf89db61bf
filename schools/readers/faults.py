"""What is wrong with a file: where, what, and what would mend it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file, by line and column, with its remedy."""

    line: int | None
    column: str | None
    value: str | None
    problem: str
    remedy: str

    def as_json(self) -> dict[str, object]:
        """Give the fault as the commands and the pages show it."""
        return asdict(self)


class Unreadable(Exception):
    """The file as a whole cannot be read; `faults` say why."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        super().__init__(" ".join(fault.problem for fault in self.faults))


def unreadable(problem: str, remedy: str, *, line: int | None = None, column: str | None = None) -> Unreadable:
    """Make the refusal of a whole file for one reason."""
    return Unreadable([Fault(line, column, None, problem, remedy)])
