"""An XML file as a tree, with the line on which each element of some kinds begins."""

from collections import defaultdict
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from schools.readers.faults import unreadable

MOST_BYTES = 512_000_000
_PIECE = 1_000_000
_MARKS_OF_ORDER = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


class _Builder(TreeBuilder):
    """Builds the tree without namespaces and notes the lines; the parser is joined to it once both exist."""

    def __init__(self) -> None:
        super().__init__()
        self.parser: Any = None
        self.lines: defaultdict[str, list[int]] = defaultdict(list)

    def start(self, tag: str, attrs: dict[Any, Any]) -> Element:
        name = tag.rpartition("}")[2]
        self.lines[name].append(self.parser.parser.CurrentLineNumber)
        return super().start(name, attrs)

    def end(self, tag: str) -> Element:
        return super().end(tag.rpartition("}")[2])


class Tree:
    """A parsed file: its root, and its elements by name in order with their lines."""

    def __init__(self, root: Element, lines: dict[str, list[int]]) -> None:
        self.root = root
        self._lines = lines

    def all(self, name: str) -> list[tuple[int, Element]]:
        """Return every element of that name with the line it begins on."""
        return list(zip(self._lines.get(name, []), self.root.iter(name), strict=True))


def is_xml(raw: bytes) -> bool:
    """Say whether the file begins as XML does."""
    beginning = raw[:200]
    for mark in _MARKS_OF_ORDER:
        beginning = beginning.removeprefix(mark)
    return beginning.replace(b"\0", b"").lstrip().startswith(b"<")


def read_xml(raw: bytes, *, root: str, called: str) -> Tree:
    """Return the tree of a file whose root has that name; entities, DTDs and broken XML raise `Unreadable`."""
    send = f"Send the {called} as the school's system wrote it."
    if len(raw) > MOST_BYTES:
        raise unreadable("The file is larger than 512 megabytes.", "Send one school at a time.", line=1)
    builder = _Builder()
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    builder.parser = parser
    try:
        for start in range(0, len(raw), _PIECE):
            parser.feed(raw[start : start + _PIECE])
        tree = parser.close()
    except DefusedXmlException:
        raise unreadable("The file defines entities or a document type of its own.", send, line=1) from None
    except (ParseError, ValueError, LookupError):
        line = parser.parser.CurrentLineNumber
        raise unreadable("The file is not well-formed XML from this line on.", send, line=line) from None
    if tree.tag != root:
        raise unreadable(f"The file begins with {tree.tag}, not {root}.", f"Send a {called}.", line=1)
    return Tree(tree, builder.lines)


def text_of(element: Element | None, path: str) -> str:
    """Return the text of the first element at the path, stripped; "" when there is none."""
    return ((element.findtext(path) if element is not None else "") or "").strip()
