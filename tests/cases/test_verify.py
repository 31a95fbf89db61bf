"""What shows that no history was altered: the chains themselves, and a file sealed earlier."""

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cases import seals
from cases.models import HistoryEntry
from cases.queries.heads import faults_in, heads_of
from cases.services.sealing import seal_histories
from tests import builders

pytestmark = pytest.mark.django_db


def _tamper(sql: str, *values: int) -> None:
    """Do what a person with the database's own password could: switch the triggers off and write."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, values)
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_a_history_that_nobody_touched_is_whole() -> None:
    cast = builders.a_cast()
    builders.a_case(cast)

    assert list(faults_in(cast.authority)) == []


def test_words_that_were_altered_are_found() -> None:
    cast = builders.a_cast()
    case = builders.a_case(cast)
    _tamper(
        "UPDATE cases_historybody SET text = 'Nothing happened.' WHERE entry_id = %s", case.history.latest("seq").id
    )

    (fault,) = faults_in(cast.authority)

    assert (fault.name, fault.text) == (case.reference, "The words of entry 3 are not those that were recorded.")


def test_a_last_entry_that_was_cut_off_shows_only_against_the_sealed_file(tmp_path: Path) -> None:
    cast = builders.a_cast()
    case = builders.a_case(cast)
    sealed = seal_histories(cast.authority, on=date(2004, 3, 1), folder=tmp_path)
    last = case.history.latest("seq").id
    _tamper("DELETE FROM cases_historybody WHERE entry_id = %s", last)
    _tamper("DELETE FROM cases_historyentry WHERE id = %s", last)

    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("verify_history", str(sealed), "--json", stdout=out)

    answer = json.loads(out.getvalue())
    assert list(faults_in(cast.authority)) == []
    assert ended.value.code == 1
    assert answer["faults"] == [{"history": case.reference, "entry": 3, "problem": "Entry 3 was sealed and is gone."}]


def test_a_day_is_sealed_once(tmp_path: Path) -> None:
    cast = builders.a_cast()
    case = builders.a_case(cast)
    first = seal_histories(cast.authority, on=date(2004, 3, 1), folder=tmp_path).read_text()
    builders.answer_nine(cast, case, on=date(2004, 3, 1))

    again = seal_histories(cast.authority, on=date(2004, 3, 1), folder=tmp_path)

    assert again.read_text() == first
    assert seals.read(first) != heads_of(cast.authority)


def test_a_later_entry_leaves_what_was_sealed_standing(tmp_path: Path) -> None:
    cast = builders.a_cast()
    case = builders.a_case(cast)
    sealed = seal_histories(cast.authority, on=date(2004, 3, 1), folder=tmp_path)
    builders.answer_nine(cast, case, on=date(2004, 3, 2))

    out = StringIO()
    call_command("verify_history", str(sealed), stdout=out)

    assert out.getvalue() == "Every history is whole.\n"
    assert HistoryEntry.objects.filter(case=case).count() == 4


def test_a_file_that_is_no_seal_is_refused_as_such(tmp_path: Path) -> None:
    builders.a_cast()
    wrong = tmp_path / "letter.txt"
    wrong.write_text("Dear Sir\n")

    with pytest.raises(CommandError, match="Line 1 is no line of a sealed file") as refused:
        call_command("verify_history", str(wrong))

    assert refused.value.returncode == 2
