"""The outbox: letters are rows, written in the step's transaction with all they say, and sent later.

A statutory paper is drafted and rendered before its step: the check page shows the very PDF that then leaves.
"""

import secrets

from cases.citations import Law, cite
from cases.models import Hearing, Matter, Prosecution, Warning
from cases.refusals import Refused
from cases.rules.bars import Bar, Citation, Confidence, MayOverride
from cases.rules.facts import Facts
from cases.services.steps import Step
from notices.models import Letter, PenaltyNotice
from notices.services.bundles import withheld
from notices.services.letters.said import Said
from notices.services.letters.snapshots import snapshot_of
from schools import references
from schools.models import Parent
from schools.terms import CalendarEnds

_RULE = Citation("Statutory papers are rendered and checked before they are issued (docs/letters.md)", Confidence.V)


def write_letter(
    step: Step,
    kind: str,
    *,
    to_parent: Parent,
    matter: Matter,
    notice: PenaltyNotice | None = None,
    prosecution: Prosecution | None = None,
    hearing: Hearing | None = None,
    hearing_at: str = "",
    post_class: Letter.PostClass = Letter.PostClass.FIRST,
) -> Letter:
    """Write a letter inside a step: frozen now, rendered and posted by the workers.

    A summons and a result at court are about a `hearing`; a summons also says at what hour.
    """
    letter = _new(step, kind, to_parent=to_parent, matter=matter, post_class=post_class)
    letter.notice, letter.prosecution = notice, prosecution
    said = Said(by=step.by, on=step.on, hearing=hearing, hearing_at=hearing_at)
    letter.snapshot = snapshot_of(letter, said)
    _refuse_to_tell(letter, matter)
    letter.released_on = step.on
    letter.save(force_insert=True)
    return letter


def draft_letter(
    step: Step,
    kind: str,
    *,
    matter: Matter,
    to_parent: Parent | None = None,
    warning: Warning | None = None,
    notice: PenaltyNotice | None = None,
    prosecution: Prosecution | None = None,
    post_class: Letter.PostClass = Letter.PostClass.FIRST,
    facts: Facts | None = None,
) -> Letter:
    """Write a statutory paper that may not leave yet; without a parent it goes to the court.

    The caller renders it with `render_letter` once this transaction has committed. `facts` are those that the step
    has read of the matter as it stands.
    """
    letter = _new(step, kind, to_parent=to_parent, matter=matter, post_class=post_class)
    letter.warning, letter.notice, letter.prosecution = warning, notice, prosecution
    try:
        letter.snapshot = snapshot_of(letter, Said(by=step.by, on=step.on, facts=facts))
    except CalendarEnds as ends:
        raise _refused("calendar_ends", ends.problem, ends.remedy) from None
    _refuse_to_tell(letter, matter)
    letter.save(force_insert=True)
    return letter


def release_letter(step: Step, letter: Letter, *, facts: Facts | None = None) -> Letter:
    """Let a rendered draft leave, inside the step that issues it; give back the locked row.

    Refused when there is no paper yet, or when it does not say what would be said today.
    """
    row = Letter.objects.select_for_update(no_key=True, of=("self",)).get(id=letter.id)
    if row.cancelled_on or row.released_on:
        raise _refused("draft_gone", "This paper was issued or dropped before.", "Open the case again.")
    if not row.sha256:
        why = row.problem or "The paper has not been made yet."
        raise _refused("draft_not_rendered", why, "Make the paper again.")
    if snapshot_of(row, Said(by=step.by, on=step.on, facts=facts)) != row.snapshot:
        text = "The facts have changed since this paper was made, so it does not say what is so today."
        raise _refused("draft_out_of_date", text, "Make the paper anew and check it.")
    row.released_on = step.on
    row.save(update_fields=["released_on"])
    return row


def cancel_letter(step: Step, letter: Letter, *, why: str) -> None:
    """Keep a letter from leaving, for good; one that has left stays as it was."""
    stopped = Letter.objects.filter(id=letter.id, posted_on__isnull=True, cancelled_on__isnull=True).update(
        cancelled_on=step.on, cancelled_why=why, lease_until=None
    )
    if stopped and letter.released_on:
        step.record("letter_not_sent", f"Letter {letter.reference} was not sent. {why}", letter=letter.reference)


def send_held(step: Step, letter: Letter) -> None:
    """Put a held letter back into the post, because a person has settled why it was held."""
    Letter.objects.filter(id=letter.id, posted_on__isnull=True, cancelled_on__isnull=True).update(
        held_on=None, held_why="", lease_until=None, next_try_at=None, attempts=0
    )
    step.record("letter_taken_up", f"Letter {letter.reference} goes to the post after all.", letter=letter.reference)


def _new(
    step: Step,
    kind: str,
    *,
    to_parent: Parent | None,
    matter: Matter,
    post_class: Letter.PostClass,
) -> Letter:
    return Letter(
        authority_id=step.case.authority_id,
        reference=references.new_reference("L", source=secrets.SystemRandom()),
        kind=kind,
        case=step.case,
        matter=matter,
        to_parent=to_parent,
        # An information names the defendant, and goes to the court.
        to_court=step.case.authority.court if to_parent is None else "",
        post_class=post_class,
        written_by=step.by,
        written_on=step.on,
    )


def _refuse_to_tell(letter: Letter, matter: Matter) -> None:
    """Stop a paper in whose words stands an address that its reader may not be told: a reason, a note."""
    if not withheld.shows_any(letter.snapshot, withheld.withheld_lines(matter)):
        return
    text = f"The paper would tell {matter.parent} an address, a telephone number or an e-mail that is kept from them."
    bar = Bar(
        "address_withheld",
        text,
        cite(Law.CHILDS_ADDRESS, letter.written_on),
        "Take it out of what you wrote.",
        "Whoever takes the step",
        MayOverride.NOBODY,
    )
    raise Refused([bar])


def _refused(code: str, text: str, remedy: str) -> Refused:
    return Refused([Bar(code, text, _RULE, remedy, "Whoever takes the step", MayOverride.NOBODY)])
