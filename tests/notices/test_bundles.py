"""The bundle: what is in it, what never is, and that the same facts give the same file."""

import json
from datetime import date, timedelta
from io import BytesIO, StringIO

import pymupdf
import pytest
from django.core.management import CommandError, call_command

from cases.models import HistoryBody
from cases.refusals import Forbidden
from notices.models import Bundle, Letter
from notices.queries.bundles import bundle_for, bundles_for, contents_of
from notices.services.bundles.building import build_bundle, freeze_bundle, render_bundle, render_due_bundles
from notices.services.code_test import record_code_test
from schools.models import MarkNote, Responsibility
from schools.references import is_valid
from tests.builders import a_parent
from tests.notices import prosecutions as walked

pytestmark = pytest.mark.django_db
BUILT = date(2004, 4, 28)


def text_of(sha256):
    with pymupdf.open(stream=BytesIO(walked.vault().get(sha256)), filetype="pdf") as pdf:
        return "\n".join(page.get_text() for page in pdf).replace("\xa0", " ")


def built(family, prosecution, on=BUILT):
    return build_bundle(prosecution, by=family.cast.legal, on=on, vault=walked.vault())


@pytest.fixture
def family():
    return walked.unpaid()


def test_a_charged_case_has_its_papers_in_order_each_with_its_pages(family):
    prosecution = walked.laid(family)

    bundle = built(family, prosecution)

    titles = [item["title"] for item in bundle.manifest["served"]["items"]]
    assert titles[:4] == [
        "Information",
        "Case summary",
        "Certificate of attendance (section 566)",
        "Schedule of absences",
    ]
    assert [title.split(":")[0] for title in titles[4:]] == [
        "Register",
        "Exhibit OP/1",
        "Proof of service of exhibit OP/1",
        "Exhibit OP/2",
        "Proof of service of exhibit OP/2",
        f"Certificate of non-payment, notice {titles[-1][-11:]}",
    ]
    pages = [(item["first"], item["last"]) for item in bundle.manifest["served"]["items"]]
    assert all(first <= last for first, last in pages)
    assert [first for first, _ in pages[1:]] == [last + 1 for _, last in pages[:-1]]
    assert pages[-1][1] == bundle.pages
    assert is_valid(bundle.reference)
    assert bundle.reference.startswith("B")


def test_its_summary_says_the_facts_without_a_word_of_what_is_not_served(family):
    prosecution = walked.laid(family)

    served = " ".join(text_of(built(family, prosecution).served_sha256).split())

    assert "Ms Lorna Fennimore" in served
    assert "The time for payment ended on Wednesday 21 April 2004. Nothing was paid." in served
    assert "10 half-days are charged." in served
    assert "Full Code Test" not in served
    assert "Help was offered and refused." not in served


def test_the_tests_and_section_447_stay_in_the_set_that_is_not_served(family):
    prosecution = walked.laid(family)

    kept = " ".join(text_of(built(family, prosecution).unserved_sha256).split())

    assert "School-based help is in place." in kept
    assert "The register and the certificate prove it." in kept
    assert "Help was offered and refused." in kept


def test_the_same_facts_are_the_same_version_and_the_same_bytes(family):
    prosecution = walked.laid(family)
    first = built(family, prosecution)

    again = built(family, prosecution, on=BUILT + timedelta(days=5))
    Bundle.objects.filter(id=first.id).update(served_sha256="", unserved_sha256="", rendered_at=None)
    remade = render_bundle(Bundle.objects.get(id=first.id), vault=walked.vault())

    assert again.id == first.id
    assert (remade.served_sha256, remade.unserved_sha256) == (first.served_sha256, first.unserved_sha256)
    assert HistoryBody.objects.filter(entry__case=family.case, entry__kind="bundle_made").count() == 2


def test_something_changed_is_a_new_version_and_the_old_one_stands(family):
    prosecution = walked.laid(family)
    first = built(family, prosecution)
    record_code_test(
        prosecution,
        evidential_met=True,
        evidential_reasons="Reviewed again: nothing has changed.",
        public_interest_met=True,
        public_interest_reasons="Reviewed again: nothing has changed.",
        by=family.cast.legal,
        on=BUILT,
    )

    second = built(family, prosecution)

    assert (first.version + 1, second.version) == (second.version, first.version + 1)
    assert first.reference != second.reference
    assert walked.vault().get(first.served_sha256)


