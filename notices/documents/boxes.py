"""What WeasyPrint's layout says of a page: where ink stands, and where a mark of ours came to stand. Millimetres."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

MM = 25.4 / 96
BLOCKS = ("p", "li", "td", "th", "tr", "div", "br", "h2")
# How far the tallest and the deepest sign of our face reach from the line, as shares of its size.
ABOVE, BELOW = 0.95, 0.22


class Rectangle(NamedTuple):
    """A place on the page, in millimetres from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def within(self, other: "Rectangle", *, slack: float = 0.1) -> bool:
        """Say whether it lies inside another, give or take a hair's breadth."""
        return (
            self.left >= other.left - slack
            and self.top >= other.top - slack
            and self.right <= other.right + slack
            and self.bottom <= other.bottom + slack
        )


class Ink(NamedTuple):
    """Something printed, and where."""

    what: str
    place: Rectangle


@dataclass(frozen=True, slots=True)
class Mark:
    """An element that a template marked, with the page it came to stand on, its height there and its text."""

    value: str
    page: int
    top: float
    text: str


def ink_of(page: Any) -> Iterator[Ink]:
    """Name everything on a page that prints: words, pictures, rules and shaded boxes."""
    for box in _boxes(page._page_box):
        if text := getattr(box, "text", None):
            if text.strip():
                yield Ink(text.strip(), _text_place(box))
        elif _prints(box):
            yield Ink(f"<{box.element_tag}>", _border_place(box))


def marks_of(pages: Sequence[Any], attribute: str) -> list[Mark]:
    """List the elements that bear an attribute, in reading order; one that breaks over pages counts where it begins."""
    found: dict[int, Mark] = {}
    for number, page in enumerate(pages, 1):
        for box in _boxes(page._page_box):
            element = box.element
            if element is None or id(element) in found:
                continue
            if (value := element.get(attribute)) is not None:
                found[id(element)] = Mark(value, number, round(box.position_y * MM, 1), _text_of(element))
    return list(found.values())


def anchors_of(pages: Sequence[Any]) -> dict[str, int]:
    """Give the page, counted from 1, on which each anchor begins; a long part has its anchor on each of its pages."""
    begun: dict[str, int] = {}
    for number, page in enumerate(pages, 1):
        for name in page.anchors:
            begun.setdefault(name, number)
    return begun


def _boxes(box: Any) -> Iterator[Any]:
    # An absolute box hides behind a placeholder.
    box = getattr(box, "_box", box)
    yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(child)


def _text_of(element: Any) -> str:
    return " ".join("".join(_said(element)).split())


def _said(element: Any) -> Iterator[str]:
    # One block ends where the next begins, although no space is written between them.
    yield from (" " if element.tag in BLOCKS else "", element.text or "")
    for child in element:
        yield from _said(child)
        yield child.tail or ""


def _text_place(box: Any) -> Rectangle:
    size = box.style["font_size"]
    line = box.position_y + box.baseline
    return Rectangle(
        box.position_x * MM, (line - ABOVE * size) * MM, (box.position_x + box.width) * MM, (line + BELOW * size) * MM
    )


def _border_place(box: Any) -> Rectangle:
    left, top = box.border_box_x() * MM, box.border_box_y() * MM
    return Rectangle(left, top, left + box.border_width() * MM, top + box.border_height() * MM)


def _prints(box: Any) -> bool:
    if box.element_tag in (None, "html", "body") or not hasattr(box, "border_top_width"):
        return False
    edges = any(getattr(box, f"border_{side}_width") for side in ("top", "right", "bottom", "left"))
    painted = box.style["background_color"].alpha > 0
    pictured = any(kind != "none" for kind, _ in box.style["background_image"])
    return bool(edges or painted or pictured or hasattr(box, "replacement"))
