"""`manage.py practice`: load the practice authority, move its clock, or walk it day by day."""

from argparse import ArgumentTypeError
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.services.review import review_due
from cases.services.sweeping import sweep_deadlines
from notices.delivery.print_room import PrintRoom
from notices.practice.walk.load import load
from notices.services.post import post_due
from notices.services.reminders import remind_due
from notices.services.rendering import render_due
from schools import working_days
from schools.models import Authority
from schools.queries.sign_ins import PASSWORD, practice_sign_ins
from schools.services.practice_day import move_day
from schools.services.standing import standing_member
from schools.vault import Vault
from schools.words import long_date

NAMES = ("southampton-2003",)
MOST = 500


def a_day(text: str) -> date:
    """Read a day as 2004-05-17."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is no date; write it as 2004-05-17") from None


class Command(BaseCommand):
    """The practice authority and its clock."""

    help = "Load the practice authority (load), move its clock (set-date DAY), or walk each day up to one (replay DAY)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Read the arguments."""
        what = parser.add_subparsers(dest="what", required=True)
        what.add_parser("load", help="build it, or what is left of it").add_argument(
            "name", nargs="?", choices=NAMES, default=NAMES[0]
        )
        what.add_parser("set-date", help="move the clock; the workers do what falls due").add_argument(
            "day", type=a_day
        )
        what.add_parser("replay", help="walk each day: letters leave, dates pass").add_argument("day", type=a_day)

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked."""
        if options["what"] == "load":
            load(say=lambda text: self.stderr.write(text))
            self._say_sign_ins()
            return
        authority = _the_practice()
        try:
            if options["what"] == "set-date":
                authority = move_day(authority, to=options["day"])
            else:
                authority = self._replay(authority, options["day"])
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from None
        self.stdout.write(f"It is {long_date(authority.practice_date or options['day'])}.")

    def _say_sign_ins(self) -> None:
        authority = _the_practice()
        assert authority.practice_date is not None
        self.stdout.write(f"{authority.name}, {long_date(authority.practice_date)}. Password of each: {PASSWORD}")
        for person in practice_sign_ins(on=authority.practice_date):
            self.stdout.write(f"  {person.username}: {person.person}, {person.title}")

    def _replay(self, authority: Authority, until: date) -> Authority:
        """Walk each day: what was due is posted, dates pass, reminders are written."""
        vault, room = Vault(settings.VAULT), PrintRoom(settings.PRINT_ROOM)
        by = standing_member(authority)
        if authority.practice_date is not None and until < authority.practice_date:
            return move_day(authority, to=until)
        while authority.practice_date is not None and authority.practice_date < until:
            on = authority.practice_date + timedelta(days=1)
            authority = move_day(authority, to=on)
            review_due(authority, by=by, on=on)
            sweep_deadlines(authority.id, on=on)
            if not working_days.is_working_day(on):
                continue
            remind_due(by=by, on=on)
            while render_due(vault=vault, most=MOST):
                self.stderr.write(f"{long_date(on)}: letters made")
            while post_due(by=by, on=on, vault=vault, room=room, most=MOST):
                self.stderr.write(f"{long_date(on)}: letters posted")
        return authority


def _the_practice() -> Authority:
    found = Authority.objects.filter(practice=True).order_by("id").first()
    if found is None:
        raise CommandError("There is no practice authority yet. Build one: manage.py practice load")
    return found
