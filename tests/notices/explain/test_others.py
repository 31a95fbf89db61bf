import json

import pytest

TERMS = [
    ["2025-09-03", "2025-10-24"],
    ["2025-11-03", "2025-12-19"],
    ["2026-01-05", "2026-02-13"],
    ["2026-02-23", "2026-03-27"],
    ["2026-04-13", "2026-05-22"],
    ["2026-06-01", "2026-07-22"],
]


@pytest.fixture
def calendar(tmp_path):
    path = tmp_path / "calendar.json"
    path.write_text(json.dumps({"terms": TERMS, "closed": ["2026-05-04"]}), encoding="utf-8")
    return path


@pytest.fixture
def marks(tmp_path):
    def write(rows, *, header="date,session,code", encoding="utf-8", end="\n"):
        path = tmp_path / "marks.csv"
        path.write_bytes(end.join([header, *rows, ""]).encode(encoding))
        return path

    return write


def week(monday, codes):
    """Ten marks of a week, Monday morning to Friday afternoon; a dot is a session attended."""
    year, month, day = (int(part) for part in monday.split("-"))
    rows = []
    for place, code in enumerate(codes):
        half = ("AM", "PM")[place % 2]
        present = "/" if half == "AM" else "\\"
        rows.append(f"{year}-{month:02d}-{day + place // 2:02d},{half},{present if code == '.' else code}")
    return rows


@pytest.mark.parametrize(
    ("served_by", "received"),
    [
        ("first_class", "2026-04-08"),
        ("second_class", "2026-04-10"),
        ("unknown", "2026-04-10"),
        ("hand", "2026-04-02"),
    ],
)
def test_posting_on_the_eve_of_good_friday(explain, served_by, received):
    assert explain(f"posting --posted-on 2026-04-02 --served-by {served_by}")["received_on"] == received


def test_beyond_the_official_list_the_step_says_computed(explain):
    answer = explain("posting --posted-on 2035-11-13 --served-by first_class")

    assert answer.status == 0
    assert any("computed" in step for step in answer["steps"])


@pytest.mark.parametrize(
    ("issued", "in_time", "trimmed", "barred"),
    [
        ("--issued-at 2026-03-06T10:00", True, None, None),
        ("--issued-at 2026-03-08T23:00", True, None, None),
        ("--issued-at 2026-03-11T09:00", False, "2025-09-11", "2025-09-10"),
        ("--issued-at 2026-03-13T09:00", False, None, "2025-09-12"),
        ("--issued-at 2026-03-08T23:59:59+00:00", True, None, None),
        ("--issued-at 2026-03-09T00:30:00+01:00", True, None, None),
        ("", None, None, None),
    ],
)
def test_the_time_limit_of_8_to_12_september_2025(explain, issued, in_time, trimmed, barred):
    answer = explain(f"time-limit --first 2025-09-08 --last 2025-09-12 {issued}")

    assert answer.status == 0
    assert (answer["safe"], answer["hard"]) == ("2026-03-08", "2026-03-12")
    assert (answer["in_time"], answer["trimmed_from"], answer["barred_through"]) == (in_time, trimmed, barred)


def test_a_summer_moment_counts_on_londons_day(explain):
    answer = explain("time-limit --first 2026-01-05 --last 2026-01-05 --issued-at 2026-07-05T23:30:00+00:00")

    assert answer["in_time"] is False


def test_a_time_limit_backwards_is_usage(explain):
    assert explain("time-limit --first 2025-09-12 --last 2025-09-08").status == 2


@pytest.mark.parametrize(
    ("on", "of_age"),
    [("2025-12-08", False), ("2025-12-30", False), ("2025-12-31", True), ("2037-06-26", True), ("2037-06-27", False)],
)
def test_compulsory_age_of_a_child_born_on_10_september_2020(explain, on, of_age):
    answer = explain(f"age --born 2020-09-10 --on {on}")

    assert answer.status == 0
    assert (answer["of_compulsory_age"], answer["from"], answer["until"]) == (of_age, "2025-12-31", "2037-06-26")


