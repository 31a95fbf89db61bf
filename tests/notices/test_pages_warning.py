"""A warning drawn up, checked, given and looked at again, by those who may and those who may not."""

import re
from datetime import date

import pytest
from django.test import Client

from cases.models import Matter, Warning
from cases.stages import How, Stage
from notices.models import Letter
from tests import builders
from tests.notices import prosecutions

pytestmark = pytest.mark.django_db
TODAY = date(2004, 2, 2)
REVIEWED = date(2004, 3, 4)


@pytest.fixture
def cast() -> builders.Cast:
    return builders.a_cast(on=TODAY)


@pytest.fixture
def family(cast) -> prosecutions.Family:
    return prosecutions.a_family(cast, until=date(2004, 1, 30))


def signed_in(member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def seen_in(response) -> str:
    return re.search(r'name="seen" value="(\d+)"', response.content.decode()).group(1)


def draw_up(client, family):
    address = f"/matters/{family.matter.reference}/warn/"
    return client.post(address, {"seen": seen_in(client.get(address))})


def test_the_officer_warns_a_parent_beside_the_very_paper(cast, family):
    officer = signed_in(cast.officer)

    answer = draw_up(officer, family)
    check = officer.get(answer["Location"])
    done = officer.post(
        answer["Location"], {"seen": seen_in(check), "reasons": "Help was offered and nothing changed."}
    )

    paper = Letter.objects.get(matter=family.matter, kind="warning")
    assert f"/letters/{paper.reference}.pdf" in check.content.decode()
    assert done["Location"] == f"/cases/{family.case.reference}/"
    assert paper.released_on == TODAY
    assert Matter.objects.get(id=family.matter.id).stage == Stage.WARNING


def test_a_warning_needs_a_reason(cast, family):
    officer = signed_in(cast.officer)
    address = draw_up(officer, family)["Location"]

    response = officer.post(address, {"seen": seen_in(officer.get(address)), "reasons": ""})

    assert response.status_code == 422
    assert "Say why a warning is right for this family" in response.content.decode()


def test_what_is_unmet_stands_there_instead_of_the_button(cast):
    few = prosecutions.a_family(cast, absent=((date(2004, 1, 12), 9),), until=date(2004, 1, 30))

    page = signed_in(cast.officer).get(f"/matters/{few.matter.reference}/warn/").content.decode()

    assert "What would settle it" in page
    assert "Draw up the warning" not in page


def test_a_warning_that_the_law_refuses_is_not_drawn_up(cast):
    few = prosecutions.a_family(cast, absent=((date(2004, 1, 12), 9),), until=date(2004, 1, 30))

    response = signed_in(cast.officer).post(f"/matters/{few.matter.reference}/warn/", {"seen": ""})

    assert response.status_code == 409
    assert not Letter.objects.exists()


def test_a_draft_can_be_dropped(cast, family):
    officer = signed_in(cast.officer)
    address = draw_up(officer, family)["Location"]

    officer.post(address, {"drop": "yes"})

    assert Letter.objects.get(kind="warning").cancelled_on == TODAY
    assert Matter.objects.get(id=family.matter.id).stage == Stage.NEW


@pytest.mark.parametrize(
    ("who", "answer"), [("officer", 200), ("head", 200), ("stranger", 404), ("legal", 403), ("manager", 403)]
)
def test_each_person_is_answered_as_their_role_says(cast, family, who, answer):
    response = signed_in(getattr(cast, who)).get(f"/matters/{family.matter.reference}/warn/")

    assert response.status_code == answer


@pytest.fixture
def warned(cast, family) -> prosecutions.Family:
    """The parent was warned, and the time of the warning has run."""
    done = prosecutions.warned(family)
    cast.authority.practice_date = REVIEWED
    cast.authority.save()
    return done


def review(client, family, improved):
    address = f"/matters/{family.matter.reference}/review-warning/"
    said = {"seen": seen_in(client.get(address)), "improved": improved, "note": "Every day since half-term."}
    return client.post(address, said)


def test_an_improvement_settles_the_matter_with_a_letter(cast, warned):
    answer = review(signed_in(cast.officer), warned, "yes")

    matter = Matter.objects.get(id=warned.matter.id)
    assert answer.status_code == 302
    assert (matter.stage, matter.how) == (Stage.OUTCOME, How.IMPROVED)
    assert Letter.objects.filter(matter=matter, kind="closing").exists()


def test_no_improvement_leaves_the_way_to_a_notice_open(cast, warned):
    review(signed_in(cast.head), warned, "no")

    assert Warning.objects.get(matter=warned.matter).improved is False
    assert Matter.objects.get(id=warned.matter.id).stage == Stage.WARNING


def test_a_warning_is_not_looked_at_before_its_time_has_run(cast, warned):
    cast.authority.practice_date = date(2004, 2, 10)
    cast.authority.save()

    response = review(signed_in(cast.officer), warned, "no")

    assert response.status_code == 409
    assert "The warning runs until" in response.content.decode()
    assert Warning.objects.get(matter=warned.matter).improved is None
