"""Reads penalty notices for their pages: one with all that belongs to it, many by where they stand."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from cases.queries.access import NO_FILES
from cases.stages import NoticeState
from notices.models import Allocation, Letter, PenaltyNotice, Refund, Service
from notices.queries.access import letters_for, notices_for
from notices.queries.standing import NoticeStanding, standings_of
from schools import references
from schools.models import Membership


@dataclass(frozen=True)
class NoticeReading:
    """One notice with what was sent, how it was served, and the money."""

    view: NoticeStanding
    letters: Sequence[Letter]
    services: Sequence[Service]
    allocations: Sequence[Allocation]
    refunds: Sequence[Refund]


def read_notice(notice: PenaltyNotice, *, by: Membership, on: date) -> NoticeReading:
    """Read a notice as this person may see it."""
    letters = letters_for(by, on=on).filter(notice=notice, released_on__isnull=False)
    return NoticeReading(
        view=standings_of([notice], on=on)[notice.id],
        letters=list(letters.order_by("-id")),
        services=list(Service.objects.filter(notice=notice).select_related("letter", "by__user").order_by("id")),
        allocations=list(Allocation.objects.filter(notice=notice).select_related("payment").order_by("on", "id")),
        refunds=list(Refund.objects.filter(notice=notice).order_by("raised_on", "id")),
    )


def state_of(view: NoticeStanding) -> str:
    """The word for where a notice stands: its own state while it is a draft or withdrawn, else what the money says."""
    if view.notice.state != NoticeState.ISSUED:
        return str(view.notice.state)
    return str(view.standing.state)


def came_back(views: Iterable[NoticeStanding]) -> set[int]:
    """Which of these notices were sent and came back, so that nothing runs."""
    lost = [view.notice.id for view in views if view.notice.state == NoticeState.ISSUED and view.service is None]
    return {row.notice_id for row in Service.objects.filter(notice__in=lost) if row.notice_id} if lost else set()


def find_notices(
    by: Membership, *, on: date, state: str = "", school: int | None = None, text: str = "", mine: bool = False
) -> QuerySet[PenaltyNotice] | list[PenaltyNotice]:
    """The notices that this person may read, the newest first, narrowed by state, school, and number or name."""
    notices = (
        notices_for(by, on=on)
        .select_related("matter__parent", "matter__case__pupil", "matter__school")
        .order_by("-drafted_on", "-id")
    )
    if school:
        notices = notices.filter(matter__school=school)
    if mine:
        notices = notices.filter(issued_by__user=by.user_id)
    if text:
        notices = notices.filter(_matching(text, files=by.role not in NO_FILES))
    if not state:
        return notices
    if state in (NoticeState.DRAFTED, NoticeState.WITHDRAWN):
        return notices.filter(state=state)
    issued = list(notices.filter(state=NoticeState.ISSUED))
    views = standings_of(issued, on=on)
    return [notice for notice in issued if state_of(views[notice.id]) == state]


def tally_of(by: Membership, *, on: date) -> Mapping[str, int]:
    """How many notices this person issued stand in each state."""
    mine = list(notices_for(by, on=on).filter(issued_by__user=by.user_id))
    return Counter(state_of(view) for view in standings_of(mine, on=on).values())


def _matching(text: str, *, files: bool) -> Q:
    number = references.normalise(text)
    parent = Q(matter__parent__surname__icontains=text) | Q(number__startswith=number)
    return parent | Q(matter__case__pupil__surname__icontains=text) if files else parent
