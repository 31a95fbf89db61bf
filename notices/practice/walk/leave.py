"""Does what the story tells of leave in term time: asked for, and refused in writing."""

from decimal import Decimal

from notices.practice.story.events import Event
from notices.practice.walk.directory import Directory
from schools.services.leave import ask_for_leave, refuse_leave


def ask_and_refuse(event: Event, told: Directory) -> None:
    """Record the parent's request, and the head's refusal with the sum it names."""
    head = told.by(event)
    request = ask_for_leave(
        told.pupil(event.child),
        school=told.school_of(event.child, event.on),
        asked_by=told.parent(event),
        from_day=event.more["first"],
        until=event.more["last"],
        reason="A week abroad with the grandparents, when the fares are lower.",
        by=head,
        on=event.on,
    )
    refuse_leave(
        request,
        reasons="Leave for a holiday in term time is not granted; the days fall in a test week.",
        warned_sum=Decimal(event.more["sum"]),
        by=head,
        on=event.more["decided_on"],
    )
