"""Where things stand in the drawings."""

from datetime import date, timedelta

import pytest

from schools import codes
from schools.pictures import bars, labels, register, six_months
from schools.terms import Calendar

FIRST, LAST, SAFE, HARD = date(2004, 3, 1), date(2004, 3, 26), date(2004, 9, 1), date(2004, 9, 26)
CALENDAR = Calendar.of([(date(2004, 3, 1), date(2004, 4, 2)), (date(2004, 4, 19), date(2004, 4, 30))])
TODAY = date(2004, 4, 20)


def a_bar(on: date) -> six_months.SixMonths:
    return six_months.draw_six_months(first=FIRST, last=LAST, safe=SAFE, hard=HARD, on=on)


def a_year(**more: object) -> register.RegisterPicture:
    marks = {
        (date(2004, 3, 1), "AM"): codes.code_on("O", TODAY),
        (date(2004, 3, 1), "PM"): codes.code_on("N", TODAY),
        (date(2004, 3, 2), "AM"): codes.code_on("I", TODAY),
    }
    values = {"caption": "A register", "marks": marks, "calendar": CALENDAR, "on": TODAY} | more
    return register.draw_register(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("left", "tone"), [(61, "calm"), (60, "amber"), (29, "amber"), (28, "red"), (0, "red"), (-1, "red")]
)
def test_the_days_left_are_amber_from_60_and_red_from_28(left: int, tone: str):
    assert a_bar(SAFE - timedelta(days=left)).tone == tone


def test_the_bar_is_spent_up_to_today_and_no_further():
    wide = a_bar(date(2004, 6, 1)).wide

    spent = next(span for span in wide.spans if span.look == "spent")
    today = next(post for post in wide.posts if post.look == "today")
    assert spent.x + spent.width == today.x


def test_after_the_last_date_of_all_the_bar_is_spent_whole():
    wide = a_bar(date(2004, 11, 1)).wide

    spent = next(span for span in wide.spans if span.look == "spent")
    hard = next(post for post in wide.posts if post.look == "hard")
    assert spent.width == hard.x


@pytest.mark.parametrize("days", range(-30, 190, 5))
def test_safe_date_and_today_always_have_their_words(days: int):
    picture = a_bar(SAFE - timedelta(days=days))

    for drawing in (picture.wide, picture.narrow):
        texts = [label.text for label in drawing.labels]
        assert "Today" in texts
        assert any(text.startswith("Safe date") for text in texts)


def test_a_label_moves_on_when_its_place_is_taken():
    first = labels.Place("Safe date", "1 Sept", ((20, 100, "end"),))
    second = labels.Place("Today", "31 Aug", ((20, 98, "end"), (60, 98, "end")))

    placed = labels.lay_out([first, second], width=300, letter=7)

    assert [label.y for label in placed] == [20, 60]


def test_a_label_that_fits_nowhere_is_left_out():
    place = labels.Place("A very long label", "", ((20, 10, "end"),))

    assert labels.lay_out([place], width=300, letter=7) == ()


def test_a_mark_says_its_day_its_half_and_its_meaning():
    week = a_year().weeks[0]

    assert week.cells[0] == register.Cell("O", "una", "Mon 1 March AM: absent without authorisation")
    assert week.cells[2].look == "aut"


def test_no_reason_yet_has_a_look_of_its_own_and_counts_as_missed():
    week = a_year().weeks[0]

    assert week.cells[1].look == "pro"
    assert week.missed == 2


def test_a_pinned_half_day_says_that_a_paper_rests_on_it():
    cell = a_year(pinned=[(date(2004, 3, 1), "AM")]).weeks[0].cells[0]

    assert cell.pinned
    assert cell.title.endswith("; the notice rests on it")


def test_weeks_of_holiday_stay_as_gaps_and_weeks_to_come_count_nothing():
    weeks = a_year().weeks

    assert [week.monday for week in weeks if week.holiday] == [date(2004, 4, 5), date(2004, 4, 12)]
    assert weeks[-1].missed is None


def test_the_phone_shows_begun_weeks_newest_first():
    assert [week.monday for week in a_year().latest_first][:2] == [date(2004, 4, 19), date(2004, 3, 29)]


def test_months_head_their_weeks_by_the_friday():
    months = a_year().months

    assert [(month.name, month.weeks) for month in months] == [("March", 4), ("April", 5)]


def test_acts_of_one_week_share_a_flag():
    flags = a_year(
        acts=[(date(2004, 3, 2), "Visit"), (date(2004, 3, 4), "Letter"), (date(2004, 3, 30), "Notice")]
    ).flags

    assert [(flag.number, flag.text) for flag in flags] == [
        (1, "Visit, 2 March; Letter, 4 March"),
        (2, "Notice, 30 March"),
    ]


def test_a_short_bar_has_its_name_beside_it():
    group = bars.Group("", (bars.Value("Long", 20, "20%"), bars.Value("Short", 5, "5%")))

    chart = bars.draw_bars([group], says="", ticks=(0, 10, 20))

    assert [bar.name_inside for bar in chart.bars] == [True, False]
    assert chart.bars[0].width == bars.FULL
