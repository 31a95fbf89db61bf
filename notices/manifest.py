"""The manifest of a day's post: which files to print, and where each goes."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

# A window envelope shows at most eight lines: the name, and seven of address.
ADDRESS_LINES = 8
COLUMNS = (
    "file",
    "reference",
    "kind",
    "sha256",
    "pages",
    "post_class",
    *(f"address{number}" for number in range(1, ADDRESS_LINES + 1)),
    "delivery_key",
)


@dataclass(frozen=True, slots=True)
class Line:
    """What the manifest says of one letter."""

    reference: str
    kind: str
    sha256: str
    pages: int
    post_class: str
    address: tuple[str, ...]
    delivery_key: str


def table(lines: Iterable[Line]) -> str:
    """Write the lines as CSV under their header."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for line in lines:
        address = [_harmless(cell) for cell in line.address[:ADDRESS_LINES]]
        writer.writerow(
            [
                file_name(line.delivery_key),
                line.reference,
                line.kind,
                line.sha256,
                line.pages,
                line.post_class,
                *address,
                *[""] * (ADDRESS_LINES - len(address)),
                line.delivery_key,
            ]
        )
    return text.getvalue()


def file_name(delivery_key: str) -> str:
    """Name a letter's file by its delivery key, so that no person's name stands in a folder listing."""
    return f"{delivery_key}.pdf"


def _harmless(cell: str) -> str:
    # An address comes from outside, and a spreadsheet would run what begins so.
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
