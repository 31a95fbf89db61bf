"""Deciding a prosecution: tested, authorised by another person, charged once, or not brought at all."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from cases.models import Deadline, Decision, EvidencePin, HistoryBody, HistoryEntry, Prosecution
from cases.refusals import Forbidden, Refused
from cases.stages import How, NoticeState, Offence, PinFor, ProsecutionState, Route, Stage
from notices.models import Letter, PenaltyNotice
from notices.services.charge import choose_route, complete_charge, draft_information
from notices.services.code_test import consider_supervision_order, record_code_test
from notices.services.prosecution import authorise, decline, discontinue
from notices.services.referral import refer_matter
from notices.services.rendering import render_letter
from schools.models import Membership
from schools.roles import Role
from tests.builders import half_days_from
from tests.notices import prosecutions as walked

pytestmark = pytest.mark.django_db


def codes(refused):
    return [bar.code for bar in refused.value.bars]


def last_sentence(case):
    return HistoryBody.objects.filter(entry__case=case).order_by("entry__seq").last().text


def test_both_limbs_and_section_447_are_recorded_before_a_lawyer_authorises():
    family = walked.unpaid()
    prosecution = walked.referred(family)
    legal = family.cast.legal

    with pytest.raises(Refused) as refused:
        authorise(prosecution, by=legal, on=walked.AUTHORISED)
    walked.reviewed(prosecution, by=legal)
    authorise(prosecution, by=legal, on=walked.AUTHORISED)

    prosecution.refresh_from_db()
    assert codes(refused) == ["evidential", "public_interest", "eso_consideration"]
    assert (prosecution.state, prosecution.authorised_by, prosecution.authorised_on) == (
        ProsecutionState.AUTHORISED,
        legal,
        walked.AUTHORISED,
    )
    assert Decision.objects.get(matter=family.matter, kind=Decision.Kind.PROSECUTE).by == legal


def test_a_limb_may_stay_undecided_but_a_decided_one_needs_reasons():
    family = walked.unpaid()
    prosecution = walked.referred(family)

    record_code_test(
        prosecution,
        evidential_met=True,
        evidential_reasons="The register proves it.",
        public_interest_met=None,
        public_interest_reasons="",
        by=family.cast.legal,
        on=walked.AUTHORISED,
    )

    with pytest.raises(ValidationError):
        record_code_test(
            prosecution,
            evidential_met=True,
            evidential_reasons=" ",
            public_interest_met=None,
            public_interest_reasons="",
            by=family.cast.legal,
            on=walked.AUTHORISED,
        )
    assert "Public interest: undecided." in last_sentence(family.case)


def test_a_limb_that_fails_stops_the_file():
    family = walked.unpaid()
    prosecution = walked.referred(family)
    legal = family.cast.legal
    consider_supervision_order(prosecution, applied=False, reasons="Help is in place.", by=legal, on=walked.AUTHORISED)
    record_code_test(
        prosecution,
        evidential_met=True,
        evidential_reasons="The register proves it.",
        public_interest_met=False,
        public_interest_reasons="The family has accepted help.",
        by=legal,
        on=walked.AUTHORISED,
    )

    with pytest.raises(Refused) as refused:
        authorise(prosecution, by=legal, on=walked.AUTHORISED)

    assert codes(refused) == ["public_interest"]


def test_the_person_who_referred_does_not_authorise_under_any_membership():
    family = walked.unpaid()
    prosecution = walked.referred(family)
    both = Membership.objects.create(
        authority=family.cast.authority, user=family.cast.officer.user, role=Role.LEGAL, from_day=date(2000, 1, 1)
    )
    walked.reviewed(prosecution, by=family.cast.legal)

    with pytest.raises(Forbidden):
        authorise(prosecution, by=both, on=walked.AUTHORISED)


def test_an_officer_neither_tests_nor_authorises_nor_declines():
    family = walked.unpaid()
    prosecution = walked.referred(family)
    officer = family.cast.officer

    with pytest.raises(Forbidden):
        consider_supervision_order(prosecution, applied=False, reasons="No.", by=officer, on=walked.AUTHORISED)
    with pytest.raises(Forbidden):
        authorise(prosecution, by=officer, on=walked.AUTHORISED)
    with pytest.raises(Forbidden):
        decline(prosecution, why="No.", by=officer, on=walked.AUTHORISED)


def test_a_declined_prosecution_withdraws_its_notice_in_the_same_step_and_settles():
    family = walked.unpaid()
    prosecution = walked.referred(family)

    decline(prosecution, why="Not in the public interest.", by=family.cast.legal, on=walked.AUTHORISED)

    walked.refreshed(family)
    notice = PenaltyNotice.objects.get(matter=family.matter)
    assert (family.matter.stage, family.matter.how) == (Stage.OUTCOME, How.DECLINED)
    assert family.case.stage == Stage.MONITORING
    assert notice.state == NoticeState.WITHDRAWN
    assert notice.ground == "must_withdraw"
    assert Letter.objects.filter(kind="withdrawal", to_parent=family.parent).count() == 1
    assert not EvidencePin.objects.filter(matter=family.matter, released_on__isnull=True, rests=PinFor.CHARGE).exists()
    assert not Deadline.objects.filter(matter=family.matter, superseded_on__isnull=True).exists()
    moments = HistoryEntry.objects.filter(
        case=family.case, kind__in=["prosecution_declined", "notice_withdrawn", "matter_settled"]
    )
    assert len({entry.recorded_at for entry in moments}) == 1


def test_a_file_that_ran_out_of_time_settles_so():
    family = walked.unpaid()
    prosecution = walked.referred(family)

    decline(prosecution, why="It waited too long.", how=How.OUT_OF_TIME, by=family.cast.legal, on=date(2004, 9, 6))

    assert walked.refreshed(family).matter.how == How.OUT_OF_TIME


def test_the_single_justice_procedure_is_refused_in_2004():
    family = walked.unpaid()
    prosecution = walked.referred(family)

    with pytest.raises(Refused) as refused:
        choose_route(prosecution, offence=Offence.S444_1, route=Route.SJP, by=family.cast.legal, on=walked.AUTHORISED)

    assert {"sjp_power", "sjp_policy"} <= set(codes(refused))


def test_a_charge_waits_for_the_certificate_and_the_bundle():
    family = walked.unpaid()
    prosecution = walked.authorised(family)

    with pytest.raises(Refused) as refused:
        draft_information(prosecution, by=family.cast.legal, on=walked.LAID)

    assert codes(refused) == ["certificate", "served_set"]


def test_laying_the_information_stops_the_clock_and_releases_its_papers():
    family = walked.unpaid()
    prosecution = walked.laid(family)

    information = Letter.objects.get(kind="information", prosecution=prosecution)
    summons = Letter.objects.get(kind="summons", prosecution=prosecution)
    assert prosecution.state == ProsecutionState.CHARGED
    assert (prosecution.charged_on, prosecution.charged_by) == (walked.LAID, family.cast.legal)
    assert prosecution.charge_completed_at is not None
    assert information.released_on == walked.LAID
    assert information.to_court == family.cast.authority.court
    assert summons.to_parent == family.parent
    assert summons.snapshot["hearing_on"] == "2004-05-13"
    limits = Deadline.objects.filter(
        matter=family.matter, kind__in=["safe_limit", "hard_limit"], superseded_on__isnull=True
    )
    assert not limits.exists()
    charged = HistoryBody.objects.get(entry__case=family.case, entry__kind="charged")
    assert charged.facts["sha256"] == information.sha256
    assert len(charged.facts["sessions"]) == 10


def test_the_moment_of_the_charge_is_never_changed():
    prosecution = walked.laid()

    with pytest.raises(DatabaseError), transaction.atomic():
        Prosecution.objects.filter(id=prosecution.id).update(charge_completed_at=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        Prosecution.objects.filter(id=prosecution.id).update(charged_on=date(2004, 4, 25))


def test_only_the_informant_named_lays_the_information():
    family = walked.unpaid()
    prosecution = walked.ready(family)
    other = Membership.objects.create(
        authority=family.cast.authority, user=family.cast.manager.user, role=Role.LEGAL, from_day=date(2000, 1, 1)
    )
    render_letter(draft_information(prosecution, by=family.cast.legal, on=walked.LAID), vault=walked.vault())

    with pytest.raises(Refused) as refused:
        complete_charge(prosecution, by=other, on=walked.LAID)

    assert codes(refused) == ["another_hand"]


def test_an_information_drawn_up_yesterday_is_drawn_up_anew():
    family = walked.unpaid()
    prosecution = walked.ready(family)
    render_letter(draft_information(prosecution, by=family.cast.legal, on=walked.AUTHORISED), vault=walked.vault())

    with pytest.raises(Refused) as refused:
        complete_charge(prosecution, by=family.cast.legal, on=walked.LAID)

    assert codes(refused) == ["draft_out_of_date"]


def test_a_representation_that_comes_before_the_charge_holds_it():
    family = walked.unpaid()
    prosecution = walked.ready(family)
    render_letter(draft_information(prosecution, by=family.cast.legal, on=walked.LAID), vault=walked.vault())
    family.matter.representations.create(
        received_on=walked.LAID, channel="post", text="He was ill.", recorded_by=family.cast.clerk
    )

    with pytest.raises(Refused) as refused:
        complete_charge(prosecution, by=family.cast.legal, on=walked.LAID)

    assert codes(refused) == ["representation"]
    assert Prosecution.objects.get(id=prosecution.id).charge_completed_at is None


def test_a_discontinued_prosecution_settles_the_matter():
    family = walked.unpaid()
    prosecution = walked.laid(family)

    discontinue(prosecution, why="New medical evidence.", by=family.cast.legal, on=date(2004, 5, 4))

    walked.refreshed(family)
    prosecution.refresh_from_db()
    assert prosecution.state == ProsecutionState.DISCONTINUED
    assert (family.matter.how, family.case.stage) == (How.DISCONTINUED, Stage.MONITORING)
    assert Letter.objects.get(kind="summons").cancelled_on == date(2004, 5, 4)


def test_what_was_declined_is_not_referred_again():
    family = walked.a_family()
    chosen = frozenset(half_days_from(date(2004, 1, 12), 6, family.pupil))
    prosecution = refer_matter(
        family.matter, reasons="Repeated.", chosen=chosen, by=family.cast.officer, on=date(2004, 2, 16)
    )
    decline(prosecution, why="Not yet.", by=family.cast.legal, on=date(2004, 2, 20))
    walked.refreshed(family)

    with pytest.raises(Refused) as refused:
        refer_matter(family.matter, reasons="Again.", chosen=chosen, by=family.cast.officer, on=date(2004, 2, 23))

    assert "stage" in codes(refused)
