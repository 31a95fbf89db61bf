"""A mother has moved away with her children, and where is kept from the father.

Every kind of paper is made for him, and every page is opened by everybody: what is kept stands in none that is his, and
on no page but those from which staff must know where the family lives.
"""

import io
import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pymupdf
import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import resolve
from pytest_django import DjangoDbBlocker

from cases.disposals import Kind
from cases.models import Hearing, Matter, Override, Prosecution
from cases.refusals import Refused
from cases.services.steps import one_step
from cases.stages import WithdrawalGround
from notices.delivery.print_room import PrintRoom
from notices.letters.kinds import KINDS, To
from notices.letters.rendering import Incomplete
from notices.models import Letter, Payment, PenaltyNotice
from notices.services.bundles.building import build_bundle
from notices.services.certificates import prepare_certificate, read_certificate
from notices.services.court import Ordered, enter_result
from notices.services.notice import draft_notice, paper_of
from notices.services.outbox import write_letter
from notices.services.payments import record_payment
from notices.services.reminders import remind
from notices.services.rendering import render_letter
from notices.services.warning import draft_warning, review_warning
from notices.services.withdrawal import withdraw_notice
from schools.models import MarkNote, Parent, Pupil, Responsibility, Upn
from schools.queries.addresses import Address, Withheld, address_of, home_of
from tests import builders
from tests.doors import COLUMNS, DOORS
from tests.notices import papers
from tests.notices import prosecutions as walked

pytestmark = pytest.mark.filterwarnings("ignore:.*:UserWarning")
ON = builders.TODAY
OLD_HOME = {"street": "9 Quayside Row", "postcode": "SO98 4TD"}
STREET, POSTCODE, PHONE, EMAIL = "31 Hidden Mews", "SO98 8ZZ", "01632 960777", "tessa@hidden.invalid"
KEPT = (STREET, "Hidden Mews", POSTCODE, PHONE, EMAIL)


@dataclass
class Family(walked.Family):
    """The father is the parent of the matter; the mother went, with both children."""

    mother: Parent
    brother: Pupil


def a_family(cast: builders.Cast | None = None) -> Family:
    """While they lived together nothing was kept from anybody."""
    known = walked.a_family(cast)
    home = Responsibility.objects.get(parent=known.parent)
    Parent.objects.filter(id=home.parent_id).update(
        title="Mr",
        forename="Gareth",
        surname="Quillfeather",
        address1=OLD_HOME["street"],
        postcode=OLD_HOME["postcode"],
    )
    Responsibility.objects.filter(id=home.id).update(relationship="father")
    mother = builders.a_parent(known.cast, known.pupil, name="Tessa Quillfeather", **OLD_HOME)
    brother = builders.a_pupil(known.cast, name="Kit Quillfeather", born=date(1993, 5, 1))
    for parent, name in ((known.parent, "father"), (mother, "mother")):
        Responsibility.objects.create(
            authority=known.cast.authority,
            pupil=brother,
            parent=parent,
            relationship=name,
            lives_with="yes",
            has_care="yes",
            parental_responsibility="yes",
            contact="full",
        )
    known.parent.refresh_from_db()
    return Family(**vars(known), mother=mother, brother=brother)


def fled(family: Family) -> Family:
    """She goes, takes her own name again, and her address is kept from him; for the brother nobody ticked it."""
    Parent.objects.filter(id=family.mother.id).update(
        surname="Ockenden", address1=STREET, postcode=POSTCODE, phone=PHONE, email=EMAIL
    )
    his = Responsibility.objects.filter(parent=family.parent)
    his.update(lives_with="no", has_care="no", contact="none")
    his.filter(pupil=family.pupil).update(address_withheld=True)
    MarkNote.objects.create(
        enrolment=family.pupil.enrolments.get(),
        on=date(2004, 3, 1),
        session="AM",
        comment=f"Moved to {STREET}, {POSTCODE}",
    )
    family.mother.refresh_from_db()
    family.parent = Parent.objects.get(id=family.parent.id)
    walked.refreshed(family)
    return family


def to_court(family: Family) -> None:
    """Warned and noticed at home; she goes; he is referred, charged, summoned and convicted."""
    walked.unpaid(family)
    fled(family)
    charged = walked.laid(family)
    enter_result(
        Hearing.objects.get(prosecution=charged),
        result=Hearing.Result.PROVED_ABSENCE,
        ordered=[Ordered(Kind.FINE, Decimal("200.00"))],
        by=family.cast.legal,
        on=walked.HEARD,
    )


