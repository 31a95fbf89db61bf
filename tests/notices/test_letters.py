"""Every kind of letter: made of a frozen snapshot, lawful, foldable, readable; or not made at all."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cases.stages import WithdrawalGround
from notices import frozen
from notices.documents import geometry
from notices.letters import parts, rendering, wording
from notices.letters.addresses import Unpostable
from notices.letters.kinds import KINDS, NOTICE_PARTICULARS
from tests.notices import letter_samples, pdfs
from tests.notices.letter_samples import EVERY_KIND

PAGE_ONE: list[tuple[float, float, float, float]] = [
    (15, 95, 195, 292),
    (125, 5, 195, 95),
    (15, 5, 125, 30),
    (24.6, 39.5, 120, 66.3),
]
LATER: list[tuple[float, float, float, float]] = [(15, 5, 195, 292)]
WIDE = (
    "MRS WILHELMINA MWAMWENDA-WOOLMAMMOM",
    "WWWWW MMMMM HOUSE, WEST WING, MWMWM",
    "ROOM 1, WOMEN’S COMMONWEALTH HOSTEL",
    "MMMMM WWWWW MEMORIAL WALK, MWMWMWMW",
    "WOOLMONGERS COMMON",
    "SOUTHAMPTON",
    "SO98 9WN",
)


def rendered(kind, **changes):
    return rendering.render_letter(kind, frozen.freeze(EVERY_KIND[kind](**changes)))


def words_of(kind, **changes):
    return pdfs.words_of(rendered(kind, **changes).pdf)


def test_every_kind_has_a_sample():
    assert set(EVERY_KIND) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_is_made_of_plain_json_and_says_whose_paper_it_is(kind):
    snapshot = json.loads(json.dumps(frozen.freeze(EVERY_KIND[kind]())))

    document = rendering.render_letter(kind, snapshot)

    said = pdfs.words_of(document.pdf)
    assert "Pryce" in said
    assert letter_samples.PRACTICE in said
    assert document.pages <= geometry.MOST_PAGES


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("large_print", [False, True])
def test_no_ink_stands_outside_the_window_the_head_and_the_margins(kind, large_print):
    document = rendered(kind, large_print=large_print)

    with pdfs.opened(document.pdf) as opened:
        for number, page in enumerate(opened):
            areas = PAGE_ONE if number == 0 and KINDS[kind].in_window else LATER
            assert pdfs.strays(pdfs.ink_of(page), areas) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_is_tagged_titled_and_in_a_named_language(kind):
    with pdfs.read(rendered(kind).pdf) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"].startswith(KINDS[kind].title.split()[0])
        assert [pdfs.unmarked_operators(page) for page in pdf.pages] == [0] * len(pdf.pages)
        levels = [int(str(tag.S)[2]) for tag in pdfs.tags_of(pdf) if str(tag.S) in ("/H1", "/H2", "/H3")]
        assert 1 in levels


def test_the_same_snapshot_gives_the_same_bytes_in_another_process():
    snapshot = frozen.freeze(letter_samples.penalty_notice())
    program = (
        "import json, sys; from notices.letters import rendering; "
        "print(rendering.render_letter('penalty_notice', json.load(sys.stdin)).sha256)"
    )

    told = subprocess.run(
        [sys.executable, "-c", program], input=json.dumps(snapshot), capture_output=True, text=True, check=True
    ).stdout.strip()

    assert rendering.render_letter("penalty_notice", snapshot).sha256 == told


def test_a_notice_holds_all_the_particulars_of_the_regulations():
    document = rendered("penalty_notice")

    assert {mark.value for mark in document.particulars} == set("0abcdefghijk")
    told = {mark.value: mark for mark in document.particulars}
    assert told["e"].page == 1
    assert told["e"].top < 97 + 60
    assert "Mrs Angela Pryce" in told["a"].text
    assert "discharge any liability for the offence" in told["i"].text


@pytest.mark.parametrize(
    ("mark", "emptied"),
    [
        ("0", {"sessions": ()}),
        ("a", {"recipient": replace(letter_samples.PRYCE, name=" ")}),
        ("b", {"child": replace(letter_samples.JAMIE, address=())}),
        ("b", {"school": replace(letter_samples.SCHOOL, name="")}),
        ("c", {"officer": replace(letter_samples.DUNNING, post="")}),
        ("e", {"sums": ()}),
        ("f", {"sender": replace(letter_samples.COUNCIL, address=())}),
        ("g", {"ways": ()}),
    ],
)
def test_a_notice_that_lacks_a_particular_is_not_made(mark, emptied):
    with pytest.raises(rendering.Incomplete) as refused:
        rendered("penalty_notice", **emptied)

    assert mark in refused.value.missing


@pytest.mark.parametrize(
    ("mark", "name"),
    [("i", "discharge"), ("j", "court_or_withdraw"), ("k", "grounds")],
)
def test_a_notice_whose_law_says_nothing_is_not_made(mark, name):
    law = wording.wording_on(date(2004, 3, 29))
    silent = replace(law, **{name: replace(getattr(law, name), text="")})

    with pytest.raises(rendering.Incomplete) as refused:
        rendered("penalty_notice", wording=silent)

    assert refused.value.missing == (mark,)


def test_a_mark_that_a_template_lost_stops_the_notice(monkeypatch):
    kept = rendering.write_html
    monkeypatch.setattr(rendering, "write_html", lambda kind, letter: kept(kind, letter).replace('data-p="k"', ""))

    with pytest.raises(rendering.Incomplete) as refused:
        rendered("penalty_notice")

    assert refused.value.missing == ("k",)


def test_a_notice_of_2004_says_the_sums_the_days_and_the_words_of_2004():
    said = words_of("penalty_notice")

    assert "£50 if your payment reaches us by Wednesday 28 April 2004" in said
    assert "£100 if it reaches us after that, by Wednesday 12 May 2004" in said
    assert "Date of offence On dates between Monday 8 March and Tuesday 23 March 2004" in said
    assert "28 days from that day to pay £50" in said
    assert "We are the local education authority for Harbourgate Community School" in said
    assert "We cannot start a court case before Thursday 13 May 2004" in said
    assert "no good reason for not making Jamie go" in said


def test_a_notice_of_2025_says_the_sums_the_days_and_the_words_of_2025():
    document = rendering.render_letter("penalty_notice", frozen.freeze(letter_samples.penalty_notice_of_2025()))

    said = pdfs.words_of(document.pdf)
    assert "£80 if your payment reaches us by Sunday 7 December 2025" in said
    assert "21 days, beginning with that day, to pay £80" in said
    assert "Period of offence From Monday 6 October to Tuesday 14 October 2025" in said
    assert "Payment within that time discharges any liability" in said
    assert "We are the local authority for" in said
    assert "We sent you a notice to improve on 10 September 2025" in said
    assert "If we have to give you a second notice about Jamie within three years, it will cost £160" in said
    assert "Holiday not agreed by the school (code G), 8: all day on 6, 7, 8 and 9 October." in said
    assert "education authority" not in said


def test_a_second_notice_has_one_sum_and_says_why():
    flat = parts.Sum(amount=Decimal(160), days=28, last_day=date(2025, 12, 15))
    snapshot = letter_samples.penalty_notice_of_2025(
        sums=(flat,), after_this=wording.after_this("R2024-2"), no_lower_sum=wording.no_lower_sum("R2024-2")
    )

    said = pdfs.words_of(rendering.render_letter("penalty_notice", snapshot).pdf)

    assert "There is no lower sum. This is the second notice in three years about Jamie." in said
    assert "£80" not in said


def test_a_notice_is_an_offer_and_never_says_that_the_penalty_must_be_paid():
    said = words_of("penalty_notice")

    assert "You can pay a penalty instead of going to court." in said
    assert "must pay £" not in said.lower()
    assert "must pay a penalty" not in said.lower()
    assert "guilty" not in said.replace("No court can find you guilty of this offence.", "")


def test_a_notice_given_by_hand_says_so_and_needs_no_postcode():
    homeless = parts.Recipient(
        name="Mrs Angela Pryce",
        salutation="Mrs Pryce",
        lines=("Mrs Angela Pryce", "No fixed abode"),
        by_hand=True,
    )
    by_hand = parts.Service(method=parts.Method.HAND, on=date(2004, 5, 5), received_on=date(2004, 5, 5))

    said = words_of("penalty_notice", recipient=homeless, service=by_hand)

    assert "We gave you this notice by hand on Wednesday 5 May 2004." in said


def test_a_head_teachers_notice_says_by_what_right():
    assert "Head teachers may give penalty notices for pupils of their own school." in words_of(
        "penalty_notice", officer=letter_samples.HEAD
    )


def test_a_child_whose_address_is_withheld_is_in_no_notice():
    withheld = replace(letter_samples.JAMIE, address=())

    with pytest.raises(rendering.Incomplete) as refused:
        rendered("penalty_notice", child=withheld)

    assert refused.value.missing == ("b",)


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"penalty_notice", "information"}))
def test_only_a_notice_and_a_charge_need_the_childs_address(kind):
    said = words_of(kind, child=replace(letter_samples.JAMIE, address=("Hidden House", "Secret Lane")))

    assert "Hidden" not in said
    assert "Secret" not in said


def test_seven_wide_lines_stand_in_the_window():
    document = rendered("reminder", recipient=replace(letter_samples.PRYCE, lines=WIDE))

    assert document.geometry.window is not None
    assert document.geometry.window.right <= 120


def test_a_line_too_wide_for_the_sheet_stops_the_letter():
    lines = ("W" * 35, "14 Lantern Row", "SO98 4QT")

    with pytest.raises(rendering.Incomplete, match="Printed where nothing may be"):
        rendered("reminder", recipient=replace(letter_samples.PRYCE, lines=lines))


def test_an_address_without_a_postcode_is_not_posted():
    with pytest.raises(Unpostable, match="no postcode"):
        rendered("warning", recipient=replace(letter_samples.PRYCE, lines=("Mrs Pryce", "Flat 3", "Lantern Row")))


def test_the_longest_names_fit_their_notice():
    child = parts.Child(
        name="Oluwadamilọla-Alexander Ẹniọlá Adéyẹmí-Featherstonehaugh-Cholmondeley",
        first_name="Oluwadamilọla-Alexander",
        address=("Flat 117b, The Old Sailmakers’ Hall", "1137–1139 Upper Waterside Embankment", "Southampton SO98 9WW"),
    )
    school = parts.School(
        name="Saint Mary Magdalene and Saint Swithun’s Voluntary Aided Church of England Primary School and Nursery"
    )

    document = rendered("penalty_notice", child=child, school=school)

    assert document.geometry.fits
    assert "Adéyẹmí" in pdfs.words_of(document.pdf)


def test_a_warning_gives_its_days_the_sums_and_the_new_law():
    said = words_of("warning")

    assert "Your 15 school days run from Thursday 4 March to Wednesday 24 March 2004." in said
    assert "The penalty is £50 if you pay within 28 days, or £100 if you pay within 42 days." in said
    assert "The law that lets us do this began on 27 February 2004." in said
    assert "All day on 12, 13, 21 and 29 January and 5, 10 and 24 February." in said


def test_a_first_letter_threatens_nothing():
    said = words_of("first_concern").lower()

    assert not [word for word in ("penalty", "court", "fine ", "offence", "prison") if word in said]


def test_a_reminder_names_the_sum_that_is_over_and_the_one_that_is_left():
    said = words_of("reminder")

    assert "The time to pay £50 ended on Wednesday 28 April 2004. You can still pay £100." in said
    assert "We will take no step towards court until we have looked at it and written to you." in said


def test_an_early_reminder_shows_both_sums():
    said = words_of("reminder", ended=None, sums=(letter_samples.FIFTY, letter_samples.HUNDRED))

    assert "You can still pay the lower sum." in said
    assert "£50 if your payment reaches us by" in said


def test_a_withdrawal_says_sorry_and_pays_back():
    said = words_of("withdrawal")

    assert "The notice ought not to have been issued." in said
    assert "£50.00 to you, by cheque, by Tuesday 20 April 2004" in said
    assert "We are sorry." in said
    assert "We cannot take you to court for the offence in that notice." in said


def test_a_withdrawal_because_the_council_will_not_prosecute_owes_nothing_and_no_apology():
    said = words_of("withdrawal", ground=WithdrawalGround.MUST_WITHDRAW, reason="", repayments=())

    assert "there is nothing to pay" in said
    assert "sorry" not in said


def test_a_receipt_adds_up_payments_that_came_in_parts():
    twenty = parts.Received(amount=Decimal(20), on=date(2004, 4, 1), how="cash")
    thirty = parts.Received(amount=Decimal(30), on=date(2004, 4, 20), how="cheque")

    assert "In all £50.00" in words_of("receipt", payments=(twenty, thirty))


def test_an_information_charges_the_aggravated_offence_in_the_words_of_its_day():
    said = words_of("information", knowing=True)

    assert "failed without reasonable justification to cause the child to do so" in said
    assert "section 444(1A) and (8A) of the Education Act 1996" in said
    assert "asks for a summons" in said


def test_a_result_at_court_lists_what_was_ordered_and_till_when():
    said = words_of("court_result")

    assert "You were not there, and the court found the case proved." in said
    assert "Fine £80.00, by Thursday 8 July 2004" in said


def test_an_acquittal_speaks_of_no_guilt():
    said = words_of("court_result", finding=parts.Finding.NOT_GUILTY, orders=())

    assert "The court found you not guilty." in said
    assert "appeal" not in said


def test_a_record_that_does_not_add_up_is_refused():
    with pytest.raises(ValueError, match="leave 15, but 14 are listed"):
        replace(letter_samples.RECORD, attended=50)


def test_the_particulars_of_a_notice_are_those_of_the_regulations():
    assert "".join(particular.mark for particular in NOTICE_PARTICULARS) == "0abcdefghijk"
