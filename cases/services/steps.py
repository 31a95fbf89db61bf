"""One step is one transaction: the locks in their order, the clock read once, the case following along."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from cases import permissions
from cases.models import Case, HistoryEntry, Matter
from cases.permissions import Actor
from cases.queries.access import actor
from cases.refusals import Forbidden, Stale
from cases.services import history
from cases.stages import Stage
from schools.models import Membership, Parent, Responsibility


@dataclass
class Step:
    """A step under way: the rows it holds locked, who takes it, and the one moment it happens at."""

    case: Case
    matters: list[Matter]
    by: Membership
    actor: Actor
    on: date
    at: datetime

    def matter(self, matter_id: int) -> Matter:
        """The locked row of one of the case's matters."""
        return next(matter for matter in self.matters if matter.id == matter_id)

    def require(self, step: permissions.Step, *, school_id: int | None = None) -> None:
        """Stop unless this person may take the step at all; the library does not ask."""
        if not permissions.may(step, self.actor, school_id=school_id):
            raise Forbidden(step.label, permissions.who_may(step))

    def record(self, kind: str, text: str, /, **facts: Any) -> HistoryEntry:
        """Write what happened into the case's history."""
        return history.record(self.case, kind=kind, text=text, facts=facts, by=self.by, on=self.on, at=self.at)


@contextmanager
def one_step(case_id: int, *, by: Membership, on: date, seen: int | None = None) -> Iterator[Step]:
    """Hold a case for one step: parents in view by ascending id, then the case, then its matters.

    `seen` is the number of the last history entry the person had read; when the case has moved on since,
    `Stale` is raised and nothing is done. The case follows its matters before the step commits.
    """
    with transaction.atomic():
        lock_parents_in_view(case_id)
        case = (
            Case.objects.select_for_update(no_key=True, of=("self",))
            .select_related("pupil", "school", "authority")
            .get(id=case_id)
        )
        matters = list(
            Matter.objects.select_for_update(no_key=True, of=("self",))
            .select_related("parent", "school")
            .filter(case=case)
            .order_by("id")
        )
        _refuse_if_stale(case, seen)
        step = Step(
            case=case,
            matters=matters,
            by=by,
            actor=actor(by),
            on=on,
            at=history.database_clock(),
        )
        yield step
        follow(step)


def lock_parents_in_view(case_id: int) -> None:
    """Lock the case's parents and every parent who shares a child with one of them (one hop)."""
    own = Responsibility.objects.filter(pupil__cases=case_id).values("parent_id")
    shared = Responsibility.objects.filter(
        pupil__in=Responsibility.objects.filter(parent__in=own).values("pupil_id")
    ).values("parent_id")
    list(
        Parent.objects.select_for_update(no_key=True).filter(id__in=shared).order_by("id").values_list("id", flat=True)
    )


def follow(step: Step) -> None:
    """Let an open case stand where the furthest of its live matters stands."""
    if step.case.stage == Stage.OUTCOME:
        step.case.save()
        return
    step.case.follow([matter.stage for matter in step.matters])
    step.case.save()


def latest_number(case: Case) -> int:
    """The number of the case's last history entry; a form carries it as `seen`."""
    return HistoryEntry.objects.filter(case=case).aggregate(n=models.Max("seq"))["n"] or 0


def _refuse_if_stale(case: Case, seen: int | None) -> None:
    if seen is None:
        return
    latest = latest_number(case)
    if latest > seen:
        raise Stale(case_id=case.id, seen=seen, latest=latest)