def test_a_withheld_address_never_appears_however_it_came_in(family):
    mother = a_parent(
        family.cast, family.pupil, name="Tessa Quillfeather", street="31 Hidden Mews", postcode="SO98 8ZZ"
    )
    Responsibility.objects.filter(parent=family.parent).update(lives_with="no", address_withheld=True, contact="none")
    MarkNote.objects.create(
        enrolment=family.pupil.enrolments.get(),
        on=date(2004, 3, 1),
        session="AM",
        comment="Moved to 31 Hidden Mews, SO98 8ZZ",
    )
    prosecution = walked.referred(family)

    bundle = built(family, prosecution)

    for sha256 in (bundle.served_sha256,):
        assert "Hidden Mews" not in text_of(sha256)
        assert "8ZZ" not in text_of(sha256)
        assert b"Hidden Mews" not in walked.vault().get(sha256)
    assert "[withheld]" in text_of(bundle.served_sha256)
    assert mother.address1 not in json.dumps(bundle.manifest)


def test_a_letter_that_shows_an_address_withheld_since_is_left_out_and_the_lawyer_told(family):
    prosecution = walked.referred(family)
    own = Responsibility.objects.get(parent=family.parent)
    mother = a_parent(
        family.cast, family.pupil, name="Tessa Quillfeather", street="31 Hidden Mews", postcode="SO98 8ZZ"
    )
    letter = Letter.objects.get(kind="warning", matter=family.matter)
    said = {**letter.snapshot, "child": {**letter.snapshot["child"], "address": [mother.address1, "Harbourgate"]}}
    Letter.objects.filter(id=letter.id).update(snapshot=said)
    Responsibility.objects.filter(id=own.id).update(lives_with="no", address_withheld=True)

    bundle = built(family, prosecution)

    titles = [item["title"] for item in bundle.manifest["served"]["items"]]
    assert not any("warning" in title.lower() for title in titles)
    assert letter.reference in text_of(bundle.unserved_sha256)


def test_a_bundle_says_what_it_lacks_and_whose_it_is(family):
    prosecution = walked.authorised(family)

    missing = {item.title: item.who for item in contents_of(prosecution).missing}

    assert missing == {"Information": "Legal", "Certificate of attendance, section 566": "The head"}


def test_only_a_lawyer_of_the_authority_builds_and_opens_it(family):
    prosecution = walked.referred(family)
    bundle = freeze_bundle(prosecution, by=family.cast.legal, on=BUILT)

    with pytest.raises(Forbidden):
        freeze_bundle(prosecution, by=family.cast.officer, on=BUILT)

    spoken = f"b {bundle.reference[1:5].lower()} {bundle.reference[5:].lower()}"
    assert bundle_for(family.cast.legal, spoken) == bundle
    assert not bundles_for(family.cast.officer)
    assert not bundles_for(family.cast.head)


def test_the_command_writes_both_files_and_says_so_in_json(family, tmp_path):
    prosecution = walked.laid(family)
    family.cast.authority.practice_date = BUILT
    family.cast.authority.save()
    out = StringIO()

    call_command("bundle", family.case.reference, "--to", str(tmp_path), "--json", stdout=out)

    (told,) = json.loads(out.getvalue())["bundles"]
    assert told["prosecution"] == prosecution.reference
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [f"{told['reference']}.pdf", f"{told['reference']}-unserved.pdf"]
    )


def test_the_command_names_what_it_cannot_find():
    with pytest.raises(CommandError) as malformed:
        call_command("bundle", "P1234")

    assert malformed.value.returncode == 2


def test_a_worker_makes_the_files_of_a_bundle_that_was_only_frozen(family):
    prosecution = walked.referred(family)
    bundle = freeze_bundle(prosecution, by=family.cast.legal, on=BUILT)

    tried = render_due_bundles(vault=walked.vault(), most=5)
    again = render_due_bundles(vault=walked.vault(), most=5)

    bundle.refresh_from_db()
    assert (tried, again) == (1, 0)
    assert walked.vault().get(bundle.served_sha256).startswith(b"%PDF")


def test_a_bundle_whose_paper_is_lost_is_given_up_and_says_why(family):
    prosecution = walked.referred(family)
    bundle = freeze_bundle(prosecution, by=family.cast.legal, on=BUILT)
    said = bundle.snapshot
    said["exhibits"][0]["paper"]["sha256"] = "0" * 64
    Bundle.objects.filter(id=bundle.id).update(snapshot=said)

    tried = [render_due_bundles(vault=walked.vault(), most=5) for _ in range(6)]

    bundle.refresh_from_db()
    assert tried == [1, 1, 1, 1, 1, 0]
    assert bundle.problem == f"The vault holds no document {'0' * 64}."
