"""The items of a bundle's two sets, in the order in which a court reads them."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from notices import frozen
from notices.bundle.parts import Exhibit, Parts, Posting, Stored
from notices.documents import binding

_NOT_NAME = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the index: a page of ours, or a stored paper behind a sheet that says what it is."""

    key: str
    title: str
    dated: date | None
    template: str
    part: Any
    source_sha256: str
    stored: Stored | None = None
    leaves: int = 0

    @property
    def anchor(self) -> str:
        """Name it as the target of a link."""
        return anchor_of(self.key)


def anchor_of(key: str) -> str:
    """Turn a key such as exhibit:MD/1 into the name of a link's target."""
    return _NOT_NAME.sub("-", key)


def served(parts: Parts) -> list[Item]:
    """List what the defendant and the court are given."""
    items = [
        *([_stored("charge", parts.charge)] if parts.charge else []),
        _ours("summary", "Case summary", parts.summary.dated, "summary", parts.summary),
        *(_stored(f"certificate:{number}", paper) for number, paper in enumerate(parts.certificates, 1)),
        _ours("schedule", "Schedule of absences", parts.schedule.dated, "schedule", parts.schedule),
        *(
            _ours(f"register:{number}", f"Register: {print_.title}", print_.printed_on, "register", print_)
            for number, print_ in enumerate(parts.registers, 1)
        ),
    ]
    for exhibit in parts.exhibits:
        items += _exhibit(exhibit)
    if parts.non_payment:
        paper = parts.non_payment
        title = f"Certificate of non-payment, notice {paper.number}"
        items.append(_ours("non-payment", title, paper.dated, "non_payment", paper))
    return items


def not_served(parts: Parts) -> list[Item]:
    """List what stays with the prosecutor."""
    return list(_not_served(parts))


def _not_served(parts: Parts) -> Iterator[Item]:
    if order := parts.supervision_order:
        title = "Education supervision order: consideration"
        yield _ours("supervision-order", title, order.considered_on, "supervision_order", order)
    if review := parts.code_test:
        yield _ours("code-test", "Full Code Test and authority", review.authorised_on, "code_test", review)
    if parts.notes:
        yield _ours("notes", "Notes for the prosecutor", parts.heading.made_on, "notes", parts.notes)


def _exhibit(exhibit: Exhibit) -> list[Item]:
    title = f"Exhibit {exhibit.mark}: {exhibit.paper.title}"
    sheet = _stored(f"exhibit:{exhibit.mark}", exhibit.paper, title=title, part=exhibit)
    if exhibit.posting is None:
        return [sheet]
    proof: Posting = exhibit.posting
    facts = (exhibit.mark, exhibit.paper.sha256, proof)
    posting = _ours(
        f"posting:{exhibit.mark}", f"Proof of service of exhibit {exhibit.mark}", proof.posted_on, "posting", facts
    )
    return [sheet, posting]


def _stored(key: str, paper: Stored, *, title: str = "", part: Any = None) -> Item:
    binding.require_untouched(paper.pdf, paper.sha256, paper.title)
    return Item(
        key=key,
        title=title or paper.title,
        dated=paper.dated,
        template="bundle/sheet.html",
        part=part,
        source_sha256=paper.sha256,
        stored=paper,
        leaves=binding.count_pages(paper.pdf, paper.title),
    )


def _ours(key: str, title: str, dated: date, name: str, part: Any) -> Item:
    digest = hashlib.sha256(frozen.canonical(part)).hexdigest()
    return Item(key, title, dated, f"bundle/{name}.html", part, digest)
