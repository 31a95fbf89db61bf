"""What somebody in a hurry, or with bad intent, sends: each is answered with a sentence and nothing is half done."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases.models import Case, Hearing, Matter
from cases.refusals import Refused
from cases.rules.steps import bars_to_notice
from cases.services.opening import close_case, open_case, take_up
from cases.stages import How, MatterKind, NoticeState, Stage, WithdrawalGround
from notices.delivery.print_room import PrintRoom
from notices.models import Allocation, Payment, Refund, Reversal
from notices.queries.facts.make import facts_of
from notices.queries.payments import balance_of
from notices.services.notice import drop_notice
from notices.services.payments import record_payment
from notices.services.rendering import render_letter
from notices.services.warning import draft_warning, give_warning, review_warning
from notices.services.withdrawal import withdraw_notice
from schools.models import Membership
from schools.vault import Vault
from tests import builders
from tests.notices import prosecutions as walked
from tests.notices.papers import PostRoom, a_family, a_notice, a_warning

pytestmark = pytest.mark.django_db
TODAY = date(2004, 5, 13)
LONG = "x" * 100_000


@pytest.fixture
def cast() -> builders.Cast:
    return builders.a_cast(on=TODAY)


@pytest.fixture
def post(tmp_path: Path) -> PostRoom:
    """A vault and a print room of this test's own."""
    return PostRoom(Vault(tmp_path / "vault"), PrintRoom(tmp_path / "print-room"))


@pytest.fixture
def noticed(cast, post):
    """A family whose notice was posted on 29 March 2004."""
    family = a_family(cast)
    a_warning(family, post)
    post.post(cast, date(2004, 3, 1))
    notice = a_notice(family, post)
    post.post(cast, date(2004, 3, 29))
    return family, notice


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def boxes(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def a_payment(cast: builders.Cast, amount: str, *, reference: str = "", on: date = date(2004, 4, 20)) -> Payment:
    return record_payment(
        cast.authority,
        amount=Decimal(amount),
        received_on=on,
        method=Payment.Method.CHEQUE,
        reference=reference,
        payer="L Fennimore",
        by=cast.clerk,
        on=on,
    ).payment


@pytest.mark.parametrize(
    "path",
    [
        "/cases/?q=%00",
        "/cases/?stage=%00&school=%00&page=-1",
        "/cases/?page=abc",
        "/cases/?school=99999999999999999999",
        "/search/?q=%00",
        "/search/?q=Fenn%00imore",
        "/notices/?q=%00&page=-9",
        "/cases/C%00AAAAAAA/",
        "/matters/M%00AAAAAAA/warn/",
        "/notices/N%00AAAAAAA/",
        "/letters/L%00AAAAAAA/",
        "/letters/L%00AAAAAAA.pdf",
        "/pupils/%00/",
        "/attention/?school=%00",
        "/registers/?page=%00",
        "/registers/99999999999999999999999/",
        "/representations/99999999999999999999999/answer/",
        "/statistics/?month=%00",
        "/cases/😀/",
        "/search/?q=😀",
    ],
)
def test_an_address_that_nobody_could_mean_is_answered(cast, path):
    assert signed_in(cast.officer).get(path).status_code in (200, 404)


@pytest.mark.parametrize("path", ["/prosecutions/P%00/", "/bundles/B%00.pdf", "/certificates/99999999999999999999.pdf"])
def test_a_lawyers_address_that_nobody_could_mean_is_answered(cast, path):
    assert signed_in(cast.legal).get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/payments/99999999999999999999/", "/payments/1/allocate/?notice=%00", "/evidence/99999999999999999999/"]
)
def test_a_clerks_address_that_nobody_could_mean_is_answered(cast, path):
    assert signed_in(cast.clerk).get(path).status_code == 404


