"""Papers walked up the real ladder: drafted, made, checked and given, by the services that people use."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from cases.models import Case, Matter
from cases.services.steps import one_step
from notices.delivery.print_room import PrintRoom
from notices.models import Letter, PenaltyNotice
from notices.services.notice import draft_notice, issue_notice, paper_of
from notices.services.outbox import write_letter
from notices.services.post import post_due
from notices.services.rendering import render_letter
from notices.services.warning import draft_warning, give_warning
from schools.models import Parent, Pupil
from schools.vault import Vault
from tests import builders

MONDAY = date(2004, 3, 1)


@dataclass(frozen=True)
class Family:
    """A child with a parent and an open matter."""

    cast: builders.Cast
    pupil: Pupil
    parent: Parent
    case: Case
    matter: Matter


@dataclass(frozen=True)
class PostRoom:
    """Where papers are kept and where they leave from."""

    vault: Vault
    room: PrintRoom

    def post(self, cast: builders.Cast, on: date, *, most: int = 100) -> int:
        """Post what is due on a day."""
        return post_due(by=cast.service, on=on, vault=self.vault, room=self.room, most=most)

    def folder(self, cast: builders.Cast, on: date) -> Path:
        """The day's folder in the print room."""
        return self.room.root / cast.authority.slug / on.isoformat()


def a_family(cast: builders.Cast, *, on: date = MONDAY, name: str = "Wren Fennimore") -> Family:
    """A child who missed twelve half-days in the spring term, up to the Friday before."""
    pupil = builders.a_pupil(cast, name=name)
    parent = builders.a_parent(cast, pupil, name=f"Lorna {name.split()[-1]}")
    missed = builders.half_days_from(date(2004, 1, 12), 12, pupil)
    builders.a_year_of_marks(pupil, missed, until=on - timedelta(days=3))
    case = builders.a_case(cast, pupil, on=on)
    return Family(cast, pupil, parent, case, builders.a_matter(cast, case, parent, on=on))


def a_warning(family: Family, post: PostRoom, *, on: date = MONDAY) -> Letter:
    """A warning that was drawn up, made and given, and waits for the post."""
    letter = draft_warning(family.matter, by=family.cast.officer, on=on)
    render_letter(letter, vault=post.vault)
    give_warning(letter, reasons="Twelve half-days without a reason.", by=family.cast.officer, on=on)
    letter.refresh_from_db()
    return letter


def a_notice(
    family: Family,
    post: PostRoom,
    *,
    on: date = date(2004, 3, 29),
    post_class: Letter.PostClass = Letter.PostClass.FIRST,
) -> PenaltyNotice:
    """A notice on what was missed since the warning, drawn up, made and issued; the warning's time has run."""
    since = builders.half_days_from(date(2004, 3, 8), 10, family.pupil)
    before = builders.half_days_from(date(2004, 1, 12), 12, family.pupil)
    builders.a_year_of_marks(family.pupil, [*before, *since], until=on - timedelta(days=1))
    notice = draft_notice(
        family.matter,
        chosen=frozenset(since),
        reasons="No improvement after the warning.",
        by=family.cast.officer,
        on=on,
        post_class=post_class,
    )
    render_letter(paper_of(notice), vault=post.vault)
    return issue_notice(notice, by=family.cast.officer, on=on)


def letters_waiting(family: Family, number: int, *, on: date = builders.TODAY) -> list[Letter]:
    """So many letters of one family that wait to be made and posted."""
    with one_step(family.case.id, by=family.cast.officer, on=on) as step:
        matter = step.matter(family.matter.id)
        return [write_letter(step, "first_concern", to_parent=family.parent, matter=matter) for _ in range(number)]
