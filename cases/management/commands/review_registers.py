"""`manage.py review_registers`: opens and refreshes cases, as beat does."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from cases.services.review import review_all, review_due
from schools import clock
from schools.models import Authority
from schools.services.standing import standing_member


class Command(BaseCommand):
    """Review the registers that changed, or all, on the clock's day."""

    help = "Open a case for every pupil over the opening threshold of the code in force."

    def add_arguments(self, parser: CommandParser) -> None:
        """Read the arguments."""
        parser.add_argument("--all", action="store_true", help="review every pupil, not only those whose marks changed")
        parser.add_argument("--json", action="store_true", help="print one JSON document")

    def handle(self, *args: Any, **options: Any) -> None:
        """Review each authority, and say what was found."""
        answers = [self._review(authority, everybody=options["all"]) for authority in Authority.objects.order_by("id")]
        if options["json"]:
            self.stdout.write(json.dumps({"authorities": answers}))
            return
        for answer in answers:
            self.stdout.write(
                f"{answer['name']}, {answer['on']}: {answer['read']:,} registers read, "
                f"{len(answer['opened'])} cases opened, {len(answer['ground_gone'])} without ground now."
            )
            for reference in answer["opened"]:
                self.stdout.write(f"  opened {reference}")

    @transaction.atomic
    def _review(self, authority: Authority, *, everybody: bool) -> dict[str, Any]:
        on = clock.today(authority.practice_date)
        self.stderr.write(f"Reviewing {authority.name}")
        review = review_all if everybody else review_due
        result = review(authority, by=standing_member(authority), on=on)
        return {
            "authority": authority.slug,
            "name": authority.name,
            "on": on.isoformat(),
            "read": result.read,
            "opened": list(result.opened),
            "ground_gone": list(result.ground_gone),
        }
