"""Long work: claimed once, watched, and taken up again when its worker was killed."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now

from schools.models import Work
from schools.services.work import (
    MAX_ATTEMPTS,
    LeaseLost,
    WorkFailed,
    ask_for_work,
    claim_work,
    do_due_work,
    finish_work,
    record_progress,
)
from tests import builders

pytestmark = pytest.mark.django_db


def _ask() -> Work:
    return ask_for_work(kind="bundle", subject={"prosecution": 1}, by=builders.a_cast().officer)


def _lease_runs_out() -> None:
    Work.objects.update(lease_until=Now() - timedelta(seconds=1))


def test_work_is_done_once_and_keeps_what_it_made() -> None:
    work = _ask()

    taken = do_due_work({"bundle": lambda _: {"pages": 12}}, worker="one")
    again = do_due_work({"bundle": lambda _: {"pages": 99}}, worker="two")

    work.refresh_from_db()
    assert (taken, again) == (1, 0)
    assert work.result == {"pages": 12}
    assert work.finished_at is not None


def test_work_in_one_workers_hands_is_not_taken_by_another() -> None:
    _ask()

    first, second = claim_work(kinds=["bundle"], worker="one"), claim_work(kinds=["bundle"], worker="two")

    assert first is not None
    assert second is None


def test_a_worker_takes_only_kinds_it_knows() -> None:
    _ask()

    assert claim_work(kinds=["register"], worker="one") is None


def test_progress_is_seen_while_the_work_goes_on() -> None:
    work = _ask()
    seen: list[tuple[int, int]] = []

    def job(row: Work) -> dict[str, Any]:
        record_progress(row, done=3, total=10)
        work.refresh_from_db()
        seen.append((work.done, work.total))
        return {}

    do_due_work({"bundle": job}, worker="one")

    assert seen == [(3, 10)]


def test_the_work_of_a_killed_worker_is_taken_up_when_its_lease_has_run_out() -> None:
    _ask()
    killed = claim_work(kinds=["bundle"], worker="one")
    assert killed is not None
    _lease_runs_out()

    taken = claim_work(kinds=["bundle"], worker="two")

    assert taken is not None
    assert taken.claimed_by == "two"
    with pytest.raises(LeaseLost):
        record_progress(killed, done=1, total=2)
    with pytest.raises(LeaseLost):
        finish_work(killed, result={"pages": 1})


def test_work_that_cannot_be_done_says_why_to_whoever_asked() -> None:
    work = _ask()

    def job(_: Work) -> dict[str, Any]:
        raise WorkFailed("The certificate is not signed.")

    do_due_work({"bundle": job}, worker="one")

    work.refresh_from_db()
    assert work.problem == "The certificate is not signed."
    assert work.finished_at is not None


def test_work_that_stops_its_worker_again_and_again_is_given_up() -> None:
    work = _ask()

    for number in range(MAX_ATTEMPTS):
        assert claim_work(kinds=["bundle"], worker=str(number)) is not None
        _lease_runs_out()

    assert claim_work(kinds=["bundle"], worker="last") is None
    work.refresh_from_db()
    assert work.problem == "The work stopped three times before it was done."