@pytest.mark.parametrize("amount", ["NaN", "-1", "0.001", "1e9", "Infinity", "1e-9", "", "\x00"])
def test_a_sum_that_is_no_sum_is_refused_with_a_sentence(cast, amount):
    said = {"amount": amount, **boxes("received_on", TODAY), "method": "cheque", "reference": "", "payer": ""}

    assert signed_in(cast.clerk).post("/payments/record/", said).status_code == 422


@pytest.mark.parametrize(
    "day", [("31", "2", "2004"), ("1", "1", "0"), ("1", "1", "10000"), ("1", "1", "-4"), ("1", "1", "1")]
)
def test_a_day_that_is_no_day_of_ours_is_no_server_error(cast, day):
    said = {"amount": "50", "method": "cheque", "reference": "", "payer": ""}
    said |= dict(zip(("received_on_day", "received_on_month", "received_on_year"), day, strict=True))

    assert signed_in(cast.clerk).post("/payments/record/", said).status_code in (302, 422)


def test_a_nul_in_a_text_is_refused_with_a_sentence(cast, noticed):
    family, _ = noticed
    said = {"received_on_day": "13", "received_on_month": "5", "received_on_year": "2004", "channel": "post"}

    response = signed_in(cast.officer).post(
        f"/matters/{family.matter.reference}/representation/", said | {"text": "a\x00b"}
    )

    assert response.status_code == 422


def test_a_payment_that_was_taken_back_is_not_taken_back_twice(cast, noticed):
    _, notice = noticed
    payment = a_payment(cast, "50.00", reference=notice.number)
    client = signed_in(cast.clerk)

    client.post(f"/payments/{payment.id}/reverse/", {"reason": "Cheque returned unpaid."})
    again = client.post(f"/payments/{payment.id}/reverse/", {"reason": "Cheque returned unpaid."})

    assert again.status_code == 422
    assert Reversal.objects.filter(payment=payment).count() == 1


def test_money_that_the_bank_took_back_is_not_repaid(cast, noticed):
    _, notice = noticed
    payment = a_payment(cast, "50.00", reference=notice.number)
    withdraw_notice(notice, ground=WithdrawalGround.WRONG_PERSON, why="His brother.", by=cast.manager, on=TODAY)
    owed = Refund.objects.get(payment=payment)
    other = builders.a_member(cast.authority, cast.manager.role, "Una Brackwater")

    taken = signed_in(cast.clerk).post(f"/payments/{payment.id}/reverse/", {"reason": "Cheque returned unpaid."})
    paid = signed_in(other).post(f"/refunds/{owed.id}/", {"method": "cheque 1"})

    owed.refresh_from_db()
    assert (taken.status_code, paid.status_code) == (302, 422)
    assert owed.paid_on is None
    assert balance_of(cast.authority.id).difference == 0


def test_a_refund_that_has_left_is_not_said_to_leave_twice(cast, noticed):
    _, notice = noticed
    payment = a_payment(cast, "50.00", reference=notice.number)
    withdraw_notice(notice, ground=WithdrawalGround.WRONG_PERSON, why="His brother.", by=cast.manager, on=TODAY)
    owed = Refund.objects.get(payment=payment)
    other = signed_in(builders.a_member(cast.authority, cast.manager.role, "Una Brackwater"))

    other.post(f"/refunds/{owed.id}/", {"method": "cheque 1"})
    again = other.post(f"/refunds/{owed.id}/", {"method": "cheque 2"})

    assert again.status_code == 422
    assert Refund.objects.get(id=owed.id).method == "cheque 1"


def test_a_closed_case_takes_no_new_matter(cast):
    pupil = builders.a_pupil(cast)
    parent = builders.a_parent(cast, pupil)
    case = builders.a_case(cast, pupil)
    close_case(case, how=How.IMPROVED, reasons="Back every day.", by=cast.officer, on=TODAY)

    response = signed_in(cast.officer).post(
        f"/cases/{case.reference}/matters/new/", {"parent": parent.id, "kind": "attendance"}
    )

    assert response.status_code == 409
    assert not Matter.objects.filter(case=case).exists()


