"""Puts a prosecution into the court's list; the first listing brings the summons letter."""

from dataclasses import dataclass
from datetime import date, time

from django.core.exceptions import ValidationError

from cases import permissions
from cases.models import Hearing, Prosecution
from cases.stages import NoticeState, ProsecutionState, Route
from notices.models import Letter, PenaltyNotice
from notices.services.file import File, one_file_step
from notices.services.outbox import write_letter
from schools.models import Membership
from schools.words import long_date


@dataclass(frozen=True, slots=True)
class Listing:
    """When a court will hear a case, and what for; the court is the authority's own unless it is named."""

    day: date
    at: time = time(10, 0)
    purpose: Hearing.Purpose = Hearing.Purpose.FIRST
    court: str = ""


def list_hearing(
    prosecution: Prosecution, listing: Listing, *, by: Membership, on: date, seen: int | None = None
) -> Hearing:
    """Enter a day on which the court will hear a case that has been charged."""
    with one_file_step(prosecution, by=by, on=on, seen=seen) as file:
        file.step.require(permissions.Step.ENTER_RESULT)
        file.require_state(ProsecutionState.CHARGED)
        return list_in_step(file, listing)


def list_in_step(file: File, listing: Listing) -> Hearing:
    """List a hearing inside a step that holds the file.

    Raises `ValidationError` when the day is past, or the case is listed for it already.
    """
    if listing.day < file.step.on:
        raise ValidationError("A hearing is listed for a day to come.")
    if Hearing.objects.filter(prosecution=file.row, on=listing.day).exists():
        raise ValidationError(f"The case is listed for {long_date(listing.day)} already.")
    hearing = Hearing.objects.create(
        prosecution=file.row,
        on=listing.day,
        at=listing.at,
        purpose=listing.purpose,
        court=listing.court or file.step.case.authority.court,
        listed_by=file.step.by,
        listed_on=file.step.on,
    )
    hour = hour_of(listing.at)
    file.step.record(
        "hearing_listed",
        f"{listing.purpose.label} at {hearing.court} on {long_date(hearing.on)} at {hour}.",
        matter=file.matter.reference,
        prosecution=file.row.reference,
        hearing_on=hearing.on.isoformat(),
    )
    summoned = Letter.objects.filter(prosecution=file.row, kind="summons", cancelled_on__isnull=True).exists()
    if file.row.route == Route.SUMMONS and not summoned:
        write_letter(
            file.step,
            "summons",
            to_parent=file.matter.parent,
            matter=file.matter,
            prosecution=file.row,
            notice=PenaltyNotice.objects.filter(matter=file.matter, state=NoticeState.ISSUED).first(),
            hearing=hearing,
            hearing_at=hour,
        )
    return hearing


def hour_of(at: time) -> str:
    """Say an hour as a summons does: 10 am, 2.30 pm."""
    hour = at.hour % 12 or 12
    return f"{hour}{f'.{at.minute:02d}' if at.minute else ''} {'am' if at.hour < 12 else 'pm'}"
