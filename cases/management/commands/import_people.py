"""`manage.py import_people FILE`: schools, pupils, parents and responsibilities from CSV, XLSX or CTF."""

from typing import Any

from django.core.management.base import CommandParser

from cases.management.importing import ImportCommand
from schools.models import Authority
from schools.services.imports.people import SOURCE, import_people
from schools.services.imports.results import ImportResult
from schools.services.standing import standing_member


class Command(ImportCommand):
    """Import people, whole or not at all; nobody is merged by name."""

    help = "Import schools, pupils, parents and responsibilities from CSV, XLSX or CTF."

    def add_arguments(self, parser: CommandParser) -> None:
        """Read the arguments."""
        super().add_arguments(parser)
        parser.add_argument("--school", metavar="URN", help="the school whose pupils a CTF holds")
        parser.add_argument("--source", default=SOURCE, help="whose file it is; a parent's reference is that source's")

    def run_import(self, raw: bytes, *, file_name: str, authority: Authority, options: dict[str, Any]) -> ImportResult:
        """Import the bytes of the file."""
        return import_people(
            raw,
            file_name=file_name,
            by=standing_member(authority),
            on=self.day_of(authority),
            school=self.school_of(authority, options["school"]),
            source=options["source"],
            skip_faulty=options["skip_faulty"],
            dry_run=options["dry_run"],
        )
