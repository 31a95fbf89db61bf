"""The pages that say why there is no page; none of them may need a database."""

from types import SimpleNamespace

import pytest
from django.template import loader

from cases.citations import Citation, Confidence
from cases.rules.bars import Bar, MayOverride, met

CODE = Citation("Code of conduct 2004, para 9", Confidence.V)
OPEN_QUESTION = Citation("Education Act 1996 s.7", Confidence.UNRESOLVED)
STILL_RUNS = Bar(
    "warning_runs", "The warning still runs.", CODE, "Wait until Thursday 15 July.", "Time.", MayOverride.NOBODY
)
UNCLEAR = Bar("unclear", "The reading is open.", OPEN_QUESTION, "Ask.", "You.", MayOverride.LEGAL)


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"])
def test_a_fault_has_a_page_that_asks_nothing_of_the_database(name: str):
    html = loader.get_template(name).render({})

    assert "<title>" in html
    assert "Go to my desk" in html


def test_who_may_is_said_to_who_may_not():
    html = loader.get_template("403.html").render({"exception": "Only the head may sign."})

    assert "Only the head may sign." in html


def refused(**more: object) -> str:
    values = {"caption": "", "title": "Not today", "kept": True, "unmet": [STILL_RUNS, UNCLEAR], "met": []} | more
    return loader.get_template("errors/refused.html").render(values)


def test_a_refusal_says_each_bar_with_its_remedy_and_who_can():
    html = refused()

    assert "Two things stand in the way" in html
    assert "Wait until Thursday 15 July." in html
    assert "Time." in html


def test_an_unresolved_reading_sends_to_the_solicitor():
    assert "Education Act 1996 s.7 (unresolved: ask your solicitor)" in refused()


def test_a_bar_of_judgement_says_who_may_set_it_aside():
    html = refused()

    assert html.count("Or set it aside") == 1
    assert "A legal officer, with a recorded reason" in html


def test_a_refusal_says_what_is_in_order_and_what_may_be_done():
    html = refused(
        met=[met("age", "Of compulsory school age.", CODE)],
        may=[SimpleNamespace(text="Invite Mr Quill", href="/meet/")],
        links={"warning_runs": [SimpleNamespace(text="Why 15 July?", href="/why/")]},
    )

    assert "All else is in order" in html
    assert '<a href="/meet/">Invite Mr Quill</a>' in html
    assert '<a href="/why/">Why 15 July?</a>' in html


def test_news_since_the_page_was_read_is_shown_with_what_was_typed():
    html = loader.get_template("errors/stale.html").render(
        {
            "title": "Read this first",
            "entries": [{"heading": "Two notices issued", "when": "30 March 2004"}],
            "back": {"text": "Go to the case", "href": "/cases/C0000/"},
            "kept": [("Your reason", "Three calls unanswered.")],
        }
    )

    assert "Two notices issued" in html
    assert "Three calls unanswered." in html


def test_a_step_of_somebody_else_names_them():
    html = loader.get_template("errors/forbidden_step.html").render(
        {"step": "withdraw a notice", "who": "An officer with withdrawal authority"}
    )

    assert "You may not withdraw a notice" in html
    assert "An officer with withdrawal authority may." in html
