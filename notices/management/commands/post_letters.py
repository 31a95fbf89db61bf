"""`manage.py post_letters`: by hand what beat does, at any hour."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from notices.delivery.print_room import PrintRoom
from notices.queries.outbox import failed_letters, held_letters, to_post
from notices.services.post import post_due
from notices.services.rendering import render_due
from schools import clock
from schools.models import Authority
from schools.services.standing import standing_member
from schools.vault import Vault

AT_ONCE = 50


class Command(BaseCommand):
    """Make and post every letter that is due on the clock's day."""

    help = "Make every waiting letter and post those due today into the print-room folder."

    def add_arguments(self, parser: CommandParser) -> None:
        """Read the arguments."""
        parser.add_argument("--json", action="store_true", help="print one JSON document")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say what was done and what waits for a person."""
        vault, room = Vault(settings.VAULT), PrintRoom(settings.PRINT_ROOM)
        rendered = 0
        while done := render_due(vault=vault, most=AT_ONCE):
            rendered += done
            self.stderr.write(f"{rendered} letters made")
        answers = [self._post(authority, vault, room) for authority in Authority.objects.order_by("id")]
        failed = sum(answer["failed"] for answer in answers)
        if options["json"]:
            self.stdout.write(json.dumps({"made": rendered, "authorities": answers}))
        else:
            self.stdout.write(f"{rendered} letters made.")
            for answer in answers:
                self.stdout.write(
                    "{name}, {on}: {posted} posted, {held} held, {failed} failed, {waiting} waiting.".format(**answer)
                )
        if failed:
            raise SystemExit(1)

    def _post(self, authority: Authority, vault: Vault, room: PrintRoom) -> dict[str, Any]:
        by, on = standing_member(authority), clock.today(authority.practice_date)
        before = authority.letters.filter(posted_on__isnull=False).count()
        while post_due(by=by, on=on, vault=vault, room=room, most=AT_ONCE):
            self.stderr.write(f"{authority.name}: {to_post(authority.id, on=on).count()} left to post")
        return {
            "name": authority.name,
            "on": on.isoformat(),
            "posted": authority.letters.filter(posted_on__isnull=False).count() - before,
            "held": held_letters(authority.id).count(),
            "failed": failed_letters(authority.id).count(),
            "waiting": to_post(authority.id, on=on).count(),
        }
