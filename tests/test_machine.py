"""Two matters side by side: by two parents, and by two periods of one.

The product of every standing of a notice, every state of a prosecution, and an open item or none is walked through the
rules, against an oracle written from the law; and every place that services can reach, by the services.
"""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from cases import rules
from cases.disposals import Kind
from cases.models import Case, EvidencePin, Hearing, Matter, Prosecution
from cases.refusals import Refused
from cases.rules.facts import Facts, OpenItem, OpenKind, StandingNotice, Withdrawn
from cases.services.opening import close_case, take_up
from cases.services.support import decide_liability
from cases.stages import How, MatterKind, ProsecutionState, Stage, WithdrawalGround, furthest
from notices.models import Payment, PenaltyNotice, Service
from notices.queries.facts.make import facts_of
from notices.services import charge, prosecution, referral
from notices.services.allocations import reverse_payment
from notices.services.court import Ordered, enter_result
from notices.services.evidence import record_representation
from notices.services.notice import draft_notice, paper_of
from notices.services.payments import record_payment
from notices.services.returned import record_returned_post
from notices.services.warning import draft_warning
from notices.services.withdrawal import withdraw_notice
from schools.models import Membership
from tests import builders
from tests.cases import facts as made
from tests.notices import prosecutions as walked

# --- The rules alone: the whole product

NOTICE = ("new", "none", "drafted", "open", "expired", "paid", "withdrawn", "returned")
FILE = (None, *ProsecutionState)
LIVE_FILES = {state for state in ProsecutionState if not state.is_over}
DAY = made.COURT_DAY
ITEM = OpenItem(kind=OpenKind.CLAIM, reference="1", text="£100.00.", owner="Nisha Farrow", due_on=None)


@dataclass(frozen=True)
class Situation:
    """Where one matter stands: its notice, its file, and whether anything about its family is undecided."""

    notice: str
    file: ProsecutionState | None
    item: bool

    @property
    def stage(self) -> Stage:
        """The stage that such a matter is at."""
        if self.file is not None:
            return Stage.PROSECUTION if self.file in LIVE_FILES else Stage.OUTCOME
        return {
            "new": Stage.NEW,
            "none": Stage.WARNING,
            "drafted": Stage.WARNING,
            "open": Stage.PENALTY_NOTICE,
            "expired": Stage.PENALTY_NOTICE,
            "returned": Stage.PENALTY_NOTICE,
        }.get(self.notice, Stage.OUTCOME)


SITUATIONS = [Situation(*each) for each in itertools.product(NOTICE, FILE, (False, True))]


def lawful(at: Situation) -> set[str]:
    """The oracle: what the law and the council's own safeguard allow in that situation.

    No proceedings while a notice may be paid, s.444A(3); none once it is paid, s.444A(4); none for what a notice was
    withdrawn for, reg 8; none on a notice that was never received, s.572; none while anything is undecided. A notice
    rests on a warning under this code, and none is given where proceedings are contemplated. A notice is withdrawn
    where no court is seised of it, and must be where it ran out and nobody prosecutes, reg 9.
    """
    steps = set()
    court = at.notice in ("new", "none", "drafted", "expired") and not at.item
    if at.stage is Stage.NEW:
        steps.add("warn")
    if at.stage is Stage.WARNING:
        steps.add("issue")
    if court and (at.stage in (Stage.NEW, Stage.WARNING, Stage.PENALTY_NOTICE) or at.file is ProsecutionState.RETURNED):
        steps.add("refer")
    if court and at.file is ProsecutionState.REFERRED:
        steps.add("authorise")
    if court and at.file is ProsecutionState.AUTHORISED:
        steps.add("charge")
    no_court = at.file in (None, ProsecutionState.DECLINED, ProsecutionState.DISCONTINUED)
    if at.notice in ("open", "expired", "paid", "returned") and no_court:
        steps.add("withdraw")
    if at.notice == "expired" and no_court:
        steps.add("must withdraw")
    return steps


GUARDS: dict[str, Callable[[Facts, date], list]] = {
    "warn": rules.bars_to_warning,
    "issue": rules.bars_to_notice,
    "refer": rules.bars_to_referral,
    "authorise": rules.bars_to_authorise,
    "charge": rules.bars_to_charge,
    "withdraw": lambda facts, on: rules.bars_to_withdraw(facts, WithdrawalGround.OUGHT_NOT, on),
    "must withdraw": lambda facts, on: rules.bars_to_withdraw(facts, WithdrawalGround.MUST_WITHDRAW, on),
}


