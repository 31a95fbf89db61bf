"""Every component rendered with invented values, one page a kind, for tests and for looking at."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import jinja2
from django import forms
from django.core.paginator import Paginator

from config.jinja import environment
from schools import codes
from schools.forms.dates import DateBoxesField
from schools.pictures import bars, register, six_months, time_left
from schools.terms import Calendar
from schools.views.frame import Frame, Link

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TODAY = date(2004, 7, 6)
FIRST, LAST, SAFE, HARD = date(2004, 3, 1), date(2004, 3, 26), date(2004, 9, 1), date(2004, 9, 26)
PINNED = [(date(2004, 3, day), half) for day in (1, 5, 8, 12, 15, 22, 26) for half in ("AM", "PM")]
MENU = tuple(Link(text, "#") for text in ("Desk", "Cases", "Registers", "Schools", "Letters", "Visits", "Help"))


class ReasonForm(forms.Form):
    """One field of every kind."""

    reason = forms.CharField(label="Your reason", widget=forms.Textarea, help_text="Goes into the case's history.")
    name = forms.CharField(label="Name", required=False)
    secret = forms.CharField(label="Password", widget=forms.PasswordInput, required=False)
    received = DateBoxesField(label="When did it arrive?", help_text="For example 14 5 2004")
    how = forms.ChoiceField(label="How did it come?", choices=[("post", "By post"), ("hand", "By hand")])
    decide = forms.ChoiceField(
        label="What do you decide?", widget=forms.RadioSelect, choices=[("a", "All to the first"), ("b", "Divide it")]
    )
    offered = forms.MultipleChoiceField(
        label="What was offered?", widget=forms.CheckboxSelectMultiple, choices=[("v", "A visit"), ("b", "A bus pass")]
    )
    sure = forms.BooleanField(label="I have decided this myself")
    file = forms.FileField(label="The register file")


def calendar_of_2003() -> Calendar:
    terms = [
        (date(2003, 9, 3), date(2003, 10, 24)),
        (date(2003, 11, 3), date(2003, 12, 19)),
        (date(2004, 1, 5), date(2004, 2, 13)),
        (date(2004, 2, 23), date(2004, 4, 2)),
        (date(2004, 4, 19), date(2004, 5, 28)),
        (date(2004, 6, 7), date(2004, 7, 22)),
    ]
    return Calendar.of(terms, closed=[date(2004, 5, 3), date(2004, 1, 5), date(2004, 6, 7)])


def a_year() -> register.RegisterPicture:
    calendar = calendar_of_2003()
    marks = {}
    for day in calendar.school_days(date(2003, 9, 1), TODAY):
        for half, present in (("AM", "/"), ("PM", "\\")):
            number = day.toordinal() * 7 + (half == "PM")
            text = "O" if number % 23 == 0 else "I" if number % 41 == 0 else "U" if number % 59 == 0 else present
            marks[day, half] = codes.code_on(text, day)
    for day, half in PINNED:
        marks[day, half] = codes.code_on("O", day)
    marks[TODAY, "AM"] = codes.code_on("N", TODAY)
    marks[date(2003, 12, 17), "AM"] = codes.code_on("Y", TODAY)
    del marks[TODAY, "PM"]
    return register.draw_register(
        caption="Wren Fennimore's register, September 2003 to July 2004",
        marks=marks,
        calendar=calendar,
        on=TODAY,
        pinned=PINNED,
        acts=[
            (date(2003, 12, 11), "Home visit"),
            (date(2004, 1, 13), "Contract signed"),
            (date(2004, 1, 28), "Warning received"),
            (date(2004, 3, 30), "Notices issued"),
        ],
    )


def six(on: date = TODAY) -> six_months.SixMonths:
    still = six_months.Standstill(date(2004, 4, 1), date(2004, 5, 13), "while the notice could be paid")
    return six_months.draw_six_months(
        first=FIRST, last=LAST, safe=SAFE, hard=HARD, on=on, half_days=PINNED, standstill=still
    )


def mini(left: int) -> time_left.MiniBar:
    safe = TODAY + timedelta(days=left)
    first = safe - timedelta(days=184)
    return time_left.draw_mini_bar(first=first, safe=safe, hard=safe + timedelta(days=25), on=TODAY)


def shares() -> bars.BarChart:
    def pair(city: float, county: float) -> tuple[bars.Value, ...]:
        return (bars.Value("City", city, f"{city}%"), bars.Value("County", county, f"{county}%", "b"))

    groups = [
        bars.Group("Primary", (*pair(21.2, 13.0), bars.Value("England", 6.0, "6.0%", "c"))),
        bars.Group("Secondary", pair(19.9, 20.3)),
    ]
    return bars.draw_bars(
        groups, says="Share of pupils. Primary: city 21.2 per cent.", ticks=(0, 5, 10, 15, 20, 25), unit="%"
    )


def values() -> dict[str, Any]:
    form = ReasonForm({"received_day": "31", "received_month": "6", "received_year": "2004", "decide": "b"})
    return {
        "today": TODAY,
        "year": a_year(),
        "six": six(),
        "six_red": six(date(2004, 8, 30)),
        "six_calm": six(date(2004, 5, 20)),
        "six_past": six(date(2004, 9, 10)),
        "mini": mini,
        "shares": shares(),
        "form": form,
        "clean_form": ReasonForm(),
        "page_of_many": Paginator(range(400), 20).page(7),
        "sum": Decimal("1350"),
        "csrf_input": "",
        "messages": [],
    }


def gallery() -> jinja2.Environment:
    """Make the pages' own environment, with an invented frame and without hashed file names."""
    env = environment(loader=jinja2.FileSystemLoader([HERE / "pages", ROOT / "templates"]))
    frame = Frame(
        council="Harbourgate City Council",
        practice=True,
        day=TODAY,
        move_date="#",
        person="Marian Pell",
        title="Education welfare officer",
        can_change_role=True,
        menu=MENU,
        search="#",
        foot=(Link("Accessibility statement", "#"), Link("Help", "#")),
    )
    env.globals.update(static=lambda name: f"/static/{name}", frame_of=lambda request: frame)
    return env


def pages() -> dict[str, str]:
    """Render every page of the gallery, by its name."""
    env = gallery()
    names = sorted(path.name for path in (HERE / "pages").glob("*.html"))
    return {name: env.get_template(name).render(values()) for name in names}
