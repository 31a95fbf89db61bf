"""The post: what leaves, what is held, and what runs from it."""

import csv
from datetime import date

import pytest

from cases.models import Deadline, HistoryEntry, Warning
from notices.models import Letter, Service
from notices.queries.outbox import Standing, standing_of
from tests import builders
from tests.notices.papers import MONDAY, PostRoom, a_family, a_warning

pytestmark = pytest.mark.django_db


def test_a_warning_is_posted_first_class_and_its_time_runs_from_receipt(post: PostRoom) -> None:
    cast = builders.a_cast()
    letter = a_warning(a_family(cast), post)

    post.post(cast, MONDAY)

    service = Service.objects.get(letter=letter)
    warning = Warning.objects.get()
    assert (service.served_on, service.received_on) == (date(2004, 3, 1), date(2004, 3, 3))
    assert (warning.received_on, warning.ends_on) == (date(2004, 3, 3), date(2004, 3, 24))
    assert Deadline.objects.get(kind="warning_end", superseded_on=None).due_on == date(2004, 3, 24)
