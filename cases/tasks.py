"""Alarm clocks for the casework: each asks what is due on the clock's day and calls one service."""

from celery import shared_task
from django.conf import settings
from django.db import transaction

from cases.services import sealing
from cases.services.review import review_due
from schools import clock
from schools.models import Authority
from schools.services.standing import standing_member


@shared_task
def review_registers() -> None:
    """Review the enrolments whose marks have changed."""
    for authority in Authority.objects.filter(enrolments__review_due__isnull=False).distinct().order_by("id"):
        # Claimed and reviewed in one transaction, so that a kill leaves what was claimed due.
        with transaction.atomic():
            review_due(authority, by=standing_member(authority), on=clock.today(authority.practice_date))


@shared_task
def seal_histories() -> None:
    """Seal the histories of the day, once."""
    for authority in Authority.objects.order_by("id"):
        sealing.seal_histories(authority, on=clock.today(authority.practice_date), folder=settings.VAR / "seals")
