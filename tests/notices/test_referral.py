"""Referring a matter to the lawyers, and what holds it."""

from datetime import date
from decimal import Decimal

import pytest

from cases.models import Decision, EvidencePin, HistoryBody, Prosecution
from cases.refusals import Forbidden, Refused, Stale
from cases.services.steps import latest_number
from cases.stages import PinFor, ProsecutionState, Stage
from notices.models import Claim, Payment, PenaltyNotice
from notices.services.allocations import allocate, reverse_payment
from notices.services.referral import choose_half_days, refer_again, refer_matter, send_back
from tests.builders import a_year_of_marks, answer_nine, half_days_from
from tests.notices import prosecutions as walked

pytestmark = pytest.mark.django_db


def codes(refused):
    return [bar.code for bar in refused.value.bars]


def sentences(case):
    return list(HistoryBody.objects.filter(entry__case=case).order_by("entry__seq").values_list("text", flat=True))


def test_an_unpaid_notice_is_referred_with_its_half_days_reasons_and_history():
    family = walked.unpaid()

    prosecution = walked.referred(family)

    walked.refreshed(family)
    assert (family.matter.stage, family.case.stage) == (Stage.PROSECUTION, Stage.PROSECUTION)
    assert prosecution.state == ProsecutionState.REFERRED
    assert EvidencePin.objects.filter(paper=prosecution.reference, rests=PinFor.CHARGE).count() == 10
    decision = Decision.objects.get(matter=family.matter, kind=Decision.Kind.REFER)
    assert (decision.reasons, decision.by, decision.on) == (
        "The notice was not paid.",
        family.cast.officer,
        walked.REFERRED,
    )
    assert sentences(family.case)[-1] == (
        "Referred for prosecution of Ms Lorna Fennimore for 10 half-days between 1 March 2004 and 5 March 2004. "
        "The notice was not paid."
    )


def test_the_day_before_the_notice_has_run_it_is_not_referred():
    family = walked.unpaid()

    with pytest.raises(Refused) as refused:
        walked.referred(family, on=date(2004, 4, 21))

    assert codes(refused) == ["standstill"]
    assert not Prosecution.objects.exists()


def test_a_head_does_not_refer():
    family = walked.unpaid()

    with pytest.raises(Forbidden):
        refer_matter(family.matter, reasons="Unpaid.", by=family.cast.head, on=walked.REFERRED)


def test_a_matter_is_not_referred_twice():
    family = walked.unpaid()
    walked.referred(family)

    with pytest.raises(Refused) as refused:
        walked.referred(walked.refreshed(family))

    assert "stage" in codes(refused)


def test_a_referral_on_old_news_is_not_made():
    family = walked.unpaid()
    read = latest_number(family.case)
    answer_nine(family.cast, family.case, on=walked.REFERRED)

    with pytest.raises(Stale):
        refer_matter(family.matter, reasons="Unpaid.", by=family.cast.officer, on=walked.REFERRED, seen=read)


def test_an_open_claim_holds_the_referral_and_names_whose_it_is():
    family = walked.unpaid()
    claim(family)

    with pytest.raises(Refused) as refused:
        walked.referred(family)

    assert codes(refused) == ["claim"]


def test_the_referrer_says_that_unclaimed_money_is_not_theirs():
    family = walked.unpaid()
    payment(family)

    with pytest.raises(Refused) as refused:
        walked.referred(family)
    prosecution = refer_matter(
        family.matter,
        reasons="Not paid.",
        orphans_answer="The payer is another family.",
        by=family.cast.officer,
        on=walked.REFERRED,
    )

    assert codes(refused) == ["orphan_payments"]
    assert prosecution.orphans_seen == "The payer is another family."
    assert "Unclaimed payments: The payer is another family." in sentences(family.case)[-1]


def test_a_matter_without_a_notice_is_referred_on_the_half_days_chosen_even_from_before_the_power():
    family = walked.a_family()
    chosen = frozenset(half_days_from(date(2004, 1, 12), 6, family.pupil))

    prosecution = refer_matter(
        family.matter,
        reasons="A notice would change nothing.",
        chosen=chosen,
        by=family.cast.officer,
        on=date(2004, 2, 16),
    )

    walked.refreshed(family)
    assert family.matter.stage == Stage.PROSECUTION
    assert (family.matter.period_from, family.matter.period_until) == (date(2004, 1, 12), date(2004, 1, 14))
    assert EvidencePin.objects.filter(paper=prosecution.reference).count() == 6


