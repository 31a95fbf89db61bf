"""`manage.py import_register FILE`: marks from CSV, XLSX or CTF."""

from typing import Any

from django.core.management.base import CommandParser

from cases.management.importing import ImportCommand
from cases.services.imports import import_register
from schools.models import Authority
from schools.services.imports.results import ImportResult
from schools.services.standing import standing_member


class Command(ImportCommand):
    """Import a register, whole or not at all, and review whose marks changed."""

    help = "Import a register of marks from CSV, XLSX or CTF; a fault leaves its school as it was."

    def add_arguments(self, parser: CommandParser) -> None:
        """Read the arguments."""
        super().add_arguments(parser)
        parser.add_argument("--school", metavar="URN", help="the school whose register it is, where no column says so")

    def run_import(self, raw: bytes, *, file_name: str, authority: Authority, options: dict[str, Any]) -> ImportResult:
        """Import the bytes of the file."""
        return import_register(
            raw,
            file_name=file_name,
            by=standing_member(authority),
            on=self.day_of(authority),
            school=self.school_of(authority, options["school"]),
            skip_faulty=options["skip_faulty"],
            dry_run=options["dry_run"],
        )