def paid(family: Family) -> None:
    """Noticed at home; she goes; he is reminded and pays."""
    notice = walked.noticed(walked.warned(family))
    fled(family)
    remind(notice, by=family.cast.service, on=date(2004, 3, 24))
    record_payment(
        family.cast.authority,
        amount=Decimal("50.00"),
        received_on=date(2004, 3, 29),
        method=Payment.Method.CHEQUE,
        reference=notice.number,
        payer="G Quillfeather",
        by=family.cast.clerk,
        on=date(2004, 3, 29),
    )


def withdrawn(family: Family) -> None:
    """Noticed at home; she goes; the notice is withdrawn."""
    notice = walked.noticed(walked.warned(family))
    fled(family)
    withdraw_notice(
        notice,
        ground=WithdrawalGround.WRONG_PERSON,
        why="You had no care of Wren on those days.",
        by=family.cast.officer,
        on=date(2004, 3, 22),
    )


def improved(family: Family) -> None:
    """She goes; a lawyer lets him be warned; attendance improves."""
    fled(family)
    a_lawyer_allows(family, "warning")
    walked.warned(family)
    review_warning(family.matter, improved=True, note="Wren is in school.", by=family.cast.officer, on=ON)


def first_written_to(family: Family) -> None:
    """She goes; he has a letter of first concern."""
    fled(family)
    with one_step(family.case.id, by=family.cast.officer, on=ON) as step:
        matter = step.matter(family.matter.id)
        write_letter(step, "first_concern", to_parent=family.parent, matter=matter)


def a_lawyer_allows(family: Family, step: str) -> None:
    Override.objects.create(
        matter=family.matter,
        step=step,
        code="address_withheld",
        reason="Serve it without the child's address.",
        by=family.cast.legal,
        on=date(2004, 2, 1),
    )


ROADS: tuple[Callable[[Family], None], ...] = (to_court, paid, withdrawn, improved, first_written_to)
WRITTEN = {
    "to_court": {"warning", "penalty_notice", "information", "summons", "court_result"},
    "paid": {"warning", "penalty_notice", "reminder", "receipt"},
    "withdrawn": {"warning", "penalty_notice", "withdrawal"},
    "improved": {"warning", "closing"},
    "first_written_to": {"first_concern"},
}


@pytest.fixture
def post(tmp_path: Path) -> papers.PostRoom:
    return papers.PostRoom(walked.vault(), PrintRoom(tmp_path / "print-room"))


def kept_in(text: str) -> list[str]:
    flat = " ".join(text.split())
    return [line for line in KEPT if line.lower() in flat.lower()]


def told_by(pdf: bytes) -> list[str]:
    """What a finished paper tells, in its words, its properties, its links, its attachments and its plain bytes."""
    with pymupdf.open(stream=io.BytesIO(pdf), filetype="pdf") as opened:
        pages = "\n".join(page.get_text() for page in opened)
        about = json.dumps([opened.metadata, opened.get_xml_metadata(), opened.get_toc(), opened.embfile_names()])
        links = json.dumps([str(link) for page in opened for link in page.get_links()])
    return kept_in(pages + about + links + pdf.decode("latin-1"))


def made(letter: Letter) -> bytes:
    if not letter.sha256:
        render_letter(letter, vault=walked.vault())
    return walked.vault().get(letter.sha256)


def test_every_kind_of_letter_is_written_on_one_of_the_roads():
    # The refusal of leave answers what a parent asked; no service writes it yet.
    assert set().union(*WRITTEN.values()) == set(KINDS) - {"leave_refused"}
    assert {kind.to for kind in KINDS.values()} == {To.PARENT, To.COURT}


@pytest.mark.django_db
@pytest.mark.parametrize("road", ROADS, ids=lambda road: road.__name__)
def test_no_paper_of_the_father_tells_what_is_kept_from_him(road, post: papers.PostRoom):
    family = a_family()
    road(family)
    letters = list(Letter.objects.filter(matter=family.matter).order_by("id"))

    told = {letter.kind: told_by(made(letter)) + kept_in(json.dumps(letter.snapshot)) for letter in letters}
    post.post(family.cast, date(2004, 5, 17))
    room = [path for path in post.room.root.rglob("*") if path.is_file()]

    assert set(told) == WRITTEN[road.__name__]
    assert not any(told.values()), told
    assert not any(kept_in(str(path)) for path in room)
    assert not any(kept_in(path.read_text()) for path in room if path.suffix == ".csv")


