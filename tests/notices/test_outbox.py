"""The outbox: what is written, made, let go and given up."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from cases.refusals import Refused
from notices.letters import rendering as press
from notices.models import Letter
from notices.queries.outbox import MAX_ATTEMPTS, Standing, failed_letters, standing_of, to_render
from notices.services.claims import claim, try_again
from notices.services.rendering import render_due, render_letter
from notices.services.warning import draft_warning, give_warning
from tests import builders
from tests.notices.papers import MONDAY, PostRoom, a_family, a_warning, letters_waiting

pytestmark = pytest.mark.django_db


def test_a_letter_is_a_row_before_there_is_any_paper(post: PostRoom) -> None:
    letter = letters_waiting(a_family(builders.a_cast()), 1)[0]

    assert standing_of(letter) is Standing.WAITING
    assert letter.snapshot["recipient"]["name"] == "Ms Lorna Fennimore"
    assert not list(post.vault.root.rglob("*"))


def test_what_is_made_says_what_was_frozen_and_not_what_is_so_now(post: PostRoom) -> None:
    family = a_family(builders.a_cast())
    letter = letters_waiting(family, 1)[0]
    frozen = dict(letter.snapshot)
    family.pupil.forename = "Changed"
    family.pupil.save()

    render_letter(letter, vault=post.vault)

    assert letter.snapshot == frozen
    assert press.render_letter(letter.kind, frozen).sha256 == letter.sha256


def test_making_a_letter_twice_keeps_one_document(post: PostRoom) -> None:
    letter = letters_waiting(a_family(builders.a_cast()), 1)[0]
    stale = Letter.objects.get(id=letter.id)

    render_letter(letter, vault=post.vault)
    render_letter(stale, vault=post.vault)

    assert stale.sha256 == letter.sha256
    assert len([path for path in post.vault.root.rglob("*") if path.is_file()]) == 1


def test_a_draft_is_made_and_does_not_leave_until_its_step(post: PostRoom) -> None:
    cast = builders.a_cast()
    letter = draft_warning(a_family(cast).matter, by=cast.officer, on=MONDAY)

    render_due(vault=post.vault, most=10)
    post.post(cast, MONDAY)

    letter.refresh_from_db()
    assert letter.sha256 != ""
    assert standing_of(letter) is Standing.DRAFT


def test_a_warning_is_not_given_before_its_paper_is_made() -> None:
    cast = builders.a_cast()
    letter = draft_warning(a_family(cast).matter, by=cast.officer, on=MONDAY)

    with pytest.raises(Refused, match="has not been made yet"):
        give_warning(letter, reasons="Twelve half-days.", by=cast.officer, on=MONDAY)


def test_a_warning_drawn_up_yesterday_is_drawn_up_anew_before_it_is_given(post: PostRoom) -> None:
    cast = builders.a_cast()
    letter = draft_warning(a_family(cast).matter, by=cast.officer, on=MONDAY)
    render_letter(letter, vault=post.vault)

    with pytest.raises(Refused, match="does not say what is so today"):
        give_warning(letter, reasons="Twelve half-days.", by=cast.officer, on=MONDAY + timedelta(days=1))


def test_a_warning_whose_register_was_corrected_is_drawn_up_anew(post: PostRoom) -> None:
    cast = builders.a_cast()
    family = a_family(cast)
    letter = draft_warning(family.matter, by=cast.officer, on=MONDAY)
    render_letter(letter, vault=post.vault)
    builders.marks(family.pupil, {(date(2004, 1, 12), "AM"): "M"})

    with pytest.raises(Refused, match="does not say what is so today"):
        give_warning(letter, reasons="Twelve half-days.", by=cast.officer, on=MONDAY)


def test_a_warning_is_refused_where_the_terms_that_follow_are_not_entered() -> None:
    cast = builders.a_cast()
    family = a_family(cast)
    cast.authority.terms.filter(starts__gt=MONDAY).delete()
    cast.authority.terms.filter(ends__gt=date(2004, 3, 12)).update(ends=date(2004, 3, 12))

    with pytest.raises(Refused, match=r"calendar ends|calendar"):
        draft_warning(family.matter, by=cast.officer, on=MONDAY)


def test_a_letter_that_cannot_be_made_says_why_and_lets_the_others_go_on(post: PostRoom) -> None:
    family = a_family(builders.a_cast())
    bad, good = letters_waiting(family, 2)
    bad.snapshot["recipient"]["lines"] = ["Ms Lorna Fennimore"]
    bad.save()

    render_due(vault=post.vault, most=10)

    bad.refresh_from_db()
    good.refresh_from_db()
    assert "1 lines" in bad.problem
    assert bad.next_try_at is not None
    assert good.sha256 != ""


def test_after_the_last_try_a_letter_is_work_on_a_desk(post: PostRoom) -> None:
    cast = builders.a_cast()
    letter = letters_waiting(a_family(cast), 1)[0]
    letter.snapshot["recipient"]["lines"] = ["Ms Lorna Fennimore"]
    letter.save()

    for _ in range(MAX_ATTEMPTS + 2):
        Letter.objects.update(next_try_at=None)
        render_due(vault=post.vault, most=10)

    letter.refresh_from_db()
    assert letter.attempts == MAX_ATTEMPTS
    assert standing_of(letter) is Standing.FAILED
    assert list(failed_letters(cast.authority.id)) == [letter]


def test_a_letter_that_a_person_mended_is_tried_again(post: PostRoom) -> None:
    letter = letters_waiting(a_family(builders.a_cast()), 1)[0]
    Letter.objects.update(attempts=MAX_ATTEMPTS, problem="The disk was full.")
    letter.refresh_from_db()

    try_again(letter)
    render_due(vault=post.vault, most=10)

    letter.refresh_from_db()
    assert (letter.sha256 != "", letter.problem) == (True, "")


def test_a_letter_in_one_workers_hands_is_not_taken_by_another() -> None:
    letters_waiting(a_family(builders.a_cast()), 1)

    with transaction.atomic():
        first, second = claim(to_render()), claim(to_render())

    assert first is not None
    assert second is None


def test_a_try_counts_before_it_is_made_so_that_a_deadly_letter_is_given_up_too() -> None:
    letters_waiting(a_family(builders.a_cast()), 1)

    for _ in range(MAX_ATTEMPTS):
        assert claim(to_render()) is not None
        Letter.objects.update(lease_until=None)

    assert claim(to_render()) is None


def test_a_warning_that_was_given_waits_for_the_post(post: PostRoom) -> None:
    letter = a_warning(a_family(builders.a_cast()), post)

    assert standing_of(letter) is Standing.READY