def test_the_lawyer_sends_it_back_naming_what_is_missing_and_the_officer_refers_it_again():
    family = walked.unpaid()
    prosecution = walked.referred(family)

    send_back(prosecution, why="Proof of posting is missing.", by=family.cast.legal, on=date(2004, 4, 23))
    prosecution.refresh_from_db()
    returned = prosecution.state
    prosecution = refer_again(prosecution, reasons="Proof added.", by=family.cast.officer, on=date(2004, 4, 26))

    assert returned == ProsecutionState.RETURNED
    assert prosecution.state == ProsecutionState.REFERRED
    assert sentences(family.case)[-2:] == [
        "The lawyers sent the matter back to Orla Pennant. Proof of posting is missing.",
        "Referred again for prosecution. Proof added.",
    ]


def test_an_officer_does_not_send_back_and_a_returned_file_is_not_sent_back_twice():
    family = walked.unpaid()
    prosecution = walked.referred(family)

    with pytest.raises(Forbidden):
        send_back(prosecution, why="Missing.", by=family.cast.officer, on=walked.AUTHORISED)
    send_back(prosecution, why="Missing.", by=family.cast.legal, on=walked.AUTHORISED)
    with pytest.raises(Refused) as refused:
        send_back(prosecution, why="Missing.", by=family.cast.legal, on=walked.AUTHORISED)

    assert codes(refused) == ["file_state"]


def test_the_open_evidence_guard_is_asked_again_when_a_matter_is_referred_again():
    family = walked.unpaid()
    prosecution = walked.referred(family)
    send_back(prosecution, why="Proof of posting is missing.", by=family.cast.legal, on=walked.AUTHORISED)
    claim(family)

    with pytest.raises(Refused) as refused:
        refer_again(prosecution, reasons="Proof added.", by=family.cast.officer, on=walked.LAID)

    assert codes(refused) == ["claim"]


def test_a_half_day_corrected_after_the_referral_holds_it_until_the_lawyer_takes_it_out():
    family = walked.a_family()
    chosen = frozenset(half_days_from(date(2004, 1, 12), 6, family.pupil))
    prosecution = refer_matter(
        family.matter, reasons="Repeated.", chosen=chosen, by=family.cast.officer, on=date(2004, 2, 16)
    )
    kept = chosen - {(date(2004, 1, 12), "AM")}
    a_year_of_marks(family.pupil, kept)

    prosecution = choose_half_days(
        prosecution, chosen=kept, why="Monday morning was an error.", by=family.cast.legal, on=date(2004, 2, 17)
    )

    standing = EvidencePin.objects.filter(paper=prosecution.reference, released_on__isnull=True)
    assert {(pin.on, pin.session) for pin in standing} == kept
    assert sentences(family.case)[-1].startswith("The charge is to name 5 half-days of 6.")


def test_money_that_came_in_time_ends_the_file_and_taken_back_lets_the_matter_be_referred_anew():
    family = walked.unpaid()
    first = walked.referred(family)
    notice = PenaltyNotice.objects.get(matter=family.matter)
    money = payment(family)
    allocate(
        money, notice, amount=Decimal("50.00"), why="The slip was found.", by=family.cast.clerk, on=walked.AUTHORISED
    )
    first.refresh_from_db()
    ended = first.state
    reverse_payment(money, reason="The cheque came back.", by=family.cast.clerk, on=walked.LAID)
    walked.refreshed(family)

    second = walked.referred(family, on=date(2004, 4, 27))

    assert ended == ProsecutionState.DECLINED
    assert second.state == ProsecutionState.REFERRED
    standing = EvidencePin.objects.filter(rests=PinFor.CHARGE, released_on__isnull=True)
    assert {pin.paper for pin in standing} == {second.reference}


def payment(family):
    return Payment.objects.create(
        authority=family.cast.authority,
        received_on=date(2004, 4, 1),
        amount="50.00",
        method="cheque",
        recorded_by=family.cast.clerk,
        recorded_on=date(2004, 4, 1),
    )


def claim(family):
    Claim.objects.create(
        payment=payment(family),
        parent=family.parent,
        score=80,
        why=["the sum", "the payer's name"],
        opened_on=date(2004, 4, 1),
        due_on=date(2004, 4, 8),
    )
