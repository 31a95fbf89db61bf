"""Asks the facts again before a letter leaves: whether what it says is still so, and still wanted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cases.models import Matter, Pause
from cases.receipt import by_post
from cases.rules.facts import OpenKind, Paused
from cases.stages import NoticeState, ProsecutionState, Stage
from notices.letters.kinds import KINDS
from notices.models import Letter, PenaltyNotice
from notices.queries.facts.make import facts_of
from notices.queries.facts.open_items import open_items_about
from notices.queries.standing import standings_of
from notices.services.bundles import withheld
from notices.services.letters.parts import child_of, recipient_of
from notices.services.letters.warning import time_given
from notices.tariff.standing import State
from schools.words import long_date

# Written for a moment that passes: once it has passed they are dropped, where any other letter is held for a person.
PASSING = frozenset({"reminder", "receipt"})
MONEY = frozenset({OpenKind.CLAIM, OpenKind.PAYMENT_EVIDENCE})


@dataclass(frozen=True, slots=True)
class Gone:
    """Why a letter is not to leave; `is_work` says whether a person must look at it."""

    why: str
    is_work: bool


def what_is_gone(letter: Letter, *, on: date) -> Gone | None:
    """Say what no longer holds of a letter that is about to leave; None when it may. Asked under the case's lock."""
    why = next(_reasons(letter, on), "")
    return Gone(why, is_work=letter.kind not in PASSING) if why else None


def why_no_reminder(matter: Matter, notice: PenaltyNotice, *, on: date) -> str:
    """Say why a notice is not to be reminded of; empty when a reminder is right."""
    state = standings_of([notice], on=on)[notice.id].standing.state
    if matter.stage != Stage.PENALTY_NOTICE or notice.state != NoticeState.ISSUED:
        return "The notice has ended."
    if state not in (State.OPEN, State.PART_PAID):
        return "There is nothing to pay any more."
    if any(item.kind in MONEY for item in open_items_about([matter.parent_id]).get(matter.parent_id, ())):
        return "Money or proof of payment that may be this parent's is undecided."
    if any(_covers(pause, on) for pause in _pauses(matter)):
        return "Steps against this parent are paused."
    return ""


def _reasons(letter: Letter, on: date) -> Iterator[str]:
    yield from _changed_address(letter)
    matter = letter.matter
    if matter is None:
        return
    if KINDS[letter.kind].statutory:
        yield from _statutory(letter, matter, on)
    elif letter.kind == "reminder" and letter.notice is not None:
        yield from filter(None, [why_no_reminder(matter, letter.notice, on=on)])
        yield from _sum_has_run_out(letter, on)
    elif letter.kind == "receipt" and letter.notice is not None:
        if standings_of([letter.notice], on=on)[letter.notice.id].standing.state is not State.PAID:
            yield "The payment was taken back."
    elif letter.kind == "summons":
        yield from _not_charged(letter)


def _changed_address(letter: Letter) -> Iterator[str]:
    """Both what the window shows and what the reader is told of the child's home."""
    if letter.to_parent is None:
        return
    reader = recipient_of(letter.to_parent, by_hand=letter.post_class == Letter.PostClass.HAND)
    if list(reader.lines) != letter.snapshot["recipient"]["lines"]:
        yield "The address has changed since the letter was written."
    if list(child_of(letter.case.pupil, to=letter.to_parent).address) != letter.snapshot["child"]["address"]:
        yield "What this person may be told of the child's address has changed since the letter was written."
    elif letter.matter and withheld.shows_any(letter.snapshot, withheld.withheld_lines(letter.matter)):
        yield "It shows an address that has been kept from this person since it was written."


def _statutory(letter: Letter, matter: Matter, on: date) -> Iterator[str]:
    if matter.stage == Stage.OUTCOME:
        yield f"The matter was settled: {matter.get_how_display().lower()}."
    if letter.notice is not None and letter.notice.state != NoticeState.ISSUED:
        yield f"The notice is {letter.notice.get_state_display().lower()}."
    if letter.warning is not None and (matter.stage != Stage.WARNING or letter.warning.reviewed_on):
        yield "The matter has moved on from the warning."
    yield from _not_charged(letter)
    facts = facts_of(matter, on=on)
    yield from (f"Steps are paused. {pause.reason}" for pause in facts.pauses if _covers(pause, on))
    stops = set(OpenKind) if letter.prosecution_id else {OpenKind.CHANGED_MARK}
    yield from (item.text for item in facts.open_items if item.kind in stops)
    if matter.representations.filter(answered_on__isnull=True).exists():
        yield "What the parent wrote is unanswered."
    yield from _prints_too_short_a_time(letter, on)


def _not_charged(letter: Letter) -> Iterator[str]:
    if letter.prosecution is not None and letter.prosecution.state != ProsecutionState.CHARGED:
        yield "The prosecution does not stand at charge."


def _prints_too_short_a_time(letter: Letter, on: date) -> Iterator[str]:
    """A paper posted later than it says would give less time than it promises, or than the law does."""
    received_on = by_post(on, letter.post_class).on
    if letter.kind == "penalty_notice":
        says = date.fromisoformat(letter.snapshot["service"]["received_on"])
        if received_on > says:
            yield f"It counts its time from {long_date(says)}, and posted now it is received only later."
    if letter.warning is not None:
        says = date.fromisoformat(letter.snapshot["last_day"])
        if time_given(letter.warning, received_on=received_on)[-1] > says:
            yield f"It says that its time ends on {long_date(says)}, and posted now it ends only later."


def _sum_has_run_out(letter: Letter, on: date) -> Iterator[str]:
    sums = letter.snapshot["sums"]
    if not sums or date.fromisoformat(sums[0]["last_day"]) < on:
        yield "The sum it names first can no longer be paid."


def _pauses(matter: Matter) -> list[Pause]:
    return [row for row in matter.case.pauses.all() if row.parent_id in (None, matter.parent_id)]


def _covers(pause: Pause | Paused, on: date) -> bool:
    return pause.from_day <= on and (pause.until is None or on <= pause.until)
