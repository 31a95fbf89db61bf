"""Who makes Facts, who takes a step that harms, and that no alarm clock does: read from the code itself."""

import ast
from collections.abc import Iterator
from inspect import signature
from pathlib import Path

import pytest

from cases.lifecycle import CaseLifecycle, MatterLifecycle, ProsecutionLifecycle
from cases.rules import facts as parts
from cases.rules.facts import Facts
from notices.lifecycle import PenaltyNoticeLifecycle

ROOT = Path(__file__).parent.parent
APPS = ("schools", "cases", "notices", "config")
MACHINES = (CaseLifecycle, MatterLifecycle, ProsecutionLifecycle, PenaltyNoticeLifecycle)


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the apps, migrations apart, by its path."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield str(path.relative_to(ROOT)), ast.parse(path.read_text())


def transitions() -> dict[str, set[str]]:
    """The names of the steps of each machine; `harmful` are those that a guard is asked for."""
    found: dict[str, set[str]] = {"all": set(), "harmful": set()}
    for machine in MACHINES:
        for name, method in vars(machine).items():
            if hasattr(method, "_django_fsm"):
                found["all"].add(name)
                if "facts" in signature(method).parameters:
                    found["harmful"].add(name)
    return found


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    """The last name of what is called: `row.issue` is `issue`."""
    target = call.func
    return target.attr if isinstance(target, ast.Attribute) else target.id if isinstance(target, ast.Name) else ""


def keywords(call: ast.Call) -> set[str]:
    return {keyword.arg or "" for keyword in call.keywords}


def test_facts_have_one_maker():
    makers = {path for path, tree in modules() for call in calls(tree) if called(call) == "Facts"}

    assert makers == {"notices/queries/facts/make.py"}


def test_facts_are_answered_in_full_or_not_made():
    import dataclasses

    parted = [part for part in vars(parts).values() if dataclasses.is_dataclass(part)]

    assert Facts in parted
    for part in parted:
        for field in dataclasses.fields(part):
            assert field.default is dataclasses.MISSING, f"{part.__name__}.{field.name} answers by being forgotten"
            assert field.default_factory is dataclasses.MISSING
        assert part.__dataclass_params__.frozen


def test_the_steps_that_harm_ask_for_facts():
    assert transitions()["harmful"] == {
        "warn",
        "issue",
        "reissue",
        "refer",
        "refer_again",
        "authorise",
        "charge",
        "withdraw",
    }


# The services that take each step that harms: whoever adds one to this list has read its guard.
CALLERS = {
    "warn": {"notices/services/warning.py"},
    "issue": {"notices/services/notice.py"},
    "reissue": {"notices/services/notice.py"},
    "refer": {"notices/services/referral.py"},
    "refer_again": {"notices/services/referral.py"},
    "authorise": {"notices/services/prosecution.py"},
    "charge": {"notices/services/charge.py"},
    "withdraw": {"notices/services/withdrawal.py"},
}


def test_a_step_that_harms_is_called_by_its_service_alone() -> None:
    found: dict[str, set[str]] = {name: set() for name in CALLERS}
    for path, tree in modules():
        for call in calls(tree):
            if called(call) in CALLERS and "facts" in keywords(call):
                found[called(call)].add(path)

    assert found == CALLERS


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.__name__)
def test_no_step_of_a_machine_is_taken_outside_the_services(machine):
    names = {name for name, method in vars(machine).items() if hasattr(method, "_django_fsm")}
    named = {"on", "how", "why", "at", "facts", "ground"}
    outside = [
        f"{path}: {called(call)}"
        for path, tree in modules()
        if "/services/" not in path
        for call in calls(tree)
        if isinstance(call.func, ast.Attribute) and called(call) in names and keywords(call) & {"facts", "how"}
        # A module's own function of the same name is a service, not the machine.
        if not _is_module(call.func.value, tree)
        if keywords(call) <= named
    ]

    assert outside == []


def test_a_protected_field_is_written_by_no_one():
    """`update(stage=…)` would go round the machine."""
    found = [
        f"{path}:{call.lineno}"
        for path, tree in modules()
        for call in calls(tree)
        if called(call) in {"update", "bulk_update"} and keywords(call) & {"stage", "state"}
    ]
    assigned = [
        f"{path}:{node.lineno}"
        for path, tree in modules()
        if "/models/" not in path and "lifecycle" not in path
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute) and target.attr in {"stage", "state"}
    ]

    assert found == []
    assert assigned == []


def test_a_task_wakes_services_and_changes_no_stage():
    for path, tree in modules():
        if Path(path).name != "tasks.py" and "/tasks/" not in path:
            continue
        imported = {
            node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module is not None
        }
        assert not {name for name in imported if name.endswith("lifecycle")}, path
        taken = transitions()["all"] & {called(call) for call in calls(tree)}
        assert not taken, f"{path} takes {taken}"
        bodies = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
        long = [body.name for body in bodies if (body.end_lineno or 0) - body.lineno > 25]
        assert not long, f"{path}: {long} does more than wake a service"


def _is_module(value: ast.expr, tree: ast.Module) -> bool:
    """Say whether the thing before the dot is a module that this file imported."""
    if not isinstance(value, ast.Name):
        return False
    names = {
        alias.asname or alias.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    return value.id in names
