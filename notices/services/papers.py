"""Draws a statutory paper up and makes it: the step commits first, then the PDF is made for a person to check."""

from datetime import date

from cases import permissions
from cases.models import Matter
from cases.services.steps import one_step
from notices.letters.addresses import Unpostable
from notices.letters.rendering import Incomplete
from notices.models import Letter, PenaltyNotice
from notices.queries.facts.register import Half
from notices.services import claims
from notices.services.notice import draft_notice, paper_of
from notices.services.outbox import send_held
from notices.services.rendering import render_letter
from notices.services.returned import draft_again
from notices.services.warning import draft_warning
from schools.models import Membership
from schools.vault import Vault


def draw_up_notice(
    matter: Matter,
    *,
    chosen: frozenset[Half],
    reasons: str,
    post_class: Letter.PostClass,
    by: Membership,
    on: date,
    vault: Vault,
    seen: int | None = None,
) -> PenaltyNotice:
    """Draw up a notice and make its paper; refused with every bar."""
    notice = draft_notice(matter, chosen=chosen, reasons=reasons, by=by, on=on, post_class=post_class, seen=seen)
    make_paper(paper_of(notice), vault=vault)
    return notice


def draw_up_warning(matter: Matter, *, by: Membership, on: date, vault: Vault, seen: int | None = None) -> Letter:
    """Draw up a warning and make its paper; refused with every bar."""
    letter = draft_warning(matter, by=by, on=on, seen=seen)
    make_paper(letter, vault=vault)
    return letter


def draw_up_again(
    letter: Letter,
    *,
    post_class: Letter.PostClass,
    by: Membership,
    on: date,
    vault: Vault,
    seen: int | None = None,
) -> Letter:
    """Draw up anew a paper that did not arrive, and make it."""
    again = draft_again(letter, by=by, on=on, post_class=post_class, seen=seen)
    make_paper(again, vault=vault)
    return again


def make_paper(letter: Letter, *, vault: Vault) -> None:
    """Make a drafted paper; one that cannot be made carries its problem to the page that shows it."""
    try:
        render_letter(letter, vault=vault)
    except (Incomplete, Unpostable) as problem:
        claims.rest(letter, problem=problem)


def take_up_held(letter: Letter, *, by: Membership, on: date, seen: int | None = None) -> None:
    """Put a held letter back into the post, because a person has settled why it was held."""
    with one_step(letter.case_id, by=by, on=on, seen=seen) as step:
        step.require(permissions.Step.SEND_AGAIN)
        send_held(step, letter)


def try_again(letter: Letter, *, by: Membership, on: date) -> None:
    """Put a letter that was given up before the workers once more."""
    with one_step(letter.case_id, by=by, on=on) as step:
        step.require(permissions.Step.RECORD_RETURNED_POST)
        claims.try_again(letter)
