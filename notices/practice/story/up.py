"""Up the ladder: help, warnings and their reviews, notices, payments, withdrawals."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from notices.practice import courses
from notices.practice.courses import Course, Track
from notices.practice.families.every import BY_KEY
from notices.practice.ladder import Ending, Ladder, Notice, Result
from notices.practice.story import days, words
from notices.practice.story.events import Act, Event, Who
from notices.practice.world import World

# Half-days that a family's notice rests on, where the plan says which.
CHOSEN = {
    "pell": (date(2004, 2, 27), date(2004, 3, 3)),
    "marchbanks": (date(2004, 2, 27), date(2004, 3, 4)),
    "holloway": (date(2004, 2, 27), date(2004, 3, 5)),
    "lanternhill": (date(2004, 3, 29), date(2004, 4, 28)),
}
# A second matter is about what followed the half-days of the first.
SECOND_PERIOD = {("fennimore", 1): date(2004, 3, 5)}
FENNIMORE = ((date(2004, 2, 27), date(2004, 3, 4)), (date(2004, 3, 29), date(2004, 4, 21)))


def of_course(world: World, course: Course) -> Iterator[Event]:
    """Tell what was done about a case that came to a warning or a notice."""
    seen: dict[int, int] = {}
    for place, row in enumerate(course.ladders):
        parent = _parent(world, course, row, place)
        matter = seen[parent] = seen.get(parent, -1) + 1
        yield from _of_row(world, course, row, parent, matter)


def _parent(world: World, course: Course, row: Ladder, place: int) -> int:
    if course.family:
        return [person.key for person in BY_KEY[course.family].parents].index(row.person) if row.person else 0
    return place


def _of_row(world: World, course: Course, row: Ladder, parent: int, matter: int) -> Iterator[Event]:
    def event(on: date, act: Act, who: Who = Who.OFFICER, **more: Any) -> Event:
        return Event(on, act, who, course.child, parent, matter, more)

    number = course.child + parent
    if row.warned_on is None:
        yield from _leave(world, course, row.notice, event(date.min, Act.LEAVE))
    else:
        begins = days.work_before(row.warned_on, 1 + number % 3)
        begins = max(begins, course.opened_on)
        yield event(begins, Act.BEGIN, kind="attendance", period_from=SECOND_PERIOD.get((course.family, matter)))
        yield event(begins, Act.LIABLE, reason=words.LIABLE)
        yield event(begins, Act.ANSWER)
        yield event(row.warned_on, Act.WARN, reasons=words.WARN[number % 3])
        yield from _review(course, row, event(date.min, Act.REVIEW_WARNING), number)
    if row.notice is not None:
        yield from _notice(world, course, row, row.notice, event(date.min, Act.NOTICE))


def _on(like: Event, on: date, act: Act, who: Who = Who.OFFICER, **more: Any) -> Event:
    return Event(on, act, who, like.child, like.parent, like.matter, more)


def _review(course: Course, row: Ladder, like: Event, number: int) -> Iterator[Event]:
    if row.result is Result.RUNNING or row.more.get("review") == "waits" or row.warned_on is None:
        return
    on = days.work_after(courses.warning_ends(row.warned_on), 1)
    if row.result is Result.IMPROVED:
        yield _on(like, on, Act.REVIEW_WARNING, improved=True, note=words.IMPROVED[number % 2])
    elif row.result is Result.NOTICE:
        yield _on(like, on, Act.REVIEW_WARNING, improved=False, note=words.NOT_IMPROVED)
    else:
        reason = words.RECORDED_REASONS[number % 3]
        yield _on(like, on, Act.REVIEW_WARNING, improved=False, note=reason)
        yield _on(like, on, Act.NOT_TO_ACT, reasons=reason, review_on=date(2004, 5, 17) + timedelta(days=number % 20))


def _notice(world: World, course: Course, row: Ladder, notice: Notice, like: Event) -> Iterator[Event]:
    who = Who.HEAD if notice.by_head else Who.OFFICER
    if row.warned_on is not None:
        yield _on(like, days.work_before(notice.posted_on, 1), Act.ANSWER)
    yield _on(
        like,
        notice.posted_on,
        Act.NOTICE,
        who,
        sessions=days.missed(world, course.child, *_founded_on(course, row, notice, like.matter)),
        reasons=words.LEAVE_NOTICE if notice.leave else words.NOTICE[course.child % 3],
        by_hand=notice.note == "by hand",
    )
    yield from _after(notice, like)


def _founded_on(course: Course, row: Ladder, notice: Notice, matter: int) -> tuple[date, date]:
    if course.family == "fennimore":
        return FENNIMORE[matter]
    if course.family in CHOSEN:
        return CHOSEN[course.family]
    first = days.POWER_FROM
    if row.warned_on is not None:
        first = max(first, days.received(row.warned_on) + timedelta(days=1))
    return first, notice.posted_on - timedelta(days=1)


def _after(notice: Notice, like: Event) -> Iterator[Event]:
    """Tell what became of a notice: paid, written about, come back, withdrawn."""
    if notice.paid_on is not None:
        yield _on(like, notice.paid_on, Act.PAY, Who.CLERK, **_payment(notice, like))
    match notice.note:
        case "part":
            yield _on(like, date(2004, 4, 7), Act.PAY, Who.CLERK, amount=25, method="cash")
        case "cheque reversed":
            yield _on(like, date(2004, 4, 20), Act.PAY, Who.CLERK, amount=50, method="cheque")
            yield _on(like, date(2004, 4, 28), Act.REVERSE, Who.CLERK, reason="The cheque came back unpaid.")
        case "gone away":
            yield _on(like, date(2004, 4, 6), Act.RETURNED_POST, why="Gone away")
            why = "The family had left the city before the notice came; it was never received."
            yield _on(like, date(2004, 4, 28), Act.WITHDRAW, Who.PRINCIPAL, ground="ought_not", why=why)
        case "representation":
            said = "My daughter was frightened to go in after a fight on the bus. I told the school at once."
            yield _on(like, date(2004, 5, 12), Act.REPRESENTATION, channel="post", text=said)
    if notice.ending is Ending.RETURNED:
        yield _on(like, date(2004, 5, 6), Act.RETURNED_POST, why="Addressee unknown")


def _payment(notice: Notice, like: Event) -> dict[str, Any]:
    if notice.note == "too much":
        # £100 with one notice's number: half of it pays that notice, half lies there without one.
        return {"amount": 100, "allocate": 50, "method": "cheque" if like.parent == 0 else "card"}
    amount = 100 if notice.ending is Ending.PAID_100 else 50
    return {"amount": amount, "method": ("cheque", "card", "giro", "cash")[like.child % 4]}


def _leave(world: World, course: Course, notice: Notice | None, like: Event) -> Iterator[Event]:
    """Tell of leave asked for and refused, and the head's own notice about it."""
    if notice is None or course.track is not Track.LEAVE:
        return
    half_days = sorted(days.missed(world, course.child, days.POWER_FROM, notice.posted_on))
    first, last = half_days[0][0], half_days[-1][0]
    asked, decided = first - timedelta(days=23), days.work_before(first, 6)
    yield _on(like, asked, Act.LEAVE, Who.HEAD, first=first, last=last, decided_on=decided, sum=50)
    yield _on(like, notice.posted_on, Act.OPEN, Who.HEAD, why="Leave was refused, and the family went all the same.")
    yield _on(
        like,
        notice.posted_on,
        Act.SUPPORT,
        Who.HEAD,
        kind="meeting",
        answer="done",
        note="Met on the return; asked how the time would be made up.",
    )
    yield _on(like, notice.posted_on, Act.BEGIN, Who.HEAD, kind="leave")
    yield _on(like, notice.posted_on, Act.LIABLE, Who.HEAD, reason="Took the child away, by the parent's own letter.")
    yield _on(like, notice.posted_on, Act.ANSWER, Who.HEAD)
