"""Binding: finished PDFs put into the places kept for them, their tags with them, each page stamped. (pikepdf)

The book is ours and tagged. It keeps one blank, numbered page for every page that is to be bound in; that page becomes
the stamp, and the stored page takes its place unchanged.
"""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

# The elements in which a table may stand, and those of a table that bear a name.
HOLDERS = {"/Document", "/Sect", "/Div", "/NonStruct", "/Table", "/THead", "/TBody", "/TR"}
CELLS = {"/TH", "/TD"}


class Altered(ValueError):
    """A stored paper whose bytes are not those whose fingerprint was kept."""


class Unbindable(ValueError):
    """A stored paper that cannot be read or is locked."""


@dataclass(frozen=True, slots=True)
class Insert:
    """A finished PDF to bind in: its bytes, what it is, and the book's page (from 0) kept for its first page."""

    pdf: bytes
    what: str
    at: int


def require_untouched(pdf: bytes, sha256: str, what: str) -> None:
    """Refuse a paper that is not, byte for byte, the one whose fingerprint was kept."""
    if hashlib.sha256(pdf).hexdigest() != sha256:
        raise Altered(f"{what}: the stored file is not the one that was sent; its fingerprint differs.")


def count_pages(pdf: bytes, what: str) -> int:
    """Count the pages of a PDF; raises Unbindable when it cannot be read."""
    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            return len(opened.pages)
    except (pikepdf.PdfError, pikepdf.PasswordError) as fault:
        raise Unbindable(f"{what}: the file cannot be read as a PDF, or is locked.") from fault


def bind(book: bytes, inserts: Sequence[Insert]) -> bytes:
    """Bind the inserts into the book; the same book and inserts give the same bytes."""
    with ExitStack() as open_files:
        bound = open_files.enter_context(pikepdf.open(BytesIO(book)))
        tags = _Tags(bound)
        for insert in inserts:
            source = open_files.enter_context(pikepdf.open(BytesIO(insert.pdf)))
            pages = _put_in_place(bound, source, insert.at)
            place = tags.take_places(len(pages))
            if "/StructTreeRoot" in source.Root:
                tags.adopt(source, pages, place, prefix=f"{insert.at}-")
            else:
                tags.add_figures(pages, place, insert.what)
        tags.close()
        out = BytesIO()
        bound.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def _put_in_place(bound: Pdf, source: Pdf, at: int) -> list[pikepdf.Page]:
    """Put each stored page where one was kept for it, stamped with that page's head and foot."""
    pages = []
    for number, page in enumerate(source.pages, at):
        bound.pages.insert(number + 1, page)
        stored = bound.pages[number + 1]
        _stamp(stored, bound.pages[number], number)
        del bound.pages[number]
        pages.append(stored)
    return pages


def _stamp(stored: pikepdf.Page, kept: pikepdf.Page, at: int) -> None:
    """Lay the kept page's foot over the stored page; what the page itself says stays as it was."""
    name = Name(f"/Stamp{at}")
    stored.add_resource(kept.as_form_xobject(), Name.XObject, name)
    stored.contents_add(b"q\n", prepend=True)
    stored.contents_add(b"\nQ\nq /Artifact BMC %s Do EMC Q\n" % str(name).encode())


class _Tags:
    """The book's tag tree and its table of tags, to which the bound papers' own are added."""

    def __init__(self, bound: Pdf) -> None:
        self.bound = bound
        self.document = bound.Root.StructTreeRoot.K[0]
        self.table = bound.Root.StructTreeRoot.ParentTree.Nums
        self.next_key = max((int(key) for key in list(self.table)[::2]), default=-1) + 1
        # The places kept left empty boxes at the top of the tree, in order.
        self.places = [kid for kid in self.document.K if str(kid.S) == "/Div" and len(kid.K) == 0]
        self.spare: set[tuple[int, int]] = set()

    def take_places(self, count: int) -> Object:
        """Take the boxes of a paper's pages: the first is to hold its tags, the rest are spare."""
        taken, self.places = self.places[:count], self.places[count:]
        if len(taken) < count:
            raise ValueError(f"{count} pages came where {len(taken)} places were kept.")
        self.spare |= {place.objgen for place in taken[1:]}
        return taken[0]

    def adopt(self, source: Pdf, pages: Sequence[pikepdf.Page], place: Object, *, prefix: str) -> None:
        """Hang the tags of a bound paper in its place, and enter its pages in the table."""
        tree = self.bound.copy_foreign(source.Root.StructTreeRoot)
        listed = list(tree.ParentTree.Nums)
        told = {int(key): entry for key, entry in zip(listed[::2], listed[1::2], strict=True)}
        for page in pages:
            self._enter(page.obj, "/StructParents", told)
            for annotation in page.obj.get("/Annots", Array()):
                self._enter(annotation, "/StructParent", told)
        self._fill(place, pages, tree.K[0].K)
        for kid in place.K:
            kid.P = place
            _rename(kid, prefix)

    def add_figures(self, pages: Sequence[pikepdf.Page], place: Object, what: str) -> None:
        """Tag the pages of a paper that has no tags of its own as pictures, with words that say what they show."""
        figures = []
        for number, page in enumerate(pages, 1):
            figure = self.bound.make_indirect(
                Dictionary(
                    Type=Name.StructElem,
                    S=Name.Figure,
                    P=place,
                    Pg=page.obj,
                    K=Array([0]),
                    Alt=pikepdf.String(f"{what}, page {number} of {len(pages)}"),
                    A=Dictionary(O=Name.Layout, BBox=page.mediabox),
                )
            )
            page.obj.StructParents = 0
            page.obj.Tabs = Name.S
            self._enter(page.obj, "/StructParents", {0: Array([figure])})
            # The stored page stands between the first and the last stream, which are ours.
            streams = page.obj.Contents
            streams[0].write(b"q /Figure <</MCID 0>> BDC\n")
            streams[len(streams) - 1].write(b"\nEMC" + streams[len(streams) - 1].read_bytes())
            figures.append(figure)
        self._fill(place, pages, Array(figures))

    def close(self) -> None:
        """Let the spare boxes go; a box still waiting means that a page did not come."""
        if self.places:
            raise ValueError(f"{len(self.places)} places were kept for pages that did not come.")
        self.document.K = Array([kid for kid in self.document.K if kid.objgen not in self.spare])

    def _enter(self, thing: Object, name: str, told: Mapping[int, Object]) -> None:
        if name in thing:
            self.table.extend(Array([self.next_key, told[int(thing[name])]]))
            thing[name] = self.next_key
            self.next_key += 1

    def _fill(self, place: Object, pages: Sequence[pikepdf.Page], kids: Object) -> None:
        place.S = Name.Sect
        place.Pg = pages[0].obj
        place.K = kids


def _rename(element: Object, prefix: str) -> None:
    """Keep the names that tie table cells to their headers apart from those of other papers."""
    kind = str(element.S)
    if kind in HOLDERS:
        for kid in element.K:
            if isinstance(kid, Dictionary) and "/S" in kid:
                _rename(kid, prefix)
    elif kind in CELLS:
        if "/ID" in element:
            element.ID = pikepdf.String(f"{prefix}{element.ID}")
        attributes = element.get("/A", Dictionary())
        if "/Headers" in attributes:
            attributes.Headers = Array([pikepdf.String(f"{prefix}{header}") for header in attributes.Headers])
