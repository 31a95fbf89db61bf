"""An import as its page shows it: the state in a word, each school's part, the faults."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol


class Imported(Protocol):
    """What the picture needs of the row of an import."""

    id: int
    kind: str
    file_name: str
    school: Any
    by: Any
    on: date
    applied_on: date | None
    undone_on: date | None
    accepted: int
    changed: int
    unchanged: int
    result: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RowShown:
    """One line of the list of imports."""

    id: int
    file_name: str
    kind: str
    school: str
    by: str
    on: date
    changed: int
    state: str
    state_kind: str


@dataclass(frozen=True, slots=True)
class PreviewShown:
    """One import whole. `free` are the schools without a fault, `stopped` those with one."""

    state: str
    state_kind: str
    schools: list[dict[str, Any]]
    free: list[dict[str, Any]]
    stopped: list[dict[str, Any]]
    corrections: int
    pupils: int
    faults: list[dict[str, Any]]
    faults_in_all: int
    pinned: int
    ignored: list[str]


def row_shown(row: Imported) -> RowShown:
    """Lay out one line of the list."""
    state, kind = _state(row)
    schools = row.result.get("schools", [])
    named = [part["name"] or part["urn"] for part in schools]
    return RowShown(
        id=row.id,
        file_name=row.file_name,
        kind="People" if row.kind == "people" else "Register",
        school=str(row.school)
        if row.school
        else f"{len(named)} schools"
        if len(named) > 1
        else "".join(named) or "Not said",
        by=str(row.by.user),
        on=row.on,
        changed=row.changed,
        state=state,
        state_kind=kind,
    )


def preview_shown(row: Imported) -> PreviewShown:
    """Lay out one import."""
    state, kind = _state(row)
    kept = row.result
    schools = kept.get("schools", [])
    return PreviewShown(
        state=state,
        state_kind=kind,
        schools=schools,
        free=[part for part in schools if not part["faults"]],
        stopped=[part for part in schools if part["faults"]],
        corrections=sum(part.get("corrections", 0) for part in schools),
        pupils=sum(part["pupils"] for part in schools),
        faults=kept.get("faults", []),
        faults_in_all=kept.get("faults_in_all", 0),
        pinned=kept.get("pinned", 0),
        ignored=kept.get("ignored", []),
    )


def _state(row: Imported) -> tuple[str, str]:
    if row.undone_on:
        return "Undone", "grey"
    if row.applied_on:
        return "Imported", "ok"
    if row.accepted:
        return "To check", "warn"
    return "Not readable", "danger"
