"""The facts that the rules are asked with, read from the database as they stand."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.rules.steps import bars_to_notice, bars_to_warning
from notices.queries.facts.make import facts_for, facts_of
from tests import builders

pytestmark = pytest.mark.django_db
MONDAY = date(2004, 3, 1)
FRIDAY = date(2004, 3, 12)


@pytest.fixture
def cast() -> builders.Cast:
    return builders.a_cast()


def a_child_with(cast: builders.Cast, number: int, *, first: date = MONDAY, name: str = "Wren Fennimore"):
    pupil = builders.a_pupil(cast, name=name)
    builders.a_year_of_marks(pupil, builders.half_days_from(first, number, pupil), until=FRIDAY)
    return pupil


def test_ten_half_days_in_the_term_let_a_liable_parent_be_warned(cast):
    pupil = a_child_with(cast, 10)
    parent = builders.a_parent(cast, pupil)
    matter = builders.a_matter(cast, builders.a_case(cast, pupil), parent)

    bars = bars_to_warning(facts_of(matter, on=FRIDAY), FRIDAY)

    assert [bar.text for bar in bars] == []


def test_nine_half_days_in_the_term_do_not(cast):
    pupil = a_child_with(cast, 9)
    parent = builders.a_parent(cast, pupil)
    matter = builders.a_matter(cast, builders.a_case(cast, pupil), parent)

    bars = bars_to_warning(facts_of(matter, on=FRIDAY), FRIDAY)

    assert [bar.code for bar in bars] == ["warning_threshold"]


def test_a_notice_needs_a_warning_first(cast):
    pupil = a_child_with(cast, 12)
    parent = builders.a_parent(cast, pupil)
    matter = builders.a_matter(cast, builders.a_case(cast, pupil), parent)

    bars = bars_to_notice(facts_of(matter, on=FRIDAY), FRIDAY)

    assert "warning_none" in {bar.code for bar in bars}


def test_the_childs_address_kept_from_a_parent_bars_a_warning_to_them(cast):
    pupil = a_child_with(cast, 12)
    builders.a_parent(cast, pupil)
    father = builders.a_parent(cast, pupil, name="Bram Ockenden", title="Mr", lives_with=False, address_withheld=True)
    matter = builders.a_matter(cast, builders.a_case(cast, pupil), father)

    bars = bars_to_warning(facts_of(matter, on=FRIDAY), FRIDAY)

    assert [bar.code for bar in bars] == ["address_withheld"]


def test_the_facts_of_twenty_matters_take_no_more_queries_than_those_of_one(cast):
    matters = []
    for number in range(20):
        pupil = a_child_with(cast, 12, name=f"Child{number} Fennimore")
        parent = builders.a_parent(cast, pupil, name=f"Parent{number} Fennimore")
        matters.append(builders.a_matter(cast, builders.a_case(cast, pupil), parent))

    with CaptureQueriesContext(
        connection,
    ) as one:
        facts_for(matters[:1], on=FRIDAY)
    with CaptureQueriesContext(connection) as many:
        facts_for(matters, on=FRIDAY)

    assert len(many) == len(one)
