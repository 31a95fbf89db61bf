"""Letters as their pages show them: who may read which, and what is done with one that did not arrive."""

import re
from datetime import date

import pytest
from django.test import Client

from notices.models import Letter, PenaltyNotice, Service
from notices.queries.outbox import MAX_ATTEMPTS
from notices.services.notice import paper_of
from tests import builders
from tests.notices import prosecutions

pytestmark = pytest.mark.django_db
TODAY = date(2004, 3, 8)


@pytest.fixture
def cast() -> builders.Cast:
    return builders.a_cast(on=TODAY)


@pytest.fixture
def family(cast) -> prosecutions.Family:
    return prosecutions.warned(prosecutions.a_family(cast, until=date(2004, 3, 5)))


@pytest.fixture
def notice(family) -> PenaltyNotice:
    return prosecutions.noticed(family)


def signed_in(member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def seen_in(response) -> str:
    return re.search(r'name="seen" value="(\d+)"', response.content.decode()).group(1)


def test_who_sees_no_file_reads_what_notices_sent_and_nothing_else(cast, family, notice):
    warning = Letter.objects.get(kind="warning")
    clerk = signed_in(cast.clerk)

    assert clerk.get(f"/letters/{paper_of(notice).reference}/").status_code == 200
    assert clerk.get(f"/letters/{paper_of(notice).reference}.pdf").status_code == 200
    assert clerk.get(f"/letters/{warning.reference}/").status_code == 404
    assert clerk.get(f"/letters/{warning.reference}.pdf").status_code == 404


def test_a_letter_of_another_school_is_not_there(cast, notice):
    stranger = signed_in(cast.stranger)

    assert stranger.get(f"/letters/{paper_of(notice).reference}/").status_code == 404
    assert stranger.get(f"/letters/{paper_of(notice).reference}.pdf").status_code == 404


def test_a_letter_that_was_not_made_has_no_paper(cast, family):
    letter = Letter.objects.get(kind="warning")
    Letter.objects.filter(id=letter.id).update(posted_on=None, sha256="")

    assert signed_in(cast.officer).get(f"/letters/{letter.reference}.pdf").status_code == 404
    assert "has not been made yet" in signed_in(cast.officer).get(f"/letters/{letter.reference}/").content.decode()


def test_returned_post_is_recorded_then_sent_again_to_the_address_of_today(cast, family, notice):
    officer = signed_in(cast.officer)
    address = officer.get(f"/notices/{notice.number}/returned/")["Location"]
    said = {"seen": seen_in(officer.get(address)), "why": "Gone away"}

    assert officer.post(address, said).status_code == 302
    assert Service.objects.get(notice=notice).returned_on == TODAY
    family.parent.address1 = "5 Plover Walk"
    family.parent.save()
    anew = f"/letters/{paper_of(notice).reference}/again/"
    page = officer.get(anew)
    drawn = officer.post(anew, {"seen": seen_in(page), "post_class": "first_class"})["Location"]
    shown = officer.get(drawn)
    sent = officer.post(f"{drawn}send/", {"seen": seen_in(shown)})

    paper = paper_of(notice)
    assert "5 Plover Walk" in page.content.decode()
    assert "Let it leave" in shown.content.decode()
    assert sent.status_code == 302
    assert paper.released_on == TODAY
    assert "5 Plover Walk" in paper.snapshot["recipient"]["lines"]


def test_a_notice_that_came_back_stands_as_such_in_the_list(cast, notice):
    Service.objects.filter(notice=notice).update(returned_on=TODAY, returned_why="gone away")

    assert "Came back" in signed_in(cast.officer).get("/notices/").content.decode()


def test_the_outbox_shows_what_is_held_with_its_reason_and_lets_it_go(cast, family, notice):
    letter = Letter.objects.get(kind="penalty_notice")
    Letter.objects.filter(id=letter.id).update(posted_on=None, held_on=TODAY, held_why="The address has changed.")
    officer = signed_in(cast.officer)

    outbox = officer.get("/letters/").content.decode()
    shown = officer.get(f"/letters/{letter.reference}/")
    officer.post(f"/letters/{letter.reference}/send/", {"seen": seen_in(shown)})

    assert "The address has changed." in outbox
    assert "Post it after all" in shown.content.decode()
    letter.refresh_from_db()
    assert letter.held_on is None


def test_a_letter_that_failed_is_tried_again_by_a_person(cast, family, notice):
    letter = Letter.objects.get(kind="penalty_notice")
    Letter.objects.filter(id=letter.id).update(posted_on=None, attempts=MAX_ATTEMPTS, problem="The disk was full.")
    clerk = signed_in(cast.clerk)

    shown = clerk.get(f"/letters/{letter.reference}/")
    clerk.post(f"/letters/{letter.reference}/send/", {"seen": seen_in(shown)})

    assert "The disk was full." in shown.content.decode()
    letter.refresh_from_db()
    assert letter.attempts == 0


def test_the_head_posts_nothing(cast, notice):
    letter = paper_of(notice)
    head = signed_in(cast.head)

    assert head.get(f"/letters/{letter.reference}/").status_code == 200
    assert head.post(f"/letters/{letter.reference}/send/").status_code == 403
    assert head.get("/letters/").status_code == 403


def test_reading_sends_nothing(cast, notice):
    assert signed_in(cast.officer).get(f"/letters/{paper_of(notice).reference}/send/").status_code == 405
