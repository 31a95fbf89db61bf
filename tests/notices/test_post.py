"""The post: what leaves, what is held, and what runs from it."""

import csv
import hashlib
from datetime import date, timedelta

import pytest

from cases.models import Deadline, EvidencePin, HistoryBody, Representation, Warning
from cases.refusals import Refused
from cases.rules.facts import OpenKind
from cases.services.opening import settle_matter
from cases.services.steps import one_step
from cases.stages import How
from notices.delivery.print_room import PrintRoom
from notices.models import Batch, Letter, Service
from notices.queries.facts.make import facts_of
from notices.queries.outbox import Standing, held_letters, standing_of
from notices.services.notice import paper_of
from notices.services.rendering import render_letter
from notices.services.returned import draft_again, record_returned_post, serve_again, serve_by_hand
from tests import builders
from tests.notices.papers import MONDAY, Family, PostRoom, a_family, a_notice, a_warning, letters_waiting

pytestmark = pytest.mark.django_db


def test_a_warning_is_posted_first_class_and_its_time_runs_from_receipt(post: PostRoom) -> None:
    cast = builders.a_cast()
    letter = a_warning(a_family(cast), post)

    post.post(cast, MONDAY)

    service = Service.objects.get(letter=letter)
    warning = Warning.objects.get()
    assert (service.served_on, service.received_on) == (date(2004, 3, 1), date(2004, 3, 3))
    assert (warning.received_on, warning.ends_on) == (date(2004, 3, 3), date(2004, 3, 24))
    assert Deadline.objects.get(kind="warning_end", superseded_on=None).due_on == date(2004, 3, 24)


def test_until_it_is_posted_a_warning_has_no_receipt_and_no_end(post: PostRoom) -> None:
    a_warning(a_family(builders.a_cast()), post)

    assert Warning.objects.get().received_on is None
    assert not Deadline.objects.filter(kind="warning_end").exists()


def test_the_history_says_how_it_went_and_when_it_counts_as_received(post: PostRoom) -> None:
    cast = builders.a_cast()
    letter = a_warning(a_family(cast), post)

    post.post(cast, MONDAY)

    said = HistoryBody.objects.get(entry__kind="letter_posted").text
    assert said == (
        f"Formal warning {letter.reference}: posted first class on Monday 1 March 2004; "
        "counts as received on Wednesday 3 March 2004."
    )


def test_the_print_room_gets_the_very_bytes_and_a_line_of_where_they_go(post: PostRoom) -> None:
    cast = builders.a_cast()
    letter = a_warning(a_family(cast), post)

    post.post(cast, MONDAY)

    folder = post.folder(cast, MONDAY)
    (line,) = csv.DictReader((folder / "manifest.csv").read_text().splitlines())
    assert hashlib.sha256((folder / line["file"]).read_bytes()).hexdigest() == letter.sha256 == line["sha256"]
    assert (line["reference"], line["kind"], line["post_class"]) == (letter.reference, "warning", "first_class")
    assert [line["address1"], line["address3"], line["address4"]] == ["Ms Lorna Fennimore", "Harbourgate", "SO98 3GT"]
    assert sorted(path.name for path in folder.iterdir()) == sorted([line["file"], "manifest.csv"])


def test_no_name_of_a_person_stands_in_the_name_of_a_file(post: PostRoom) -> None:
    cast = builders.a_cast()
    letter = a_warning(a_family(cast), post)

    post.post(cast, MONDAY)

    names = [path.name for path in post.folder(cast, MONDAY).glob("*.pdf")]
    assert names == [f"{letter.delivery_key}.pdf"]


def test_nothing_leaves_on_a_saturday(post: PostRoom) -> None:
    cast = builders.a_cast()
    letter = letters_waiting(a_family(cast), 1)[0]
    render_letter(letter, vault=post.vault)

    tried = post.post(cast, date(2004, 5, 15))

    assert tried == 0
    assert standing_of(letter) is Standing.READY


def test_a_second_sweep_posts_nothing_twice(post: PostRoom) -> None:
    cast = builders.a_cast()
    a_warning(a_family(cast), post)

    post.post(cast, MONDAY)
    post.post(cast, MONDAY)
    post.post(cast, MONDAY + timedelta(days=7))

    assert Service.objects.count() == 1
    assert len(list(post.room.root.rglob("*.pdf"))) == 1


def _held(family: Family, post: PostRoom, on: date = MONDAY) -> str:
    post.post(family.cast, on)
    (letter,) = held_letters(family.cast.authority.id)
    assert not list(post.room.root.rglob("*.pdf"))
    assert not Service.objects.exists()
    return letter.held_why