@pytest.mark.django_db
def test_what_would_print_the_childs_address_is_barred_until_a_lawyer_decides_and_then_prints_none():
    family = fled(a_family())

    with pytest.raises(Refused) as no:
        draft_warning(family.matter, by=family.cast.officer, on=walked.WARNED)
    a_lawyer_allows(family, "warning")
    letter = draft_warning(family.matter, by=family.cast.officer, on=walked.WARNED)

    assert [bar.code for bar in no.value.bars] == ["address_withheld"]
    assert told_by(made(letter)) == []


@pytest.mark.django_db
def test_a_notice_lacks_a_particular_where_the_address_is_kept_so_it_is_not_made():
    family = fled(a_family())
    a_lawyer_allows(family, "warning")
    walked.warned(family)
    builders.answer_nine(family.cast, family.case, on=walked.NOTICED)
    halves = frozenset(builders.half_days_from(*walked.AFTER, family.pupil))

    def draw_up() -> PenaltyNotice:
        return draft_notice(
            family.matter, chosen=halves, reasons="Nothing changed.", by=family.cast.officer, on=walked.NOTICED
        )

    with pytest.raises(Refused) as no:
        draw_up()
    a_lawyer_allows(family, "notice")
    drafted = draw_up()

    assert [bar.code for bar in no.value.bars] == ["address_withheld"]
    with pytest.raises(Incomplete):
        render_letter(paper_of(drafted), vault=walked.vault())


@pytest.mark.django_db
def test_an_officers_words_that_would_tell_him_are_refused():
    family = a_family()
    notice = walked.noticed(walked.warned(family))
    fled(family)

    with pytest.raises(Refused) as no:
        withdraw_notice(
            notice,
            ground=WithdrawalGround.WRONG_PERSON,
            why=f"Wren lives at {STREET.upper()} with her mother.",
            by=family.cast.officer,
            on=date(2004, 3, 22),
        )

    assert [bar.code for bar in no.value.bars] == ["address_withheld"]
    notice.refresh_from_db()
    assert notice.state == "issued"


@pytest.mark.django_db
def test_what_was_written_before_she_went_does_not_leave_after(post: papers.PostRoom):
    family = papers.a_family(builders.a_cast(on=date(2004, 3, 29)))
    notice = papers.a_notice(_warned_at_home(family, post), post)
    paper = paper_of(notice)
    Responsibility.objects.filter(parent=family.parent).update(lives_with="no", address_withheld=True)

    post.post(family.cast, date(2004, 3, 30))

    paper.refresh_from_db()
    assert paper.posted_on is None
    assert paper.held_on == date(2004, 3, 30)


def _warned_at_home(family: papers.Family, post: papers.PostRoom) -> papers.Family:
    papers.a_warning(family, post)
    post.post(family.cast, papers.MONDAY)
    return family


@pytest.mark.django_db
def test_his_bundle_and_the_heads_certificate_tell_nothing(tmp_path: Path):
    family = a_family()
    walked.unpaid(family)
    fled(family)
    charged = walked.laid(family)
    certificate = prepare_certificate(charged, by=family.cast.legal, on=ON)

    bundle = build_bundle(charged, by=family.cast.legal, on=ON, vault=walked.vault())
    call_command("bundle", charged.reference, "--to", str(tmp_path), "--json", stdout=io.StringIO())

    assert told_by(walked.vault().get(bundle.served_sha256)) == []
    assert told_by(read_certificate(certificate, by=family.cast.head)) == []
    assert kept_in(json.dumps(bundle.manifest)) == []
    written = sorted(tmp_path.iterdir())
    assert [kept_in(path.name) for path in written] == [[], []]
    assert [told_by(path.read_bytes()) for path in written if "unserved" not in path.name] == [[]]


@pytest.mark.django_db
def test_the_childs_address_that_may_be_told_stays_in_the_papers_of_a_parent_who_lives_elsewhere():
    family = a_family()
    Responsibility.objects.filter(parent=family.parent).update(lives_with="no")
    Parent.objects.filter(id=family.mother.id).update(address1="14 Orchard Steps", postcode="SO98 5RT")
    walked.unpaid(family)
    charged = walked.laid(family)

    bundle = build_bundle(charged, by=family.cast.legal, on=ON, vault=walked.vault())

    titles = [item["title"] for item in bundle.manifest["served"]["items"]]
    assert any("Penalty notice" in title for title in titles)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "duplicate", "brothers"), [flags for flags in itertools.product([False, True], repeat=3) if any(flags)]
)
def test_one_mark_anywhere_on_the_same_person_keeps_the_home_of_all_her_children(row, duplicate, brothers):
    family = fled(a_family())
    Responsibility.objects.filter(parent=family.parent, pupil=family.pupil).update(address_withheld=row)
    Responsibility.objects.filter(parent=family.parent, pupil=family.brother).update(address_withheld=brothers)
    again = builders.a_parent(
        family.cast, family.pupil, name="G Quillfeather", title="Mr", lives_with=False, address_withheld=duplicate
    )
    Parent.objects.filter(id=again.id).update(same_as=family.parent)

    for pupil, him in itertools.product(
        Pupil.objects.filter(id__in=[family.pupil.id, family.brother.id]),
        Parent.objects.filter(id__in=[family.parent.id, again.id]),
    ):
        told = address_of(pupil, to=him)
        assert isinstance(told, Withheld) or not set(told.lines) & {STREET, POSTCODE}


