"""The alarm clocks: what beat sends, and that nothing of it moves a stage."""

import ast
import inspect
from datetime import UTC, date, datetime, time
from types import ModuleType

import pytest
import time_machine

from cases import tasks as case_tasks
from celery_app import app
from notices import tasks
from notices.models import Letter
from tests import builders
from tests.notices.papers import a_family, letters_waiting

# Services that a task may call; none of them moves a matter, a case, a notice or a prosecution.
MAY_CALL = {
    "notices.tasks": {
        "render_due",
        "post_due",
        "sweep_deadlines",
        "remind_due",
        "do_due_work",
        "build_asked_bundle",
        "render_due_bundles",
        "Job",
    },
    "cases.tasks": {"review_due", "seal_histories"},
}
TRANSITIONS = {"warn", "issue", "reissue", "refer", "settle", "conclude", "close", "reopen", "withdraw", "authorise"}


@pytest.mark.parametrize("module", [tasks, case_tasks], ids=["notices", "cases"])
def test_a_task_calls_only_services_that_move_no_stage(module: ModuleType) -> None:
    tree = ast.parse(inspect.getsource(module))
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and ".services." in f"{node.module}."
        for alias in node.names
    }
    called = {
        node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }

    assert imported - {"standing_member", "sealing"} <= MAY_CALL[module.__name__]
    assert not called & TRANSITIONS


def test_beat_knows_intervals_and_no_hours() -> None:
    assert app.conf.beat_schedule
    for entry in app.conf.beat_schedule.values():
        assert isinstance(entry["schedule"], float)
        assert entry["options"]["expires"] <= entry["schedule"]
        assert entry["task"] in app.tasks


def test_no_task_is_sent_for_a_later_hour() -> None:
    source = inspect.getsource(tasks) + inspect.getsource(case_tasks)

    assert "countdown" not in source
    assert "eta=" not in source


@pytest.mark.django_db
@pytest.mark.parametrize(("hour", "leaves"), [(13, False), (14, True)])
def test_in_service_letters_leave_from_the_authoritys_hour_on(
    hour: int, leaves: bool, settings: object, tmp_path: object
) -> None:
    settings.VAULT, settings.PRINT_ROOM = tmp_path / "vault", tmp_path / "room"  # type: ignore[attr-defined, operator]
    cast = builders.a_cast(on=None)
    cast.authority.posts_from = time(15, 0)
    cast.authority.save()
    letters_waiting(a_family(cast), 1, on=date(2004, 5, 14))

    # British Summer Time: an hour before London's.
    with time_machine.travel(datetime(2004, 5, 14, hour, 0, tzinfo=UTC), tick=False):
        tasks.send_letters()

    assert (Letter.objects.get().posted_on == date(2004, 5, 14)) is leaves
