"""Registers as schools send them: wide, one file a week; on paper late and with half-days nobody has explained yet."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np

from notices.practice import calendar, rolls
from notices.practice.files.shapes import File, Kind
from notices.practice.schools import all_schools
from notices.practice.world import World
from schools import codes, grid

REASON_TAKES = 4  # School weeks from the week itself until a paper school has found its reasons.
LAST_EXPLAINED = len(calendar.weeks()) - 2 - REASON_TAKES


# The registers of 2002/03 came in four files: by term, and the summer's two halves apart.
STRETCHES = (
    (date(2002, 9, 3), date(2002, 12, 20)),
    (date(2003, 1, 6), date(2003, 4, 11)),
    (date(2003, 4, 28), date(2003, 5, 23)),
    (date(2003, 6, 2), calendar.CARRIED_OVER_ON),
)


def registers_of_last_year(world: World) -> Iterator[File]:
    """Yield the registers of 2002/03, one wide file for each stretch of the year, on its last day."""
    schools = rolls.schools_in(world, None)
    numbers = np.flatnonzero(schools >= 0)
    for first, last in STRETCHES:
        days = calendar.of_pattern(0).school_days(first, last)
        content = _wide(world, world.last_year, calendar.LAST_YEAR, numbers, schools[numbers], days)
        yield File(last, Kind.REGISTER, f"register-{first.isoformat()}.csv", content)


def registers_of_week(world: World, week: int) -> Iterator[File]:
    """Yield what arrives with a week of 2003/04: the week itself, a fortnight of paper, corrections."""
    monday = calendar.weeks()[week]
    on = calendar.friday(monday)
    yield _week_file(world, world.this_year, week, on, paper=False)
    for late in calendar.paper_weeks(week):
        yield _week_file(world, with_unexplained(world, late), late, on, paper=True)
    cells = [
        cell
        for late in calendar.paper_weeks(week)
        if late >= REASON_TAKES
        for cell in unexplained(world, late - REASON_TAKES)
    ]
    if cells:
        yield _corrections(world, on, f"corrections-{on.isoformat()}.csv", cells, "Reason given to the office")


def otis_pell_corrected(world: World) -> File:
    """Return the correction of 30 March: a hospital letter explains four half-days that a notice rests on."""
    child = world.children[world.seats["pell"]]
    cells = [
        (child.number, grid.position(date(2004, 3, day), half), code)
        for day, code in ((2, "M"), (3, "I"))
        for half in grid.BOTH
    ]
    return _corrections(world, date(2004, 3, 30), "correction-tollbar-2004-03-30.csv", cells, "Hospital letter seen")


def unexplained(world: World, week: int) -> list[tuple[int, int, str]]:
    """Return the cells that a paper school first sends without a reason (N), with the code that follows later."""
    monday = np.datetime64(calendar.weeks()[week], "D")
    days = grid.days_of(calendar.THIS_YEAR)
    mornings = np.flatnonzero((days >= monday) & (days <= monday + np.timedelta64(4, "D")))[:: grid.SESSIONS]
    numbers = np.flatnonzero(rolls.on_paper(world))
    found = world.this_year[np.ix_(numbers, mornings)]
    # A few of those away that week, ill and without leave alike, and never so many that a case would open.
    some = (numbers[:, np.newaxis] * 31 + mornings) % 9 == 0
    away = found == codes.BYTES["O"]
    if week <= LAST_EXPLAINED:
        away |= found == codes.BYTES["I"]
    return [
        (int(numbers[row]), int(mornings[column]), codes.TEXTS[int(found[row, column])])
        for row, column in zip(*np.nonzero(away & some), strict=True)
    ]


def with_unexplained(world: World, week: int) -> np.ndarray:
    """Return this year's registers with an N where the school had no reason yet when it sent the week."""
    shown = world.this_year.copy()
    for child, place, _ in unexplained(world, week):
        shown[child, place] = codes.BYTES["N"]
    return shown


def _week_file(world: World, rows: np.ndarray, week: int, on: date, *, paper: bool) -> File:
    monday = calendar.weeks()[week]
    days = calendar.council(calendar.THIS_YEAR).school_days(monday, monday + timedelta(days=4))
    schools = rolls.schools_in(world, monday)
    numbers = np.flatnonzero((schools >= 0) & (rolls.papers()[schools] == paper))
    content = _wide(world, rows, calendar.THIS_YEAR, numbers, schools[numbers], days)
    return File(on, Kind.REGISTER, f"register-{'paper-' if paper else ''}{monday.isoformat()}.csv", content)


def _wide(
    world: World, rows: np.ndarray, year: int, numbers: np.ndarray, schools: np.ndarray, days: Sequence[date]
) -> bytes:
    """Lay out one line a pupil and one column a half-day; a day on which a school did not meet is #."""
    places = np.array([grid.position(day, half) for day in days for half in grid.BOTH])
    header = "upn,urn," + ",".join(f"{day.isoformat()} {half.value}" for day in days for half in grid.BOTH) + "\n"
    marks = rows[np.ix_(numbers, places)]
    upns, urns = rolls.letters(world)
    ends = upns.shape[1] + 1 + urns.shape[1]
    table = np.full((len(numbers), ends + 2 * len(places) + 1), ord(","), dtype=np.uint8)
    table[:, : upns.shape[1]] = upns[numbers]
    table[:, upns.shape[1] + 1 : ends] = urns[schools]
    table[:, ends + 1 : -1 : 2] = np.where(marks == codes.BLANK, codes.BYTES["#"], marks)
    table[:, -1] = ord("\n")
    return header.encode() + table.tobytes()


def _corrections(world: World, on: date, name: str, cells: list[tuple[int, int, str]], reason: str) -> File:
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(["upn", "urn", "date", "session", "code", "reason"])
    schools = all_schools()
    for number, place, code in cells:
        child = world.children[number]
        day, half = grid.when(calendar.THIS_YEAR, place)
        writer.writerow([child.upn, schools[child.school].urn, day.isoformat(), half.value, code, reason])
    return File(on, Kind.CORRECTION, name, lines.getvalue().encode())