@pytest.mark.django_db
def test_she_is_told_her_own_and_staff_may_see_it():
    family = fled(a_family())

    assert STREET in address_of(family.pupil, to=family.mother).lines
    assert isinstance(address_of(family.mother, to=family.cast.officer), Address)
    assert home_of(family.brother).lines[0] == STREET


# Where staff who work a child's file must see where the family lives; nobody else, and nowhere else.
STAFF_MAY_SEE = {"case", "case_people", "pupil"}
STAFF = {"officer", "manager", "head", "deputy", "attendance", "legal", "notices", "auditor"}
SEARCHES = ("/search/?q=Quillfeather", "/search/?q=Ockenden", f"/search/?q={POSTCODE}", "/cases/?q=Quillfeather")


@pytest.fixture(scope="module")
def opened(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[tuple[str, str, str]]]:
    """Every page of the family's, as everybody is shown it: whose browser, which address, its words."""
    from tests.test_doors import put_back
    from tests.world import people_of

    with django_db_blocker.unblock(), put_back():
        family = a_family()
        walked.unpaid(family)
        fled(family)
        charged = walked.laid(family)
        bundle = build_bundle(charged, by=family.cast.legal, on=ON, vault=walked.vault())
        things = _things(family, charged, bundle.reference)
        people = people_of(family.cast)
        yield [
            (name, path, _words(people[name], path))
            for name in set(COLUMNS.values()) & set(people)
            for path in (*_paths(things), *SEARCHES)
        ]


def test_staff_pages_show_it_only_where_staff_must_know(opened):
    shown = {(resolve(path.partition("?")[0]).url_name, person) for person, path, words in opened if kept_in(words)}

    assert shown, "the case page shows staff where the family lives"
    assert {name for name, _ in shown} <= STAFF_MAY_SEE
    assert {person for _, person in shown} <= STAFF


def test_no_page_that_is_read_out_to_him_shows_it(opened):
    notices = [(person, path) for person, path, words in opened if "/notices/" in path and kept_in(words)]
    money = [(person, path) for person, path, words in opened if "/payments/" in path and kept_in(words)]

    assert notices == []
    assert money == []


def _things(family: Family, charged: Prosecution, bundle: str) -> dict[str, str]:
    matter = Matter.objects.get(id=family.matter.id)
    notice = PenaltyNotice.objects.get(matter=matter)
    return {
        "case": family.case.reference,
        "case in court": family.case.reference,
        "matter": matter.reference,
        "unpaid": matter.reference,
        "warned": matter.reference,
        "warning drafted": matter.reference,
        "matter in court": matter.reference,
        "notice": notice.number,
        "notice drafted": notice.number,
        "notice in court": notice.number,
        "letter": paper_of(notice).reference,
        "letter returned": paper_of(notice).reference,
        "letter again": paper_of(notice).reference,
        "upn": Upn.objects.get(pupil=family.pupil).value,
        "charged": charged.reference,
        "referred": charged.reference,
        "tested": charged.reference,
        "ready": charged.reference,
        "hearing": str(Hearing.objects.get(prosecution=charged).id),
        "certificate": str(charged.certificates.get().id),
        "bundle": bundle,
    }


def _paths(things: dict[str, str]) -> list[str]:
    """The path of every door that is read and whose things this family has."""
    found = []
    for door in DOORS:
        path = "/" + door.path
        for name, value in things.items():
            path = path.replace(f"<{name}>", value)
        if not door.posts and "<" not in path:
            found.append(path)
    return found


def _words(member, path: str) -> str:
    typed = path.partition("q=")[2] or "nothing typed"
    client = Client()
    client.force_login(member.user)
    response = client.get(path)
    head = json.dumps(dict(response.headers))
    if response.headers.get("Content-Type") == "application/pdf":
        # A paper's own words are tried above, for the reader it is for.
        return head + ("" if "unserved" in path else " ".join(told_by(response.content)))
    # What somebody typed is shown back to them; it was not told by the page.
    return (head + response.content.decode()).replace(typed, "")
