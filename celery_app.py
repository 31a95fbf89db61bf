"""The worker's front door: the Celery app and the beat schedule."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("halfday")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Intervals only, never hours: each tick asks what is due on the clock's day.
app.conf.beat_schedule = {}
