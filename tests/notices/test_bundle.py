"""The bundle: the index is right, what was sent is what is bound, and what is not served is apart."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np
import pymupdf
import pytest

from notices.bundle import certificates, making, parts
from notices.documents import binding
from notices.letters.parts import Capacity
from tests.notices import bundle_samples, letter_samples, pdfs

PX = pdfs.PIXELS_PER_MM


@cache
def made() -> making.Bundle:
    return making.make_bundle(bundle_samples.bundle())


def printed_number(page: pymupdf.Page) -> str:
    """Read the number at the foot of a page, right of the fingerprint."""
    foot = pymupdf.Rect(page.rect.width - 120, page.rect.height - 80, page.rect.width, page.rect.height)
    numbers = [word for *_, word, _, _, _ in page.get_text("words", clip=foot) if word.isdigit()]
    return numbers[-1]


def test_every_page_bears_its_number_the_case_and_the_fingerprint():
    told = made().manifest["served"]

    with pdfs.opened(made().served) as document:
        assert len(document) == made().pages == told["pages"]
        for number, page in enumerate(document, 1):
            said = pdfs.flat(page.get_text())
            assert printed_number(page) == str(number)
            assert "P4H8D2NCT" in said
            assert told["seal"][:4] in said


def test_the_index_names_the_pages_on_which_the_items_stand():
    items = made().manifest["served"]["items"]

    with pdfs.opened(made().served) as document:
        index = pdfs.flat(document[1].get_text())
        for item in items:
            pages = f"{item['first']}–{item['last']}" if item["first"] != item["last"] else str(item["first"])
            assert re.search(rf"{re.escape(item['title'])}.*? {pages} ", index)
            opening = pdfs.flat(document[item["first"] - 1].get_text())
            assert item["title"].split(":")[0].split(",")[0].split(" of exhibit")[0] in opening
    firsts = [item["first"] for item in items]
    lasts = [item["last"] for item in items]
    assert firsts[1:] == [last + 1 for last in lasts[:-1]]
    assert lasts[-1] == made().pages


def test_a_part_of_several_pages_is_indexed_from_its_first():
    many = tuple(parts.Statement(text=f"On day {number} nothing was said.") for number in range(40))
    longer = making.make_bundle(bundle_samples.bundle(summary=bundle_samples.summary(statements=many)))

    (item,) = [item for item in longer.manifest["served"]["items"] if item["title"] == "Case summary"]
    with pdfs.opened(longer.served) as document:
        assert item["last"] == item["first"] + 1
        assert "Case summary" in document[item["first"] - 1].get_text()
        assert "On day 39 nothing was said." in pdfs.flat(document[item["last"] - 1].get_text())
        assert "Case summary 14 May 2004 5–6" in pdfs.flat(document[1].get_text())


def test_every_link_lands_on_the_page_it_names():
    items = {item["first"] for item in made().manifest["served"]["items"]}

    with pdfs.opened(made().served) as document:
        named = [
            (pdfs.flat(page.get_textbox(link["from"])), link["page"]) for page in document for link in page.get_links()
        ]

    assert len(named) > 20
    assert {target + 1 for _, target in named} <= items
    for text, target in named:
        if found := re.search(r"page (\d+)$", text):
            assert int(found[1]) == target + 1


def test_every_item_has_a_bookmark():
    with pdfs.opened(made().served) as document:
        outline = [(title, page) for level, title, page in document.get_toc() if level == 1]

    told = [(item["title"], item["first"]) for item in made().manifest["served"]["items"]]
    pages = dict(outline)
    assert [page for _, page in told] == [page for _, page in outline][2:]
    assert pages["Exhibit MD/2: Penalty notice N5T2W8RBK"] == dict(told)["Exhibit MD/2: Penalty notice N5T2W8RBK"]


def test_a_stored_letter_is_bound_as_it_was_sent():
    notice = bundle_samples.stored("penalty_notice", "Penalty notice N5T2W8RBK", date(2004, 3, 29))
    (item,) = [
        item for item in made().manifest["served"]["items"] if "MD/2" in item["title"] and item["last"] > item["first"]
    ]

    with pdfs.opened(made().served) as bundle, pdfs.opened(notice.pdf) as sent:
        sheet = pdfs.flat(bundle[item["first"] - 1].get_text()).replace(" ", "")
        assert notice.sha256 in sheet
        for number, page in enumerate(sent):
            bound = bundle[item["first"] + number]
            assert pdfs.flat(page.get_text()) in pdfs.flat(bound.get_text())
            between = slice(int(13.9 * PX), int(287 * PX))
            assert np.array_equal(pdfs.ink_of(page)[between], pdfs.ink_of(bound)[between])
            assert f"page {number + 1} of 3" in pdfs.flat(bound.get_text())


def test_the_stamp_stands_clear_of_what_was_sent():
    notice = bundle_samples.stored("penalty_notice", "Penalty notice N5T2W8RBK", date(2004, 3, 29))

    with pdfs.opened(notice.pdf) as sent:
        for page in sent:
            ink = pdfs.ink_of(page)
            assert not ink[: int(13.9 * PX)].any()
            assert not ink[int(287 * PX) :].any()


def test_the_bundle_is_tagged_throughout_and_its_syntax_is_whole():
    with pdfs.read(made().served) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert [pdfs.unmarked_operators(page) for page in pdf.pages] == [0] * len(pdf.pages)
        kept = {page.obj.objgen for page in pdf.pages}
        tags = list(pdfs.tags_of(pdf))
        assert all(tag.Pg.objgen in kept for tag in tags if "/Pg" in tag)
        keys = [int(page.obj.StructParents) for page in pdf.pages]
        assert len(set(keys)) == len(keys)
        cells = [str(tag.ID) for tag in tags if "/ID" in tag and str(tag.S) == "/TH"]
        assert len(cells) > 40
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_the_same_parts_give_the_same_bytes_in_another_process():
    program = (
        "from notices.bundle import making; from tests.notices import bundle_samples; "
        "made = making.make_bundle(bundle_samples.bundle()); print(made.served_sha256, made.not_served_sha256)"
    )

    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()

    assert told == [made().served_sha256, made().not_served_sha256]


def test_another_fact_gives_another_fingerprint():
    other = making.make_bundle(bundle_samples.bundle(heading=bundle_samples.heading(made_by="Somebody Else")))

    assert other.manifest["served"]["seal"] != made().manifest["served"]["seal"]


def test_what_is_not_served_is_in_its_own_file_alone():
    served, kept = pdfs.words_of(made().served), pdfs.words_of(made().not_served)

    for said in ("Evidential stage", "No unallocated payment fits", "an order would add nothing"):
        assert said not in served
        assert said in kept
    assert "For the prosecutor alone" in kept
    assert "Full Code Test" not in served


def test_a_case_with_nothing_held_back_says_so():
    plain = bundle_samples.bundle(supervision_order=None, code_test=None, notes=())

    assert "Nothing is held back in this case." in pdfs.words_of(making.make_bundle(plain).not_served)


def test_a_letter_that_was_changed_after_it_was_sent_stops_the_bundle():
    exhibit = bundle_samples.bundle().exhibits[0]
    changed = replace(exhibit, paper=replace(exhibit.paper, pdf=exhibit.paper.pdf + b"\n"))

    with pytest.raises(binding.Altered, match="Formal warning of 1 March 2004"):
        making.make_bundle(bundle_samples.bundle(exhibits=(changed,)))


def test_a_summary_longer_than_two_pages_stops_the_bundle():
    many = tuple(parts.Statement(text=f"On day {number} nothing was said. " * 6) for number in range(90))

    with pytest.raises(making.TooLong, match="the court reads 2"):
        making.make_bundle(bundle_samples.bundle(summary=bundle_samples.summary(statements=many)))


def test_a_statement_without_its_proof_stops_the_bundle():
    lost = (parts.Statement(text="She was seen at home.", proof=("statement:9",)),)

    with pytest.raises(ValueError, match="no part 'statement:9'"):
        making.make_bundle(bundle_samples.bundle(summary=bundle_samples.summary(statements=lost)))


def test_the_register_shows_what_is_charged_and_counts_it():
    said = pdfs.words_of(made().served)

    assert "Register: spring term 2004" in said
    assert "Not authorised, and charged (white on dark)" in said
    assert "The 10 half-days charged, in order of date." in said


def test_the_proof_of_service_says_when_the_law_takes_it_as_received():
    said = pdfs.words_of(made().served)

    assert "Wednesday 31 March 2004, the second working day after posting, unless the contrary is proved" in said
    assert "Returned by the post No, up to 14 May 2004" in said


def test_the_head_signs_the_particulars_and_their_fingerprint_is_printed():
    unsigned = bundle_samples.certificate()

    signed = certificates.sign(unsigned, by=letter_samples.HEAD, on=date(2004, 5, 13), at="11.05 am")
    said = pdfs.words_of(certificates.render_certificate(signed).pdf)

    assert "Ruth Ashdown Head teacher Signed in Halfday on Thursday 13 May 2004 at 11.05 am." in said
    assert unsigned.digest in said.replace(" ", "")
    assert "In all 30 20 0 10" in said


def test_an_unsigned_certificate_has_lines_to_sign_on():
    assert "Signed (head teacher)" in pdfs.words_of(certificates.render_certificate(bundle_samples.certificate()).pdf)


def test_a_deputy_cannot_sign_the_certificate():
    deputy = replace(letter_samples.HEAD, capacity=Capacity.DEPUTY)

    with pytest.raises(parts.BadSignature, match="a deputy may not"):
        certificates.sign(bundle_samples.certificate(), by=deputy, on=date(2004, 5, 13))


def test_a_certificate_is_not_signed_before_its_last_day():
    certificates.sign(bundle_samples.certificate(), by=letter_samples.HEAD, on=date(2004, 3, 26))
    with pytest.raises(parts.BadSignature, match="before the last day"):
        certificates.sign(bundle_samples.certificate(), by=letter_samples.HEAD, on=date(2004, 3, 25))


def test_a_signature_does_not_carry_over_to_other_particulars():
    signed = certificates.sign(bundle_samples.certificate(), by=letter_samples.HEAD, on=date(2004, 5, 13))

    with pytest.raises(parts.BadSignature, match="not those that were signed"):
        certificates.render_certificate(replace(signed, pupil="Another Pupil"))


def test_a_certificate_whose_weeks_do_not_match_its_half_days_is_refused():
    with pytest.raises(ValueError, match="count 10 half-days missed, but 9 are listed"):
        bundle_samples.certificate(sessions=letter_samples.MARCH[1:])


def test_a_certificate_of_non_payment_is_void_when_its_facts_change():
    with pytest.raises(parts.BadSignature):
        replace(bundle_samples.non_payment(), number="N0000000A")
