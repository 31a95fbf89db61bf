"""Walks the practice year day by day: files arrive, the review runs, people act, letters leave."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from cases.models import Case
from cases.services.sweeping import sweep_deadlines
from cases.stages import Stage
from notices.practice import calendar
from notices.practice.files.shapes import File
from notices.practice.story.events import Event
from notices.practice.walk import arrivals, help, papers, progress
from notices.practice.walk.acts import Part
from notices.practice.walk.directory import Directory
from notices.practice.walk.hands import Hands, Task
from notices.services.reminders import remind_due
from schools import working_days
from schools.models import Authority
from schools.services.practice_day import move_day

# From the first acts on, letters leave and dates pass on every day.
EVERY_DAY_FROM = date(2003, 6, 1)
# So few letters are made and posted sooner by one hand than by several.
FEW = 3


class Year:
    """The walk of one authority: the files and the acts of each day, done by several hands."""

    def __init__(self, told: Directory, files: list[File], events: tuple[Event, ...]) -> None:
        self.told = told
        self.files: dict[date, list[File]] = defaultdict(list)
        for file in files:
            self.files[file.on].append(file)
        self.parts = [
            Part([event for event in events if progress.part_of(event) == number], told, number)
            for number in range(progress.PARTS)
        ]
        self.busy = {event.on for event in events}

    @property
    def authority(self) -> Authority:
        """The council whose year it is."""
        return self.told.authority

    def days(self) -> Iterator[date]:
        """Yield every day on which something is done, from where the walk stands to the practice date."""
        day = self.authority.practice_date or min(self.files)
        while day <= calendar.PRACTICE_DATE:
            if day >= EVERY_DAY_FROM or day in self.files or day in self.busy:
                yield day
            day += timedelta(days=1)

    def walk(self, day: date, hands: Hands) -> None:
        """Do one day, or what is left of it: a day that was stopped halfway is gone on with."""
        self.authority.practice_date = move_day(self.authority, to=day).practice_date
        for file in self.files.get(day, ()):
            arrivals.read(file, self.told)
        if day in self.files:
            hands.do({"give": part.number, "on": day.isoformat()} for part in self.parts)
        if day in self.busy:
            hands.do({"act": part.number, "on": day.isoformat()} for part in self.parts if part.on(day))
        sweep_deadlines(self.authority.id, on=day)
        if working_days.is_working_day(day):
            remind_due(by=self.told.service, on=day)
            waiting = papers.waiting(self.authority, on=day)
            number = hands.number if waiting > FEW else min(1, waiting)
            hands.do({"post": True, "on": day.isoformat()} for _ in range(number))

    def do(self, task: Task) -> None:
        """Do one task, as one of the hands."""
        day = date.fromisoformat(task["on"])
        if "act" in task:
            self.parts[task["act"]].act(day)
        elif "give" in task:
            self._give_to_officers(task["give"], day)
        else:
            papers.make_and_post(by=self.told.service, on=day)

    def _give_to_officers(self, part: int, day: date) -> None:
        """Give the cases that the review opened to the officers of their schools."""
        waiting = Case.objects.filter(authority=self.authority, officer__isnull=True).exclude(stage=Stage.OUTCOME)
        for case in waiting.order_by("id"):
            child = self.told.child_of(case)
            if child % progress.PARTS == part:
                help.give_to_officer(case, child, told=self.told, on=day)
