"""`manage.py bundle REFERENCE [--to DIR]`: a prosecution's bundle; of a case, one for each that has not ended."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.models import Prosecution
from cases.refusals import Refused
from notices.bundle.making import TooLong
from notices.documents.binding import Altered, Unbindable
from notices.models import Bundle
from notices.queries.bundles import prosecutions_named
from notices.services.bundles.building import build_bundle
from schools import clock, references
from schools.services.standing import standing_member
from schools.vault import Missing, Vault


class Command(BaseCommand):
    """Put the bundle together as the facts stand and write its two files; nothing changed writes the same again."""

    help = "Write a prosecution's bundle: the set that is served and the set that is not."

    def add_arguments(self, parser: CommandParser) -> None:
        """Read the arguments."""
        parser.add_argument("reference", help="of a prosecution (P…) or of a case (C…)")
        parser.add_argument("--to", type=Path, default=Path(), help="the folder to write to; this one without it")
        parser.add_argument("--json", action="store_true", help="print one JSON document")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build, write and name what was written."""
        if not references.is_valid(options["reference"]):
            raise CommandError(f"{options['reference']} is no reference; look at it again.", returncode=2)
        found = prosecutions_named(options["reference"])
        if not found:
            raise CommandError(f"No prosecution that has not ended goes by {options['reference']}.")
        written = [self._write(prosecution, options["to"]) for prosecution in found]
        if options["json"]:
            self.stdout.write(json.dumps({"bundles": written}))
            return
        for each in written:
            self.stdout.write("{reference}, version {version}: {pages} pages. {served} {unserved}".format(**each))

    def _write(self, prosecution: Prosecution, folder: Path) -> dict[str, Any]:
        vault = Vault(settings.VAULT)
        try:
            bundle = self._build(prosecution, vault)
            folder.mkdir(parents=True, exist_ok=True)
            served = folder / f"{bundle.reference}.pdf"
            unserved = folder / f"{bundle.reference}-unserved.pdf"
            served.write_bytes(vault.get(bundle.served_sha256))
            unserved.write_bytes(vault.get(bundle.unserved_sha256))
        except Refused as refused:
            raise CommandError(" ".join(bar.text for bar in refused.bars)) from None
        except (Altered, Missing, OSError, TooLong, Unbindable) as problem:
            raise CommandError(f"{prosecution.reference}: {problem}") from None
        return {
            "prosecution": prosecution.reference,
            "reference": bundle.reference,
            "version": bundle.version,
            "pages": bundle.pages,
            "served": str(served),
            "unserved": str(unserved),
            "served_sha256": bundle.served_sha256,
            "unserved_sha256": bundle.unserved_sha256,
        }

    def _build(self, prosecution: Prosecution, vault: Vault) -> Bundle:
        authority = prosecution.matter.case.authority
        on = clock.today(authority.practice_date)
        return build_bundle(prosecution, by=standing_member(authority), on=on, vault=vault)
