"""The press and the binding: what they need, what they refuse, and that what is bound stays what it was."""

import hashlib
import logging
from pathlib import Path

import pytest

from notices.documents import binding, boxes, checks, geometry, paper, press
from notices.documents.boxes import Ink, Rectangle
from tests.notices import pdfs

BASE = ("letters/base.css",)
PAGE = '<html lang="en-GB"><head><title>A book</title></head><body>{}</body></html>'
PLACES = '<p>Before</p><div class="leaf"></div><div class="leaf"></div><p>After</p>'
LEAF = "<style>.leaf { break-before: page; break-after: page; }</style>"


def a_book() -> bytes:
    return press.write_pdf(press.set_type(PAGE.format(LEAF + PLACES), sheets=BASE))


def test_a_missing_font_is_named_with_its_remedy(monkeypatch):
    monkeypatch.setattr(press, "FONTS", Path("/nowhere"))

    (fault,) = press.faults()

    assert "SourceSans3_400Regular.ttf" in fault
    assert "npm run build" in fault


def test_this_machine_has_all_that_the_press_needs():
    assert press.faults() == []


@pytest.mark.parametrize("source", ["http://practice.example/mark.png", "https://practice.example/mark.png"])
def test_a_paper_fetches_nothing_from_elsewhere(source):
    with pytest.raises(press.NotReady, match="protocol"):
        press.set_type(PAGE.format(f'<img alt="A mark" src="{source}">'), sheets=BASE)


def test_style_sheets_are_read_without_complaint(caplog):
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        for sheet in sorted(press.TEMPLATES.glob("letters/*.css")) + sorted(press.TEMPLATES.glob("bundle/*.css")):
            press.set_type(PAGE.format("<p>Text</p>"), sheets=(str(sheet.relative_to(press.TEMPLATES)),))

    assert caplog.messages == []


def test_all_four_cuts_of_the_face_are_embedded_and_no_other():
    text = "<p>plain <em>slanted</em> <strong>firm</strong> <b>bold</b></p><style>b { font-weight: 700 }</style>"
    pdf = press.write_pdf(press.set_type(PAGE.format(text), sheets=BASE))

    with pdfs.opened(pdf) as document:
        fonts = {name.split("+")[-1] for _, _, _, name, *_ in document[0].get_fonts()}

    assert len(fonts) == 4
    assert all(name.startswith("Halfday-Sans") for name in fonts)


@pytest.mark.parametrize(
    ("text", "glued"),
    [
        ("<p>by 3 March 2004.</p>", "<p>by 3\u00a0March\u00a02004.</p>"),
        ("<p>at SO98 4QT, phone 01632 960 120</p>", "<p>at SO98\u00a04QT, phone 01632\u00a0960\u00a0120</p>"),
        ("<p>section 444(1)</p>", "<p>section\u00a0444(1)</p>"),
        ("<address><p>SO98 4QT</p></address><p>28 days</p>", "<address><p>SO98 4QT</p></address><p>28\u00a0days</p>"),
    ],
)
def test_dates_sums_and_postcodes_stay_on_one_line(text, glued):
    assert paper.glue(text) == glued


def test_ink_beside_the_window_strays():
    beside = Ink("Flat 3", Rectangle(24.6, 39.5, 121, 44))

    measured = geometry.measure([[beside]], window=True)

    assert not measured.fits
    assert "“Flat 3” at x 24.6–121, y 39.5–44 mm" in measured.misfits[0]


def test_eleven_pages_do_not_go_into_the_envelope():
    assert geometry.measure([[] for _ in range(10)], window=True).fits
    assert not geometry.measure([[] for _ in range(11)], window=True).fits


def test_a_mark_is_found_on_the_page_where_it_stands():
    proof = press.set_type(PAGE.format(f'{LEAF}<p>One</p><div class="leaf"></div><p data-p="k">Two</p>'), sheets=BASE)

    (mark,) = boxes.marks_of(proof.pages, "data-p")

    assert (mark.value, mark.page, mark.text) == ("k", 3, "Two")


def test_an_altered_paper_is_not_bound():
    pdf = pdfs.a_plain_pdf("As sent")
    kept = hashlib.sha256(pdf).hexdigest()

    binding.require_untouched(pdf, kept, "The letter")
    with pytest.raises(binding.Altered, match=r"The letter: .* fingerprint differs"):
        binding.require_untouched(pdf + b" ", kept, "The letter")


@pytest.mark.parametrize("content", [b"", b"not a PDF", b"%PDF-1.7\n"])
def test_a_file_that_is_no_pdf_is_not_bound(content):
    with pytest.raises(binding.Unbindable, match="cannot be read"):
        binding.count_pages(content, "A scan")


def test_a_paper_without_tags_is_bound_as_pictures_with_words():
    insert = binding.Insert(pdf=pdfs.a_plain_pdf("First leaf", "Second leaf"), what="Hospital letter", at=1)

    bound = binding.bind(a_book(), [insert])

    with pdfs.opened(bound) as document:
        assert [pdfs.flat(page.get_text()) for page in document] == ["Before", "First leaf", "Second leaf", "After"]
    with pdfs.read(bound) as pdf:
        told = [str(tag.Alt) for tag in pdfs.tags_of(pdf) if str(tag.S) == "/Figure"]
        assert sorted(told) == ["Hospital letter, page 1 of 2", "Hospital letter, page 2 of 2"]
        assert [pdfs.unmarked_operators(page) for page in pdf.pages] == [0, 0, 0, 0]
        assert pdf.check_pdf_syntax() == []


def test_a_paper_with_another_number_of_pages_than_was_kept_for_it_is_refused():
    with pytest.raises(ValueError, match="did not come"):
        binding.bind(a_book(), [binding.Insert(pdf=pdfs.a_plain_pdf("One"), what="Short", at=1)])
    with pytest.raises(ValueError, match="places were kept"):
        binding.bind(a_book(), [binding.Insert(pdf=pdfs.a_plain_pdf("1", "2", "3"), what="Long", at=1)])


def test_the_start_warns_of_a_press_without_its_fonts(monkeypatch):
    monkeypatch.setattr(press, "FONTS", Path("/nowhere"))

    (warning,) = checks.press_is_ready()

    assert "Build the assets" in warning.msg
    assert warning.id == "notices.W001"


def test_the_start_says_nothing_of_a_press_that_is_ready():
    assert checks.press_is_ready() == []