def test_a_second_warning_to_the_same_parent_is_refused_with_a_sentence(cast, post):
    family = a_family(cast)
    second = builders.a_matter(cast, family.case, family.parent)
    a_warning(family, post)

    with pytest.raises(Refused) as no:
        draft_warning(second, by=cast.officer, on=date(2004, 3, 1))

    assert [bar.code for bar in no.value.bars] == ["warned_already"]


def test_a_bounced_cheque_is_recorded_while_another_case_is_open(cast, noticed):
    family, notice = noticed
    payment = a_payment(cast, "50.00", reference=notice.number)
    close_case(Case.objects.get(id=family.case.id), how=How.IMPROVED, reasons="Back.", by=cast.officer, on=TODAY)
    open_case(
        family.pupil, school=cast.school, opened_by=Case.OpenedBy.OFFICER, why="Away again.", by=cast.officer, on=TODAY
    )

    response = signed_in(cast.clerk).post(f"/payments/{payment.id}/reverse/", {"reason": "Cheque returned unpaid."})

    assert response.status_code == 302
    assert Reversal.objects.filter(payment=payment).exists()
    family.matter.refresh_from_db()
    assert family.matter.stage == Stage.PENALTY_NOTICE
    assert family.matter.case.stage != Stage.OUTCOME


def test_a_warning_is_not_found_to_have_worked_once_a_notice_stands(cast, noticed):
    family, _ = noticed
    said = {"improved": "yes", "note": "Much better."}

    response = signed_in(cast.officer).post(f"/matters/{family.matter.reference}/review-warning/", said)

    family.matter.refresh_from_db()
    assert response.status_code in (409, 422)
    assert family.matter.stage == Stage.PENALTY_NOTICE


def test_half_days_of_a_withdrawn_notice_found_no_new_one_by_a_new_matter(cast, noticed):
    family, notice = noticed
    withdraw_notice(notice, ground=WithdrawalGround.WRONG_PERSON, why="His brother.", by=cast.manager, on=TODAY)
    matter = take_up(
        family.case,
        parent=family.parent,
        kind=MatterKind.LEAVE,
        period_from=notice.offence_from,
        period_until=notice.offence_until,
        by=cast.officer,
        on=TODAY,
    )

    bars = bars_to_notice(facts_of(matter, on=TODAY), TODAY)

    assert "withdrawn_notice" in {bar.code for bar in bars}


def test_the_practice_day_stays_within_the_days_that_a_calendar_has(cast):
    client = signed_in(cast.officer)
    said = {"day_day": "31", "day_month": "12", "day_year": "9999"}

    response = client.post("/practice/", said)

    assert response.status_code == 422


@pytest.mark.parametrize("day", [date(2004, 7, 21), date(2004, 7, 20)])
def test_an_unexplained_mark_at_the_end_of_the_entered_terms_stops_no_step(day):
    cast = builders.a_cast(on=day)
    pupil = builders.a_pupil(cast)
    builders.a_year_of_marks(pupil, [(date(2004, 7, 20), "AM")], code="N", until=day)
    parent = builders.a_parent(cast, pupil)
    case = builders.a_case(cast, pupil, on=day)
    matter = builders.a_matter(cast, case, parent, on=day)
    said = {
        "received_on_day": "20",
        "received_on_month": "7",
        "received_on_year": "2004",
        "channel": "post",
        "text": "No.",
    }

    response = signed_in(cast.officer).post(f"/matters/{matter.reference}/representation/", said)

    assert response.status_code == 302


