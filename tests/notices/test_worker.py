"""The outbox with a real worker over a real queue: killed, robbed of its queue, raced and late."""

import csv
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import redis
from django.conf import settings
from django.db.models.functions import Now

from cases.models import HistoryEntry
from cases.services.steps import one_step
from notices.models import Letter, Service
from notices.services.outbox import write_letter
from notices.tasks import send_letters, sweep
from schools.models import Authority
from tests import builders
from tests.notices.papers import a_family, letters_waiting
from tests.workers import Worker, wait_for

LETTERS = 24


def _outbox(slug: str) -> tuple[builders.Cast, Path]:
    """An authority with letters waiting, and the folder they go to on its day."""
    cast = builders.a_cast(slug=slug)
    letters_waiting(a_family(cast), LETTERS)
    return cast, settings.PRINT_ROOM / slug / builders.TODAY.isoformat()


def _one_more(cast: builders.Cast, on: date) -> Letter:
    """One letter more to the same family, on a later day."""
    before = Letter.objects.select_related("case", "matter", "to_parent").earliest("id")
    with one_step(before.case_id, by=cast.officer, on=on) as step:
        assert before.matter is not None
        assert before.to_parent is not None
        return write_letter(step, "first_concern", to_parent=before.to_parent, matter=step.matter(before.matter.id))


def _posted() -> int:
    return Letter.objects.filter(posted_on__isnull=False).count()


def _made() -> int:
    return Letter.objects.exclude(sha256="").count()


def _listed(folder: Path) -> int:
    """How many letters the day's manifest lists by now."""
    manifest = folder / "manifest.csv"
    return len(manifest.read_text().splitlines()) - 1 if manifest.exists() else 0


def _leases_run_out() -> None:
    """Let the time pass that a killed worker's claim lasts."""
    Letter.objects.filter(lease_until__isnull=False).update(lease_until=Now() - timedelta(seconds=1))


def _once_each(folder: Path) -> None:
    """Assert that every letter lies in the folder once, is listed once, and has one proof of service."""
    keys = sorted(str(key) for key in Letter.objects.values_list("delivery_key", flat=True))
    listed = [line["delivery_key"] for line in csv.DictReader((folder / "manifest.csv").read_text().splitlines())]
    services = Counter(Service.objects.values_list("letter_id", flat=True))
    told = Counter(HistoryEntry.objects.filter(kind="letter_posted").values_list("body__facts__letter", flat=True))

    assert sorted(path.name for path in folder.parent.rglob("*.pdf")) == [f"{key}.pdf" for key in keys]
    assert sorted(listed) == keys
    assert (len(services), set(services.values())) == (len(keys), {1})
    assert (len(told), set(told.values())) == (len(keys), {1})
    assert not list(folder.glob(".*.part"))


def test_a_worker_killed_in_the_middle_of_a_batch_sends_each_letter_once(worker: Worker) -> None:
    _, folder = _outbox("killed")

    for far_enough in (lambda: _made() >= 3, lambda: _posted() >= 3, lambda: _posted() >= LETTERS // 2):
        send_letters.delay()
        wait_for(far_enough)
        worker.kill()
        assert _listed(folder) < LETTERS
        _leases_run_out()
        worker.start()
    send_letters.delay()
    wait_for(lambda: _listed(folder) == LETTERS)

    _once_each(folder)


def test_a_queue_emptied_in_the_middle_of_a_batch_loses_nothing(worker: Worker, broker: str) -> None:
    _, folder = _outbox("emptied")

    for _ in range(4):
        send_letters.delay()
    wait_for(_made)
    line = redis.Redis.from_url(broker)
    line.flushdb()
    line.close()
    worker.kill()
    worker.start()
    _leases_run_out()
    send_letters.delay()
    wait_for(lambda: _listed(folder) == LETTERS)

    _once_each(folder)


def test_two_sweepers_at_once_send_each_letter_once(worker: Worker) -> None:
    _, folder = _outbox("raced")

    for _ in range(6):
        send_letters.delay()
    wait_for(lambda: _listed(folder) == LETTERS)

    _once_each(folder)


def test_a_clock_that_jumps_a_week_sends_nothing_twice(worker: Worker) -> None:
    cast, folder = _outbox("late")
    send_letters.delay()
    wait_for(lambda: _listed(folder) == LETTERS)
    week_later = builders.TODAY + timedelta(days=7)

    Authority.objects.update(practice_date=week_later)
    late = _one_more(cast, week_later)
    for task in (send_letters, sweep, send_letters):
        task.delay()
    wait_for(lambda: Letter.objects.get(id=late.id).posted_on == week_later)

    assert Service.objects.count() == LETTERS + 1
    assert len(list(folder.parent.rglob("*.pdf"))) == LETTERS + 1