@pytest.mark.parametrize(
    ("code", "on", "kind", "possible", "counts"),
    [
        ("O", "2026-01-05", "unauthorised", True, True),
        ("H", "2024-08-18", "authorised", True, False),
        ("Y7", "2024-08-19", "not_possible", False, False),
        ("J", "2004-03-01", "attending", True, False),
    ],
)
def test_a_code_by_its_day(explain, code, on, kind, possible, counts):
    answer = explain(["code", code, "--on", on])

    assert answer.status == 0
    assert (answer["class"], answer["possible"], answer["counts"]) == (kind, possible, counts)


@pytest.mark.parametrize(
    ("code", "on"), [("o", "2026-01-05"), ("H", "2024-08-19"), ("Y7", "2024-08-18"), ("@", "2026-01-05")]
)
def test_a_code_not_in_use_that_day_is_a_fault(explain, code, on):
    answer = explain(["code", code, "--on", on])

    assert answer.status == 1
    assert answer["class"] is None
    assert set(answer["faults"][0]) == {"line", "column", "value", "problem", "remedy"}


@pytest.mark.parametrize(
    ("length", "ends_on", "school_days", "bars"),
    [
        ("--school-weeks 6", "2025-12-19", 30, []),
        ("--school-weeks 3", "2025-11-28", 15, []),
        ("--school-weeks 2", "2025-11-21", 10, ["period_out_of_range"]),
        ("--school-weeks 7", "2026-01-09", 35, ["period_out_of_range"]),
        ("--school-days 15", "2025-12-01", 15, []),
    ],
)
def test_a_warning_from_10_november_2025(explain, calendar, length, ends_on, school_days, bars):
    answer = explain(["warning", "--calendar", calendar, "--served-on", "2025-11-10", *length.split()])

    assert answer.status == (1 if bars else 0)
    assert (answer["ends_on"], answer["school_days"]) == (ends_on, school_days)
    assert [bar["code"] for bar in answer["bars"]] == bars


def test_a_notice_to_improve_served_later_in_the_week_begins_the_next(explain, calendar):
    answer = explain(["warning", "--calendar", calendar, "--served-on", "2025-11-11", "--school-weeks", "5"])

    assert (answer["ends_on"], answer["school_days"]) == ("2025-12-19", 25)


def test_a_calendar_that_ends_first_is_a_fault(explain, calendar):
    answer = explain(["warning", "--calendar", calendar, "--served-on", "2026-07-20", "--school-days", "15"])

    assert answer.status == 1
    assert answer["faults"][0]["column"] == "terms"
    assert answer["ends_on"] is None


@pytest.mark.parametrize("options", ["", "--school-days 0", "--school-days 5 --school-weeks 3", "--school-weeks x"])
def test_a_warning_names_one_length(explain, calendar, options):
    answer = explain(["warning", "--calendar", calendar, "--served-on", "2025-11-10", *options.split()])

    assert (answer.status, answer.out) == (2, "")


def test_an_n_of_23_october_2025_is_resolved_by_6_november(explain, calendar):
    answer = explain(["n-code", "--calendar", calendar, "--recorded-on", "2025-10-23"])

    assert answer["resolve_by"] == "2025-11-06"


def threshold(explain, calendar, path, *options):
    return explain(["threshold", "--calendar", calendar, "--marks", path, *options])


def test_ten_sessions_of_holiday_meet_the_threshold(explain, calendar, marks):
    answer = threshold(explain, calendar, marks(week("2025-09-08", "GGGGGGGGGG")))

    assert answer.status == 0
    assert (answer["met"], answer["sessions"], answer["hold"], answer["hold_reason"]) == (True, 10, False, None)
    assert answer["window"] == ["2025-09-01", "2025-09-12"]


def test_the_half_term_is_no_school_week(explain, calendar, marks):
    rows = week("2025-09-08", "OOOOO.....") + week("2025-11-17", "OOOOO.....")

    answer = threshold(explain, calendar, marks(rows))

    assert (answer["met"], answer["school_weeks"]) == (True, 10)
    assert answer["window"] == ["2025-09-08", "2025-11-21"]


