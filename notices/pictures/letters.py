"""Letters as the outbox and their own page show them, and what may be done with one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cases import permissions
from cases.permissions import Actor
from notices.letters.kinds import KINDS
from notices.models import Letter, Service
from notices.queries.letters import Outbox
from notices.queries.outbox import Standing, standing_of
from schools import references
from schools.models import Parent
from schools.queries.addresses import postal_lines
from schools.words import long_date, near_date, plain_date

KIND_OF = {
    Standing.DRAFT: "grey",
    Standing.WAITING: "note",
    Standing.READY: "note",
    Standing.POSTED: "ok",
    Standing.HELD: "danger",
    Standing.CANCELLED: "grey",
    Standing.FAILED: "danger",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One letter in a list."""

    title: str
    href: str
    to: str
    reference: str
    when: str
    says: str


@dataclass(frozen=True, slots=True)
class OutboxShown:
    """The lists of the outbox."""

    held: Sequence[Line]
    failed: Sequence[Line]
    on_their_way: Sequence[Line]
    posted: Sequence[Line]


@dataclass(frozen=True, slots=True)
class LetterShown:
    """One letter's page."""

    title: str
    standing: str
    kind: str
    trouble: str
    facts: Sequence[tuple[str, str]]
    services: Sequence[tuple[str, str, str, str]]


@dataclass(frozen=True, slots=True)
class May:
    """What whoever looks may do with a letter; the button's words, "" for what they may not."""

    send: str
    returned: bool
    again: bool
    hand: bool

    @property
    def anything(self) -> bool:
        """Say whether any of it is theirs to do."""
        return bool(self.send or self.returned or self.again or self.hand)


def title_of(letter: Letter) -> str:
    """What a page calls a letter."""
    return KINDS[letter.kind].title


def named(letter: Letter) -> str:
    """A letter with its reader, as the line over a question names it."""
    return f"{title_of(letter)} to {_to(letter)}"


def address_now(letter: Letter) -> str:
    """Where the reader would be written to today."""
    parent: Parent | None = letter.to_parent
    lines = postal_lines(parent) if parent else ()
    return ", ".join(lines) or letter.to_court or "an address that is not known"


def outbox_shown(outbox: Outbox, *, on: date) -> OutboxShown:
    """The outbox as rows: what is work for a person first."""
    return OutboxShown(
        held=[_line(letter, letter.held_on or on, letter.held_why, on) for letter in outbox.held],
        failed=[_line(letter, letter.written_on, letter.problem, on) for letter in outbox.failed],
        on_their_way=[
            _line(letter, letter.written_on, standing_of(letter).label, on) for letter in outbox.on_their_way
        ],
        posted=[_line(letter, on, letter.get_post_class_display(), on) for letter in outbox.posted],
    )


def letter_shown(letter: Letter, services: Sequence[Service], *, on: date) -> LetterShown:
    """A letter's own page: where it stands, and each attempt to serve it."""
    standing = standing_of(letter)
    lost = bool(services) and all(service.returned_on for service in services)
    facts = [
        ("To", _to(letter)),
        ("Reference", references.spaced(letter.reference)),
        ("Written", f"{long_date(letter.written_on)} by {letter.written_by.user}"),
        ("Goes", letter.get_post_class_display()),
        ("Pages", str(letter.pages or "Not made yet")),
    ]
    if letter.notice:
        facts.append(("Notice", references.spaced(letter.notice.number)))
    return LetterShown(
        title=title_of(letter),
        standing="Came back" if lost else standing.label,
        kind="danger" if lost else KIND_OF[standing],
        trouble=letter.held_why or letter.cancelled_why or letter.problem,
        facts=facts,
        services=[_served(service) for service in services],
    )


def may_do(letter: Letter, services: Sequence[Service], actor: Actor) -> May:
    """What this person may do with a letter as it stands."""
    standing = standing_of(letter)
    posts = permissions.may(permissions.Step.RECORD_RETURNED_POST, actor)
    sends = permissions.may(permissions.Step.SEND_AGAIN, actor)
    arrived = any(service.returned_on is None for service in services)
    statutory = KINDS[letter.kind].statutory
    lost = statutory and ((bool(services) and not arrived) or standing is Standing.HELD)
    by_hand = letter.post_class == Letter.PostClass.HAND or not statutory
    leaves = standing is Standing.READY
    school = letter.matter.school_id if letter.matter else letter.case.school_id
    hands = permissions.may(permissions.Step.GIVE_BY_HAND, actor, school_id=school)
    return May(
        send=_send(letter, standing) if sends or (posts and standing is Standing.FAILED) else "",
        returned=posts and arrived,
        again=sends and lost,
        hand=hands and leaves and by_hand,
    )


def _send(letter: Letter, standing: Standing) -> str:
    again = bool(letter.notice and letter.notice.issued_on) or bool(letter.warning and letter.warning.given_on)
    if standing is Standing.DRAFT and again and letter.sha256:
        return "Let it leave"
    return {Standing.HELD: "Post it after all", Standing.FAILED: "Try it again"}.get(standing, "")


def _line(letter: Letter, day: date, says: str, on: date) -> Line:
    return Line(
        title=title_of(letter),
        href=f"/letters/{letter.reference}/",
        to=_to(letter),
        reference=references.spaced(letter.reference),
        when=near_date(day, on=on),
        says=says,
    )


def _to(letter: Letter) -> str:
    return str(letter.to_parent or letter.to_school or letter.to_court)


def _served(service: Service) -> tuple[str, str, str, str]:
    came = f"Came back {plain_date(service.returned_on)}: {service.returned_why}" if service.returned_on else ""
    return (
        Letter.PostClass(service.method).label,
        plain_date(service.served_on),
        ", ".join(service.address),
        came or f"Counts as received {plain_date(service.received_on)}",
    )
