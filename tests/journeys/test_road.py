"""The whole road in the browser: from a register file to a notice, a payment, a withdrawal, a court and its result.

Each of the people does their own part, signed in as themselves; the letters go through a real worker.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pymupdf
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cases.models import Case, HistoryEntry, Prosecution
from cases.queries.history import problems_in
from cases.stages import How, NoticeState, ProsecutionState, Stage
from notices.models import Letter, PenaltyNotice, Refund
from notices.tasks import send_letters
from schools.models import Pupil
from schools.queries.calendars import calendar_of
from tests import builders
from tests.journeys.hands import answer_nine, choose, fill_day, move_day, press, sign_in
from tests.workers import Worker, wait_for

FIRST_DAY = date(2004, 1, 30)
WARNED = date(2004, 2, 2)
NOTICED = date(2004, 3, 8)
PAID = date(2004, 3, 15)
WITHDRAWN = date(2004, 3, 18)
REFERRED = date(2004, 4, 22)
AUTHORISED = date(2004, 4, 23)
LAID = date(2004, 4, 26)
HEARD = date(2004, 5, 13)


@dataclass
class Town:
    """The people of one authority, each at a browser of their own."""

    cast: builders.Cast
    pupil: Pupil
    pages: dict[str, Page]
    folder: Path

    def __getitem__(self, who: str) -> Page:
        return self.pages[who]

    def move_to(self, day: date) -> None:
        move_day(self["officer"], day)

    @property
    def case(self) -> Case:
        return Case.objects.get(pupil=self.pupil)

    def matter(self, surname: str) -> str:
        return self.case.matters.get(parent__surname=surname).reference


@pytest.fixture
def town(new_context: Callable[..., BrowserContext], worker: Worker, tmp_path: Path) -> Town:
    cast = builders.a_cast(on=FIRST_DAY)
    for who in ("officer", "head", "legal", "clerk"):
        user = getattr(cast, who).user
        user.username = who
        user.set_password("practice")
        user.save()
    pupil = builders.a_pupil(cast, name="Calder Wrenfield")
    for surname, title, relationship in (
        ("Wrenfield", "Ms", True),
        ("Holloway", "Mr", True),
        ("Marchbanks", "Mr", False),
    ):
        builders.a_parent(cast, pupil, name=f"Sorrel {surname}", title=title, lives_with=relationship)
    pages = {
        who: sign_in(new_context(accept_downloads=True).new_page(), who)
        for who in ("officer", "head", "legal", "clerk")
    }
    return Town(cast, pupil, pages, tmp_path)


def a_register(town: Town, first: date, last: date, missed: Iterable[tuple[date, str]], *, slip: bool = False) -> Path:
    """A register file as a school sends one; `slip` puts a nought for the letter O on one line."""
    lines, absent = ["upn,date,session,code"], set(missed)
    upn = town.pupil.upns.get().value
    for day in calendar_of(town.cast.authority, town.cast.school.id).school_days(first, last):
        for half, present in (("AM", "/"), ("PM", "\\")):
            code = "O" if (day, half) in absent else present
            lines.append(f"{upn},{day.isoformat()},{half},{code}")
    if slip:
        lines[1] = lines[1].rsplit(",", 1)[0] + ",0"
    path = town.folder / f"register-{first.isoformat()}.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def import_register(town: Town, path: Path) -> None:
    """Upload a file, read the preview, and commit it."""
    page = town["clerk"]
    upload(town, path)
    press(page, "Import this register")


def upload(town: Town, path: Path) -> None:
    page = town["clerk"]
    page.goto("/registers/")
    page.get_by_label("The register", exact=True).set_input_files(path)
    page.get_by_label("School").select_option(label=town.cast.school.name)
    press(page, "Look at what it changes")


def post() -> None:
    """Let the worker make and post what is waiting."""
    send_letters.delay()
    wait_for(
        lambda: (
            not Letter.objects.filter(
                released_on__isnull=False, posted_on__isnull=True, cancelled_on__isnull=True, held_on__isnull=True
            ).exists()
        )
    )


def warn(town: Town, surname: str) -> None:
    page = town["officer"]
    page.goto(f"/matters/{town.matter(surname)}/warn/")
    press(page, "Draw up the warning")
    page.get_by_label("Your reason").fill("Two calls and a visit brought no change.")
    press(page, "Warn ")


def issue(town: Town, who: str, surname: str) -> PenaltyNotice:
    page = town[who]
    page.goto(f"/matters/{town.matter(surname)}/notice/")
    page.get_by_label("Your reason").fill("Nothing changed after the warning.")
    press(page, "Draw up the notice")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Check the notice before you issue it")
    page.get_by_label("I have decided this myself").check()
    press(page, "Issue the notice to ")
    return PenaltyNotice.objects.get(matter__reference=town.matter(surname), state=NoticeState.ISSUED)


def pay(town: Town, amount: str, on: date, reference: str, payer: str) -> None:
    page = town["clerk"]
    page.goto("/payments/record/")
    page.get_by_label("How much, in pounds?").fill(amount)
    fill_day(page, "On which day did it reach the council?", on)
    choose(page, "How did it come?", "Cheque")
    page.get_by_label("What reference came with it?").fill(reference)
    page.get_by_label("Who paid?").fill(payer)
    press(page, "Record the payment")


def test_from_a_register_file_to_a_notice_to_a_prosecution_and_its_result(town: Town):
    a_clerk_imports_and_the_review_opens_a_case(town)
    the_officer_helps_first_and_then_warns(town)
    hers, his, not_his = three_notices_are_issued_on_new_absence(town)
    one_is_paid_and_the_wrong_one_is_withdrawn(town, his, not_his)
    prosecution = the_unpaid_one_goes_to_the_lawyer(town, hers)
    the_court_decides_and_the_case_ends(town, prosecution)
    assert problems_in(town.case) == []
    assert HistoryEntry.objects.filter(case=town.case).count() > 30


def a_clerk_imports_and_the_review_opens_a_case(town: Town) -> None:
    missed = builders.half_days_from(date(2004, 1, 12), 22, town.pupil)
    faulty = a_register(town, date(2004, 1, 5), FIRST_DAY, missed, slip=True)
    upload(town, faulty)
    expect(town["clerk"].locator("main")).to_contain_text("if the letter O was meant")

    import_register(town, a_register(town, date(2004, 1, 5), FIRST_DAY, missed))

    assert town.case.opened_by == Case.OpenedBy.REVIEW
    town["officer"].goto("/desk/")
    expect(town["officer"].locator("main")).to_contain_text("Calder Wrenfield")


def the_officer_helps_first_and_then_warns(town: Town) -> None:
    page, here = town["officer"], f"/cases/{town.case.reference}/"
    for surname in ("Wrenfield", "Holloway", "Marchbanks"):
        page.goto(f"{here}matters/new/")
        choose(page, "Which parent?", f"{'Ms' if surname == 'Wrenfield' else 'Mr'} Sorrel {surname}")
        choose(page, "What is it about?", "Attendance")
        press(page, "Take it up")
        page.goto(f"/matters/{town.matter(surname)}/liability/")
        choose(page, "Does this parent answer for the half-days?", "Liable")
        page.get_by_label("Why?").fill("The child lives with this parent on school days.")
        press(page, "Record the decision")
    page.goto(here)
    expect(page.locator(".hd-next")).to_contain_text("What would settle it")
    assert page.get_by_role("button", name="Draw up the warning").count() == 0
    page.goto(f"{here}support/")
    page.get_by_label("What was offered?").select_option(label="Home visit")
    choose(page, "How did the family answer?", "Accepted")
    page.get_by_label("What was said, and by whom?").fill("A talk at home about mornings.")
    press(page, "Record it")
    answer_nine(page, town.case.reference)
    town.move_to(WARNED)
    for surname in ("Wrenfield", "Holloway", "Marchbanks"):
        warn(town, surname)
    post()
    assert town.case.stage == Stage.WARNING
    assert {matter.warnings.get().ends_on for matter in town.case.matters.all()} == {date(2004, 3, 3)}


def three_notices_are_issued_on_new_absence(town: Town) -> tuple[PenaltyNotice, PenaltyNotice, PenaltyNotice]:
    town.move_to(NOTICED)
    missed = builders.half_days_from(date(2004, 2, 27), 12, town.pupil)
    import_register(town, a_register(town, WARNED, date(2004, 3, 5), missed))
    page = town["officer"]
    for surname in ("Wrenfield", "Holloway", "Marchbanks"):
        page.goto(f"/matters/{town.matter(surname)}/review-warning/")
        choose(page, "What did the warning achieve?", "It did not improve")
        page.get_by_label("What you found").fill("Twelve more half-days.")
        press(page, "Record what it achieved")
    answer_nine(page, town.case.reference)
    hers = issue(town, "head", "Wrenfield")
    his = issue(town, "officer", "Holloway")
    not_his = issue(town, "officer", "Marchbanks")
    post()
    assert hers.issued_by == town.cast.head
    assert hers.services.get().received_on == date(2004, 3, 10)
    paper = pymupdf.open(stream=paper_of(hers), filetype="pdf")
    words = bare(" ".join(leaf.get_text() for leaf in paper))
    for needed in (hers.number, "Sorrel Wrenfield", "Calder Wrenfield", "£50", "£100", "7 April 2004", "21 April 2004"):
        assert bare(needed) in words, needed
    return hers, his, not_his


def bare(text: str) -> str:
    """Text without the spaces that only lay it out."""
    return "".join(text.split())


def paper_of(notice: PenaltyNotice) -> bytes:
    from django.conf import settings

    from schools.vault import Vault

    return Vault(settings.VAULT).get(notice.letters.get(kind="penalty_notice").sha256)


def one_is_paid_and_the_wrong_one_is_withdrawn(town: Town, his: PenaltyNotice, not_his: PenaltyNotice) -> None:
    town.move_to(PAID)
    pay(town, "50", PAID, his.number, "S Holloway")
    pay(town, "50", PAID, not_his.number, "S Marchbanks")
    assert town.case.matters.get(parent__surname="Holloway").how == How.PAID

    town.move_to(WITHDRAWN)
    page = town["officer"]
    page.goto(f"/notices/{not_his.number}/withdraw/")
    choose(page, "On which ground?", "It ought not to have been issued to the person named")
    page.get_by_label("What happened").fill("He left the family in November.")
    press(page, "Check your answers")
    press(page, "Withdraw the notice")
    post()
    not_his.refresh_from_db()
    assert not_his.state == NoticeState.WITHDRAWN
    assert Refund.objects.get(notice=not_his).payee == "S Marchbanks"
    assert Letter.objects.filter(kind="withdrawal", posted_on=WITHDRAWN).count() == 1
    town["head"].goto(f"/notices/{his.number}/withdraw/")
    expect(town["head"].locator("main")).to_contain_text("may")


def the_unpaid_one_goes_to_the_lawyer(town: Town, hers: PenaltyNotice) -> Prosecution:
    town.move_to(REFERRED)
    page = town["officer"]
    answer_nine(page, town.case.reference)
    page.goto(f"/cases/{town.case.reference}/")
    expect(page.locator("main")).to_contain_text("Nothing can be paid")
    page.goto(f"/matters/{town.matter('Wrenfield')}/refer/")
    page.get_by_label("Your reasons").fill("The notice ran out unpaid; help was offered throughout.")
    press(page, "Refer to legal")
    prosecution = Prosecution.objects.get(matter__reference=town.matter("Wrenfield"))
    town.move_to(AUTHORISED)
    lawyer, file = town["legal"], f"/prosecutions/{prosecution.reference}/"
    lawyer.goto("/legal/")
    expect(lawyer.locator("main")).to_contain_text(prosecution.reference)
    lawyer.goto(f"{file}eso/")
    choose(lawyer, "Will the council apply for an education supervision order?", "No")
    lawyer.get_by_label("Why?").fill("Help at school goes on.")
    press(lawyer, "Record it")
    lawyer.goto(f"{file}test/")
    choose(lawyer, "Is there enough evidence for a realistic prospect of conviction?", "Met")
    lawyer.get_by_label("Reasons on the evidence").fill("The register and the certificate.")
    choose(lawyer, "Is it in the public interest to prosecute?", "Met")
    lawyer.get_by_label("Reasons on the public interest").fill("Help was offered and refused.")
    press(lawyer, "Record the test")
    lawyer.goto(f"{file}authorise/")
    press(lawyer, "Authorise")
    lawyer.goto(f"{file}route/")
    choose(lawyer, "Which offence?", "section 444(1)")
    press(lawyer, "Choose it")
    lawyer.goto(f"{file}certificate/")
    press(lawyer, "Ask the head")
    head = town["head"]
    head.goto(f"/certificates/{prosecution.certificates.get().id}/")
    head.get_by_label("I am the head teacher").check()
    press(head, "Sign the certificate")
    lawyer.goto(f"{file}bundle/")
    press(lawyer, "Build it")
    return prosecution


def the_court_decides_and_the_case_ends(town: Town, prosecution: Prosecution) -> None:
    lawyer, file = town["legal"], f"/prosecutions/{prosecution.reference}/"
    the_bundle_reads_as_a_court_will(town, prosecution)
    town.move_to(LAID)
    lawyer.goto(f"{file}charge/")
    press(lawyer, "Draw it up")
    lawyer.get_by_label("I have read this information").check()
    fill_day(lawyer, "On which day does the court first hear it?", HEARD)
    press(lawyer, "Lay the information")
    post()
    prosecution.refresh_from_db()
    assert prosecution.state == ProsecutionState.CHARGED
    town.move_to(HEARD)
    lawyer.goto(f"{file}hearings/{prosecution.hearings.get().id}/")
    choose(lawyer, "What happened?", "Proved in absence")
    lawyer.get_by_label("Fine", exact=True).check()
    lawyer.locator("#id_fine_amount").fill("80")
    lawyer.get_by_label("Costs", exact=True).check()
    lawyer.locator("#id_costs_amount").fill("35")
    press(lawyer, "Enter the result")
    post()
    assert town.case.stage == Stage.OUTCOME
    assert town.case.how == How.COURT_RESULT
    town["officer"].goto(f"/cases/{town.case.reference}/history/")
    expect(town["officer"].locator("main")).to_contain_text("Nothing here can be altered or removed")


def the_bundle_reads_as_a_court_will(town: Town, prosecution: Prosecution) -> None:
    page = town["legal"]
    page.goto(f"/prosecutions/{prosecution.reference}/")
    href = page.get_by_role("link", name="Served (").get_attribute("href")
    got = page.context.request.get(href or "")
    assert got.ok
    book = pymupdf.open(stream=got.body(), filetype="pdf")
    words = bare(" ".join(leaf.get_text() for leaf in book))
    assert len(book.get_toc()) > 5
    for needed in ("Index", "Sorrel Wrenfield", "Calder Wrenfield", "ertificate"):
        assert bare(needed) in words, needed
    assert "Marchbanks" not in words
    assert "Holloway" not in words
