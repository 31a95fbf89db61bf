"""Reminders before the first sum runs out, and the sweep of passed dates."""

from datetime import date, timedelta

import pytest

from cases.models import Deadline, Matter, Policy
from cases.services.sweeping import sweep_deadlines
from cases.stages import Stage
from notices.models import Letter
from notices.queries.outbox import Standing, standing_of
from notices.services.reminders import remind_due
from notices.services.rendering import render_due
from tests import builders
from tests.notices.papers import MONDAY, PostRoom, a_family, a_notice, a_warning

pytestmark = pytest.mark.django_db

# Posted on 29 March: £50 to 28 April, £100 to 12 May.
LAST_DAY = date(2004, 4, 28)
SEVEN_DAYS_BEFORE = LAST_DAY - timedelta(days=7)


def _a_posted_notice(post: PostRoom) -> tuple[builders.Cast, Matter]:
    cast = builders.a_cast()
    family = a_family(cast)
    a_warning(family, post)
    post.post(cast, MONDAY)
    a_notice(family, post)
    post.post(cast, date(2004, 3, 29))
    return cast, family.matter


def _reminders() -> list[Letter]:
    return list(Letter.objects.filter(kind="reminder").order_by("id"))


def test_a_parent_is_reminded_seven_days_before_the_lower_sum_runs_out(post: PostRoom) -> None:
    cast, _ = _a_posted_notice(post)

    before = remind_due(by=cast.service, on=SEVEN_DAYS_BEFORE - timedelta(days=1))
    on_the_day = remind_due(by=cast.service, on=SEVEN_DAYS_BEFORE)

    (letter,) = _reminders()
    assert (before, on_the_day) == (0, 1)
    assert [(each["amount"], each["last_day"]) for each in letter.snapshot["sums"]] == [
        ("50.00", "2004-04-28"),
        ("100.00", "2004-05-12"),
    ]
    assert letter.snapshot["officer"]["name"] == "Orla Pennant"


def test_a_reminder_is_made_and_posted(post: PostRoom) -> None:
    cast, _ = _a_posted_notice(post)
    remind_due(by=cast.service, on=SEVEN_DAYS_BEFORE)

    render_due(vault=post.vault, most=10)
    post.post(cast, SEVEN_DAYS_BEFORE)

    assert standing_of(_reminders()[0]) is Standing.POSTED


def test_a_parent_is_reminded_once_however_often_the_sweep_runs(post: PostRoom) -> None:
    cast, _ = _a_posted_notice(post)

    for day in range(7):
        remind_due(by=cast.service, on=SEVEN_DAYS_BEFORE + timedelta(days=day))

    assert len(_reminders()) == 1


def test_a_reminder_that_could_not_arrive_in_time_is_not_written(post: PostRoom) -> None:
    cast, _ = _a_posted_notice(post)

    assert remind_due(by=cast.service, on=LAST_DAY - timedelta(days=1)) == 0


def test_a_code_without_reminders_sends_none(post: PostRoom) -> None:
    cast, _ = _a_posted_notice(post)
    Policy.objects.update(reminder_days_before=None)

    assert remind_due(by=cast.service, on=SEVEN_DAYS_BEFORE) == 0


def test_a_reminder_is_dropped_when_the_address_changed_and_written_anew(post: PostRoom) -> None:
    cast, matter = _a_posted_notice(post)
    remind_due(by=cast.service, on=SEVEN_DAYS_BEFORE)
    render_due(vault=post.vault, most=10)
    matter.parent.address1 = "1 Elsewhere Row"
    matter.parent.save()

    post.post(cast, SEVEN_DAYS_BEFORE)
    remind_due(by=cast.service, on=SEVEN_DAYS_BEFORE)

    first, second = _reminders()
    assert standing_of(first) is Standing.CANCELLED
    assert second.snapshot["recipient"]["lines"][1] == "1 Elsewhere Row"


def test_a_passed_date_is_stamped_once_and_moves_no_stage(post: PostRoom) -> None:
    cast, matter = _a_posted_notice(post)
    day_after = LAST_DAY + timedelta(days=1)

    on_the_last_day = sweep_deadlines(cast.authority.id, on=LAST_DAY)
    passed = sweep_deadlines(cast.authority.id, on=day_after)
    again = sweep_deadlines(cast.authority.id, on=day_after + timedelta(days=7))

    matter.refresh_from_db()
    assert (on_the_last_day, passed, again) == (0, 1, 0)
    assert Deadline.objects.get(kind="notice_low", superseded_on=None).swept_on == day_after
    assert matter.stage == Stage.PENALTY_NOTICE


def test_an_unpaid_notice_becomes_a_decision_with_a_day_to_take_it_by(post: PostRoom) -> None:
    _, matter = _a_posted_notice(post)

    due = Deadline.objects.get(matter=matter, kind="decide_unpaid", superseded_on=None)

    assert due.due_on == date(2004, 5, 27)


def test_a_sweep_leaves_another_authoritys_dates_alone(post: PostRoom) -> None:
    _a_posted_notice(post)
    other = builders.a_cast(slug="other")

    assert sweep_deadlines(other.authority.id, on=date(2004, 12, 31)) == 0
