"""Money: what a notice is paid with, whose a payment could be, and what it holds until a person decides."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from cases.rules.facts import OpenKind
from cases.rules.steps import bars_to_referral
from cases.stages import How, Stage, WithdrawalGround
from notices.models import Claim, Letter, Payment
from notices.queries.facts.make import facts_of
from notices.queries.payments import balance_of
from notices.services.allocations import allocate, reverse_payment, undo_allocation
from notices.services.payments import record_payment, say_not_theirs
from notices.services.withdrawal import withdraw_notice
from tests import builders
from tests.notices.papers import Family, PostRoom, a_family, a_notice, a_warning

pytestmark = pytest.mark.django_db
POSTED = date(2004, 3, 29)
LAST_LOW = date(2004, 4, 28)
LAST_HIGH = date(2004, 5, 12)
LATER = date(2004, 5, 13)


@pytest.fixture
def cast() -> builders.Cast:
    return builders.a_cast(on=LATER)


def a_posted_notice(cast: builders.Cast, post: PostRoom, *, name: str = "Wren Fennimore"):
    family = a_family(cast, name=name)
    a_warning(family, post)
    post.post(cast, date(2004, 3, 1))
    notice = a_notice(family, post)
    post.post(cast, POSTED)
    return family, notice


def paid(cast: builders.Cast, amount: str, on: date, *, reference: str = "", payer: str = ""):
    return record_payment(
        cast.authority,
        amount=Decimal(amount),
        received_on=on,
        method=Payment.Method.CHEQUE,
        reference=reference,
        payer=payer,
        by=cast.clerk,
        on=on,
    )


def stage(family: Family) -> str:
    family.matter.refresh_from_db()
    return family.matter.stage


def test_fifty_pounds_on_the_last_day_of_the_lower_sum_discharge_the_notice(cast, post):
    family, notice = a_posted_notice(cast, post)

    done = paid(cast, "50.00", LAST_LOW, reference=notice.number)

    assert done.allocated is not None
    assert stage(family) == Stage.OUTCOME
    assert family.matter.how == How.PAID
    assert Letter.objects.filter(kind="receipt", to_parent=family.parent).count() == 1


def test_fifty_pounds_a_day_later_do_not(cast, post):
    family, notice = a_posted_notice(cast, post)

    done = paid(cast, "50.00", date(2004, 4, 29), reference=notice.number)

    assert done.allocated is None
    assert stage(family) == Stage.PENALTY_NOTICE
    assert Claim.objects.filter(parent=family.parent, closed_on__isnull=True).count() == 1


def test_a_hundred_pounds_on_the_last_day_discharge_it(cast, post):
    family, notice = a_posted_notice(cast, post)

    paid(cast, "100.00", LAST_HIGH, reference=notice.number)

    assert stage(family) == Stage.OUTCOME


def test_two_halves_in_time_add_up(cast, post):
    family, notice = a_posted_notice(cast, post)
    first = paid(cast, "25.00", date(2004, 4, 20), reference=notice.number)
    allocate(first.payment, notice, amount=Decimal("25.00"), why="Her cheque.", by=cast.clerk, on=date(2004, 4, 20))

    paid(cast, "25.00", date(2004, 4, 27), reference=notice.number)

    assert stage(family) == Stage.OUTCOME


def test_a_reference_with_one_slip_holds_the_family_until_the_clerk_decides(cast, post):
    family, notice = a_posted_notice(cast, post)
    slipped = notice.number[:-1] + ("A" if notice.number[-1] != "A" else "B")

    done = paid(cast, "50.00", date(2004, 4, 20), reference=slipped)

    facts = facts_of(family.matter, on=LATER)
    assert [item.kind for item in facts.open_items] == [OpenKind.CLAIM]
    assert "claim" in {bar.code for bar in bars_to_referral(facts, LATER)}
    say_not_theirs(done.claims[0], why="It is a neighbour's parking fine.", by=cast.clerk, on=LATER)
    assert facts_of(family.matter, on=LATER).open_items == ()


def test_the_sum_alone_holds_nobody_and_is_shown_to_the_referrer(cast, post):
    family, _ = a_posted_notice(cast, post)

    done = paid(cast, "50.00", date(2004, 4, 20), payer="K Strangeways")

    facts = facts_of(family.matter, on=LATER)
    assert list(done.claims) == []
    assert facts.open_items == ()
    assert facts.money.orphans == 1
    assert "orphan_payments" in {bar.code for bar in bars_to_referral(facts, LATER)}


def test_a_late_allocation_of_money_that_came_in_time_still_discharges(cast, post):
    family, notice = a_posted_notice(cast, post)
    done = paid(cast, "50.00", LAST_LOW, payer="L Fennimore")

    allocate(done.payment, notice, amount=Decimal("50.00"), why="She rang.", by=cast.clerk, on=LATER)

    assert stage(family) == Stage.OUTCOME


def test_more_than_is_left_cannot_be_put_to_a_notice(cast, post):
    _, notice = a_posted_notice(cast, post)
    done = paid(cast, "50.00", date(2004, 4, 20))

    with pytest.raises(ValidationError, match="Only £50 of this payment is left"):
        allocate(done.payment, notice, amount=Decimal("60.00"), why="Guess.", by=cast.clerk, on=LATER)


def test_a_cheque_that_comes_back_makes_the_matter_stand_again(cast, post):
    family, notice = a_posted_notice(cast, post)
    done = paid(cast, "50.00", date(2004, 4, 20), reference=notice.number)

    reverse_payment(done.payment, reason="Returned unpaid.", by=cast.clerk, on=date(2004, 4, 23))

    assert stage(family) == Stage.PENALTY_NOTICE


def test_money_put_to_the_wrong_notice_can_be_taken_off_again(cast, post):
    family, notice = a_posted_notice(cast, post)
    done = paid(cast, "50.00", date(2004, 4, 20), reference=notice.number)

    undo_allocation(done.allocated, why="It was her sister's.", by=cast.clerk, on=date(2004, 4, 23))

    assert stage(family) == Stage.PENALTY_NOTICE
    assert balance_of(cast.authority.id).unallocated == Decimal("50.00")


def test_a_withdrawn_notice_owes_back_what_was_paid_and_the_balance_adds_up(cast, post):
    family, notice = a_posted_notice(cast, post)
    first = paid(cast, "25.00", date(2004, 4, 20), reference=notice.number, payer="L Fennimore")
    allocate(first.payment, notice, amount=Decimal("25.00"), why="Hers.", by=cast.clerk, on=date(2004, 4, 20))

    withdraw_notice(
        notice, ground=WithdrawalGround.WRONG_PERSON, why="He had left in November.", by=cast.officer, on=LATER
    )

    balance = balance_of(cast.authority.id)
    assert balance.refunded == Decimal("25.00")
    assert balance.difference == 0
    assert Letter.objects.filter(kind="withdrawal", to_parent=family.parent).count() == 1


def test_a_payment_still_to_come_or_recorded_before_is_refused(cast):
    with pytest.raises(ValidationError, match="still to come"):
        record_payment(
            cast.authority,
            amount=Decimal("50"),
            received_on=date(2004, 5, 14),
            method=Payment.Method.CASH,
            reference="",
            payer="",
            by=cast.clerk,
            on=LATER,
        )


def signed_in(member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def test_the_clerk_records_a_payment_on_the_page_and_it_pays_the_notice(cast, post):
    family, notice = a_posted_notice(cast, post)
    answers = {
        "amount": "100.00",
        "received_on_day": "12",
        "received_on_month": "5",
        "received_on_year": "2004",
        "method": "cheque",
        "reference": f" {notice.number.lower()} ",
        "payer": "",
    }

    page = signed_in(cast.clerk).post("/payments/record/", answers, follow=True).content.decode()

    assert f"put to notice {notice.number}" in page
    assert stage(family) == Stage.OUTCOME


def test_one_payment_is_shown_beside_the_notices_it_could_be_for(cast, post):
    _, notice = a_posted_notice(cast, post)
    done = paid(cast, "60.00", date(2004, 4, 20), reference=notice.number)

    page = signed_in(cast.clerk).get(f"/payments/{done.payment.id}/").content.decode()

    assert "The notices it could be for" in page
    assert notice.number in page


@pytest.mark.parametrize(("who", "answer"), [("officer", 403), ("head", 403), ("legal", 403), ("manager", 200)])
def test_the_ledger_is_the_clerks(cast, who, answer):
    assert signed_in(getattr(cast, who)).get("/payments/").status_code == answer


def test_money_that_came_in_time_ends_a_prosecution_that_was_referred():
    from cases.models import EvidencePin, Prosecution
    from cases.stages import PinFor, ProsecutionState
    from tests.notices import prosecutions

    family = prosecutions.unpaid()
    prosecution = prosecutions.referred(family)
    notice = family.matter.notices.get()
    done = record_payment(
        family.cast.authority,
        amount=Decimal("50.00"),
        received_on=date(2004, 4, 1),
        method=Payment.Method.CHEQUE,
        reference="",
        payer="",
        by=family.cast.clerk,
        on=prosecutions.AUTHORISED,
    )

    allocate(
        done.payment, notice, amount=Decimal("50.00"), why="Found.", by=family.cast.clerk, on=prosecutions.AUTHORISED
    )

    prosecutions.refreshed(family)
    assert Prosecution.objects.get(id=prosecution.id).state == ProsecutionState.DECLINED
    assert family.matter.how == How.PAID
    standing = EvidencePin.objects.filter(matter=family.matter, rests=PinFor.CHARGE, released_on__isnull=True)
    assert not standing.exists()
