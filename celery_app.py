"""The worker's front door: the Celery app and the beat schedule."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("halfday")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


def _every(seconds: int, task: str) -> dict[str, object]:
    """Send a task at an interval; a tick that no worker took in time is dropped, since the next one does its work."""
    return {"task": task, "schedule": float(seconds), "options": {"expires": seconds}}


# Intervals only, never hours: each tick asks what is due on the clock's day.
app.conf.beat_schedule = {
    "letters": _every(5, "notices.tasks.send_letters"),
    "work": _every(2, "notices.tasks.work"),
    "deadlines": _every(60, "notices.tasks.sweep"),
    "reviews": _every(10, "cases.tasks.review_registers"),
    "seals": _every(600, "cases.tasks.seal_histories"),
}
