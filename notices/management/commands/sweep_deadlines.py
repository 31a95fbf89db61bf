"""`manage.py sweep_deadlines`: by hand what beat does."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cases.services.sweeping import sweep_deadlines
from notices.services.reminders import remind_due
from schools import clock
from schools.models import Authority
from schools.services.standing import standing_member


class Command(BaseCommand):
    """Put passed deadlines before their owners, and write the reminders of the day."""

    help = "Put passed deadlines before their owners and write the reminders that are due today."

    def add_arguments(self, parser: CommandParser) -> None:
        """Read the arguments."""
        parser.add_argument("--json", action="store_true", help="print one JSON document")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it for every authority on its own day, and say how many."""
        answers = [_sweep(authority) for authority in Authority.objects.order_by("id")]
        if options["json"]:
            self.stdout.write(json.dumps({"authorities": answers}))
            return
        for answer in answers:
            self.stdout.write("{name}, {on}: {passed} dates passed, {reminders} reminders written.".format(**answer))


def _sweep(authority: Authority) -> dict[str, Any]:
    on = clock.today(authority.practice_date)
    return {
        "name": authority.name,
        "on": on.isoformat(),
        "passed": sweep_deadlines(authority.id, on=on),
        "reminders": remind_due(by=standing_member(authority), on=on),
    }
