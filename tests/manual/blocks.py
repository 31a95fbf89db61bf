"""The parts of the manual that are written from the code, between two markers in its pages."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.manual import drawing, lifecycle, rulebook, tables

DOCS = Path(__file__).resolve().parents[2] / "docs"
BLOCKS: dict[str, tuple[str, Callable[[], str]]] = {
    "rules": ("rules.md", rulebook.table),
    "citations": ("law.md", rulebook.citation_table),
    "regimes": ("law.md", tables.regime_table),
    "codes": ("law.md", tables.code_table),
    "orders": ("law.md", tables.disposal_table),
    **{name: ("lifecycle.md", partial(lifecycle.machine_table, name)) for name in lifecycle.MACHINES},
    "roles": ("lifecycle.md", lifecycle.role_table),
}
DRAWINGS = {name: DOCS / "lifecycle" / f"{name}.svg" for name in lifecycle.MACHINES}


def draw(name: str) -> None:
    """Draw a machine anew from the code."""
    DRAWINGS[name].parent.mkdir(exist_ok=True)
    DRAWINGS[name].write_text(drawing.draw(name), encoding="utf-8")


def written(name: str) -> str:
    """What the page holds of a block now."""
    found = _pattern(name).search(_page(name).read_text(encoding="utf-8"))
    assert found, f"docs/{_page(name).name} has no place for the block {name}"
    return found["text"]


def write(name: str) -> None:
    """Write a block anew from the code."""
    page = _page(name)
    text = f"<!-- from the code: {name} -->\n\n{BLOCKS[name][1]()}\n\n<!-- end: {name} -->"
    page.write_text(_pattern(name).sub(lambda _: text, page.read_text(encoding="utf-8")), encoding="utf-8")


def _page(name: str) -> Path:
    return DOCS / BLOCKS[name][0]


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"<!-- from the code: {name} -->\n\n?(?P<text>.*?)\n?\n<!-- end: {name} -->", re.DOTALL)
