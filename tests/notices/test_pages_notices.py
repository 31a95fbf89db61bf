"""A notice drawn up, checked, issued, read and withdrawn in the browser, by those who may and those who may not."""

import re
from datetime import date

import pytest
from django.test import Client

from cases.models import Matter
from cases.stages import NoticeState, Stage
from notices.models import Letter, PenaltyNotice
from schools.roles import Role
from tests import builders
from tests.notices import prosecutions

pytestmark = pytest.mark.django_db
TODAY = date(2004, 3, 8)
REASONS = "Two meetings missed, and no improvement after the warning."


@pytest.fixture
def cast() -> builders.Cast:
    return builders.a_cast(on=TODAY)


@pytest.fixture
def family(cast) -> prosecutions.Family:
    """A parent who was warned, and a child who went on missing school: nothing stands in the way of a notice."""
    warned = prosecutions.warned(prosecutions.a_family(cast, until=date(2004, 3, 5)))
    builders.answer_nine(cast, warned.case, on=TODAY)
    return warned


def signed_in(member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def halves(family, number=10):
    return [f"{day.isoformat()} {half}" for day, half in builders.half_days_from(*prosecutions.AFTER, family.pupil)][
        :number
    ]


def seen_in(response) -> str:
    return re.search(r'name="seen" value="(\d+)"', response.content.decode()).group(1)


def draw_up(client: Client, family, **answers) -> PenaltyNotice:
    """Draw a notice up as a person does, and come to the page where it is checked."""
    address = f"/matters/{family.matter.reference}/notice/"
    said = {
        "seen": seen_in(client.get(address)),
        "sessions": halves(family),
        "reasons": REASONS,
        "post_class": "first_class",
    }
    response = client.post(address, {**said, **answers})
    assert response.status_code == 302, response.content.decode()
    return PenaltyNotice.objects.get(matter=family.matter, state=NoticeState.DRAFTED)


def issue(client: Client, notice: PenaltyNotice):
    """Say that one has decided, and issue."""
    address = f"/notices/{notice.number}/check/"
    return client.post(address, {"seen": seen_in(client.get(address)), "sure": "on"})


def test_every_open_half_day_is_chosen_at_first(cast, family):
    page = signed_in(cast.head).get(f"/matters/{family.matter.reference}/notice/")

    boxes = re.findall(r'value="(2004-[^"]+)"([^>]*)', page.content.decode())
    assert [value for value, rest in boxes if "checked" in rest] == halves(family)


def test_the_head_draws_up_checks_and_issues_a_notice_for_their_own_pupil(cast, family):
    head = signed_in(cast.head)

    notice = draw_up(head, family)
    check = head.get(f"/notices/{notice.number}/check/").content.decode()
    answer = issue(head, notice)
    issued = head.get(answer["Location"]).content.decode()

    paper = Letter.objects.get(notice=notice)
    assert f"/letters/{paper.reference}.pdf" in check
    assert "Complete: 11 of 11" in check
    assert "You cannot undo this" in check
    assert "Issue the notice to Ms Fennimore" in check
    assert "Penalty notice issued" in issued
    assert "Last day for £50" in issued
    notice.refresh_from_db()
    assert (notice.state, notice.issued_by) == (NoticeState.ISSUED, cast.head)
    assert Matter.objects.get(id=family.matter.id).stage == Stage.PENALTY_NOTICE


def test_the_check_page_shows_the_very_paper(cast, family):
    head = signed_in(cast.head)
    notice = draw_up(head, family)
    paper = Letter.objects.get(notice=notice)

    response = head.get(f"/letters/{paper.reference}.pdf")

    assert response["Content-Type"] == "application/pdf"
    assert response.content == prosecutions.vault().get(paper.sha256)


def test_nothing_is_issued_until_the_person_says_that_they_have_decided(cast, family):
    head = signed_in(cast.head)
    notice = draw_up(head, family)
    address = f"/notices/{notice.number}/check/"

    response = head.post(address, {"seen": seen_in(head.get(address))})

    assert response.status_code == 422
    assert "Say that you have decided this yourself" in response.content.decode()
    notice.refresh_from_db()
    assert notice.state == NoticeState.DRAFTED


def test_pressing_twice_issues_once(cast, family):
    head = signed_in(cast.head)
    notice = draw_up(head, family)
    address = f"/notices/{notice.number}/check/"
    answers = {"seen": seen_in(head.get(address)), "sure": "on"}

    first = head.post(address, answers)
    second = head.post(address, answers)

    assert first["Location"] == second["Location"] == f"/notices/{notice.number}/issued/"
    assert Letter.objects.filter(notice=notice, kind="penalty_notice").count() == 1


def test_a_stale_form_shows_what_happened_and_keeps_the_answers(cast, family):
    head = signed_in(cast.head)
    address = f"/matters/{family.matter.reference}/notice/"
    seen = seen_in(head.get(address))
    builders.answer_nine(cast, family.case, on=TODAY)

    response = head.post(
        address, {"seen": seen, "sessions": halves(family), "reasons": REASONS, "post_class": "first_class"}
    )

    assert response.status_code == 409
    assert "questions on vulnerability and equality answered" in response.content.decode()
    assert REASONS in response.content.decode()
    assert not PenaltyNotice.objects.exists()


def test_too_few_half_days_are_refused_with_every_reason_and_the_answers_kept(cast, family):
    head = signed_in(cast.head)
    address = f"/matters/{family.matter.reference}/notice/"
    seen = seen_in(head.get(address))
    builders.a_year_of_marks(
        family.pupil, builders.half_days_from(date(2004, 3, 1), 9, family.pupil), until=date(2004, 3, 5)
    )

    response = head.post(
        address, {"seen": seen, "sessions": halves(family, 9), "reasons": REASONS, "post_class": "first_class"}
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert "What would settle it" in page
    assert REASONS in page
    assert not PenaltyNotice.objects.exists()


def test_where_the_law_says_no_there_is_a_checklist_and_no_button(cast):
    unwarned = prosecutions.a_family(cast, until=date(2004, 3, 5))

    response = signed_in(cast.head).get(f"/matters/{unwarned.matter.reference}/notice/")

    page = response.content.decode()
    assert "What would settle it" in page
    assert "Draw up the notice" not in page


def test_a_head_of_another_school_finds_nothing(cast, family):
    notice = draw_up(signed_in(cast.head), family)
    stranger = signed_in(cast.stranger)

    assert stranger.get(f"/matters/{family.matter.reference}/notice/").status_code == 404
    assert stranger.get(f"/notices/{notice.number}/check/").status_code == 404
    assert stranger.get(f"/notices/{notice.number}/").status_code == 404
    assert stranger.get(f"/letters/{Letter.objects.get(notice=notice).reference}.pdf").status_code == 404


def test_a_deputy_whom_the_head_has_not_authorised_is_told_who_may(cast, family):
    deputy = builders.a_member(cast.authority, Role.DEPUTY, "Ned Underwick", school=cast.school)

    response = signed_in(deputy).get(f"/matters/{family.matter.reference}/notice/")

    assert response.status_code == 403
    assert "You may not issue a penalty notice" in response.content.decode()


def test_an_officer_issues_where_the_code_lets_them(cast, family):
    officer = signed_in(cast.officer)

    answer = issue(officer, draw_up(officer, family))

    assert answer.status_code == 302
    assert PenaltyNotice.objects.get().issued_by == cast.officer


def test_a_draft_in_anothers_name_has_no_button(cast, family):
    notice = draw_up(signed_in(cast.officer), family)

    page = signed_in(cast.head).get(f"/notices/{notice.number}/check/").content.decode()

    assert "names Orla Pennant as the officer who issues it" in page
    assert "Issue the notice to" not in page


def test_a_draft_can_be_dropped(cast, family):
    head = signed_in(cast.head)
    notice = draw_up(head, family)

    head.post(f"/notices/{notice.number}/check/", {"drop": "yes"})

    notice.refresh_from_db()
    assert notice.state == NoticeState.DROPPED
    assert Letter.objects.get(notice=notice).cancelled_on == TODAY


def test_a_notice_given_by_hand_counts_as_received_that_day(cast, family):
    head = signed_in(cast.head)
    notice = draw_up(head, family, post_class="hand")
    issued = head.get(issue(head, notice)["Location"]).content.decode()
    address = f"/letters/{Letter.objects.get(notice=notice).reference}/hand/"

    answer = head.post(address, {"seen": seen_in(head.get(address)), "where": "into her hand at the school office"})

    assert address in issued
    assert answer.status_code == 302
    assert notice.services.get().received_on == TODAY


def test_a_school_is_told_to_talk_first_to_the_officer_who_works_with_the_family(cast, family):
    address = f"/matters/{family.matter.reference}/notice/"

    assert "Orla Pennant is working with this family" in signed_in(cast.head).get(address).content.decode()
    assert "talk first" not in signed_in(cast.officer).get(address).content.decode()


def test_reading_a_page_changes_nothing(cast, family):
    head = signed_in(cast.head)
    notice = draw_up(head, family)

    for page in ("check/", "issued/", "", "withdraw/"):
        head.get(f"/notices/{notice.number}/{page}")

    notice.refresh_from_db()
    assert notice.state == NoticeState.DRAFTED


@pytest.fixture
def issued(family) -> PenaltyNotice:
    """A notice that was issued and posted."""
    return prosecutions.noticed(family)


ANSWERS = [
    ("head", "", 200),
    ("officer", "", 200),
    ("manager", "", 200),
    ("auditor", "", 200),
    ("clerk", "", 200),
    ("stranger", "", 404),
    ("legal", "", 404),
    ("head", "withdraw/", 403),
    ("stranger", "withdraw/", 403),
    ("officer", "withdraw/", 200),
    ("clerk", "withdraw/", 403),
    ("clerk", "returned/", 302),
    ("head", "returned/", 403),
    ("clerk", "check/", 403),
    ("head", "check/", 302),
    ("head", "issued/", 200),
]


def test_each_person_is_answered_as_their_role_says(cast, issued):
    answered = [
        (who, page, signed_in(getattr(cast, who)).get(f"/notices/{issued.number}/{page}").status_code)
        for who, page, _ in ANSWERS
    ]

    assert answered == ANSWERS


def test_the_office_reads_one_line_to_a_caller(cast, issued):
    contact = builders.a_member(cast.authority, Role.CONTACT, "Tessa Lindquay")

    page = signed_in(contact).get(f"/notices/{issued.number}/").content.decode()

    assert "To pay today: £50, up to Wednesday 7 April" in page
    assert "ring 01632 960001" in page
    assert "Open the case" not in page


def test_a_school_lists_its_own_registers_notices_and_another_none(cast, issued):
    own = signed_in(cast.head).get("/notices/").content.decode()
    other = signed_in(cast.stranger).get("/notices/").content.decode()

    assert issued.number in own
    assert issued.number not in other


def test_the_list_is_narrowed_by_where_a_notice_stands(cast, issued):
    officer = signed_in(cast.officer)

    assert issued.number in officer.get("/notices/?state=open").content.decode()
    assert issued.number not in officer.get("/notices/?state=paid").content.decode()
    assert officer.get("/notices/?state=nonsense&school=x&page=9").status_code == 200


def test_a_clerk_sees_no_childs_name_in_the_list(cast, issued):
    page = signed_in(cast.clerk).get("/notices/").content.decode()

    assert "Lorna Fennimore" in page
    assert "Wren" not in page


def test_an_officer_withdraws_after_checking_the_answers(cast, issued):
    officer = signed_in(cast.officer)
    address = f"/notices/{issued.number}/withdraw/"
    answers = {"seen": seen_in(officer.get(address)), "ground": "ought_not", "why": "Wren was in hospital that week."}

    check = officer.post(address, answers)
    done = officer.post(address, {**answers, "checked": "yes"})

    assert "Check before you withdraw the notice" in check.content.decode()
    assert done["Location"] == f"/notices/{issued.number}/"
    issued.refresh_from_db()
    assert issued.state == NoticeState.WITHDRAWN
    assert Letter.objects.filter(notice=issued, kind="withdrawal").exists()


def test_a_withdrawal_that_the_law_refuses_says_why_at_the_form(cast, issued):
    officer = signed_in(cast.officer)
    address = f"/notices/{issued.number}/withdraw/"
    answers = {"seen": seen_in(officer.get(address)), "ground": "must_withdraw", "why": "Nobody means to prosecute."}

    response = officer.post(address, answers)

    assert response.status_code == 409
    assert "The notice may still be paid." in response.content.decode()
    assert "Nobody means to prosecute." in response.content.decode()
