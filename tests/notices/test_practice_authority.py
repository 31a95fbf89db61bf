"""The whole practice authority, loaded as a user loads it, stopped halfway once, and looked at from outside."""

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from django.core.management import call_command
from django.db import close_old_connections
from django.db.models import Sum

from cases import time_limit
from cases.models import Case, EvidencePin, HistoryEntry, Matter, Prosecution, Warning
from cases.queries.history import problems_in
from cases.stages import PinFor
from notices.models import Allocation, Letter, Payment, PenaltyNotice, Refund, Reversal, Service
from notices.practice import calendar, quotas
from notices.practice.walk.load import load
from notices.queries.standing import standings_of
from schools import grid, working_days
from schools.absence import published
from schools.codes import code_on
from schools.models import Authority, MarkChange, RegisterYear, Upn

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*:UserWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
ON = calendar.PRACTICE_DATE


class PowerCut(Exception):
    """What stops the first load."""


@pytest.fixture(scope="module")
def authority(committed_module):
    """Loads the authority; the first load is stopped in the middle of a month, and the second goes on."""

    def until_february(text: str) -> None:
        if text.startswith("February 2004"):
            raise PowerCut

    with pytest.raises(PowerCut):
        load(say=until_february, hands=2)
    load(say=lambda text: None, hands=2)
    return Authority.objects.get(slug="southampton-2003")


def by_month(days) -> tuple[int, ...]:
    months = Counter((day.year, day.month) for day in days)
    return tuple(months[month] for month in quotas.MONTHS)


def test_cases_opened_month_by_month_as_planned(authority):
    opened = list(Case.objects.values_list("opened_on", flat=True))

    assert by_month(opened) == quotas.OPENED
    assert sum(day < date(2003, 9, 1) for day in opened) == quotas.CARRIED_OVER


def test_cases_stand_where_the_plan_says_on_the_practice_date(authority):
    assert authority.practice_date == ON
    assert Counter(Case.objects.values_list("stage", flat=True)) == quotas.STAGES
    assert Counter(Case.objects.filter(stage="outcome").values_list("how", flat=True)) == quotas.OUTCOMES


@pytest.mark.parametrize(
    ("kind", "numbers"), [("first_concern", quotas.CONCERN_LETTERS), ("information", None), ("warning", None)]
)
def test_letters_left_on_the_days_of_the_plan(authority, kind, numbers):
    posted = Letter.objects.filter(kind=kind, posted_on__isnull=False).values_list("posted_on", flat=True)

    if kind == "first_concern":
        assert sum(by_month(posted)) == sum(numbers)
    elif kind == "warning":
        assert Counter(posted) == Counter(quotas.WARNINGS)
    else:
        assert by_month(posted) == quotas.LAID


def test_notices_are_those_of_the_plan_by_month_hand_and_standing(authority):
    notices = list(PenaltyNotice.objects.exclude(state="dropped").select_related("issued_by"))
    standing = standings_of([notice for notice in notices if notice.state == "issued"], on=ON)

    assert by_month([notice.issued_on for notice in notices if notice.issued_by.role == "head"]) == quotas.BY_HEADS
    assert (
        by_month([notice.issued_on for notice in notices if notice.issued_by.role == "officer"]) == quotas.BY_OFFICERS
    )
    assert by_month([notice.withdrawn_on for notice in notices if notice.withdrawn_on]) == quotas.WITHDRAWN
    states = Counter(view.standing.state.value for view in standing.values())
    # Paid 25, ten unpaid (one of them in part), one come back, the rest still to be paid.
    assert states == {"paid": 25, "expired": 9, "part_paid": 1, "void": 1, "open": 27}


def test_money_adds_up_to_the_penny(authority):
    def total(rows) -> Decimal:
        return rows.aggregate(total=Sum("amount"))["total"]

    reversed_ = total(Payment.objects.filter(reversal__isnull=False))
    allocated = total(Allocation.objects.filter(undone_on__isnull=True, payment__reversal__isnull=True))

    assert (total(Refund.objects.all()), reversed_) == (50, 50)
    assert Reversal.objects.count() == 1
    # 23 at £50, two at £100, and £25 in part; £100 of the Pemberwicks' lies there without a notice.
    assert allocated == 23 * 50 + 2 * 100 + 25
    assert total(Payment.objects.all()) == allocated + 100 + 50 + reversed_


def test_the_lawyers_files_are_those_of_the_plan(authority):
    rows = list(Prosecution.objects.all())
    this_year = [row for row in rows if row.referred_on >= date(2003, 9, 1)]

    assert by_month([row.referred_on for row in rows]) == quotas.REFERRED
    assert by_month([row.charged_on for row in rows if row.charged_on]) == quotas.LAID
    assert by_month([row.ended_on for row in rows if row.state == "concluded"]) == quotas.CONCLUDED
    states = Counter(row.state for row in this_year)
    assert (states["returned"], states["authorised"], states["referred"], states["declined"]) == (4, 3, 4, 5)


def test_the_registers_as_stored_give_the_published_figures(authority):
    rows = {}
    for phase in quotas.PUPILS:
        stored = RegisterYear.objects.filter(enrolment__school__phase=phase, year=2002).values_list("marks", flat=True)
        rows[phase] = np.frombuffer(b"".join(bytes(marks) for marks in stored), dtype=np.uint8).reshape(-1, grid.SIZE)

    found = published.figures_by_phase(rows, year=2002)

    for phase, pupils in quotas.PUPILS.items():
        figures = found[phase]
        expected = (pupils, quotas.TRUANTS[phase], quotas.HALF_DAYS[phase])
        assert (figures.pupils, figures.truants, figures.half_days) == expected