@pytest.mark.parametrize(
    ("last", "met", "hold", "sessions"), [("N", True, True, 10), ("I", False, False, 9), ("O", True, False, 10)]
)
def test_an_n_holds_until_it_is_resolved(explain, calendar, marks, last, met, hold, sessions):
    answer = threshold(explain, calendar, marks(week("2025-09-08", f"GGGGUUUOO{last}")))

    assert answer.status == 0
    assert (answer["met"], answer["hold"], answer["sessions"]) == (met, hold, sessions)
    assert bool(answer["hold_reason"]) is hold


def test_marks_after_the_day_asked_for_are_not_read(explain, calendar, marks):
    rows = [*week("2025-09-08", "OOOOOOOOO."), "2025-11-17,AM,rubbish"]

    assert threshold(explain, calendar, marks(rows), "--on", "2025-09-12")["sessions"] == 9


def test_a_mark_outside_the_calendar_is_left_out_and_named(explain, calendar, marks):
    answer = threshold(explain, calendar, marks(["2025-10-27,AM,O", "2025-09-08,AM,O"]))

    assert answer["sessions"] == 1
    assert any("2025-10-27 AM" in step for step in answer["steps"])


@pytest.mark.parametrize(
    ("rows", "column", "line"),
    [
        (["2025-09-08,AM,o"], "code", 2),
        (["2025-09-08,AM,O", "2025-09-08,AM,O"], "session", 3),
        (["2025-09-08,am,O"], "session", 2),
        (["2025-09-31,AM,O"], "date", 2),
    ],
)
def test_a_fault_names_its_line_and_column(explain, calendar, marks, rows, column, line):
    answer = threshold(explain, calendar, marks(rows))

    assert answer.status == 1
    assert answer["met"] is None
    assert (answer["faults"][0]["column"], answer["faults"][0]["line"]) == (column, line)


def test_files_from_windows_are_read(explain, calendar, marks):
    path = marks(["08/09/2025,AM,O"], header="\ufeffdate,session,code,note", end="\r\n")

    assert threshold(explain, calendar, path)["sessions"] == 1


@pytest.mark.parametrize(
    "text",
    ["{", "[]", '{"terms": [["2025-09-03"]]}', '{"terms": [["2025-09-03", "2025-09-01"]]}', '{"terms": [[1, 2]]}'],
)
def test_a_calendar_at_fault_is_named(explain, tmp_path, text):
    path = tmp_path / "broken.json"
    path.write_text(text, encoding="utf-8")

    answer = explain(["n-code", "--calendar", path, "--recorded-on", "2025-10-23"])

    assert answer.status == 1
    assert answer["faults"][0]["remedy"]


def test_a_file_that_is_not_there_is_usage(explain, calendar, tmp_path):
    answer = threshold(explain, calendar, tmp_path / "nowhere.csv")

    assert (answer.status, answer.out) == (2, "")


def test_absence_of_a_year(explain, calendar, marks):
    rows = week("2025-09-08", "OI........") + week("2025-09-15", "..........")

    answer = explain(["absence", "--calendar", calendar, "--marks", marks(rows)])

    assert answer.status == 0
    assert {name: answer[name] for name in ("possible", "attended", "authorised", "unauthorised", "percent")} == {
        "possible": 20,
        "attended": 18,
        "authorised": 1,
        "unauthorised": 1,
        "percent": "10.00",
    }
    assert (answer["persistent"], answer["severe"]) == (True, False)


def test_absence_without_marks_needs_a_year(explain, calendar, marks):
    assert explain(["absence", "--calendar", calendar, "--marks", marks([])]).status == 1
    answer = explain(["absence", "--calendar", calendar, "--marks", marks([]), "--year", "2025/26"])
    assert (answer.status, answer["percent"], answer["persistent"]) == (0, None, None)


@pytest.mark.parametrize("year", ["2008", "2008/10", "08/09"])
def test_a_school_year_is_two_years_in_a_row(explain, calendar, marks, year):
    answer = explain(["absence", "--calendar", calendar, "--marks", marks([]), "--year", year])

    assert (answer.status, answer.out) == (2, "")


def test_an_unknown_kind_of_explanation_is_usage(explain):
    assert explain("horoscope").status == 2
