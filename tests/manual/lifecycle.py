"""The machines and the table of roles, read from the code: what docs/lifecycle.md says and draws."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model
from django_fsm import GET_STATE, Transition

from cases.models import Case, Matter, Prosecution
from cases.permissions import CONDITIONS, ROLE_STEPS, Step
from cases.stages import CASE_STAGES, MATTER_STAGES, NoticeState, ProsecutionState
from notices.models import PenaltyNotice
from schools.roles import Role

# Each machine: its model, its field, and its states in the order of the road.
MACHINES: dict[str, tuple[type[Model], str, tuple[str, ...]]] = {
    "matter": (Matter, "stage", tuple(MATTER_STAGES)),
    "case": (Case, "stage", tuple(CASE_STAGES)),
    "notice": (PenaltyNotice, "state", tuple(NoticeState)),
    "prosecution": (Prosecution, "state", tuple(ProsecutionState)),
}
# Those that can sign in; the register review is a machine's own name.
PEOPLE = tuple(role for role in Role if role is not Role.SERVICE)


@dataclass(frozen=True)
class Move:
    """One step of a machine: from where to where, what it does, who takes it and which guard it asks."""

    name: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    says: str
    step: Step | None
    guards: tuple[str, ...]


def moves(machine: str) -> list[Move]:
    """Every step of a machine in the order of its file."""
    model, field, states = MACHINES[machine]
    found: dict[str, list[Transition]] = {}
    for transition in getattr(model(), f"get_all_{field}_transitions")():
        found.setdefault(transition.name, []).append(transition)
    lines = {name: inspect.getsourcelines(rows[0].method)[1] for name, rows in found.items()}
    return [_move(found[name], states) for name in sorted(found, key=lines.__getitem__)]


def machine_table(machine: str) -> str:
    """The steps of one machine as a table."""
    rows = [
        "| step | from | to | what it does | who | asks |",
        "|---|---|---|---|---|---|",
        *(
            f"| `{move.name}` | {_named(move.sources)} | {_named(move.targets)} | {move.says} | {_who(move)} | "
            f"{', '.join(f'`{guard}`' for guard in move.guards) or '-'} |"
            for move in moves(machine)
        ),
    ]
    return "\n".join(rows)


def role_table() -> str:
    """Who may take which step: one line a step, one column a role."""
    heads = " | ".join(role.label for role in PEOPLE)
    rows = [f"| step | {heads} |", f"|---|{'---|' * len(PEOPLE)}"]
    for step in Step:
        marks = " | ".join("yes" if role in ROLE_STEPS[step] else "" for role in PEOPLE)
        rows.append(f"| {step.label}{'*' if step in CONDITIONS else ''} | {marks} |")
    rows += ["", *(f"\\* {step.label}: {said}." for step, said in CONDITIONS.items())]
    return "\n".join(_spaced(rows))


def _spaced(rows: list[str]) -> Iterator[str]:
    """Put an empty line between the conditions, so that each is a paragraph."""
    for row in rows:
        if row.startswith("\\*") and not row.startswith(f"\\* {next(iter(CONDITIONS)).label}"):
            yield ""
        yield row


def _move(rows: list[Transition], states: tuple[str, ...]) -> Move:
    first = rows[0]
    sources = sorted({str(row.source) for row in rows}, key=lambda state: states.index(state))
    targets = first.target.allowed_states if isinstance(first.target, GET_STATE) else [first.target]
    says = (inspect.getdoc(first.method) or "").splitlines()[0]
    return Move(first.name, tuple(sources), tuple(str(to) for to in targets), says, _step(first), _guards(first))


def _step(transition: Transition) -> Step | None:
    """The step whose permission a transition names; none where the act that causes it is checked."""
    closure = getattr(transition.permission, "__closure__", None)
    return next((cell.cell_contents for cell in closure or () if isinstance(cell.cell_contents, Step)), None)


def _guards(transition: Transition) -> tuple[str, ...]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(transition.method)))
    names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    return tuple(dict.fromkeys(name for name in names if name.startswith("bars_to_")))


def _named(states: tuple[str, ...]) -> str:
    return ", ".join(_label(state) for state in states)


def _label(state: str) -> str:
    return state.replace("_", " ")


def _who(move: Move) -> str:
    if move.step is None:
        return "whoever's act causes it"
    return ", ".join(role.label for role in PEOPLE if role in ROLE_STEPS[move.step])