def facts_at(at: Situation) -> Facts:
    """Facts in which nothing else stands in the way."""
    changes: dict[str, object] = {
        "stage": at.stage,
        "equality": made.answers(on=date(2004, 5, 18)),
        "prosecution": made.a_file(at.file) if at.file else None,
        "open_items": (ITEM,) if at.item else (),
        "notices__standing": _standing(at.notice),
    }
    if at.notice == "new":
        changes["warnings__current"] = None
    if at.notice == "withdrawn":
        changes["notices__withdrawn"] = Withdrawn(
            number="N4K7WXAP2",
            ground=WithdrawalGround.OUGHT_NOT,
            withdrawn_on=date(2004, 5, 4),
            reissue_approved_by="",
        )
        changes["period__sessions"] = made.marks(12, withdrawn_by="N4K7WXAP2")
    return made.some_facts(**changes)


def _standing(notice: str) -> StandingNotice | None:
    """The notice as the facts name it; a draft is none."""
    if notice not in ("open", "expired", "paid", "returned"):
        return None
    runs = notice == "open"
    lost = notice == "returned"
    return StandingNotice(
        number="N4K7WXAP2",
        issued_on=made.ON,
        received_on=None if lost else date(2004, 4, 7),
        state="void" if lost else notice,
        last_day=None if lost else date(2004, 5, 21 if runs else 19),
        proceedings_not_before=None if lost else date(2004, 5, 22 if runs else 20),
    )


@pytest.mark.parametrize("at", SITUATIONS, ids=str)
def test_each_step_is_allowed_or_refused_with_a_bar_as_the_law_has_it(at: Situation):
    bars = {step: guard(facts_at(at), DAY) for step, guard in GUARDS.items()}

    assert {step for step, found in bars.items() if not found} == lawful(at)
    assert all(bar.text and bar.remedy and bar.who for found in bars.values() for bar in found)


def test_nothing_reaches_the_charge_with_an_open_item():
    for at in SITUATIONS:
        if at.item:
            for step in ("refer", "authorise", "charge"):
                found = {bar.code for bar in GUARDS[step](facts_at(at), DAY)}
                assert OpenKind.CLAIM in found, (at, step)


def test_a_case_stands_where_the_furthest_of_two_live_matters_stands():
    places = {at.stage for at in SITUATIONS}

    for one, other in itertools.product(SITUATIONS, SITUATIONS):
        case = Case(stage=Stage.MONITORING)
        case.follow([one.stage, other.stage])

        live = [stage for stage in (one.stage, other.stage) if stage is not Stage.OUTCOME]
        assert case.stage == max([Stage.MONITORING, *live], key=list(Stage).index)
        assert case.stage != Stage.OUTCOME
    assert places == {Stage.NEW, Stage.WARNING, Stage.PENALTY_NOTICE, Stage.PROSECUTION, Stage.OUTCOME}


# --- The services on PostgreSQL: every place that they reach

TODAY = builders.TODAY
LATER = (date(2004, 4, 19), 10)
OPENED = date(2004, 1, 30)


@dataclass
class Family(walked.Family):
    """The matter that is tried, and the one beside it."""

    beside: Matter | None


def a_family(beside: str) -> Family:
    """A matter for the first two runs of absence, and beside it another parent's, or the same parent's next period."""
    cast = builders.a_cast()
    pupil = builders.a_pupil(cast)
    parent = builders.a_parent(cast, pupil)
    runs = (walked.BEFORE, walked.AFTER, LATER)
    missed = [half for first, number in runs for half in builders.half_days_from(first, number, pupil)]
    builders.a_year_of_marks(pupil, missed, until=date(2004, 5, 14))
    case = builders.a_case(cast, pupil, on=OPENED)
    matter = _taken_up(cast, case, parent, until=date(2004, 3, 31))
    family = Family(cast, pupil, parent, case, matter, None)
    if beside == "another parent":
        other = builders.a_parent(cast, pupil, name="Piers Fennimore", title="Mr")
        family.beside = _taken_up(cast, case, other, until=None)
        walked.warned(walked.Family(cast, pupil, other, case, family.beside))
    if beside == "another period":
        family.beside = _taken_up(cast, case, parent, since=date(2004, 4, 1), until=None)
    return family


