"""The commands that import, as scripts see them: one document, and a status that says how it went."""

import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from cases.models import Case
from schools.models import Parent, Pupil, RegisterImport
from tests import builders
from tests.registers import long_file, stored, upn_of

pytestmark = pytest.mark.django_db
MONDAY = date(2004, 3, 1)
KEYS = ["accepted", "changed", "unchanged", "schools", "faults", "import"]


@pytest.fixture
def cast() -> builders.Cast:
    return builders.a_cast()


@pytest.fixture
def pupil(cast):
    return builders.a_pupil(cast)


@pytest.fixture
def register(tmp_path):
    def write(raw: bytes):
        path = tmp_path / "register.csv"
        path.write_bytes(raw)
        return str(path)

    return write


def run(*arguments: str) -> tuple[int, str, str]:
    out, said = io.StringIO(), io.StringIO()
    status = 0
    try:
        call_command(*arguments, stdout=out, stderr=said)
    except SystemExit as ended:
        status = int(ended.code or 0)
    return status, out.getvalue(), said.getvalue()


def test_a_sound_register_is_imported_with_status_nought(cast, pupil, register):
    path = register(long_file((pupil, MONDAY, "AM", "O")))

    status, out, _ = run("import_register", path, "--school", cast.school.urn, "--json")

    answer = json.loads(out)
    assert (status, list(answer)) == (0, KEYS)
    assert (answer["changed"], answer["import"]) == (1, RegisterImport.objects.get().id)
    assert out.count("\n") == 1


def test_a_faulty_register_is_answered_with_status_one_and_its_faults(cast, pupil, register):
    path = register(long_file((pupil, MONDAY, "AM", "0"), (pupil, MONDAY, "PM", "/")))

    status, out, _ = run("import_register", path, "--school", cast.school.urn, "--json")

    answer = json.loads(out)
    assert (status, answer["accepted"], answer["import"]) == (1, 1, None)
    assert answer["schools"] == {cast.school.urn: {"applied": False}}
    assert answer["faults"] == [
        {
            "line": 2,
            "column": "code",
            "value": "0",
            "problem": "0 is not a register code.",
            "remedy": "This is the figure nought; if the letter O was meant, type O.",
        }
    ]
    assert stored([pupil]) == {}


def test_skipping_faulty_lines_has_status_one_all_the_same(cast, pupil, register):
    path = register(long_file((pupil, MONDAY, "AM", "0"), (pupil, MONDAY, "PM", "/")))

    status, out, _ = run("import_register", path, "--school", cast.school.urn, "--skip-faulty", "--json")

    assert (status, json.loads(out)["changed"]) == (1, 1)


def test_a_dry_run_says_what_would_change(cast, pupil, register):
    path = register(long_file((pupil, MONDAY, "AM", "/")))

    status, out, _ = run("import_register", path, "--school", cast.school.urn, "--dry-run", "--json")

    assert (status, json.loads(out)["changed"], json.loads(out)["import"]) == (0, 1, None)
    assert stored([pupil]) == {}


def test_columns_nobody_reads_are_told_beside_the_document(cast, pupil, register):
    path = register(f"upn,date,session,code,colour\n{upn_of(pupil)},{MONDAY},AM,/,red\n".encode())

    status, out, said = run("import_register", path, "--school", cast.school.urn, "--json")

    assert (status, list(json.loads(out))) == (0, KEYS)
    assert "colour" in said


@pytest.mark.parametrize("arguments", [("--school", "999999"), ("--authority", "nowhere")])
def test_a_command_that_cannot_be_meant_has_status_two(cast, register, arguments):
    with pytest.raises(CommandError) as ended:
        run("import_register", register(b"upn,date,session,code\n"), *arguments)

    assert ended.value.returncode == 2


def test_a_file_that_is_not_there_has_status_two(cast):
    with pytest.raises(CommandError) as ended:
        run("import_people", "/nowhere/people.csv")

    assert ended.value.returncode == 2


def test_people_are_imported(cast, register):
    raw = (
        "kind,upn,forename,surname,born,urn,admitted,parent_ref,relationship\n"
        f"pupil,{'J852400102001'},Tamsin,Ashwell,1994-02-03,{cast.school.urn},2003-09-03,,\n"
        "parent,,Rosa,Ashwell,,,,P1,\n"
        "responsibility,J852400102001,,,,,,P1,mother\n"
    )

    status, out, _ = run("import_people", register(raw.encode()), "--json")

    assert (status, json.loads(out)["accepted"]) == (0, 3)
    assert (str(Pupil.objects.get()), str(Parent.objects.get())) == ("Tamsin Ashwell", "Rosa Ashwell")


def test_an_import_opens_the_case_that_its_marks_call_for(cast, pupil, register):
    missed = builders.half_days_from(MONDAY, 20, pupil)
    path = register(long_file(*((pupil, day, half, "O") for day, half in missed)))

    run("import_register", path, "--school", cast.school.urn)

    assert Case.objects.get().pupil == pupil


def test_a_review_of_everybody_names_the_cases_it_opened(cast, pupil):
    builders.a_year_of_marks(pupil, builders.half_days_from(MONDAY, 20, pupil))

    status, out, _ = run("review_registers", "--all", "--json")

    (answer,) = json.loads(out)["authorities"]
    assert (status, answer["opened"]) == (0, [Case.objects.get().reference])
