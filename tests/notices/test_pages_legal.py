"""The lawyer's pages: from a referral to the court's result, each step by the person whose act it is."""

from datetime import date

import pytest
from django.test import Client

from cases.models import Certificate, Prosecution
from cases.stages import ProsecutionState, Stage
from notices.models import Bundle
from schools.models import Authority
from tests.notices import prosecutions

pytestmark = pytest.mark.django_db


def signed_in(member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def today(family: prosecutions.Family, day: date) -> None:
    Authority.objects.filter(id=family.cast.authority.id).update(practice_date=day)


@pytest.fixture
def family() -> prosecutions.Family:
    return prosecutions.unpaid()


def said(response) -> str:
    return response.content.decode()


def test_the_desk_shows_a_referred_file_with_its_days_and_what_stands_in_the_way(family):
    prosecution = prosecutions.referred(family)
    today(family, prosecutions.AUTHORISED)

    page = said(signed_in(family.cast.legal).get("/legal/"))

    assert prosecution.reference in page
    assert str(family.parent) in page


@pytest.mark.parametrize(
    ("who", "answer"), [("legal", 200), ("manager", 200), ("officer", 403), ("head", 403), ("clerk", 403)]
)
def test_the_legal_desk_is_the_lawyers(family, who, answer):
    assert signed_in(getattr(family.cast, who)).get("/legal/").status_code == answer


def test_authorising_too_early_is_refused_with_every_reason_and_changes_nothing(family):
    prosecution = prosecutions.referred(family)
    today(family, prosecutions.AUTHORISED)

    response = signed_in(family.cast.legal).post(f"/prosecutions/{prosecution.reference}/authorise/")

    assert response.status_code == 409
    assert "What stands in the way" in said(response)
    assert Prosecution.objects.get(id=prosecution.id).state == ProsecutionState.REFERRED


def test_a_lawyer_prepares_lays_and_enters_the_result_of_a_prosecution(family):
    prosecution = prosecutions.referred(family)
    here = f"/prosecutions/{prosecution.reference}/"
    lawyer, head = signed_in(family.cast.legal), signed_in(family.cast.head)
    today(family, prosecutions.AUTHORISED)

    lawyer.post(f"{here}eso/", {"applied": "no", "reasons": "Help at school goes on."})
    test = {
        "evidential_met": "yes",
        "evidential_reasons": "The register proves it.",
        "public_interest_met": "yes",
        "public_interest_reasons": "Help was refused.",
    }
    lawyer.post(f"{here}test/", test)
    lawyer.post(f"{here}authorise/")
    assert Prosecution.objects.get(id=prosecution.id).state == ProsecutionState.AUTHORISED
    lawyer.post(f"{here}route/", {"offence": "s444_1", "route": "summons"})
    lawyer.post(f"{here}certificate/")
    certificate = Certificate.objects.get(prosecution=prosecution)
    assert head.get(f"/certificates/{certificate.id}.pdf").content.startswith(b"%PDF")
    head.post(f"/certificates/{certificate.id}/", {"declared": "on"})
    lawyer.post(f"{here}bundle/")
    bundle = Bundle.objects.get(prosecution=prosecution)
    assert lawyer.get(f"/bundles/{bundle.reference}.pdf").content.startswith(b"%PDF")
    today(family, prosecutions.LAID)
    lawyer.post(f"{here}charge/")
    laying = {"declared": "on", "day_day": "13", "day_month": "5", "day_year": "2004", "at": "10:00"}
    lawyer.post(f"{here}charge/", laying)
    charged = Prosecution.objects.get(id=prosecution.id)
    assert charged.state == ProsecutionState.CHARGED
    today(family, prosecutions.HEARD)
    hearing = charged.hearings.get()
    ordered = {"result": "proved_in_absence", "fine": "on", "fine_amount": "80", "costs": "on", "costs_amount": "35"}
    response = lawyer.post(f"{here}hearings/{hearing.id}/", ordered, follow=True)

    assert response.status_code == 200
    prosecutions.refreshed(family)
    assert Prosecution.objects.get(id=prosecution.id).state == ProsecutionState.CONCLUDED
    assert family.matter.stage == Stage.OUTCOME
    assert family.case.stage == Stage.OUTCOME


def test_a_surcharge_cannot_be_ordered_in_2004(family):
    prosecution = prosecutions.laid(family)
    today(family, prosecutions.HEARD)
    hearing = prosecution.hearings.get()

    page = said(signed_in(family.cast.legal).get(f"/prosecutions/{prosecution.reference}/hearings/{hearing.id}/"))

    assert "Fine" in page
    assert "surcharge" not in page.lower()
    assert "Community order" not in page


def test_the_head_of_another_school_cannot_sign_or_read_the_certificate(family):
    prosecution = prosecutions.authorised(family)
    today(family, prosecutions.AUTHORISED)
    signed_in(family.cast.legal).post(f"/prosecutions/{prosecution.reference}/certificate/")
    certificate = Certificate.objects.get(prosecution=prosecution)
    stranger = signed_in(family.cast.stranger)

    assert stranger.get(f"/certificates/{certificate.id}.pdf").status_code == 404
    assert stranger.post(f"/certificates/{certificate.id}/", {"declared": "on"}).status_code == 404


def test_a_returned_file_is_referred_again_by_the_officer_from_the_case(family):
    prosecution = prosecutions.referred(family)
    today(family, prosecutions.AUTHORISED)
    why = "The proof of posting is missing."
    signed_in(family.cast.legal).post(f"/prosecutions/{prosecution.reference}/send-back/", {"why": why})
    officer = signed_in(family.cast.officer)

    page = said(officer.get(f"/cases/{family.case.reference}/"))
    officer.post(f"/matters/{family.matter.reference}/refer/", {"reasons": "It is here now."})

    assert why in page
    assert Prosecution.objects.get(id=prosecution.id).state == ProsecutionState.REFERRED
