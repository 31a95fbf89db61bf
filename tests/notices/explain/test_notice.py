import pytest

FIRST = (
    "notice --offence-from 2025-10-06 --offence-to 2025-10-10 --issued-on 2025-11-13 --served-by first_class "
    "--on 2025-11-14"
)
KEYS = {
    "regime",
    "ordinal",
    "issuable",
    "bars",
    "review",
    "received_on",
    "sums",
    "boundary_day",
    "proceedings_not_before",
    "time_limit",
    "standing",
    "steps",
    "citations",
}


def test_a_first_notice_is_answered_whole(explain):
    answer = explain(FIRST)

    assert answer.status == 0
    assert set(answer.document) == KEYS
    assert answer["sums"] == [
        {"amount": "80.00", "last_day": "2025-12-07"},
        {"amount": "160.00", "last_day": "2025-12-15"},
    ]
    assert (answer["regime"], answer["ordinal"], answer["received_on"]) == ("R2024-1", 1, "2025-11-17")
    assert (answer["boundary_day"], answer["proceedings_not_before"]) == ("2025-12-15", "2025-12-16")
    assert answer["time_limit"] == {"safe": "2026-04-06", "hard": "2026-04-10", "defeated": False}
    assert answer["standing"] == {"on": "2025-11-14", "state": "open", "due": "80.00", "flags": []}
    assert {each["confidence"] for each in answer["citations"]} <= {"V", "V2", "M", "?"}
    assert any("a person's" in step for step in answer["steps"])


@pytest.mark.parametrize(
    ("options", "regime", "bars"),
    [
        ("--offence-from 2004-02-02 --offence-to 2004-02-06 --issued-on 2004-02-24", "R0", ["no_power"]),
        (
            "--offence-from 2026-10-05 --offence-to 2026-10-09 --issued-on 2026-11-23 --earlier 2024-10-01 "
            "--earlier 2025-05-12",
            "R2024-3",
            ["third_notice"],
        ),
        ("--type s105 --offence-from 2007-06-01 --offence-to 2007-06-01 --issued-on 2007-06-11", "S105", ["no_power"]),
    ],
)
def test_what_may_not_be_issued_has_a_bar_no_sums_and_status_1(explain, options, regime, bars):
    answer = explain(f"notice {options} --served-by first_class")

    assert answer.status == 1
    assert (answer["regime"], answer["issuable"]) == (regime, False)
    assert [bar["code"] for bar in answer["bars"]] == bars
    assert answer["bars"][0]["citation"]["confidence"]
    assert (answer["sums"], answer["boundary_day"], answer["proceedings_not_before"]) == ([], None, None)
    assert answer["received_on"]
    assert (answer["standing"]["state"], answer["standing"]["due"]) == ("void", None)


def test_a_straddle_is_left_to_a_person(explain):
    answer = explain(
        "notice --offence-from 2024-07-18 --offence-to 2024-09-10 --issued-on 2024-09-26 --served-by first_class "
        "--earlier 2024-09-20"
    )

    assert answer.status == 1
    assert (answer["regime"], answer["ordinal"], answer["bars"]) == (None, None, [])
    assert (answer["review"], answer["issuable"]) == (["regime_straddle"], False)
    assert answer["standing"]["state"] == "void"


def test_a_returned_letter_voids_the_notice_and_bars_nothing(explain):
    answer = explain(f"{FIRST} --returned-on 2025-11-20")

    assert answer.status == 0
    assert (answer["received_on"], answer["sums"], answer["issuable"]) == (None, [], True)
    assert answer["standing"]["state"] == "void"


def test_a_notice_that_defeats_the_time_limit_still_shows_its_sums(explain):
    answer = explain(
        "notice --offence-from 2025-09-08 --offence-to 2025-09-12 --issued-on 2026-02-06 --served-by first_class"
    )

    assert answer.status == 1
    assert [bar["code"] for bar in answer["bars"]] == ["defeats_time_limit"]
    assert answer["time_limit"]["defeated"] is True
    assert len(answer["sums"]) == 2


def test_the_offence_of_an_earlier_notice_belongs_to_the_nearest_on_its_left(explain):
    counted = explain(f"{FIRST} --earlier 2024-09-10 --earlier 2025-01-10")
    one_old = explain(f"{FIRST} --earlier 2024-09-10 --earlier-offence 2024-07-12 --earlier 2025-01-10")
    withdrawn = explain(f"{FIRST} --earlier-withdrawn 2025-01-10")

    assert (counted["ordinal"], one_old["ordinal"], withdrawn["ordinal"]) == (3, 2, 1)
    assert one_old["sums"] == [{"amount": "160.00", "last_day": "2025-12-15"}]


@pytest.mark.parametrize(
    ("paid", "on", "state", "due", "flags"),
    [
        ("--paid 80@2025-12-07", "2025-12-07", "paid", "0.00", []),
        ("--paid 80@2025-12-08", "2025-12-08", "part_paid", "80.00", []),
        ("--paid 80.00@2025-12-08 --paid 80.00@2025-12-15", "2025-12-20", "paid", "0.00", ["boundary_day"]),
        ("--paid 160@2025-12-16", "2025-12-16", "late_payment", None, []),
        ("", "2025-12-16", "expired", None, []),
        ("--paid 100.5@2025-12-01", "2025-12-02", "paid", "0.00", ["overpaid"]),
        ("--paid 80@2025-11-12", "2025-12-02", "open", "80.00", ["payment_before_issue"]),
    ],
)
def test_where_it_stands(explain, paid, on, state, due, flags):
    answer = explain(f"{FIRST.replace('--on 2025-11-14', '')} {paid} --on {on}")

    assert answer["standing"] == {"on": on, "state": state, "due": due, "flags": flags}


@pytest.mark.parametrize(
    "options",
    [
        "--issued-on 2025-10-09",
        "--posted-on 2025-11-12",
        "--delivered-on 2025-11-12",
        "--offence-to 2025-10-05",
        "--issued-on 13-11-2025",
        "--issued-on 2025-02-30",
        "--paid -5@2025-12-01",
        "--paid 5.005@2025-12-01",
        "--paid 5",
        "--earlier-offence 2024-07-12",
        "--served-by pigeon",
        "--served first_class",
        "--first-absence 2025-10-10 --last-absence 2025-10-06",
        "--issued-on 2045-11-13",
    ],
)
def test_what_cannot_be_asked_is_usage_with_nothing_on_stdout(explain, options):
    answer = explain(f"{FIRST} {options}")

    assert (answer.status, answer.out) == (2, "")
    assert answer.err


def test_dates_are_read_in_the_british_form_too(explain):
    assert explain(FIRST.replace("2025-11-13", "13/11/2025"))["received_on"] == "2025-11-17"


def test_a_notice_handed_over_counts_that_day_even_on_a_weekend(explain):
    answer = explain(FIRST.replace("first_class", "hand") + " --delivered-on 2025-11-15")

    assert answer["received_on"] == "2025-11-15"
    assert answer["sums"][0]["last_day"] == "2025-12-05"
