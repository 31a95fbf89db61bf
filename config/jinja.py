"""The Jinja environment that renders our pages, and the words a template may say."""

from typing import Any

import jinja2
from django.templatetags.static import static
from django.urls import reverse

from config import govuk
from schools import references, words
from schools.views import frame

FILTERS = {
    "long_date": words.long_date,
    "week_date": words.week_date,
    "plain_date": words.plain_date,
    "month_date": words.month_date,
    "short_date": words.short_date,
    "half_day": words.half_day,
    "moment": words.moment,
    "money": words.money,
    "pounds": words.pounds,
    "count": words.count,
    "half_days": words.half_days,
    "in_words": words.in_words,
    "percent": words.percent,
    "spaced": references.spaced,
}
GLOBALS = {
    "static": static,
    "frame_of": frame.frame_of,
    "near_date": words.near_date,
    "date_range": words.date_range,
    "field": govuk.field,
    "first_id": govuk.first_id,
}


def environment(**options: Any) -> jinja2.Environment:
    """Make the environment of our pages; a name that a view forgot stops the page."""
    options |= {"undefined": jinja2.StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    env = jinja2.Environment(**options | {"autoescape": True})  # noqa: S701 (it escapes)
    env.filters.update(FILTERS)
    env.globals.update(GLOBALS, url=_url)
    env.globals.update({name: govuk.component(name) for name in govuk.COMPONENTS})
    return env


def _url(name: str, *arguments: Any, **named: Any) -> str:
    """Give the address of a page by its name and its parts: url("notices:notice", number)."""
    return reverse(name, args=arguments or None, kwargs=named or None)
