"""A finished paper."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from notices.documents.boxes import Mark
from notices.documents.geometry import Geometry


@dataclass(frozen=True, slots=True)
class Document:
    """A finished paper: its bytes and their fingerprint, its pages, and where each particular stands."""

    pdf: bytes
    sha256: str
    pages: int
    geometry: Geometry
    particulars: tuple[Mark, ...]


def document_of(pdf: bytes, geometry: Geometry, marks: Sequence[Mark] = ()) -> Document:
    """Take the fingerprint of a finished PDF and keep what was measured of it."""
    return Document(pdf, hashlib.sha256(pdf).hexdigest(), geometry.pages, geometry, tuple(marks))
