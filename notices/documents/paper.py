"""The sentences of papers: the templates of letters and bundles, and the glue that keeps dates and sums whole."""

import re
from functools import cache
from typing import Any

import jinja2

from notices.documents.press import TEMPLATES
from schools import words

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# No line ends inside one of these.
_GLUED = [
    re.compile(rf"(\d) (?=(?:{_MONTHS})\b)"),
    re.compile(r"\b([A-Z]{1,2}\d[0-9A-Z]?) (?=\d[A-Z]{2}\b)"),
    re.compile(rf"\b({_MONTHS}) (?=\d{{4}}\b)"),
    re.compile(r"(\d) (?=(?:am|pm)\b|\d{3}\b)"),
    re.compile(r"\b([Ss]ection|number|code) (?=[\dA-Z(])"),
    re.compile(r"\b(\d+) (?=(?:days|half-days|school days)\b)"),
    re.compile(r"\b(Mrs|Mr|Ms|Miss|Dr) (?=[A-Z])"),
]
_TEXT = re.compile(r">[^<]+<")
_GROUPS = re.compile(r"(.{4})(?=.)")


def write(template: str, **names: Any) -> str:
    """Fill a template under templates/ and glue what belongs together; a name left out stops the paper."""
    return glue(_environment().get_template(template).render(**names))


def glue(html: str) -> str:
    """Keep dates, postcodes, sections and titles on one line, but not in the address, which people copy from."""
    head, address_ends, body = html.rpartition("</address>")
    return head + address_ends + _TEXT.sub(_glue_text, body)


def in_fours(digest: str) -> str:
    """Space a fingerprint so that two people can compare it aloud."""
    return _GROUPS.sub(r"\1 ", digest)


def _glue_text(found: re.Match[str]) -> str:
    text = found[0]
    for pattern in _GLUED:
        text = pattern.sub("\\1\u00a0", text)
    return text


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        long_date=words.long_date,
        week_date=words.week_date,
        plain_date=words.plain_date,
        month_date=words.month_date,
        money=words.money,
        pounds=words.pounds,
        half_days=words.half_days,
        in_words=words.in_words,
        in_fours=in_fours,
    )
    environment.globals.update(date_range=words.date_range)
    return environment
