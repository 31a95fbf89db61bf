"""Two people at once, on real connections: one wins, the other is told, and the history is whole.

A third connection holds the row that both need until both wait for it, so that they truly meet.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import psycopg
import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections, transaction

from cases.models import Case, Matter, Prosecution
from cases.queries.history import problems_in
from cases.refusals import Refused, Stale
from cases.services.steps import latest_number, lock_parents_in_view
from cases.stages import ProsecutionState, Stage, WithdrawalGround
from notices.models import Allocation, Payment, PenaltyNotice, Refund, Reversal
from notices.services.allocations import allocate, reverse_payment
from notices.services.charge import complete_charge, draft_information
from notices.services.notice import draft_notice, issue_notice, paper_of
from notices.services.payments import record_payment
from notices.services.referral import refer_matter
from notices.services.rendering import render_letter
from notices.services.withdrawal import withdraw_notice
from schools.roles import Role
from tests import builders
from tests.notices import prosecutions as walked
from tests.workers import wait_for

pytestmark = [pytest.mark.usefixtures("committed_db"), pytest.mark.xdist_group("races")]
ON = walked.REFERRED
Said = dict[str, object]


@contextmanager
def held(case: Case) -> Iterator[None]:
    """Hold the parents of a case, which every step in it locks first."""
    with transaction.atomic():
        lock_parents_in_view(case.id)
        yield


@contextmanager
def held_payment(payment: Payment) -> Iterator[None]:
    with transaction.atomic():
        Payment.objects.select_for_update(no_key=True).get(id=payment.id)
        yield


def at_once(holding, **acts: Callable[[], object]) -> Said:
    """Let several people act when all of them stand before the same lock; what each was answered."""
    said: Said = {}

    def do(name: str, act: Callable[[], object]) -> None:
        try:
            said[name] = act() or "done"
        except (Refused, Stale, ValidationError) as no:
            said[name] = no
        finally:
            connections.close_all()

    threads = [threading.Thread(target=do, args=each) for each in acts.items()]
    with holding:
        for thread in threads:
            thread.start()
        wait_for(lambda: _waiting() == len(threads))
    for thread in threads:
        thread.join()
    return said


def _waiting() -> int:
    """How many connections of this database wait for a lock."""
    query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    with psycopg.connect(_address(), autocommit=True) as line:
        (number,) = line.execute(query).fetchone()  # type: ignore[misc]
    return int(number)


def _address() -> str:
    known = connection.settings_dict
    parts = {"dbname": known["NAME"], "host": known["HOST"], "port": known["PORT"], "user": known["USER"]}
    return psycopg.conninfo.make_conninfo(
        **{name: value for name, value in parts.items() if value}, password=known["PASSWORD"] or None
    )


def told(said: Said) -> list[str]:
    """Who was told no, by the name of the answer."""
    return sorted(type(answer).__name__ for answer in said.values() if isinstance(answer, Exception))


def is_whole(case: Case) -> bool:
    return problems_in(case) == [] and problems_in(case.authority) == []


def another_officer(cast: builders.Cast):
    return builders.a_member(cast.authority, Role.OFFICER, "Ossian Leaf", may_issue=True, may_withdraw=True)


def a_paper(family: walked.Family) -> PenaltyNotice:
    """A notice drawn up and made, that waits to be issued."""
    walked.warned(family)
    builders.answer_nine(family.cast, family.case, on=walked.NOTICED)
    halves = frozenset(builders.half_days_from(*walked.AFTER, family.pupil))
    notice = draft_notice(family.matter, chosen=halves, reasons="So.", by=family.cast.officer, on=walked.NOTICED)
    render_letter(paper_of(notice), vault=walked.vault())
    return notice


def test_two_officers_refer_one_matter():
    family = walked.unpaid()
    other = another_officer(family.cast)

    said = at_once(
        held(family.case),
        one=lambda: refer_matter(family.matter, reasons="So.", by=family.cast.officer, on=ON),
        two=lambda: refer_matter(family.matter, reasons="So.", by=other, on=ON),
    )

    assert told(said) == ["Refused"]
    assert Prosecution.objects.filter(matter=family.matter).count() == 1
    assert is_whole(family.case)


def test_two_who_read_the_same_page_issue_one_notice():
    family = walked.a_family()
    notice = a_paper(family)
    seen = latest_number(family.case)

    def issue() -> PenaltyNotice:
        return issue_notice(notice, by=family.cast.officer, on=walked.NOTICED, seen=seen)

    said = at_once(held(family.case), one=issue, two=issue)

    assert told(said) == ["Stale"]
    assert Case.objects.get(id=family.case.id).stage == Stage.PENALTY_NOTICE
    assert is_whole(family.case)


def test_a_double_click_that_knows_nothing_of_the_page_is_told_why():
    family = walked.a_family()
    notice = a_paper(family)

    def issue() -> PenaltyNotice:
        return issue_notice(notice, by=family.cast.officer, on=walked.NOTICED)

    said = at_once(held(family.case), one=issue, two=issue)

    assert told(said) == ["Refused"]
    assert is_whole(family.case)


def test_a_head_and_her_deputy_issue_one_notice_for_the_same_half_days() -> None:
    family = walked.a_family()
    walked.warned(family)
    builders.answer_nine(family.cast, family.case, on=walked.NOTICED)
    halves = frozenset(builders.half_days_from(*walked.AFTER, family.pupil))
    school = family.cast.school
    deputy = builders.a_member(family.cast.authority, Role.DEPUTY, "Dov Marchbank", school=school, may_issue=True)
    hands = {"head": family.cast.head, "deputy": deputy}
    drafts: dict[str, PenaltyNotice] = {}

    def draw_up(name: str) -> None:
        by = hands[name]
        drafts[name] = draft_notice(family.matter, chosen=halves, reasons="So.", by=by, on=walked.NOTICED)
        render_letter(paper_of(drafts[name]), vault=walked.vault())

    drawn = at_once(held(family.case), head=lambda: draw_up("head"), deputy=lambda: draw_up("deputy"))
    issued = at_once(
        held(family.case),
        head=lambda: issue_notice(drafts["head"], by=hands["head"], on=walked.NOTICED),
        deputy=lambda: issue_notice(drafts["deputy"], by=hands["deputy"], on=walked.NOTICED),
    )

    assert told(drawn) == []
    assert told(issued) == ["Refused"]
    assert sorted(PenaltyNotice.objects.values_list("state", flat=True)) == ["dropped", "issued"]
    assert is_whole(family.case)


def test_a_payment_and_a_referral_at_once_never_leave_a_paid_notice_before_the_court():
    family = walked.unpaid()
    notice = PenaltyNotice.objects.get(matter=family.matter)

    at_once(
        held(family.case),
        clerk=lambda: _pay(family, notice.number, Decimal("100.00")),
        officer=lambda: refer_matter(family.matter, reasons="So.", by=family.cast.officer, on=ON),
    )

    assert Matter.objects.get(id=family.matter.id).how == "paid"
    assert not _live_files(family)
    assert is_whole(family.case)


def test_a_payment_and_a_charge_at_once_never_leave_a_paid_notice_before_the_court():
    family = walked.unpaid()
    notice = PenaltyNotice.objects.get(matter=family.matter)
    ready = walked.ready(family)
    render_letter(draft_information(ready, by=family.cast.legal, on=walked.LAID), vault=walked.vault())

    at_once(
        held(family.case),
        clerk=lambda: _pay(family, notice.number, Decimal("100.00"), on=walked.LAID),
        lawyer=lambda: complete_charge(ready, by=family.cast.legal, on=walked.LAID),
    )

    assert Matter.objects.get(id=family.matter.id).how == "paid"
    assert not _live_files(family)
    assert is_whole(family.case)


def test_two_withdrawals_are_one_and_owe_the_money_back_once():
    family = walked.a_family()
    notice = walked.noticed(walked.warned(family))
    _pay(family, notice.number, Decimal("50.00"), on=date(2004, 3, 22))

    def withdraw() -> PenaltyNotice:
        why = "The marks were wrong."
        by, ground = family.cast.manager, WithdrawalGround.OUGHT_NOT
        return withdraw_notice(notice, ground=ground, why=why, by=by, on=date(2004, 3, 23))

    said = at_once(held(family.case), one=withdraw, two=withdraw)

    assert told(said) == ["Refused"]
    assert Refund.objects.filter(notice=notice).count() == 1
    assert is_whole(family.case)


@pytest.mark.parametrize("lock", ["case", "payment"])
def test_money_put_to_a_notice_while_the_bank_takes_it_back_is_never_both(lock: str):
    family = walked.a_family()
    notice = walked.noticed(walked.warned(family))
    payment = _pay(family, "no slip", Decimal("50.00"), on=date(2004, 3, 22))
    # The bank's answer needs no case while the money is put to none, so only the payment makes both wait.
    holding = held_payment(payment) if lock == "payment" else held(family.case)
    acts = {
        "clerk": lambda: allocate(
            payment, notice, amount=Decimal("50.00"), why="Hers.", by=family.cast.clerk, on=date(2004, 3, 23)
        ),
        "bank": lambda: reverse_payment(payment, reason="Unpaid.", by=family.cast.clerk, on=date(2004, 3, 23)),
    }
    if lock == "case":
        acts["bank"]()
        said = at_once(holding, clerk=acts["clerk"])
    else:
        said = at_once(holding, **acts)

    taken_back = Reversal.objects.filter(payment=payment).exists()
    put_to = Allocation.objects.filter(payment=payment, undone_on__isnull=True).exists()
    assert told(said) == ["ValidationError"]
    assert taken_back != put_to
    assert is_whole(family.case)


def test_two_clerks_put_the_same_money_to_a_notice_once():
    family = walked.a_family()
    notice = walked.noticed(walked.warned(family))
    payment = _pay(family, "no slip", Decimal("50.00"), on=date(2004, 3, 22))

    def put() -> Allocation:
        by, amount = family.cast.clerk, Decimal("50.00")
        return allocate(payment, notice, amount=amount, why="Hers.", by=by, on=date(2004, 3, 23))

    said = at_once(held(family.case), one=put, two=put)

    assert told(said) == ["ValidationError"]
    assert Allocation.objects.filter(payment=payment).count() == 1
    assert is_whole(family.case)


def _pay(family: walked.Family, reference: str, amount: Decimal, *, on: date = ON) -> Payment:
    """Money that reached the council while the notice could still be paid."""
    return record_payment(
        family.cast.authority,
        amount=amount,
        received_on=min(on, date(2004, 4, 20)),
        method=Payment.Method.CHEQUE,
        reference=reference,
        payer="",
        by=family.cast.clerk,
        on=on,
    ).payment


def _live_files(family: walked.Family) -> bool:
    over = [state for state in ProsecutionState if state.is_over]
    return Prosecution.objects.filter(matter=family.matter).exclude(state__in=over).exists()
