"""Posts what is due: each letter once, the facts asked again before it leaves.

A letter's file is placed while its row is locked, at the end of the transaction that says it was posted. Killed before
the commit, the worker leaves a file under the letter's own key, which the next try puts there again or takes away;
the manifest, made from what is committed, never lists it in between.
"""

from datetime import date

import structlog
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from cases.services.steps import Step, one_step
from notices.delivery.print_room import PrintRoom
from notices.manifest import table
from notices.models import Batch, Letter
from notices.queries.outbox import batches_to_list, manifest_of, to_post
from notices.services.claims import LEASE, rest
from notices.services.outbox import cancel_letter
from notices.services.premises import Gone, what_is_gone
from notices.services.serving import letter_name, lock_letter, serve
from schools import working_days
from schools.models import Membership
from schools.vault import Vault

log = structlog.get_logger(__name__)


def post_due(*, by: Membership, on: date, vault: Vault, room: PrintRoom, most: int) -> int:
    """Post up to so many letters of the authority of `by`; give back how many were tried.

    Any number of workers may do this at once. Nothing leaves on a day that is no working day.
    """
    if not working_days.is_working_day(on):
        return 0
    tried = 0
    while tried < most and (letter := _claim(by.authority_id, on=on, room=room)):
        tried += 1
        try:
            post_letter(letter, by=by, on=on, vault=vault, room=room)
        except Exception as problem:
            # The letter carries its problem to a desk; those behind it are not made to wait for it.
            log.exception("letter_not_posted", letter=letter.reference)
            rest(letter, problem=problem)
    list_posted(by.authority_id, on=on, room=room)
    return tried


def post_letter(letter: Letter, *, by: Membership, on: date, vault: Vault, room: PrintRoom) -> None:
    """Post one claimed letter, or hold or cancel it because its premise has gone. Again is no change."""
    assert letter.batch is not None
    folder, key = letter.batch.folder, str(letter.delivery_key)
    room.lay_aside(folder, key, vault.get(letter.sha256))
    with one_step(letter.case_id, by=by, on=on) as step:
        row = lock_letter(step, letter)
        if row.posted_on or row.batch_id != letter.batch_id:
            # Another worker had it when this one's lease had run out.
            room.drop_aside(folder, key)
            return
        gone = _stopped(row) or what_is_gone(row, on=on)
        if gone:
            room.take_back(folder, key)
            keep_back(step, row, gone)
            return
        serve(step, row, address=row.snapshot["recipient"]["lines"], served_on=on)
        room.place(folder, key)


def keep_back(step: Step, letter: Letter, gone: Gone) -> None:
    """Hold a paper that a person must look at, or drop one that has lost its purpose."""
    if letter.held_on or letter.cancelled_on:
        return
    if not gone.is_work:
        cancel_letter(step, letter, why=gone.why)
        return
    letter.held_on, letter.held_why, letter.lease_until = step.on, gone.why, None
    letter.save(update_fields=["held_on", "held_why", "lease_until"])
    step.record(
        "letter_held",
        f"{letter_name(letter)} was not posted. {gone.why}",
        letter=letter.reference,
        letter_kind=letter.kind,
    )


def list_posted(authority_id: int, *, on: date, room: PrintRoom) -> None:
    """Bring the manifests of late batches up to what was posted; one worker at a time for each batch."""
    for behind in batches_to_list(authority_id, on=on):
        with transaction.atomic():
            batch = Batch.objects.select_for_update(no_key=True).get(id=behind.id)
            lines = manifest_of(batch)
            room.write_manifest(batch.folder, table(lines))
            Batch.objects.filter(id=batch.id).update(listed=len(lines))


def _claim(authority_id: int, *, on: date, room: PrintRoom) -> Letter | None:
    """Take one letter into today's batch, committed before its file is written."""
    batch = None
    with transaction.atomic():
        letter = (
            to_post(authority_id, on=on)
            .select_for_update(skip_locked=True, no_key=True, of=("self",))
            .select_related("authority", "batch")
            .first()
        )
        if letter is None:
            return None
        batch = letter.batch
        if batch is None or batch.on != on:
            if batch is not None:
                room.take_back(batch.folder, str(letter.delivery_key))
            batch, _ = Batch.objects.get_or_create(
                authority_id=authority_id,
                on=on,
                defaults={"folder": f"{letter.authority.slug}/{on.isoformat()}"},
            )
        Letter.objects.filter(id=letter.id).update(batch=batch, lease_until=Now() + LEASE, attempts=F("attempts") + 1)
    letter.batch = batch
    letter.attempts += 1
    return letter


def _stopped(letter: Letter) -> Gone | None:
    """What a person did to the letter while its file was being written."""
    if letter.cancelled_on or letter.held_on or letter.post_class == Letter.PostClass.HAND:
        return Gone("It was stopped on its way to the post.", is_work=False)
    return None
