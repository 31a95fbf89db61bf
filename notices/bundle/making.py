"""Making a bundle: pages of ours set, stored papers bound in, all numbered, linked, outlined and fingerprinted.

A set is laid out in two pieces, the front (cover and index) and the body, because the index names the pages of the
body and stands before them. The stored papers' pages are kept blank by the body and bound in at the end.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup, escape

from notices import frozen
from notices.bundle import items as contents
from notices.bundle.items import Item
from notices.bundle.parts import Heading, Parts, Served
from notices.documents import binding, boxes, paper, press
from notices.letters import sessions

SHEETS = ("letters/base.css", "bundle/bundle.css")
TITLES = {Served.SERVED: "Served set", Served.NOT_SERVED: "Not served"}
LONGEST_SUMMARY = 2


class TooLong(ValueError):
    """A case summary that is longer than the court reads."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the index, with the pages it came to stand on."""

    number: int
    title: str
    dated: date | None
    anchor: str
    first: int
    last: int
    source_sha256: str

    @property
    def pages(self) -> str:
        """Say its pages: 4, or 4–6."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A prosecution's papers: the set that is served, the set that is not, and what each holds."""

    served: bytes
    not_served: bytes
    served_sha256: str
    not_served_sha256: str
    pages: int
    manifest: dict[str, Any]


def make_bundle(parts: Parts) -> Bundle:
    """Make both sets; the same parts give the same bytes.

    Raises Altered when a stored paper is not the one that was sent, Unbindable when it cannot be read, TooLong when the
    case summary runs over two pages, ValueError when a statement points at a part that is not there.
    """
    served, told = _make_set(Served.SERVED, parts.heading, contents.served(parts))
    unserved, kept = _make_set(Served.NOT_SERVED, parts.heading, contents.not_served(parts))
    return Bundle(
        served=served,
        not_served=unserved,
        served_sha256=hashlib.sha256(served).hexdigest(),
        not_served_sha256=hashlib.sha256(unserved).hexdigest(),
        pages=told["pages"],
        manifest={"served": told, "not_served": kept},
    )


def _make_set(which: Served, heading: Heading, items: Sequence[Item]) -> tuple[bytes, dict[str, Any]]:
    seal = _seal(which, heading, items)
    names = {"heading": heading, "which": which, "title": TITLES[which], "seal": seal}
    front_pages = len(_set_front(names, _unnumbered(items), total=0).pages)
    bodies = [_set_body(names, items, start=front_pages + 1)] if items else []
    body_pages = [page for body in bodies for page in body.pages]
    total = front_pages + len(body_pages)
    entries = _entries(items, boxes.anchors_of(body_pages), offset=front_pages, total=total)
    _require_short_summary(entries)
    front = _set_front(names, entries, total=total)
    if len(front.pages) != front_pages:
        raise ValueError("The index came out longer than it was counted.")
    book = binding.bind(press.write_pdf(front, *bodies), _inserts(items, entries))
    return book, _manifest(which, heading, seal, entries, total)


def _set_front(names: dict[str, Any], entries: Sequence[Entry], *, total: int) -> press.Proof:
    html = paper.write("bundle/front.html", entries=entries, total=total, start=1, **names)
    return press.set_type(html, sheets=SHEETS)


def _set_body(names: dict[str, Any], items: Sequence[Item], *, start: int) -> press.Proof:
    known = {item.key for item in items}

    def page_of(key: str) -> Markup:
        if key not in known:
            raise ValueError(f"The bundle has no part {key!r} to point at.")
        return Markup('<a class="pg" href="#{}">page </a>').format(contents.anchor_of(key))

    html = paper.write(
        "bundle/body.html", items=items, start=start, page_of=page_of, number=sessions.number, escape=escape, **names
    )
    return press.set_type(html, sheets=SHEETS)


def _unnumbered(items: Sequence[Item]) -> list[Entry]:
    """Lay out the index with numbers as wide as any it will have, to count its pages."""
    return [
        Entry(number, item.title, item.dated, item.anchor, 888, 889, item.source_sha256)
        for number, item in enumerate(items, 1)
    ]


def _entries(items: Sequence[Item], anchors: dict[str, int], *, offset: int, total: int) -> list[Entry]:
    starts = [anchors[item.anchor] + offset for item in items]
    ends = [*(start - 1 for start in starts[1:]), total]
    return [
        Entry(number, item.title, item.dated, item.anchor, first, last, item.source_sha256)
        for number, (item, first, last) in enumerate(zip(items, starts, ends, strict=False), 1)
    ]


def _require_short_summary(entries: Sequence[Entry]) -> None:
    for entry in entries:
        if entry.anchor == "summary" and entry.last - entry.first >= LONGEST_SUMMARY:
            pages = entry.last - entry.first + 1
            raise TooLong(f"The case summary takes {pages} pages; the court reads {LONGEST_SUMMARY}.")


def _inserts(items: Sequence[Item], entries: Sequence[Entry]) -> list[binding.Insert]:
    # A stored paper follows its sheet, which is one page: pages are counted from 1, places from 0.
    return [
        binding.Insert(pdf=item.stored.pdf, what=item.title, at=entry.last - item.leaves)
        for item, entry in zip(items, entries, strict=True)
        if item.stored is not None
    ]


def _seal(which: Served, heading: Heading, items: Sequence[Item]) -> str:
    """Take the fingerprint of what goes in, in order: no page can bear the fingerprint of its own file."""
    listed = [[item.title, item.dated, item.source_sha256] for item in items]
    facts = {"set": which, "heading": heading, "items": listed}
    return hashlib.sha256(frozen.canonical(facts)).hexdigest()


def _manifest(which: Served, heading: Heading, seal: str, entries: Sequence[Entry], pages: int) -> dict[str, Any]:
    facts = {
        "bundle": heading.reference,
        "version": heading.version,
        "set": which,
        "made_on": heading.made_on,
        "seal": seal,
        "pages": pages,
        "items": [
            {
                "number": entry.number,
                "title": entry.title,
                "dated": entry.dated,
                "first": entry.first,
                "last": entry.last,
                "source_sha256": entry.source_sha256,
            }
            for entry in entries
        ],
    }
    frozen_facts: dict[str, Any] = frozen.freeze(facts)
    return frozen_facts