def _taken_up(cast, case, parent, *, since: date | None = None, until: date | None) -> Matter:
    matter = take_up(
        case,
        parent=parent,
        kind=MatterKind.ATTENDANCE,
        period_from=since,
        period_until=until,
        by=cast.officer,
        on=OPENED,
    )
    decide_liability(
        matter, liability=Matter.Liability.LIABLE, reason="The child lives here.", by=cast.officer, on=OPENED
    )
    return Matter.objects.get(id=matter.id)


def a_draft(family: Family) -> None:
    walked.warned(family)
    builders.answer_nine(family.cast, family.case, on=TODAY)
    halves = frozenset(builders.half_days_from(*walked.AFTER, family.pupil))
    draft_notice(family.matter, chosen=halves, reasons="Nothing changed.", by=family.cast.officer, on=TODAY)


def an_open_notice(family: Family) -> None:
    walked.noticed(walked.warned(family), on=date(2004, 5, 4))


def a_paid_notice(family: Family) -> None:
    _pay(family, walked.noticed(walked.warned(family)), received_on=date(2004, 3, 29), on=date(2004, 3, 29))


def _pay(family: Family, notice: PenaltyNotice, *, received_on: date, on: date = builders.TODAY) -> Payment:
    return record_payment(
        family.cast.authority,
        amount=Decimal("50.00"),
        received_on=received_on,
        method=Payment.Method.CHEQUE,
        reference=notice.number,
        payer="L Fennimore",
        by=family.cast.clerk,
        on=on,
    ).payment


def a_withdrawn_notice(family: Family) -> None:
    _withdraw(walked.noticed(walked.warned(family)), family.cast.manager, on=date(2004, 3, 22))


def a_returned_notice(family: Family) -> None:
    notice = walked.noticed(walked.warned(family))
    sent = Service.objects.get(letter=paper_of(notice))
    record_returned_post(sent, why="gone away", by=family.cast.officer, on=date(2004, 3, 22))


def a_tested_file(family: Family) -> None:
    walked.reviewed(walked.referred(walked.unpaid(family)), by=family.cast.legal)


def a_returned_file(family: Family) -> None:
    referral.send_back(
        walked.referred(walked.unpaid(family)), why="The visit is not recorded.", by=family.cast.legal, on=TODAY
    )


def a_ready_file(family: Family) -> None:
    walked.ready(walked.unpaid(family))


def a_charge(family: Family) -> None:
    walked.laid(walked.unpaid(family))


def a_result(family: Family) -> None:
    charged = walked.laid(walked.unpaid(family))
    enter_result(
        Hearing.objects.get(prosecution=charged),
        result=Hearing.Result.GUILTY,
        ordered=[Ordered(Kind.FINE, Decimal("100.00"))],
        by=family.cast.legal,
        on=TODAY,
    )


def a_declined_file(family: Family) -> None:
    file = walked.referred(walked.unpaid(family))
    prosecution.decline(file, why="A first episode.", by=family.cast.legal, on=TODAY)


def a_discontinued_file(family: Family) -> None:
    file = walked.laid(walked.unpaid(family))
    prosecution.discontinue(file, why="The register was wrong.", by=family.cast.legal, on=TODAY)


# Where a matter is brought, where it stands then, and what may be done with it while nothing is undecided.
PLACES: dict[str, tuple[Callable[[Family], object], Stage, set[str]]] = {
    "new": (lambda family: None, Stage.NEW, {"warn", "refer"}),
    "warned": (walked.warned, Stage.WARNING, {"issue", "refer"}),
    "drafted": (a_draft, Stage.WARNING, {"issue", "refer"}),
    "open": (an_open_notice, Stage.PENALTY_NOTICE, {"withdraw"}),
    "expired": (walked.unpaid, Stage.PENALTY_NOTICE, {"refer", "withdraw"}),
    "paid": (a_paid_notice, Stage.OUTCOME, {"withdraw"}),
    "withdrawn": (a_withdrawn_notice, Stage.OUTCOME, set()),
    "returned": (a_returned_notice, Stage.PENALTY_NOTICE, {"withdraw"}),
    "referred and tested": (a_tested_file, Stage.PROSECUTION, {"authorise"}),
    "sent back": (a_returned_file, Stage.PROSECUTION, {"refer"}),
    "authorised": (a_ready_file, Stage.PROSECUTION, {"charge"}),
    "charged": (a_charge, Stage.PROSECUTION, set()),
    "concluded": (a_result, Stage.OUTCOME, set()),
    "declined": (a_declined_file, Stage.OUTCOME, set()),
    "discontinued": (a_discontinued_file, Stage.OUTCOME, {"withdraw"}),
}
TO_COURT = {"refer", "authorise", "charge"}