@pytest.mark.parametrize("page", ["", "deadlines/", "attendance/", "people/"])
def test_a_matter_over_all_of_time_shows_its_pages(cast, page):
    pupil = builders.a_pupil(cast)
    parent = builders.a_parent(cast, pupil)
    builders.a_year_of_marks(pupil, builders.half_days_from(date(2004, 3, 1), 12, pupil), until=TODAY)
    case = builders.a_case(cast, pupil)
    client = signed_in(cast.officer)
    said = (
        {"parent": parent.id, "kind": "attendance"} | boxes("period_from", date.min) | boxes("period_until", date.max)
    )

    assert client.post(f"/cases/{case.reference}/matters/new/", said).status_code == 302
    assert client.get(f"/cases/{case.reference}/{page}").status_code == 200
    assert client.get(f"/matters/{Matter.objects.get(case=case).reference}/warn/").status_code == 200


def test_a_certificate_of_all_of_time_is_answered():
    file = walked.authorised()
    said = boxes("first", date.min) | boxes("last", date.max)

    response = signed_in(Membership.objects.get(id=file.authorised_by_id)).post(
        f"/prosecutions/{file.reference}/certificate/", said
    )

    assert response.status_code in (302, 422)


def test_a_result_in_more_words_than_there_is_room_for_is_refused_with_a_sentence():
    file = walked.laid()
    legal = Membership.objects.get(id=file.authorised_by_id)
    hearing = Hearing.objects.get(prosecution=file)
    said = {
        "result": "guilty",
        "fine": "on",
        "fine_amount": "100",
        "parenting_order": "on",
        "parenting_order_detail": "y" * 500,
    }

    response = signed_in(legal).post(f"/prosecutions/{file.reference}/hearings/{hearing.id}/", said)

    assert response.status_code == 422, response.status_code


def test_the_next_hearing_in_the_last_year_of_time_is_no_server_error():
    file = walked.laid()
    legal = Membership.objects.get(id=file.authorised_by_id)
    hearing = Hearing.objects.get(prosecution=file)
    said = {"result": "adjourned"} | boxes("next_day", date.max)

    response = signed_in(legal).post(f"/prosecutions/{file.reference}/hearings/{hearing.id}/", said)

    assert response.status_code in (302, 422)
    assert signed_in(legal).get(f"/prosecutions/{file.reference}/").status_code == 200


def test_a_head_whose_post_ended_yesterday_opens_nothing(cast):
    client = signed_in(cast.head)
    assert client.get("/school/").status_code == 200
    Membership.objects.filter(id=cast.head.id).update(until=TODAY - timedelta(days=1))

    assert client.get("/school/").status_code == 403


@pytest.mark.parametrize("next_", ["//evil.example", "https://evil.example/", "/\\evil.example"])
def test_signing_in_leads_to_no_other_site(cast, next_):
    cast.officer.user.set_password("a-long-password-1")
    cast.officer.user.save()
    said = {"login": cast.officer.user.username, "password": "a-long-password-1", "next": next_}

    response = Client().post("/sign-in/", said, secure=True)

    assert "evil" not in response.headers.get("Location", "")


def test_a_host_that_is_not_ours_is_refused(cast):
    assert Client().get("/sign-in/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.csv"),
        (b"upn,date,session,code\n", "heading.csv"),
        (b"upn,upn,date,session,code\nA,B,2004-05-12,AM,O\n", "twice.csv"),
        (b"\x00\x00\x00", "nul.csv"),
        (b"\x89PNG\r\n\x1a\n", "picture.png"),
        (b"PK\x03\x04garbage", "broken.xlsx"),
        (b"<xml", "broken.xml"),
        ("upn,date,session,code\nA😀,0000-00-00,XX,😀\n".encode(), "e" * 240 + ".csv"),
    ],
)
def test_a_file_that_is_no_register_is_shown_with_its_faults(cast, content, name):
    client = signed_in(cast.head)

    response = client.post("/registers/", {"file": SimpleUploadedFile(name, content)}, follow=True)

    assert response.status_code in (200, 422)
    for preview, _ in response.redirect_chain:
        assert client.post(f"{preview}commit/").status_code == 409


