"""What the components promise, read from their HTML."""

import re

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from tests.templates.gallery import gallery

MET = {"text": "Of compulsory school age", "met": True, "citation": ""}
UNMET = {"text": "The warning still runs", "met": False, "citation": "", "remedy": "Wait.", "who": "Time."}


def render(source: str, **values: object) -> str:
    return gallery().from_string(source).render(values)


def next_steps(**step: object) -> str:
    whole = {"title": "Warn Mrs Wren", "href": "/warn/", "button": "Warn Mrs Wren"} | step
    source = '{% from "components/steps.html" import next_steps %}{{ next_steps([step]) }}'
    return render(source, step=whole)


def test_unmet_checks_come_first():
    source = '{% from "components/steps.html" import checklist %}{{ checklist(checks) }}'

    html = render(source, checks=[MET, UNMET])

    assert html.index("Not met: ") < html.index("Met: </span>Of compulsory")


def test_a_step_with_something_unmet_has_no_button():
    html = next_steps(checks=[MET, UNMET])

    assert "govuk-button" not in html
    assert "1 of 2 not met" in html
    assert "What would settle it" in html


def test_a_step_with_all_met_has_its_button():
    html = next_steps(checks=[MET])

    assert re.search(r'href="/warn/"[^>]*class="govuk-button"', html)
    assert "Open to you" in html


def test_a_step_that_waits_for_another_person_has_no_button():
    html = next_steps(checks=[MET], others="Needs a second person")

    assert "govuk-button" not in html
    assert "Needs a second person" in html


def test_what_a_person_wrote_cannot_become_markup():
    source = '{% from "components/history.html" import timeline %}{{ timeline(entries) }}'

    html = render(source, entries=[{"heading": "<script>alert(1)</script>"}])

    assert "<script>" not in html


def test_markup_of_our_own_stays_markup_inside_a_component():
    source = '{% from "components/answers.html" import facts %}{{ facts(rows) }}'

    html = render(source, rows=[("Notice", Markup('<a href="#">N 7K2M 9QXA</a>'))])

    assert '<dd><a href="#">N 7K2M 9QXA</a></dd>' in html


def test_a_value_that_a_view_forgot_stops_the_page():
    with pytest.raises(UndefinedError):
        render('{% from "components/steps.html" import checklist %}{{ checklist([{"met": true}]) }}')


def test_a_progress_of_nothing_yet_stands_at_nought():
    source = '{% from "components/states.html" import progress %}{{ progress("Reading", 0, 0, "lines") }}'

    html = render(source)

    assert 'aria-valuenow="0"' in html