def test_a_warning_is_held_when_the_address_has_changed_since(post: PostRoom) -> None:
    family = a_family(builders.a_cast())
    a_warning(family, post)
    family.parent.address1 = "1 Elsewhere Row"
    family.parent.save()

    assert _held(family, post) == "The address has changed since the letter was written."


def test_a_warning_is_held_when_the_childs_address_was_withheld_since(post: PostRoom) -> None:
    family = a_family(builders.a_cast())
    a_warning(family, post)
    family.pupil.responsibilities.update(address_withheld=True)

    assert "child's address has changed" in _held(family, post)


def test_a_warning_is_held_when_the_matter_was_settled(post: PostRoom) -> None:
    family = a_family(builders.a_cast())
    a_warning(family, post)
    with one_step(family.case.id, by=family.cast.officer, on=MONDAY) as step:
        settle_matter(step, step.matter(family.matter.id), how=How.MOVED, why="Left the city.")

    assert _held(family, post) == "The matter was settled: moved away."


def test_a_warning_is_held_when_a_mark_it_rests_on_was_changed(post: PostRoom) -> None:
    family = a_family(builders.a_cast())
    a_warning(family, post)
    pin = EvidencePin.objects.order_by("on", "session").first()
    assert pin is not None
    builders.marks(family.pupil, {(pin.on, pin.session): "M"})

    assert "is now M" in _held(family, post)


def test_a_warning_is_held_while_what_the_parent_wrote_is_unanswered(post: PostRoom) -> None:
    family = a_family(builders.a_cast())
    a_warning(family, post)
    Representation.objects.create(
        matter=family.matter,
        received_on=MONDAY,
        channel="phone",
        text="He was in hospital.",
        recorded_by=family.cast.officer,
    )

    assert _held(family, post) == "What the parent wrote is unanswered."


def test_a_warning_that_missed_its_post_is_held_since_it_prints_too_short_a_time(post: PostRoom) -> None:
    family = a_family(builders.a_cast())
    a_warning(family, post)

    assert "its time ends on Wednesday 24 March 2004" in _held(family, post, on=MONDAY + timedelta(days=1))


def test_a_notice_runs_from_the_second_working_day_after_posting(post: PostRoom) -> None:
    cast = builders.a_cast()
    family = a_family(cast)
    a_warning(family, post)
    post.post(cast, MONDAY)
    a_notice(family, post)

    post.post(cast, date(2004, 3, 29))

    standing = dict(Deadline.objects.filter(superseded_on=None).values_list("kind", "due_on"))
    assert standing["notice_low"] == date(2004, 4, 28)
    assert standing["notice_high"] == date(2004, 5, 12)
    assert standing["proceedings_from"] == date(2004, 5, 13)


def test_returned_post_stops_what_ran_from_its_receipt(post: PostRoom) -> None:
    cast = builders.a_cast()
    family = a_family(cast)
    a_warning(family, post)
    post.post(cast, MONDAY)
    notice = a_notice(family, post)
    post.post(cast, date(2004, 3, 29))

    record_returned_post(notice.services.get(), why="Gone away", by=cast.officer, on=date(2004, 4, 5))

    kinds = set(Deadline.objects.filter(superseded_on=None).values_list("kind", flat=True))
    items = facts_of(family.matter, on=date(2004, 4, 5)).open_items
    assert not kinds & {"notice_low", "notice_high", "proceedings_from"}
    assert any(kind.startswith("returned_post") for kind in kinds)
    assert [item.kind for item in items] == [OpenKind.RETURNED_POST]


def test_a_notice_served_again_runs_anew_and_keeps_its_day_of_issue(post: PostRoom) -> None:
    cast = builders.a_cast()
    family = a_family(cast)
    a_warning(family, post)
    post.post(cast, MONDAY)
    notice = a_notice(family, post)
    post.post(cast, date(2004, 3, 29))
    record_returned_post(notice.services.get(), why="Gone away", by=cast.officer, on=date(2004, 4, 5))
    family.parent.address1 = "1 Elsewhere Row"
    family.parent.save()

    again = draft_again(paper_of(notice), by=cast.officer, on=date(2004, 4, 5))
    render_letter(again, vault=post.vault)
    serve_again(again, by=cast.officer, on=date(2004, 4, 5))
    post.post(cast, date(2004, 4, 5))

    standing = dict(Deadline.objects.filter(superseded_on=None).values_list("kind", "due_on"))
    assert again.snapshot["issued_on"] == "2004-03-29"
    assert again.snapshot["recipient"]["lines"][1] == "1 Elsewhere Row"
    assert standing["notice_low"] == date(2004, 5, 5)
    assert not any(kind.startswith("returned_post") for kind in standing)
    assert facts_of(family.matter, on=date(2004, 4, 6)).open_items == ()


