"""Does the acts of a day for one part of the children, in the order of a day's work."""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from notices.models import Letter
from notices.practice.story.events import Act, Event
from notices.practice.walk import court, help, leave, papers, progress, steps
from notices.practice.walk.directory import Directory
from schools.models import Work

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


class Part:
    """The acts of some of the children, and how many of them are done."""

    def __init__(self, events: list[Event], told: Directory, number: int) -> None:
        self.told = told
        self.number = number
        self.events = events

    def on(self, day: date) -> list[Event]:
        """The acts of a day."""
        return [event for event in self.events if event.on == day]

    def act(self, day: date) -> None:
        """Do what is left of a day's acts, each with its count in one transaction."""
        work = self._row()
        before = sum(event.on < day for event in self.events)
        for event in self.on(day)[max(0, work.done - before) :]:
            draft = self._drawn_up(event)
            with transaction.atomic():
                if draft is None:
                    ACTS[event.act](event, self.told)
                else:
                    PAPERS[event.act][1](event, self.told, draft)
                progress.tick(work)

    def _drawn_up(self, event: Event) -> Letter | None:
        if event.act not in PAPERS:
            return None
        draft = PAPERS[event.act][0](event, self.told)
        papers.make(draft)
        return draft

    def _row(self) -> Work:
        return Work.objects.get(authority=self.told.authority, kind=progress.KIND, subject={"part": self.number})