def test_a_notice_is_drawn_up_on_no_half_day_that_the_page_did_not_offer(cast, post):
    family = a_family(cast)
    a_warning(family, post)
    said = {"sessions": ["2004-01-12 AM", "9999-99-99 AM", "x"], "reasons": "Because.", "post_class": "first"}

    response = signed_in(cast.officer).post(f"/matters/{family.matter.reference}/notice/", said)

    assert response.status_code == 422


def test_money_is_put_only_to_a_notice_that_stands(cast, noticed):
    _, notice = noticed
    payment = a_payment(cast, "20.00")
    withdraw_notice(notice, ground=WithdrawalGround.WRONG_PERSON, why="His brother.", by=cast.manager, on=TODAY)
    said = {"notice": notice.number, "amount": "20", "why": "Her cheque."}

    response = signed_in(cast.clerk).post(f"/payments/{payment.id}/allocate/", said)

    assert response.status_code == 422
    assert not Allocation.objects.filter(payment=payment).exists()


def test_a_notice_that_was_issued_meanwhile_is_not_dropped(cast, noticed):
    _, notice = noticed

    with pytest.raises(Refused, match="issued or dropped before"):
        drop_notice(notice, by=cast.officer, on=notice.issued_on)

    notice.refresh_from_db()
    assert notice.state == NoticeState.ISSUED


def test_a_notice_is_withdrawn_once(cast, noticed):
    _, notice = noticed
    client = signed_in(cast.manager)
    said = {"ground": WithdrawalGround.WRONG_PERSON.value, "why": "His brother.", "checked": "1"}

    first = client.post(f"/notices/{notice.number}/withdraw/", said)
    second = client.post(f"/notices/{notice.number}/withdraw/", said)

    assert (first.status_code, second.status_code) == (302, 302)
    notice.refresh_from_db()
    assert notice.state == NoticeState.WITHDRAWN


def test_a_reason_of_a_hundred_thousand_letters_is_no_server_error(cast, noticed):
    family, _ = noticed
    said = {"reasons": LONG, "review_on_day": "1", "review_on_month": "1", "review_on_year": "9999"}

    assert signed_in(cast.officer).post(f"/cases/{family.case.reference}/not-to-act/", said).status_code in (302, 422)
    assert signed_in(cast.officer).get(f"/cases/{family.case.reference}/").status_code == 200


def test_a_pause_that_is_over_before_it_begins_is_refused(cast, noticed):
    family, _ = noticed
    said = {"reasons": "Bereavement."} | boxes("until", date(2004, 5, 1))

    assert signed_in(cast.officer).post(f"/cases/{family.case.reference}/pause/", said).status_code == 422


def test_nothing_is_explained_before_it_happens(cast, noticed):
    family, _ = noticed
    said = {"note": "The letter.", "interpreter": ""} | boxes("explained_on", date(2005, 1, 1))

    response = signed_in(cast.officer).post(f"/matters/{family.matter.reference}/explained/", said)

    assert response.status_code == 422


def test_a_parent_is_warned_again_for_the_year_in_which_a_warning_once_worked(cast, post):
    family = a_family(cast)
    a_warning(family, post)
    post.post(cast, date(2004, 3, 1))
    review_warning(family.matter, improved=True, note="Back every day.", by=cast.officer, on=date(2004, 4, 30))
    builders.answer_nine(cast, family.case, on=TODAY)
    second = builders.a_matter(cast, family.case, family.parent, on=TODAY)

    draft = draft_warning(second, by=cast.officer, on=TODAY)
    render_letter(draft, vault=post.vault)
    give_warning(draft, reasons="Away again.", by=cast.officer, on=TODAY)

    second.refresh_from_db()
    assert second.stage == Stage.WARNING


def test_a_school_whose_council_has_no_code_of_conduct_is_told_so(cast):
    cast.authority.policies.all().delete()

    assert signed_in(cast.head).get("/school/").status_code == 409
