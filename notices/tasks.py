"""Alarm clocks for what leaves the building: each asks what is due on the clock's day and calls one service.

Every task may run twice, late, or on several workers at once; nothing about it is kept in the queue.
"""

import os
import socket

import structlog
from celery import Task, shared_task
from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError

from cases.services.sweeping import sweep_deadlines
from notices.delivery.print_room import PrintRoom
from notices.services.bundles.building import render_due_bundles
from notices.services.jobs import build_asked_bundle
from notices.services.post import post_due
from notices.services.reminders import remind_due
from notices.services.rendering import render_due
from schools import clock
from schools.models import Authority
from schools.services.standing import standing_member
from schools.services.work import Job, do_due_work
from schools.vault import Vault

log = structlog.get_logger(__name__)

# One tick's share; the next tick goes on, so that a worker is never away for long.
AT_ONCE = 200
BUNDLES_AT_ONCE = 5


@shared_task
def send_letters() -> None:
    """Make the papers that are waiting, and post those whose hour has come."""
    vault, room = Vault(settings.VAULT), PrintRoom(settings.PRINT_ROOM)
    render_due(vault=vault, most=AT_ONCE)
    for authority in Authority.objects.order_by("id"):
        if _post_goes(authority):
            by, on = standing_member(authority), clock.today(authority.practice_date)
            post_due(by=by, on=on, vault=vault, room=room, most=AT_ONCE)


@shared_task
def sweep() -> None:
    """Put passed deadlines before their owners, and write the reminders of the day."""
    for authority in Authority.objects.order_by("id"):
        by, on = standing_member(authority), clock.today(authority.practice_date)
        sweep_deadlines(authority.id, on=on)
        remind_due(by=by, on=on)


@shared_task
def work() -> None:
    """Do the long jobs that people have asked for, and make the files of bundles that were frozen."""
    vault = Vault(settings.VAULT)
    jobs: dict[str, Job] = {
        "bundle": lambda asked: build_asked_bundle(asked, on=clock.today(asked.authority.practice_date), vault=vault),
    }
    do_due_work(jobs, worker=f"{socket.gethostname()}:{os.getpid()}")
    render_due_bundles(vault=vault, most=BUNDLES_AT_ONCE)


def send_soon() -> None:
    """Wake a worker for the letters once this transaction has committed; a call that is lost costs one tick."""
    transaction.on_commit(lambda: _wake(send_letters))


def work_soon() -> None:
    """Wake a worker for the long jobs once this transaction has committed; a call that is lost costs one tick."""
    transaction.on_commit(lambda: _wake(work))


def _wake(task: Task) -> None:
    try:
        task.delay()
    except OperationalError:
        log.warning("worker_not_woken", task=task.name)


def _post_goes(authority: Authority) -> bool:
    """Whether letters leave at this hour: from the authority's own, or at any in a practice authority."""
    hour = clock.now().astimezone(clock.LONDON).time()
    return authority.practice or hour >= authority.posts_from
