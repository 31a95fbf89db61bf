"""What the court did: listings, results by the law of the day, and what they end or take up again."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from cases.disposals import Kind
from cases.models import Case, Disposal, Hearing, HistoryBody
from cases.refusals import Forbidden, Refused
from cases.services.opening import begin_matter, open_case
from cases.services.steps import one_step
from cases.stages import How, MatterKind, Offence, ProsecutionState, SetAside, Stage
from notices.models import Letter
from notices.services.court import Ordered, enter_result
from notices.services.listing import Listing, list_hearing
from notices.services.reopening import set_aside
from tests.builders import a_parent
from tests.notices import prosecutions as walked

pytestmark = pytest.mark.django_db
NEXT = date(2004, 6, 10)
FINED = (Ordered(Kind.FINE, Decimal("80.00")), Ordered(Kind.COSTS, Decimal("35.00")))


def codes(refused):
    return [bar.code for bar in refused.value.bars]


def sentences(case):
    return list(HistoryBody.objects.filter(entry__case=case).order_by("entry__seq").values_list("text", flat=True))


def the_hearing(prosecution):
    return Hearing.objects.filter(prosecution=prosecution, result=Hearing.Result.LISTED).latest("on")


def a_result(family, prosecution, *, result=Hearing.Result.PROVED_ABSENCE, ordered=FINED, **more):
    more = {"by": family.cast.legal, "on": walked.HEARD, **more}
    return enter_result(the_hearing(prosecution), result=result, ordered=ordered, **more)


def test_a_fine_concludes_the_prosecution_the_matter_and_the_case():
    family = walked.unpaid()
    prosecution = walked.laid(family)

    a_result(family, prosecution)

    walked.refreshed(family)
    prosecution.refresh_from_db()
    assert prosecution.state == ProsecutionState.CONCLUDED
    assert (family.matter.stage, family.matter.how) == (Stage.OUTCOME, How.COURT_RESULT)
    assert (family.case.stage, family.case.how, family.case.closed_on) == (
        Stage.OUTCOME,
        How.COURT_RESULT,
        walked.HEARD,
    )
    assert list(Disposal.objects.order_by("id").values_list("kind", "amount")) == [
        ("fine", Decimal("80.00")),
        ("costs", Decimal("35.00")),
    ]
    letter = Letter.objects.get(kind="court_result")
    assert letter.to_parent == family.parent
    assert [order["amount"] for order in letter.snapshot["orders"]] == ["80.00", "35.00"]
    assert "Harbourgate Magistrates' Court, 13 May 2004: proved in absence. Fine £80; Costs £35." in sentences(
        family.case
    )


def test_a_case_kept_open_for_support_goes_back_to_monitoring():
    family = walked.unpaid()
    prosecution = walked.laid(family)

    a_result(family, prosecution, keep_open=True)

    assert walked.refreshed(family).case.stage == Stage.MONITORING


def test_another_live_matter_keeps_the_case_open():
    family = walked.unpaid()
    prosecution = walked.laid(family)
    father = a_parent(family.cast, family.pupil, name="Kit Fennimore", title="Mr")
    with one_step(family.case.id, by=family.cast.officer, on=walked.LAID) as step:
        begin_matter(step, parent=father, school=family.case.school, kind=MatterKind.ATTENDANCE)

    a_result(family, prosecution)

    assert walked.refreshed(family).case.stage == Stage.MONITORING


@pytest.mark.parametrize("result", [Hearing.Result.ADJOURNED, Hearing.Result.ADJOURNED_REPORTS])
def test_an_adjournment_lists_the_next_day_and_keeps_all_open(result):
    family = walked.unpaid()
    prosecution = walked.laid(family)

    a_result(family, prosecution, result=result, ordered=(), next_hearing=Listing(day=NEXT))

    walked.refreshed(family)
    prosecution.refresh_from_db()
    assert (prosecution.state, family.matter.stage) == (ProsecutionState.CHARGED, Stage.PROSECUTION)
    assert the_hearing(prosecution).on == NEXT
    assert Letter.objects.get(kind="court_result").snapshot["next_hearing_on"] == "2004-06-10"
    assert Letter.objects.filter(kind="summons").count() == 1


def test_a_warrant_keeps_the_prosecution_open():
    family = walked.unpaid()
    prosecution = walked.laid(family)

    a_result(family, prosecution, result=Hearing.Result.WARRANT, ordered=())

    prosecution.refresh_from_db()
    assert prosecution.state == ProsecutionState.CHARGED
    assert not Letter.objects.filter(kind="court_result").exists()


@pytest.mark.parametrize(
    ("ordered", "code"),
    [
        (Ordered(Kind.SURCHARGE, Decimal("15.00")), "order_not_then"),
        (Ordered(Kind.COMMUNITY_ORDER, detail="Twelve months"), "order_not_then"),
        (Ordered(Kind.SUSPENDED_SENTENCE_ORDER, detail="28 days"), "order_not_then"),
        (Ordered(Kind.SUSPENDED_IMPRISONMENT, detail="28 days"), "order_not_then"),
        (Ordered(Kind.FINE, Decimal("1000.01")), "fine_above_level"),
    ],
)
def test_no_order_that_the_court_could_not_make_on_that_day_is_entered(ordered, code):
    family = walked.unpaid()
    prosecution = walked.laid(family)

    with pytest.raises(Refused) as refused:
        a_result(family, prosecution, ordered=(Ordered(Kind.FINE, Decimal("80.00")), ordered))

    assert code in codes(refused)
    assert not Disposal.objects.exists()


def test_the_most_that_level_3_allows_is_entered():
    family = walked.unpaid()
    prosecution = walked.laid(family)

    a_result(family, prosecution, ordered=(Ordered(Kind.FINE, Decimal("1000.00")),))

    assert Disposal.objects.get().amount == Decimal("1000.00")


def test_prison_may_be_suspended_for_the_knowing_offence():
    family = walked.unpaid()
    prosecution = walked.laid(family, offence=Offence.S444_1A)
    suspended = Ordered(Kind.SUSPENDED_IMPRISONMENT, detail="28 days, suspended for twelve months")

    a_result(
        family,
        prosecution,
        result=Hearing.Result.GUILTY,
        ordered=(suspended, Ordered(Kind.PARENTING_ORDER, detail="Three months")),
        keep_open=True,
    )

    prosecution.refresh_from_db()
    assert prosecution.state == ProsecutionState.CONCLUDED


@pytest.mark.parametrize(
    "entry",
    [
        {"ordered": ()},
        {"ordered": (Ordered(Kind.COSTS, Decimal("35.00")),)},
        {"ordered": (Ordered(Kind.FINE),)},
        {"ordered": (Ordered(Kind.CONDITIONAL_DISCHARGE),)},
        {"result": Hearing.Result.DISMISSED},
        {"result": Hearing.Result.LISTED, "ordered": ()},
        {"on": date(2004, 5, 12)},
        {"next_hearing": Listing(day=NEXT)},
    ],
)
def test_an_entry_that_does_not_hang_together_is_asked_again(entry):
    family = walked.unpaid()
    prosecution = walked.laid(family)

    with pytest.raises(ValidationError):
        a_result(family, prosecution, **entry)


@pytest.mark.parametrize("result", [Hearing.Result.DISMISSED, Hearing.Result.WITHDRAWN, Hearing.Result.NO_EVIDENCE])
def test_a_case_that_was_not_proved_ends_without_an_order(result):
    family = walked.unpaid()
    prosecution = walked.laid(family)

    a_result(family, prosecution, result=result, ordered=())

    prosecution.refresh_from_db()
    assert prosecution.state == ProsecutionState.CONCLUDED
    assert Letter.objects.get(kind="court_result").snapshot["orders"] == []


def test_a_result_is_entered_once_and_by_a_lawyer():
    family = walked.unpaid()
    prosecution = walked.laid(family)
    hearing = the_hearing(prosecution)

    with pytest.raises(Forbidden):
        a_result(family, prosecution, by=family.cast.officer)
    a_result(family, prosecution)
    with pytest.raises(Refused):
        enter_result(hearing, result=Hearing.Result.DISMISSED, by=family.cast.legal, on=walked.HEARD)


def test_the_first_listing_brings_the_summons_and_the_second_does_not():
    family = walked.unpaid()
    prosecution = walked.laid(family, hearing=None)
    legal = family.cast.legal

    list_hearing(prosecution, Listing(day=walked.HEARD, at=time(14, 30)), by=legal, on=walked.LAID)
    list_hearing(prosecution, Listing(day=NEXT, purpose=Hearing.Purpose.TRIAL), by=legal, on=walked.LAID)

    letter = Letter.objects.get(kind="summons")
    assert letter.snapshot["hearing_at"] == "2.30 pm"
    assert sentences(family.case)[-1] == ("Trial at Harbourgate Magistrates' Court on Thursday 10 June 2004 at 10 am.")


def test_a_statutory_declaration_takes_up_prosecution_matter_and_case():
    family = walked.unpaid()
    prosecution = walked.laid(family)
    a_result(family, prosecution)

    prosecution = set_aside(
        prosecution,
        ground=SetAside.STATUTORY_DECLARATION,
        why="The summons went to an old address.",
        by=family.cast.legal,
        on=date(2004, 6, 1),
    )

    walked.refreshed(family)
    assert prosecution.state == ProsecutionState.CHARGED
    assert (family.matter.stage, family.matter.how) == (Stage.PROSECUTION, "")
    assert (family.case.stage, family.case.closed_on) == (Stage.PROSECUTION, None)


def test_a_result_set_aside_while_another_case_is_open_moves_the_matter_there():
    family = walked.unpaid()
    prosecution = walked.laid(family)
    a_result(family, prosecution)
    other = open_case(
        family.pupil,
        school=family.case.school,
        opened_by=Case.OpenedBy.OFFICER,
        why="Absent again.",
        by=family.cast.officer,
        on=date(2004, 5, 24),
    )

    set_aside(
        prosecution, ground=SetAside.SECTION_142, why="The plea was unclear.", by=family.cast.legal, on=date(2004, 6, 1)
    )

    walked.refreshed(family)
    other.refresh_from_db()
    old = Case.objects.get(reference=Case.objects.exclude(id=other.id).get().reference)
    assert family.matter.case == other
    assert (other.stage, old.stage) == (Stage.PROSECUTION, Stage.OUTCOME)
    assert sentences(old)[-1] == f"The matter goes on in case {other.reference}, which is open."
    assert sentences(other)[-1] == f"A matter that was concluded in case {old.reference} is before the court again."
