"""What follows when a paper reaches a person: the proof, the days that run from it, and a line in the history."""

from collections.abc import Sequence
from datetime import date

from cases.models import Warning
from cases.receipt import by_post
from cases.services.steps import Step
from notices.letters.kinds import KINDS
from notices.models import Letter, Service
from notices.queries.outbox import last_good_service
from notices.services.deadlines import reconcile
from notices.services.letters.warning import time_given
from schools.words import long_date

METHODS = {
    Letter.PostClass.FIRST: "posted first class",
    Letter.PostClass.SECOND: "posted second class",
    Letter.PostClass.HAND: "given by hand",
}


def serve(step: Step, letter: Letter, *, address: Sequence[str], served_on: date) -> Service:
    """Record inside a step that a letter left or was handed over, and start what runs from its receipt.

    The day of receipt is presumed: first class the second working day after posting, second class the fourth; by hand
    the same day. (Education Act 1996 s.572; Interpretation Act 1978 s.7; Practice Direction 8 March 1985)
    """
    received = by_post(served_on, letter.post_class)
    letter.posted_on, letter.posted_at = served_on, step.at
    letter.lease_until, letter.next_try_at, letter.problem = None, None, ""
    letter.save()
    service = Service.objects.create(
        letter=letter,
        notice=letter.notice if letter.kind == "penalty_notice" else None,
        warning=letter.warning,
        method=letter.post_class,
        address=list(address),
        served_on=served_on,
        by=step.by,
        received_on=received.on,
        steps=list(received.steps),
    )
    step.record(
        "letter_posted" if letter.post_class != Letter.PostClass.HAND else "letter_given_by_hand",
        f"{letter_name(letter)}: {METHODS[Letter.PostClass(letter.post_class)]} on {long_date(served_on)}; "
        f"counts as received on {long_date(received.on)}.",
        letter=letter.reference,
        letter_kind=letter.kind,
        method=letter.post_class,
        served_on=served_on.isoformat(),
        received_on=received.on.isoformat(),
        sha256=letter.sha256,
    )
    run_from_receipt(step, letter)
    return service


def lock_letter(step: Step, letter: Letter) -> Letter:
    """The letter's row, locked inside a step that holds its case, with the rows that the step holds already."""
    row = (
        Letter.objects.select_for_update(no_key=True, of=("self",))
        .select_related("to_parent", "notice", "warning", "prosecution")
        .get(id=letter.id)
    )
    row.case = step.case
    if row.matter_id is not None:
        row.matter = step.matter(row.matter_id)
        row.matter.case = step.case
    if row.warning is not None and row.matter is not None:
        row.warning.matter = row.matter
    return row


def run_from_receipt(step: Step, letter: Letter) -> None:
    """Bring the dates that run from receipt into line with the last good service, or take them away."""
    if letter.warning_id is not None:
        warning = Warning.objects.select_for_update(no_key=True, of=("self",)).get(id=letter.warning_id)
        service = last_good_service(warning)
        warning.received_on = service.received_on if service else None
        warning.ends_on = time_given(warning, received_on=service.received_on)[-1] if service else None
        warning.save(update_fields=["received_on", "ends_on"])
    if letter.matter_id is not None and (letter.warning_id or letter.notice_id or letter.prosecution_id):
        reconcile(step.matter(letter.matter_id), on=step.on)


def letter_name(letter: Letter) -> str:
    """What the history calls a letter: its title and its reference."""
    return f"{KINDS[letter.kind].title} {letter.reference}"
