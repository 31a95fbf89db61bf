"""The head's certificate: what it freezes, who signs it and when, and what voids it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cases.models import Certificate, HistoryBody
from cases.refusals import Forbidden, Refused
from cases.services.certificates import void_changed_certificates
from notices.queries.legal import certificates_to_sign
from notices.services.certificates import prepare_certificate, read_certificate, sign_certificate
from schools.roles import Role
from tests.builders import a_member, marks
from tests.notices import prosecutions as walked

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2004, 3, 1), date(2004, 3, 5)


def codes(refused):
    return [bar.code for bar in refused.value.bars]


@pytest.fixture
def family():
    return walked.unpaid()


@pytest.fixture
def prosecution(family):
    return walked.referred(family)


def test_it_freezes_every_mark_of_the_period_and_waits_on_the_heads_desk(family, prosecution):
    certificate = prepare_certificate(prosecution, first=date(2004, 2, 23), by=family.cast.legal, on=walked.AUTHORISED)

    assert (certificate.period_from, certificate.period_until) == (date(2004, 2, 23), LAST)
    assert {name: certificate.snapshot[name] for name in ("possible", "attended", "unauthorised")} == {
        "possible": 20,
        "attended": 10,
        "unauthorised": 10,
    }
    assert list(certificates_to_sign(family.cast.head)) == [certificate]
    assert not certificates_to_sign(family.cast.stranger)


def test_it_covers_all_of_the_charge(family, prosecution):
    with pytest.raises(ValidationError):
        prepare_certificate(prosecution, first=date(2004, 3, 2), by=family.cast.legal, on=walked.AUTHORISED)


def test_the_head_signs_the_very_paper_that_was_read(family, prosecution):
    certificate = prepare_certificate(prosecution, by=family.cast.legal, on=walked.AUTHORISED)
    unsigned = read_certificate(certificate, by=family.cast.head)

    certificate = sign_certificate(certificate, by=family.cast.head, on=walked.AUTHORISED, vault=walked.vault())

    assert unsigned.startswith(b"%PDF")
    assert walked.vault().get(certificate.sha256).startswith(b"%PDF")
    assert (certificate.signed_by, certificate.signed_on) == (family.cast.head, walked.AUTHORISED)
    said = HistoryBody.objects.get(entry__kind="certificate_signed")
    assert said.text == (
        "Hew Ashgrove, head of Tollbar High, signed the certificate of attendance from 1 March 2004 to 5 March 2004: "
        "0 of 10 half-days attended."
    )
    assert said.facts["sha256"] == certificate.sha256


def test_neither_a_deputy_nor_another_schools_head_signs(family, prosecution):
    certificate = prepare_certificate(prosecution, by=family.cast.legal, on=walked.AUTHORISED)
    deputy = a_member(family.cast.authority, Role.DEPUTY, "Dilys Underhill", school=family.cast.school)

    for by in (deputy, family.cast.stranger, family.cast.legal):
        with pytest.raises(Forbidden):
            sign_certificate(certificate, by=by, on=walked.AUTHORISED, vault=walked.vault())


def test_it_is_signed_after_its_last_day_and_not_on_it(family, prosecution):
    certificate = prepare_certificate(prosecution, last=walked.AUTHORISED, by=family.cast.legal, on=walked.AUTHORISED)

    with pytest.raises(Refused) as refused:
        sign_certificate(certificate, by=family.cast.head, on=walked.AUTHORISED, vault=walked.vault())
    signed = sign_certificate(certificate, by=family.cast.head, on=date(2004, 4, 24), vault=walked.vault())

    assert codes(refused) == ["certificate_early"]
    assert signed.signed_on == date(2004, 4, 24)


def test_a_changed_mark_voids_it_and_the_sentence_says_so(family, prosecution):
    certificate = prepare_certificate(prosecution, by=family.cast.legal, on=walked.AUTHORISED)
    sign_certificate(certificate, by=family.cast.head, on=walked.AUTHORISED, vault=walked.vault())
    enrolment = family.pupil.enrolments.get()
    marks(family.pupil, {(FIRST, "AM"): "I"})

    voided = void_changed_certificates([enrolment.id], by=family.cast.head, on=walked.LAID)
    again = void_changed_certificates([enrolment.id], by=family.cast.head, on=walked.LAID)

    assert [row.id for row in voided] == [certificate.id]
    assert again == []
    assert Certificate.objects.get(id=certificate.id).voided_on == walked.LAID
    assert HistoryBody.objects.get(entry__kind="certificate_voided").text == (
        "The certificate of attendance from 1 March 2004 to 5 March 2004, signed on 23 April 2004, is void. A mark "
        "that it certifies was changed in the register."
    )


def test_a_mark_outside_its_days_leaves_it_as_it_is(family, prosecution):
    prepare_certificate(prosecution, by=family.cast.legal, on=walked.AUTHORISED)
    marks(family.pupil, {(date(2004, 3, 8), "AM"): "I"})

    assert void_changed_certificates([family.pupil.enrolments.get().id], by=family.cast.head, on=walked.LAID) == []


def test_a_mark_changed_since_it_was_prepared_refuses_the_signature(family, prosecution):
    certificate = prepare_certificate(prosecution, by=family.cast.legal, on=walked.AUTHORISED)
    marks(family.pupil, {(FIRST, "AM"): "I"})

    with pytest.raises(Refused) as refused:
        sign_certificate(certificate, by=family.cast.head, on=walked.AUTHORISED, vault=walked.vault())

    assert codes(refused) == ["certificate_out_of_date"]


def test_a_new_one_voids_the_one_before(family, prosecution):
    before = prepare_certificate(prosecution, by=family.cast.legal, on=walked.AUTHORISED)

    after = prepare_certificate(prosecution, by=family.cast.legal, on=walked.LAID)

    assert list(Certificate.objects.filter(voided_on__isnull=True)) == [after]
    assert Certificate.objects.get(id=before.id).voided_why == "A new certificate was prepared."
