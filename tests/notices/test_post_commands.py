"""By hand what beat does, and what it leaves for people."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from notices.models import Letter
from notices.queries.health import backlog
from notices.queries.outbox import MAX_ATTEMPTS
from tests import builders
from tests.notices.papers import a_family, letters_waiting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "VAULT", tmp_path / "vault")
    monkeypatch.setattr(settings, "PRINT_ROOM", tmp_path / "print-room")


def _run(command: str) -> dict[str, object]:
    out = StringIO()
    call_command(command, "--json", stdout=out, stderr=StringIO())
    answer: dict[str, object] = json.loads(out.getvalue())
    return answer


def test_post_letters_makes_and_posts_all_that_is_due_and_says_so() -> None:
    cast = builders.a_cast()
    letters_waiting(a_family(cast), 3)

    answer = _run("post_letters")

    assert answer == {
        "made": 3,
        "authorities": [
            {"name": cast.authority.name, "on": "2004-05-14", "posted": 3, "held": 0, "failed": 0, "waiting": 0}
        ],
    }


def test_post_letters_ends_with_a_fault_while_a_letter_was_given_up() -> None:
    letters_waiting(a_family(builders.a_cast()), 1)
    Letter.objects.update(attempts=MAX_ATTEMPTS)

    with pytest.raises(SystemExit) as ended:
        _run("post_letters")

    assert ended.value.code == 1


def test_sweep_deadlines_says_how_many_passed_for_each_authority() -> None:
    cast = builders.a_cast()

    assert _run("sweep_deadlines") == {
        "authorities": [{"name": cast.authority.name, "on": "2004-05-14", "passed": 0, "reminders": 0}]
    }


def test_the_backlog_counts_what_waits_and_what_was_given_up() -> None:
    letters = letters_waiting(a_family(builders.a_cast()), 3)
    Letter.objects.filter(id=letters[0].id).update(attempts=MAX_ATTEMPTS)
    Letter.objects.filter(id=letters[1].id).update(held_on=builders.TODAY, held_why="The address has changed.")

    waits = backlog()

    assert (waits.letters_to_make, waits.letters_held, waits.letters_failed) == (1, 1, 1)
    assert not waits.is_clear