def test_every_history_verifies_and_every_step_names_a_person(authority):
    assert [case.reference for case in Case.objects.all() if problems_in(case)] == []
    assert problems_in(authority) == []
    assert not HistoryEntry.objects.filter(by__isnull=True).exists()


def test_history_runs_forward_in_every_case(authority):
    latest: dict[int, date] = {}
    for case, on in HistoryEntry.objects.filter(case__isnull=False).order_by("case", "seq").values_list("case", "on"):
        assert latest.get(case, on) <= on
        latest[case] = on


def test_no_letter_waits_failed_or_was_held(authority):
    waiting = Letter.objects.filter(posted_on__isnull=True, cancelled_on__isnull=True)

    assert not waiting.exists()
    assert not Letter.objects.exclude(problem="").exists()


def test_every_paper_left_on_a_working_day_and_counts_as_received_by_the_rule(authority):
    for service in Service.objects.all():
        expected = working_days.deemed_receipt(service.served_on, working_days.Method(service.method))
        assert service.received_on == expected
        assert working_days.is_working_day(service.served_on)


def test_every_notice_is_lawful_by_its_own_rows(authority):
    pins = defaultdict(list)
    for pin in EvidencePin.objects.filter(rests=PinFor.NOTICE):
        pins[pin.paper].append(pin)
    for notice in PenaltyNotice.objects.filter(issued_on__isnull=False).select_related("matter__leave_request"):
        rests = pins[notice.number]
        warning = Warning.objects.filter(matter=notice.matter, given_on__isnull=False).first()
        leave = notice.matter.leave_request
        assert notice.issued_on >= date(2004, 3, 8)
        assert min(pin.on for pin in rests) >= date(2004, 2, 27)
        assert (notice.offence_from, notice.offence_until) == (min(p.on for p in rests), max(p.on for p in rests))
        assert all(code_on(pin.code, pin.on).counts for pin in rests)
        assert (warning and warning.ends_on < notice.issued_on) or (leave and leave.letter_on < notice.offence_from)
        assert notice.issued_by.may_issue


def test_no_half_day_founds_two_standing_notices_to_one_parent_and_none_has_three_notices(authority):
    standing = EvidencePin.objects.filter(rests=PinFor.NOTICE, released_on__isnull=True)
    founded = Counter(standing.values_list("parent", "pupil", "on", "session"))
    noticed = Counter(PenaltyNotice.objects.filter(issued_on__isnull=False).values_list("matter__parent", flat=True))

    assert max(founded.values()) == 1
    assert max(noticed.values()) == 2


def test_every_information_was_in_time_certified_and_authorised_by_another(authority):
    for row in Prosecution.objects.filter(charged_on__isnull=False).select_related("referred_by", "authorised_by"):
        days = [pin.on for pin in EvidencePin.objects.filter(rests=PinFor.CHARGE, paper=row.reference)]
        certificate = row.certificates.get(signed_on__isnull=False)
        assert row.charged_on <= time_limit.last_day(min(days))
        assert row.evidential_met
        assert row.public_interest_met
        assert row.eso_considered_on <= row.authorised_on <= row.charged_on
        assert row.authorised_by.user_id != row.referred_by.user_id
        assert certificate.signed_by.role == "head"
        assert certificate.period_from <= min(days) <= max(days) <= certificate.period_until < certificate.signed_on


def test_nobody_was_taken_to_court_for_a_notice_that_could_still_be_paid(authority):
    for row in Prosecution.objects.all():
        notice = PenaltyNotice.objects.filter(matter=row.matter, state="issued").first()
        if notice:
            view = standings_of([notice], on=row.referred_on)[notice.id]
            assert view.dates.proceedings_not_before <= row.referred_on
            assert view.standing.state.value == "expired"


def test_nothing_was_sent_to_the_father_from_whom_the_address_is_kept(authority):
    matters = Matter.objects.filter(parent__surname="Ockenden")

    assert [matter.how for matter in matters] == ["not_liable"]
    assert not Letter.objects.filter(to_parent__surname="Ockenden").exists()


def test_the_hospital_letter_changed_four_half_days_of_otis_pell(authority):
    pupil = Upn.objects.get(pupil__surname="Pell").pupil
    changes = MarkChange.objects.filter(enrolment__pupil=pupil, changed_on=date(2004, 3, 30))

    assert Counter(change.new for change in changes) == {"M": 2, "I": 2}
    assert {change.original for change in changes} == {"O"}


def test_loading_again_changes_nothing(authority):
    before = (HistoryEntry.objects.count(), Letter.objects.count(), RegisterYear.objects.count())

    call_command("practice", "load")

    assert (HistoryEntry.objects.count(), Letter.objects.count(), RegisterYear.objects.count()) == before
    close_old_connections()


def test_the_clock_moves_forward_only(authority):
    call_command("practice", "set-date", "2004-05-17")

    assert Authority.objects.get(id=authority.id).practice_date == date(2004, 5, 17)
    with pytest.raises(Exception, match="forward only"):
        call_command("practice", "set-date", "2004-05-14")
