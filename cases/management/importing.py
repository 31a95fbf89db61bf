"""What the import commands share: a file in, faults by line out, one JSON document where a script asks for it."""

import json
from abc import abstractmethod
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from schools import clock
from schools.models import Authority, School
from schools.services.imports.results import ImportResult

FAULTS, USAGE = 1, 2
_SHOWN = 50


class ImportCommand(BaseCommand):
    """Reads a file and imports it for one authority, as its standing member."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Read the arguments that every import has."""
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--authority", metavar="SLUG", help="whose file it is, where several councils share this")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
        parser.add_argument("--skip-faulty", action="store_true", help="import a school's sound lines all the same")
        parser.add_argument("--json", action="store_true", help="print one JSON document")

    @abstractmethod
    def run_import(self, raw: bytes, *, file_name: str, authority: Authority, options: dict[str, Any]) -> ImportResult:
        """Import the bytes of the file."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Import the file, and say what changed and what is wrong."""
        path: Path = options["file"]
        try:
            raw = path.read_bytes()
        except OSError as problem:
            raise self.usage(f"{path} cannot be read: {problem.strerror}.") from None
        authority = self._authority(options["authority"])
        self.stderr.write(f"Reading {path.name}, {len(raw):,} bytes")
        result = self.run_import(raw, file_name=path.name, authority=authority, options=options)
        if result.ignored:
            self.stderr.write(f"Columns nobody reads: {', '.join(result.ignored)}")
        if options["json"]:
            self.stdout.write(json.dumps(result.as_json()))
        else:
            self._say(result, dry_run=options["dry_run"])
        if result.faults:
            raise SystemExit(FAULTS)

    def usage(self, sentence: str) -> CommandError:
        """Make the answer to a command that cannot be meant."""
        return CommandError(sentence, returncode=USAGE)

    def day_of(self, authority: Authority) -> date:
        """Return the authority's day."""
        return clock.today(authority.practice_date)

    def school_of(self, authority: Authority, urn: str | None) -> School | None:
        """Return the school that was named, if one was."""
        if not urn:
            return None
        school = School.objects.filter(authority=authority, urn=urn.strip()).first()
        if school is None:
            raise self.usage(f"No school of {authority.name} has URN {urn}.")
        return school

    def _authority(self, slug: str | None) -> Authority:
        authorities = Authority.objects.filter(slug=slug) if slug else Authority.objects.all()
        found = list(authorities[:2])
        if len(found) == 1:
            return found[0]
        if slug:
            raise self.usage(f"No authority is called {slug}.")
        raise self.usage("Name the authority: --authority SLUG." if found else "There is no authority yet.")

    def _say(self, result: ImportResult, *, dry_run: bool) -> None:
        would = "would change" if dry_run else "changed"
        self.stdout.write(
            f"{result.accepted:,} lines accepted; {result.changed:,} cells {would}, {result.unchanged:,} stood so."
        )
        for urn, part in sorted(result.schools.items()):
            state = "applied" if part.applied else "not applied"
            self.stdout.write(f"{urn} {part.name}: {state}, {part.changed:,} cells, {part.faults:,} faults")
        for fault in result.faults[:_SHOWN]:
            where = ", ".join(str(part) for part in (f"line {fault.line}" if fault.line else "", fault.column) if part)
            self.stdout.write(f"{where}: {fault.problem} {fault.remedy}")
        if len(result.faults) > _SHOWN:
            self.stdout.write(f"and {len(result.faults) - _SHOWN:,} more faults; --json lists every one.")