@pytest.mark.django_db
@pytest.mark.parametrize("beside", ["nobody", "another parent", "another period"])
@pytest.mark.parametrize("place", PLACES)
def test_the_services_offer_each_step_or_refuse_it_with_a_bar(place: str, beside: str):
    bring, stage, allowed = PLACES[place]
    family = a_family(beside)
    bring(family)
    _begin_the_other_period(family, beside, place)
    if family.matter.case.stage != Stage.OUTCOME:
        builders.answer_nine(family.cast, family.case, on=TODAY)

    assert Matter.objects.get(id=family.matter.id).stage == stage
    _assert_whole(family)
    assert taken(family) - {"close"} == allowed
    assert ("close" in taken(family)) == _nothing_stands(family)
    if _an_open_item_is_possible(family):
        _open_an_item(family)
        _assert_whole(family)
        assert taken(family) & TO_COURT == set(), "nothing goes towards court while something is undecided"


FILES = {"referred and tested": "declined", "authorised": "declined", "charged": "discontinued"}


@pytest.mark.django_db
@pytest.mark.parametrize("place", FILES)
def test_money_that_came_in_time_ends_a_file_and_once_taken_back_the_matter_may_be_referred_again(place: str):
    family = a_family("nobody")
    PLACES[place][0](family)
    builders.answer_nine(family.cast, family.case, on=TODAY)
    notice = PenaltyNotice.objects.get(matter=family.matter)

    payment = _pay(family, notice, received_on=date(2004, 4, 5))
    ended = _file(family).state
    settled = _matter(family).stage
    reverse_payment(payment, reason="Cheque returned unpaid.", by=family.cast.clerk, on=TODAY)

    _assert_whole(family)
    assert (ended, settled) == (FILES[place], Stage.OUTCOME)
    assert _matter(family).stage == Stage.PENALTY_NOTICE
    assert "refer" in taken(family)


@pytest.mark.django_db
def test_a_matter_that_stands_again_goes_on_in_the_case_that_is_open():
    family = a_family("nobody")
    notice = walked.noticed(walked.warned(family))
    payment = _pay(family, notice, received_on=date(2004, 3, 29))
    close_case(family.case, how=How.IMPROVED, reasons="So.", by=family.cast.officer, on=TODAY)
    second = builders.a_case(family.cast, family.pupil, on=TODAY)

    reverse_payment(payment, reason="Cheque returned unpaid.", by=family.cast.clerk, on=TODAY)

    matter = _matter(family)
    assert (matter.case_id, matter.stage) == (second.id, Stage.PENALTY_NOTICE)
    assert Case.objects.get(id=second.id).stage == Stage.PENALTY_NOTICE
    assert Case.objects.get(id=family.case.id).stage == Stage.OUTCOME


@pytest.mark.django_db
def test_what_was_drawn_up_is_dropped_when_the_matter_goes_to_the_lawyers():
    family = a_family("nobody")
    a_draft(family)

    assert _refer(family)

    assert PenaltyNotice.objects.get(matter=family.matter).state == "dropped"
    assert not EvidencePin.objects.filter(matter=family.matter, rests="notice", released_on__isnull=True).exists()


def taken(family: Family) -> set[str]:
    """The steps that the services take today; each is put back. Any answer but a bar is a fault."""
    found = set()
    for name, step in STEPS.items():
        with _put_back():
            if _took(step, family):
                found.add(name)
                _assert_whole(family)
    return found


def _took(step: Callable[[Family], bool], family: Family) -> bool:
    try:
        return step(family)
    except Refused as no:
        if not no.bars:
            raise AssertionError("a refusal without a reason") from no
        return False


def _warn(family: Family) -> bool:
    return bool(draft_warning(_matter(family), by=family.cast.officer, on=TODAY))


def _issue(family: Family) -> bool:
    halves = frozenset(builders.half_days_from(*walked.AFTER, family.pupil))
    return bool(draft_notice(_matter(family), chosen=halves, reasons="So.", by=family.cast.officer, on=TODAY))