def test_a_letter_that_arrived_is_not_sent_again(post: PostRoom) -> None:
    cast = builders.a_cast()
    letter = a_warning(a_family(cast), post)
    post.post(cast, MONDAY)

    with pytest.raises(Refused, match="not returned or held"):
        draft_again(letter, by=cast.officer, on=MONDAY + timedelta(days=1))


def test_a_notice_given_by_hand_is_received_that_day(post: PostRoom) -> None:
    cast = builders.a_cast()
    family = a_family(cast)
    a_warning(family, post)
    post.post(cast, MONDAY)
    notice = a_notice(family, post, post_class=Letter.PostClass.HAND)
    post.post(cast, date(2004, 3, 29))

    service = serve_by_hand(paper_of(notice), where="At home, to her", by=cast.officer, on=date(2004, 3, 29))

    assert service.received_on == date(2004, 3, 29)
    assert Deadline.objects.get(kind="notice_low", superseded_on=None).due_on == date(2004, 4, 26)
    assert not (post.folder(cast, date(2004, 3, 29)) / f"{paper_of(notice).delivery_key}.pdf").exists()


def test_a_paper_that_says_it_is_posted_is_not_handed_over(post: PostRoom) -> None:
    cast = builders.a_cast()
    letter = a_warning(a_family(cast), post)

    with pytest.raises(Refused, match="says that it is posted"):
        serve_by_hand(letter, where="At home", by=cast.officer, on=MONDAY)


def test_a_fault_of_the_disk_leaves_the_letter_to_be_tried_again(
    post: PostRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = builders.a_cast()
    letter = letters_waiting(a_family(cast), 1)[0]
    render_letter(letter, vault=post.vault)
    monkeypatch.setattr(PrintRoom, "place", _fail)
    post.post(cast, builders.TODAY)
    letter.refresh_from_db()

    assert (letter.posted_on, letter.problem, letter.attempts) == (None, "The disk is full.", 1)
    assert letter.next_try_at is not None
    assert not Service.objects.exists()


def test_a_letter_placed_by_a_killed_worker_is_posted_once_by_the_next(
    post: PostRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = builders.a_cast()
    letter = letters_waiting(a_family(cast), 1)[0]
    render_letter(letter, vault=post.vault)
    with monkeypatch.context() as killed:
        killed.setattr(PrintRoom, "place", _place_and_fail)
        post.post(cast, builders.TODAY)
    assert len(list(post.room.root.rglob("*.pdf"))) == 1
    Letter.objects.update(next_try_at=None)

    post.post(cast, builders.TODAY)

    assert len(list(post.room.root.rglob("*.pdf"))) == 1
    assert Service.objects.count() == 1


def test_a_letter_placed_by_a_killed_worker_moves_to_the_day_on_which_it_leaves(
    post: PostRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = builders.a_cast()
    letter = letters_waiting(a_family(cast), 1)[0]
    render_letter(letter, vault=post.vault)
    with monkeypatch.context() as killed:
        killed.setattr(PrintRoom, "place", _place_and_fail)
        post.post(cast, builders.TODAY)
    Letter.objects.update(next_try_at=None)

    post.post(cast, date(2004, 5, 17))

    (left,) = post.room.root.rglob("*.pdf")
    assert left.parent == post.folder(cast, date(2004, 5, 17))
    assert Service.objects.get().served_on == date(2004, 5, 17)


def test_a_manifest_that_a_killed_worker_left_behind_is_written_by_the_next_sweep(post: PostRoom) -> None:
    cast = builders.a_cast()
    a_warning(a_family(cast), post)
    post.post(cast, MONDAY)
    manifest = post.folder(cast, MONDAY) / "manifest.csv"
    manifest.unlink()
    Batch.objects.update(listed=0)

    post.post(cast, MONDAY + timedelta(days=1))

    assert len(manifest.read_text().splitlines()) == 2


_place = PrintRoom.place


def _fail(*_: object) -> None:
    raise OSError("The disk is full.")


def _place_and_fail(room: PrintRoom, folder: str, delivery_key: str) -> None:
    _place(room, folder, delivery_key)
    raise OSError("The worker was killed.")
