"""`manage.py verify_history [FILE]`: whether any history was altered."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases import seals
from cases.queries.heads import Fault, faults_in, missing_heads
from schools.models import Authority


class Command(BaseCommand):
    """Read every chain from its beginning; with a sealed file, compare it with that too."""

    help = "Verify every chain of history, and that what a sealed file names still stands."

    def add_arguments(self, parser: CommandParser) -> None:
        """Read the arguments."""
        parser.add_argument("file", nargs="?", type=Path, help="a file of sealed heads")
        parser.add_argument("--authority", help="the authority of the file, where there are several")
        parser.add_argument("--json", action="store_true", help="print one JSON document")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each fault; exit status 1 when there is one."""
        authorities = Authority.objects.order_by("id")
        faults = [fault for authority in authorities for fault in faults_in(authority)]
        if options["file"]:
            faults += _compared(options["file"], options["authority"])
        if options["json"]:
            found = [{"history": fault.name, "entry": fault.seq, "problem": fault.text} for fault in faults]
            self.stdout.write(json.dumps({"whole": not faults, "faults": found}))
        else:
            for fault in faults:
                self.stdout.write(f"{fault.name}: {fault.text}")
            self.stdout.write(f"{len(faults)} faults." if faults else "Every history is whole.")
        if faults:
            raise SystemExit(1)


def _compared(file: Path, slug: str | None) -> list[Fault]:
    chosen = Authority.objects.filter(slug=slug) if slug else Authority.objects.all()
    if chosen.count() != 1:
        raise CommandError("Name the authority of the file with --authority.", returncode=2)
    try:
        return list(missing_heads(chosen.get(), seals.read(file.read_text())))
    except (OSError, UnicodeDecodeError, seals.NotASeal) as problem:
        raise CommandError(str(problem), returncode=2) from None
