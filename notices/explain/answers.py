"""What `explain` answers: values, the arithmetic in sentences, citations, and faults in what it was given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.citations import Citation
from cases.rules.bars import Bar

ANSWERED, REFUSED = 0, 1


class Contradiction(ValueError):
    """Options that cannot stand together; the sentence says which."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a file, where it is, and what would mend it."""

    line: int | None
    column: str | None
    value: str | None
    problem: str
    remedy: str


class Faulty(ValueError):
    """A file or calendar is at fault."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = list(faults)
        super().__init__(" ".join(fault.problem for fault in faults))


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; `refused` says that the law says no."""

    values: Mapping[str, Any]
    steps: Sequence[str]
    citations: Sequence[Citation]
    faults: Sequence[Fault] = ()
    refused: bool = False

    @property
    def status(self) -> int:
        """Return the exit status: 0 answered, 1 refused by the law or faults found."""
        return REFUSED if self.refused or self.faults else ANSWERED

    def document(self) -> dict[str, Any]:
        """Return the one JSON document."""
        faults = {"faults": [fault_values(fault) for fault in self.faults]} if self.faults else {}
        return {
            **self.values,
            **faults,
            "steps": list(self.steps),
            "citations": [citation_values(citation) for citation in self.citations],
        }


def at_fault(keys: Mapping[str, Any], faults: Sequence[Fault]) -> Answer:
    """Answer with faults alone: every key present, without a value."""
    return Answer(values=dict(keys), steps=(), citations=(), faults=faults)


def bar_values(bar: Bar) -> dict[str, Any]:
    """Return a bar as JSON says it."""
    return {"code": bar.code, "text": bar.text, "citation": citation_values(bar.citation)}


def citation_values(citation: Citation) -> dict[str, str]:
    """Return a citation as JSON says it."""
    return {"text": citation.text, "confidence": citation.confidence.value}


def fault_values(fault: Fault) -> dict[str, Any]:
    """Return a fault as JSON says it."""
    return {
        "line": fault.line,
        "column": fault.column,
        "value": fault.value,
        "problem": fault.problem,
        "remedy": fault.remedy,
    }