def _refer(family: Family) -> bool:
    file = _file(family)
    if file is not None and file.state == ProsecutionState.RETURNED:
        return bool(referral.refer_again(file, reasons="It is there now.", by=family.cast.officer, on=TODAY))
    return bool(referral.refer_matter(_matter(family), reasons="So.", by=family.cast.officer, on=TODAY))


def _authorise(family: Family) -> bool:
    file = _file(family)
    return file is not None and bool(prosecution.authorise(file, by=family.cast.legal, on=TODAY))


def _charge(family: Family) -> bool:
    file = _file(family)
    return file is not None and bool(charge.draft_information(file, by=family.cast.legal, on=TODAY))


def _withdraw_it(family: Family) -> bool:
    notice = PenaltyNotice.objects.filter(matter=family.matter, issued_on__isnull=False).first()
    return notice is not None and bool(_withdraw(notice, family.cast.manager, on=TODAY))


def _close(family: Family) -> bool:
    how, by = How.NOT_PROCEEDED, family.cast.manager
    close_case(Case.objects.get(id=family.case.id), how=how, reasons="So.", by=by, on=TODAY)
    return True


STEPS: dict[str, Callable[[Family], bool]] = {
    "warn": _warn,
    "issue": _issue,
    "refer": _refer,
    "authorise": _authorise,
    "charge": _charge,
    "withdraw": _withdraw_it,
    "close": _close,
}


@contextmanager
def _put_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _withdraw(notice: PenaltyNotice, by: Membership, *, on: date) -> PenaltyNotice:
    return withdraw_notice(notice, ground=WithdrawalGround.OUGHT_NOT, why="The marks were wrong.", by=by, on=on)


def _matter(family: Family) -> Matter:
    return Matter.objects.select_related("case", "parent").get(id=family.matter.id)


def _file(family: Family) -> Prosecution | None:
    return Prosecution.objects.filter(matter=family.matter).order_by("id").last()


def _begin_the_other_period(family: Family, beside: str, place: str) -> None:
    """The same parent's next absence goes to the lawyers without a notice, whatever became of the first."""
    if beside != "another period":
        return
    assert family.beside is not None
    if Case.objects.get(id=family.case.id).stage != Stage.OUTCOME:
        builders.answer_nine(family.cast, family.case, on=TODAY)
    if place == "returned":
        # What came back holds every step to court against the same parent.
        with pytest.raises(Refused):
            referral.refer_matter(family.beside, reasons="Three weeks away.", by=family.cast.officer, on=TODAY)
        return
    referral.refer_matter(family.beside, reasons="Three weeks away.", by=family.cast.officer, on=TODAY)


def _an_open_item_is_possible(family: Family) -> bool:
    return family.beside is not None and Case.objects.get(id=family.case.id).stage != Stage.OUTCOME


def _open_an_item(family: Family) -> None:
    """What the parent of the matter beside it wrote is unanswered."""
    assert family.beside is not None
    record_representation(
        Matter.objects.get(id=family.beside.id),
        text="She was ill.",
        channel="phone",
        received_on=TODAY,
        by=family.cast.officer,
        on=TODAY,
    )
    items = facts_of(_matter(family), on=TODAY).open_items
    assert [item.kind for item in items if item.kind is OpenKind.REPRESENTATION]


def _nothing_stands(family: Family) -> bool:
    stages = set(Matter.objects.filter(case=family.case).values_list("stage", flat=True))
    return stages <= {Stage.NEW, Stage.OUTCOME} and Case.objects.get(id=family.case.id).stage != Stage.OUTCOME


def _assert_whole(family: Family) -> None:
    """The case is where its furthest live matter is, and at its outcome over nothing that is live."""
    case = Case.objects.get(id=family.case.id)
    stages = list(Matter.objects.filter(case=case).values_list("stage", flat=True))
    if case.stage == Stage.OUTCOME:
        assert set(stages) <= {Stage.OUTCOME}
    else:
        assert case.stage == furthest(stages)
    live = Prosecution.objects.filter(matter__case=case, state__in=LIVE_FILES)
    assert set(live.values_list("matter__stage", flat=True)) <= {Stage.PROSECUTION}
    ended = Prosecution.objects.filter(matter__case=case, matter__stage=Stage.PROSECUTION)
    for row in ended.values_list("matter", flat=True).distinct():
        assert Prosecution.objects.filter(matter=row, state__in=LIVE_FILES).count() == 1
