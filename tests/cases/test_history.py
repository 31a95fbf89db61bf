import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import history
from cases.history import GENESIS, Body, Entry

AT = datetime(2004, 5, 14, 9, 12, 3, 456789, tzinfo=UTC)


def entries(number=3):
    made, previous = [], GENESIS
    for seq in range(1, number + 1):
        body = {"text": f"Step {seq}.", "facts": {"sum": Decimal("50.00"), "on": date(2004, 5, seq)}}
        salt = bytes([seq]) * 16
        digest = history.digest(salt, body)
        named = {"seq": seq, "kind": "warned", "on": date(2004, 5, 14), "recorded_at": AT, "by": "7"}
        link = history.chain(previous, **named, digest=digest)
        made.append(Entry(**named, digest=digest, chain=link, body=Body(salt, body), erasure_ordered=False))
        previous = link
    return made


def test_an_untouched_history_verifies_in_any_order():
    assert history.verify(reversed(entries())) == []
    assert history.verify([]) == []


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "noticed"},
        {"on": date(2004, 5, 13)},
        {"recorded_at": AT + timedelta(microseconds=1)},
        {"by": "8"},
        {"digest": "0" * 64},
        {"chain": "0" * 64},
        {"body": Body(b"x" * 16, {"text": "Step 2.", "facts": {}})},
        {"body": None},
    ],
)
def test_a_change_anywhere_in_an_entry_shows(change):
    first, second, third = entries()

    problems = history.verify([first, replace(second, **change), third])

    assert problems
    assert problems[0].seq in (2, 3)


def test_a_missing_entry_shows():
    first, _, third = entries()

    assert [problem.text for problem in history.verify([first, third])] == [
        "Entry 2 was expected here; this is entry 3."
    ]


def test_words_erased_by_order_leave_the_chain_whole():
    first, second, third = entries()

    assert history.verify([first, replace(second, body=None, erasure_ordered=True), third]) == []


def test_the_canonical_form_sorts_keys_and_writes_days_and_sums_as_text():
    value = {"b": Decimal("50.00"), "a": [date(2004, 5, 14), True, None, 3], "é": "£"}

    assert history.canonical(value).decode() == '{"a":["2004-05-14",true,null,3],"b":"50.00","é":"£"}'


def test_what_the_database_gives_back_has_the_same_digest():
    body = {"on": date(2004, 5, 14), "amount": Decimal("50.00"), "list": (1, 2)}
    stored = json.loads(history.canonical(body))

    assert history.digest(b"salt", stored) == history.digest(b"salt", body)


@pytest.mark.parametrize("value", [1.5, {1: "x"}, {"x": {"y": object()}}, {1, 2}])
def test_what_has_no_one_form_is_refused(value):
    with pytest.raises(history.NotCanonical):
        history.canonical(value)


def test_the_moment_is_the_same_in_every_zone_and_needs_one():
    named = {"seq": 1, "kind": "k", "on": date(2004, 5, 14), "by": "7", "digest": "d"}
    in_london = AT.astimezone(timezone(timedelta(hours=1)))

    assert history.chain(GENESIS, recorded_at=AT, **named) == history.chain(GENESIS, recorded_at=in_london, **named)
    with pytest.raises(history.NotCanonical):
        history.chain(GENESIS, recorded_at=AT.replace(tzinfo=None), **named)


@given(st.text(), st.text(), st.text(), st.text())
def test_parts_never_run_together(kind, by, other_kind, other_by):
    named = {"seq": 1, "on": date(2004, 5, 14), "recorded_at": AT, "digest": "d"}

    same = history.chain(GENESIS, kind=kind, by=by, **named) == history.chain(
        GENESIS, kind=other_kind, by=other_by, **named
    )

    assert same == ((kind, by) == (other_kind, other_by))
