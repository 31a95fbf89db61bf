"""Loads the practice authority: files through the importers, the year through the services, to the practice date."""

from collections.abc import Callable, Iterator

from django.db import connection

from notices.practice import calendar
from notices.practice.files import people, registers
from notices.practice.files.shapes import File
from notices.practice.story.whole import story
from notices.practice.walk import progress, setting
from notices.practice.walk.directory import Directory
from notices.practice.walk.hands import MOST, Hands
from notices.practice.walk.year import Year
from notices.practice.world import World, build

Say = Callable[[str], None]


def load(*, say: Say, hands: int = MOST) -> None:
    """Load the whole authority, or what is left of it; a load that was killed goes on where it stopped."""
    authority = setting.lay_out()
    if progress.is_finished(authority):
        return
    say("Inventing the people and the registers of two school years")
    world, events = build(), story()
    told = Directory(authority, world)
    progress.parts_of(authority, events, by=told.service)
    year = Year(told, list(files_of(world)), events)
    with Hands(year.do, begin=hurry, most=hands) as many:
        month = None
        for day in year.days():
            if (day.year, day.month) != month:
                month = (day.year, day.month)
                say(f"{day:%B %Y}: {progress.done_of(authority):,} of {len(events):,} steps taken")
            year.walk(day, many)
    progress.finish(authority)


def hurry() -> None:
    """Let this process's commits reach the disk a moment later: what a power cut loses, the next load does again.

    Nothing can be lost in part: a step and its count are one transaction, and transactions are lost from the end.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
        cursor.execute("SET jit TO off")


def files_of(world: World) -> Iterator[File]:
    """Yield every file of both years."""
    yield people.people_of_last_year(world)
    yield from registers.registers_of_last_year(world)
    yield people.people_of_this_year(world)
    yield from people.changes_of_people(world)
    yield registers.otis_pell_corrected(world)
    for week in range(len(calendar.weeks())):
        yield from registers.registers_of_week(world, week)
