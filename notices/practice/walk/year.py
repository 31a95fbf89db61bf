"""Walks the practice year day by day: files arrive, the review runs, people act, letters leave."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from django.db import transaction

from cases.models import Case
from cases.services.review import review_due
from cases.services.sweeping import sweep_deadlines
from cases.stages import Stage
from notices.models import Letter
from notices.practice import calendar
from notices.practice.files.shapes import File
from notices.practice.story.events import Act, Event
from notices.practice.walk import arrivals, court, help, leave, progress, steps
from notices.practice.walk.directory import Directory
from notices.practice.walk.papers import PaperRoom
from notices.services.reminders import remind_due
from schools import working_days
from schools.models import Authority, Work
from schools.services.practice_day import move_day

Do = Callable[[Event, Directory], None]
DrawUp = Callable[[Event, Directory], Letter]
Give = Callable[[Event, Directory, Letter], None]

ACTS: dict[Act, Do] = {
    Act.OPEN: help.open_by_hand,
    Act.LEAVE: leave.ask_and_refuse,
    Act.SUPPORT: help.give_support,
    Act.CONCERN: help.write_of_concern,
    Act.BEGIN: help.begin,
    Act.LIABLE: help.decide_on_liability,
    Act.EXPLAIN: help.explain,
    Act.ANSWER: help.answer_questions,
    Act.NOT_TO_ACT: help.leave_alone,
    Act.CLOSE: help.close,
    Act.REVIEW_WARNING: steps.judge_warning,
    Act.PAY: steps.pay,
    Act.REVERSE: steps.reverse,
    Act.EVIDENCE: steps.keep_evidence,
    Act.REPRESENTATION: steps.hear,
    Act.REPLY: steps.answer,
    Act.WITHDRAW: steps.take_back,
    Act.REPAY: steps.repay,
    Act.RETURNED_POST: steps.come_back,
    Act.REFER: court.refer,
    Act.SEND_BACK: court.return_referral,
    Act.SUPERVISION_ORDER: court.consider_order,
    Act.CODE_TEST: court.test,
    Act.AUTHORISE: court.authorise,
    Act.DECLINE: court.decline,
    Act.PREPARE_CERTIFICATE: court.ask_for_certificate,
    Act.SIGN_CERTIFICATE: court.certify,
    Act.BUNDLE: court.bundle,
    Act.RESULT: court.enter,
}
# A statutory paper is drawn up and rendered first; then a person takes the step with it.
PAPERS: dict[Act, tuple[DrawUp, Give]] = {
    Act.WARN: (steps.draw_up_warning, steps.warn),
    Act.NOTICE: (steps.draw_up_notice, steps.give_notice),
    Act.LAY: (court.draw_up_information, court.lay),
}


# From the first acts on, letters leave and dates pass on every day.
EVERY_DAY_FROM = date(2003, 6, 1)


class Year:
    """The walk of one authority: the files and acts of each day, and how far it has come."""

    def __init__(self, told: Directory, files: list[File], events: tuple[Event, ...], work: Work) -> None:
        self.told = told
        self.work = work
        self.files: dict[date, list[File]] = defaultdict(list)
        for file in files:
            self.files[file.on].append(file)
        self.events: dict[date, list[Event]] = defaultdict(list)
        for event in events:
            self.events[event.on].append(event)
        # How many acts come before each day, so that a walk that was stopped knows which are done.
        self.before: dict[date, int] = {}
        number = 0
        for day in sorted(self.events):
            self.before[day] = number
            number += len(self.events[day])

    @property
    def authority(self) -> Authority:
        """The council whose year it is."""
        return self.told.authority

    def days(self) -> Iterator[date]:
        """Yield every day on which something is done, from where the walk stands to the practice date."""
        day = self.authority.practice_date or min(self.files)
        while day <= calendar.PRACTICE_DATE:
            if day >= EVERY_DAY_FROM or day in self.files or day in self.events:
                yield day
            day += timedelta(days=1)

    def walk(self, day: date, room: PaperRoom) -> None:
        """Do one day, or what is left of it: a day that was stopped halfway is gone on with."""
        self.authority.practice_date = move_day(self.authority, to=day).practice_date
        arrived = [arrivals.read(file, self.told) for file in self.files.get(day, ())]
        if any(arrived) and day >= calendar.CARRIED_OVER_ON:
            review_due(self.authority, by=self.told.service, on=day)
            self._give_to_officers(day)
        self._act(day, room)
        sweep_deadlines(self.authority.id, on=day)
        if working_days.is_working_day(day):
            remind_due(by=self.told.service, on=day)
            room.post_all(self.authority, by=self.told.service, on=day)

    def _act(self, day: date, room: PaperRoom) -> None:
        waiting = self.events.get(day, [])
        done = max(0, self.work.done - self.before.get(day, 0))
        events = waiting[done:]
        while events:
            act = events[0].act
            same = [event for event in events if event.act is act]
            if act in PAPERS:
                self._with_papers(same, room)
            else:
                for event in same:
                    with transaction.atomic():
                        ACTS[act](event, self.told)
                        progress.tick(self.work)
            events = events[len(same) :]

    def _with_papers(self, events: list[Event], room: PaperRoom) -> None:
        draw_up, give = PAPERS[events[0].act]
        drafts = [draw_up(event, self.told) for event in events]
        room.render_all()
        for event, draft in zip(events, drafts, strict=True):
            draft.refresh_from_db()
            with transaction.atomic():
                give(event, self.told, draft)
                progress.tick(self.work)

    def _give_to_officers(self, day: date) -> None:
        """Give the cases that the review opened to the officers of their schools."""
        waiting = Case.objects.filter(authority=self.authority, officer__isnull=True).exclude(stage=Stage.OUTCOME)
        for case in waiting:
            help.give_to_officer(case, self.told.child_of(case), told=self.told, on=day)
