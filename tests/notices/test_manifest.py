"""The manifest of a day's post."""

import csv
from dataclasses import replace

from notices.manifest import COLUMNS, Line, table

LINE = Line(
    reference="L1234567A",
    kind="receipt",
    sha256="f" * 64,
    pages=1,
    post_class="first_class",
    address=("Ms Lorna Fennimore", "7 Larkspur Gardens", "Harbourgate", "SO98 3GT"),
    delivery_key="11111111-1111-4111-8111-111111111111",
)


def test_a_line_names_the_file_by_its_delivery_key_and_gives_the_address_line_by_line() -> None:
    (row,) = csv.DictReader(table([LINE]).splitlines())

    assert row["file"] == "11111111-1111-4111-8111-111111111111.pdf"
    assert [row[f"address{number}"] for number in range(1, 6)] == [*LINE.address, ""]


def test_a_day_without_letters_has_a_header_alone() -> None:
    assert table([]).splitlines() == [",".join(COLUMNS)]


def test_an_address_that_a_spreadsheet_would_run_is_made_harmless() -> None:
    (row,) = csv.DictReader(table([replace(LINE, address=("=HYPERLINK(1)", "@x", "-1 Low Road"))]).splitlines())

    assert [row["address1"], row["address2"], row["address3"]] == ["'=HYPERLINK(1)", "'@x", "'-1 Low Road"]
