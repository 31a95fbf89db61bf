"""Papers that came back, go again or are handed over: what the council knows of how they reached a person."""

from datetime import date

from cases import permissions
from cases.refusals import Refused
from cases.rules.bars import Bar, Citation, Confidence, MayOverride
from cases.services.steps import Step, one_step
from notices.letters.kinds import KINDS
from notices.models import Letter, Service
from notices.services.outbox import cancel_letter, draft_letter, release_letter
from notices.services.premises import what_is_gone
from notices.services.serving import letter_name, lock_letter, run_from_receipt, serve
from schools.models import Membership
from schools.words import long_date

_SERVICE = Citation("Education Act 1996 s.572", Confidence.V2)


def record_returned_post(service: Service, *, why: str, by: Membership, on: date, seen: int | None = None) -> None:
    """Record that a letter came back: it does not count as received, and no time runs from it.

    Until it is served again or its notice withdrawn it stands as an open item. (Interpretation Act 1978 s.7)
    """
    letter = service.letter
    with one_step(letter.case_id, by=by, on=on, seen=seen) as step:
        step.require(permissions.Step.RECORD_RETURNED_POST)
        row = Service.objects.select_for_update(no_key=True).get(id=service.id)
        if row.returned_on is not None:
            raise _refused("already_returned", "That this letter came back is recorded already.", "Nothing to do.")
        row.returned_on, row.returned_why, row.returned_recorded_by = on, why, by
        row.save(update_fields=["returned_on", "returned_why", "returned_recorded_by"])
        step.record(
            "letter_returned",
            f"{letter_name(letter)}, sent on {long_date(row.served_on)}, came back: {why}. "
            "It does not count as received, and no time runs from it.",
            letter=letter.reference,
            letter_kind=letter.kind,
            why=why,
            served_on=row.served_on.isoformat(),
        )
        run_from_receipt(step, letter)


def draft_again(
    letter: Letter,
    *,
    by: Membership,
    on: date,
    post_class: Letter.PostClass = Letter.PostClass.FIRST,
    seen: int | None = None,
) -> Letter:
    """Draw a paper up anew for the same warning or notice, with the address and the days of today.

    For one that came back or was held; the caller renders it, a person checks it, `serve_again` lets it leave. What
    was sent before stays as it was. Of a notice, the officer who issued it stays the one it names.
    """
    with one_step(letter.case_id, by=by, on=on, seen=seen) as step:
        step.require(permissions.Step.SEND_AGAIN)
        before = Letter.objects.select_for_update(no_key=True, of=("self",)).get(id=letter.id)
        _require_unserved(before)
        assert before.matter_id is not None
        if not before.posted_on:
            cancel_letter(step, before, why="It was drawn up anew.")
        return draft_letter(
            step,
            before.kind,
            to_parent=before.to_parent,
            matter=step.matter(before.matter_id),
            warning=before.warning,
            notice=before.notice,
            prosecution=before.prosecution,
            post_class=post_class,
        )


def serve_again(letter: Letter, *, by: Membership, on: date, seen: int | None = None) -> Letter:
    """Let a paper that was drawn up anew leave, once a person has looked at its address."""
    with one_step(letter.case_id, by=by, on=on, seen=seen) as step:
        step.require(permissions.Step.SEND_AGAIN)
        paper = release_letter(step, letter)
        step.record(
            "letter_sent_again",
            f"{letter_name(paper)} goes to {', '.join(paper.snapshot['recipient']['lines'][1:])}, "
            "in place of the one that did not arrive.",
            letter=paper.reference,
            letter_kind=paper.kind,
            sha256=paper.sha256,
        )
    return paper


def serve_by_hand(letter: Letter, *, where: str, by: Membership, on: date, seen: int | None = None) -> Service:
    """Record that a person gave a letter into the reader's hand, or left it at their home: received that day."""
    with one_step(letter.case_id, by=by, on=on, seen=seen) as step:
        school = letter.matter.school_id if letter.matter else step.case.school_id
        step.require(permissions.Step.GIVE_BY_HAND, school_id=school)
        return hand_over(step, letter, where=where)


def hand_over(step: Step, letter: Letter, *, where: str) -> Service:
    """Record inside a step that a letter was handed over; refused when its premise has gone."""
    row = lock_letter(step, letter)
    if row.posted_on or row.cancelled_on or row.held_on or row.released_on is None or not row.sha256:
        raise _refused("not_to_be_handed", "This letter is not one that may leave now.", "Look at where it stands.")
    if row.post_class != Letter.PostClass.HAND:
        if KINDS[row.kind].statutory:
            text = "This paper says that it is posted."
            raise _refused("says_posted", text, "Draw it up anew, to be given by hand.")
        row.post_class = Letter.PostClass.HAND
    if gone := what_is_gone(row, on=step.on):
        raise _refused("premise_gone", gone.why, "Settle this, or draw the paper up anew.")
    return serve(step, row, address=[where], served_on=step.on)


def _require_unserved(letter: Letter) -> None:
    """Only what did not arrive is sent again: held before it left, or come back."""
    reached = letter.services.filter(returned_on__isnull=True).exists()
    if reached or (letter.posted_on is None and letter.held_on is None):
        raise _refused("not_returned", "This letter was not returned or held.", "Record first that it came back.")


def _refused(code: str, text: str, remedy: str) -> Refused:
    return Refused([Bar(code, text, _SERVICE, remedy, "The officer, or the notice administrator", MayOverride.NOBODY)])
