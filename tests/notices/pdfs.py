"""Reading finished PDFs back: their words, their ink, their tags."""

from collections.abc import Iterator
from io import BytesIO

import numpy as np
import pikepdf
import pymupdf

PIXELS_PER_MM = 8
PAINTING = {"Tj", "TJ", "f", "f*", "S", "s", "B", "b", "Do", "sh"}


def opened(pdf: bytes) -> pymupdf.Document:
    return pymupdf.open(stream=pdf, filetype="pdf")


def words_of(pdf: bytes) -> str:
    """All text on one line, as a reader's search would find it."""
    with opened(pdf) as document:
        return flat(" ".join(page.get_text() for page in document))


def flat(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u00ad", "").split())


def ink_of(page: pymupdf.Page) -> np.ndarray:
    """Where a page is not white, eight pixels to the millimetre."""
    scale = PIXELS_PER_MM * 25.4 / 72
    drawn = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csGRAY, alpha=False)
    return np.frombuffer(drawn.samples, np.uint8).reshape(drawn.h, drawn.stride)[:, : drawn.w] < 250


def strays(ink: np.ndarray, areas: list[tuple[float, float, float, float]]) -> int:
    """Count the pixels of ink outside the areas, given in millimetres."""
    allowed = np.zeros_like(ink)
    for left, top, right, bottom in areas:
        allowed[
            int(top * PIXELS_PER_MM) : int(bottom * PIXELS_PER_MM),
            int(left * PIXELS_PER_MM) : int(right * PIXELS_PER_MM),
        ] = True
    return int((ink & ~allowed).sum())


def tags_of(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Walk the tag tree."""
    waiting = [pdf.Root.StructTreeRoot.K[0]]
    while waiting:
        element = waiting.pop()
        yield element
        kids = element.get("/K", pikepdf.Array())
        if isinstance(kids, pikepdf.Array):
            waiting += [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def unmarked_operators(page: pikepdf.Page) -> int:
    """Count what a page paints outside any marked content: none may be. (PDF/UA-1)"""
    depth = count = 0
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC"):
            depth += 1
        elif operator == "EMC":
            depth -= 1
        elif depth == 0 and operator in PAINTING:
            count += 1
    return count


def a_plain_pdf(*texts: str) -> bytes:
    """A PDF without tags, as a scanner or a word processor of old makes it."""
    document = pymupdf.open()
    for text in texts:
        document.new_page(width=595, height=842).insert_text((100, 300), text)
    return document.tobytes()


def read(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))
