"""What an officer's day holds: dates that are near, what holds a parent in doubt, what is stuck. Fixed queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from cases.deadlines import DeadlineKind
from cases.models import Case, Deadline, Prosecution, Representation, SupportAction
from cases.queries.access import cases_for
from cases.stages import ProsecutionState, Stage
from notices.models import Claim, Letter, PaymentEvidence, Service
from notices.queries.outbox import MAX_ATTEMPTS
from schools.models import Membership
from schools.roles import Role

WEEK = timedelta(days=7)
AMBER = timedelta(days=60)
# What a person must do something about; the other dates only tell when something becomes possible or ends.
WORK = (
    DeadlineKind.WARNING_END,
    DeadlineKind.DECIDE_UNPAID,
    DeadlineKind.REPRESENTATION,
    DeadlineKind.RETURNED_POST,
    DeadlineKind.NOT_TO_ACT_REVIEW,
    DeadlineKind.UNEXPLAINED_MARK,
    DeadlineKind.NOTICE_LOW,
    DeadlineKind.NOTICE_HIGH,
)
PERHAPS_NOTHING = (DeadlineKind.NOTICE_LOW, DeadlineKind.NOTICE_HIGH)


@dataclass(frozen=True)
class DeskReading:
    """An officer's cases and what in them wants doing."""

    limits: Sequence[Deadline]
    due: Sequence[Deadline]
    later: Sequence[Deadline]
    new: Sequence[Case]
    replies: Sequence[Representation]
    returned: Sequence[Service]
    claims: Mapping[int, Sequence[Claim]]
    evidence: Mapping[int, Sequence[PaymentEvidence]]
    stuck: Sequence[Letter]
    by_stage: Mapping[str, int]
    schools: Sequence[tuple[str, int]]
    leaving: int


def desk_cases(by: Membership, *, on: date) -> QuerySet[Case]:
    """The cases on this person's desk: an officer's own and those nobody has; the whole authority's for others."""
    cases = cases_for(by, on=on)
    if by.role == Role.OFFICER:
        return cases.filter(Q(officer=by) | Q(officer__isnull=True))
    return cases


def read_desk(by: Membership, *, on: date, school_id: int | None = None) -> DeskReading:
    """Read a desk for its page; `school_id` narrows it to one school."""
    cases = desk_cases(by, on=on)
    if school_id is not None:
        cases = cases.filter(school=school_id)
    standing = (
        Deadline.objects.filter(case__in=cases, superseded_on__isnull=True)
        .exclude(matter__stage=Stage.OUTCOME)
        .select_related("case__pupil", "case__school", "matter__parent")
        .order_by("due_on", "id")
    )
    works = standing.filter(_of_kinds(WORK))
    parents = set(cases.exclude(stage=Stage.OUTCOME).values_list("matters__parent", flat=True))
    return DeskReading(
        limits=list(_limits(standing, on)),
        due=list(works.filter(due_on__lte=on).exclude(_of_kinds(PERHAPS_NOTHING))),
        later=list(works.filter(due_on__gt=on, due_on__lte=on + WEEK)),
        new=list(_new(cases, on)),
        replies=list(
            Representation.objects.filter(matter__case__in=cases, answered_on__isnull=True)
            .select_related("matter__case__pupil", "matter__case__school", "matter__parent")
            .order_by("received_on")
        ),
        returned=list(
            Service.objects.filter(letter__case__in=cases, returned_on__isnull=False)
            .exclude(letter__matter__stage=Stage.OUTCOME)
            .filter(~Exists(Service.objects.filter(letter=OuterRef("letter"), id__gt=OuterRef("id"))))
            .select_related("letter__case__pupil", "letter__case__school", "letter__to_parent", "notice")
            .order_by("returned_on")
        ),
        claims=_by_parent(
            Claim.objects.filter(parent__in=parents, closed_on__isnull=True).select_related("payment", "owner__user")
        ),
        evidence=_by_parent(PaymentEvidence.objects.filter(parent__in=parents, decision="")),
        stuck=list(
            Letter.objects.filter(case__in=cases, posted_on__isnull=True, cancelled_on__isnull=True)
            .filter(Q(held_on__isnull=False) | Q(attempts__gte=MAX_ATTEMPTS))
            .select_related("case__pupil", "case__school", "to_parent")
            .order_by("written_on")
        ),
        by_stage=dict(cases.order_by().values_list("stage").annotate(number=Count("id"))),
        schools=list(
            cases.exclude(stage=Stage.OUTCOME)
            .order_by()
            .values_list("school__name")
            .annotate(number=Count("id"))
            .order_by("-number", "school__name")[:8]
        ),
        leaving=Letter.objects.filter(
            case__in=cases,
            released_on__isnull=False,
            posted_on__isnull=True,
            held_on__isnull=True,
            cancelled_on__isnull=True,
        ).count(),
    )


def _of_kinds(kinds: Sequence[DeadlineKind]) -> Q:
    """A kind may carry a key after a colon: representation:7."""
    wanted = Q()
    for kind in kinds:
        wanted |= Q(kind=kind) | Q(kind__startswith=f"{kind}:")
    return wanted


def _limits(standing: QuerySet[Deadline], on: date) -> QuerySet[Deadline]:
    """Safe dates within sixty days of matters that something was begun in and that are not charged."""
    charged = Prosecution.objects.filter(
        matter=OuterRef("matter"), state__in=[ProsecutionState.CHARGED, ProsecutionState.CONCLUDED]
    )
    return (
        standing.filter(kind=DeadlineKind.SAFE_LIMIT, due_on__lte=on + AMBER)
        .exclude(matter__stage=Stage.NEW)
        .filter(~Exists(charged))
    )


def _new(cases: QuerySet[Case], on: date) -> QuerySet[Case]:
    """Cases of this week in which nobody has offered any help yet."""
    helped = SupportAction.objects.filter(case=OuterRef("pk"))
    return (
        cases.filter(stage=Stage.MONITORING, opened_on__gt=on - WEEK)
        .filter(~Exists(helped))
        .select_related("pupil", "school")
        .order_by("-opened_on", "id")
    )


def _by_parent(rows: QuerySet[Claim] | QuerySet[PaymentEvidence]) -> dict[int, list]:
    found: dict[int, list] = {}
    for row in rows:
        found.setdefault(row.parent_id, []).append(row)
    return found
