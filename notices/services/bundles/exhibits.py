"""The letters that were sent about a matter, each with the proof that it was served."""

from collections.abc import Iterable, Sequence
from datetime import date

from cases.models import Prosecution
from notices.bundle.parts import Exhibit, Posting, Stored
from notices.letters.kinds import KINDS
from notices.letters.parts import Method
from notices.models import Letter, Service
from notices.services.bundles.laws import PLACE, PRESUMED
from notices.services.bundles.withheld import shows_any
from schools import references
from schools.models import Parent
from schools.roles import Role
from schools.words import plain_date

# What led up to the charge; papers about the proceedings themselves are no exhibits.
PRODUCED = ("first_concern", "warning", "penalty_notice", "reminder")


def letters_sent(prosecution: Prosecution) -> list[Letter]:
    """The letters of the matter that left for the defendant, the oldest first."""
    return list(
        Letter.objects.filter(
            matter=prosecution.matter_id,
            kind__in=PRODUCED,
            to_parent=prosecution.matter.parent_id,
            posted_on__isnull=False,
        )
        .select_related("batch", "notice")
        .prefetch_related("services__by__user")
        .order_by("posted_on", "id")
    )


def exhibits_of(
    letters: Iterable[Letter], *, defendant: Parent, witness: str, withheld: Sequence[str], on: date
) -> tuple[Exhibit, ...]:
    """Mark the letters as a witness produces them; one that shows a line since withheld is left out."""
    initials = "".join(part[0] for part in witness.split())
    shown = [letter for letter in letters if not shows_any(letter.snapshot, withheld)]
    return tuple(
        Exhibit(
            mark=f"{initials}/{number}",
            paper=Stored(title=title_of(letter), dated=letter.written_on, pdf=b"", sha256=letter.sha256),
            witness=witness,
            posting=_posting(letter, defendant, on),
        )
        for number, letter in enumerate(shown, 1)
    )


def title_of(letter: Letter) -> str:
    """Name a letter as the index does: Penalty notice N 4K7W XAP2."""
    title = KINDS[letter.kind].title
    if letter.notice is not None:
        return f"{title} {references.spaced(letter.notice.number)}" if letter.kind == "penalty_notice" else title
    return title


def _posting(letter: Letter, defendant: Parent, on: date) -> Posting | None:
    service = _service_that_counts(letter)
    if service is None:
        return None
    checked = defendant.address_checked_on
    return Posting(
        method=Method(service.method),
        to=tuple(service.address),
        why_this_address=f"{PLACE}, checked on {plain_date(checked)}" if checked else PLACE,
        posted_on=service.served_on,
        posted_at="",
        batch=f"batch {letter.batch.on.isoformat()} of the print room" if letter.batch else "",
        received_on=service.received_on,
        returned_on=service.returned_on,
        looked_until=on,
        by="The council's print room" if service.by.role == Role.SERVICE else str(service.by.user),
        law=PRESUMED[service.method],
    )


def _service_that_counts(letter: Letter) -> Service | None:
    """The last service that did not come back, else the last there was."""
    services = sorted(letter.services.all(), key=lambda service: (service.served_on, service.id))
    good = [service for service in services if service.returned_on is None]
    chosen = good or services
    return chosen[-1] if chosen else None
