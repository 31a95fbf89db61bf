"""The legal desk: every file that is not over, by the days left to its safe date, and what stands in its way."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from cases import time_limit
from cases.models import Certificate, Deadline, Hearing, Prosecution
from cases.queries.policies import policy_on
from cases.rules.bars import Bar
from cases.rules.facts import Facts
from cases.rules.policy import PolicyTerms
from cases.rules.steps import bars_to_authorise, bars_to_charge
from cases.stages import ProsecutionState, Stage
from notices.queries.facts.make import facts_for
from schools.models import Membership
from schools.roles import Role
from schools.words import half_days, long_date

OVER = [state.value for state in ProsecutionState if state.is_over]
# So many days ahead the court list is shown.
COURT_LIST_DAYS = 14


@dataclass(frozen=True, slots=True)
class InTheWay:
    """One thing that stands in the way of a file's next step, and whose it is."""

    text: str
    who: str


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """The six months of a period as a bar is drawn: `spent` and `safe_at` are shares of first half-day to hard date."""

    safe_on: date
    hard_on: date
    days_left: int
    colour: str
    spent: float
    safe_at: float


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file before the court: whose it is, how long there is, what its next step is and what bars it."""

    prosecution: Prosecution
    time: TimeLeft | None
    next_step: str
    in_the_way: tuple[InTheWay, ...]
    half_days: int

    @property
    def may_be_taken(self) -> bool:
        """Say whether the next step could be taken today."""
        return not self.in_the_way


@dataclass(frozen=True, slots=True)
class OutOfTime:
    """A file whose last half-day can no longer be charged, with the sentence that says since when."""

    prosecution: Prosecution
    text: str


@dataclass(frozen=True, slots=True)
class Unreferred:
    """An unpaid notice that nobody has referred or withdrawn, near its safe date."""

    matter_reference: str
    parent: str
    officer: str
    safe_on: date
    days_left: int


@dataclass(frozen=True, slots=True)
class LegalDesk:
    """All that the lawyers have to do, in the order in which time runs out."""

    files: tuple[FileRow, ...]
    out_of_time: tuple[OutOfTime, ...]
    unreferred: tuple[Unreferred, ...]
    unlisted: tuple[Prosecution, ...]
    court_list: tuple[Hearing, ...]
    results_to_enter: tuple[Hearing, ...]

    def of_state(self, state: ProsecutionState) -> tuple[FileRow, ...]:
        """The files that stand there."""
        return tuple(row for row in self.files if row.prosecution.state == state)

    def of_colour(self, colour: str) -> tuple[FileRow, ...]:
        """The files whose time is of that colour: red, amber, or none."""
        return tuple(row for row in self.files if row.time is not None and row.time.colour == colour)


def legal_desk(by: Membership, *, on: date, lawyer: Membership | None = None) -> LegalDesk:
    """Read the whole desk in a fixed number of queries; with `lawyer`, that person's files and those nobody holds."""
    files = _files(by, lawyer)
    before_court = [row for row in files if row.state != ProsecutionState.CHARGED]
    facts = facts_for([row.matter for row in before_court], on=on)
    rows = [_row(row, facts[row.matter_id], on) for row in before_court]
    rows.sort(key=lambda row: (row.time.safe_on if row.time else date.max, row.prosecution.id))
    charged = [row for row in files if row.state == ProsecutionState.CHARGED]
    hearings = list(
        Hearing.objects.filter(prosecution__in=charged, result=Hearing.Result.LISTED)
        .select_related("prosecution__matter__parent", "prosecution__matter__case")
        .order_by("on", "at", "id")
    )
    listed = {hearing.prosecution_id for hearing in hearings}
    return LegalDesk(
        files=tuple(row for row in rows if row.time is None or row.time.hard_on >= on),
        out_of_time=tuple(_out_of_time(row) for row in rows if row.time is not None and row.time.hard_on < on),
        unreferred=_unreferred(by, policy_on(by.authority_id, on), on),
        unlisted=tuple(row for row in charged if row.id not in listed),
        court_list=tuple(hearing for hearing in hearings if on <= hearing.on <= on + timedelta(days=COURT_LIST_DAYS)),
        results_to_enter=tuple(hearing for hearing in hearings if hearing.on <= on),
    )


def prosecutions_for(by: Membership) -> QuerySet[Prosecution]:
    """Every prosecution of the lawyer's own authority, the newest first; nobody else's work."""
    if by.role not in (Role.LEGAL, Role.MANAGER, Role.AUDITOR, Role.OFFICER):
        return Prosecution.objects.none()
    return (
        Prosecution.objects.filter(matter__case__authority=by.authority_id)
        .select_related("matter__parent", "matter__school", "matter__case__pupil", "referred_by__user", "lawyer__user")
        .order_by("-referred_on", "-id")
    )


def certificates_to_sign(by: Membership) -> QuerySet[Certificate]:
    """The certificates that wait for this head's signature: of their own school's register, no one else's."""
    if by.role != Role.HEAD:
        return Certificate.objects.none()
    return (
        Certificate.objects.filter(
            signed_on__isnull=True, voided_on__isnull=True, prosecution__matter__school=by.school_id
        )
        .exclude(prosecution__state__in=OVER)
        .select_related("prosecution__matter__case__pupil", "prosecution__matter__school", "prepared_by__user")
        .order_by("prepared_on", "id")
    )


def time_left(first: date, last: date, terms: PolicyTerms, *, on: date) -> TimeLeft:
    """Say how a period's six months stand on a day, red and amber by the council's own days."""
    limits = time_limit.limit(first, last)
    left = (limits.safe - on).days
    whole = (limits.hard - first).days
    colour = "red" if left <= terms.red_days else "amber" if left <= terms.amber_days else ""
    return TimeLeft(
        safe_on=limits.safe,
        hard_on=limits.hard,
        days_left=left,
        colour=colour,
        spent=min(1.0, max(0.0, (on - first).days / whole)),
        safe_at=(limits.safe - first).days / whole,
    )


def next_step_of(prosecution: Prosecution, facts: Facts, *, on: date) -> tuple[str, list[Bar]]:
    """The next step of a file before the court, in the words of the day, and what bars it."""
    match ProsecutionState(prosecution.state):
        case ProsecutionState.REFERRED:
            return "Authorise or decline", bars_to_authorise(facts, on)
        case ProsecutionState.AUTHORISED:
            return "Lay the information", bars_to_charge(facts, on)
        case _:
            return "Refer again", []


def _files(by: Membership, lawyer: Membership | None) -> list[Prosecution]:
    rows = prosecutions_for(by)
    standing = [row for row in rows if row.state not in OVER]
    if lawyer is None:
        return standing
    return [row for row in standing if row.lawyer_id in (None, lawyer.id)]


def _row(prosecution: Prosecution, facts: Facts, on: date) -> FileRow:
    first, last = facts.period.first, facts.period.last
    step, bars = next_step_of(prosecution, facts, on=on)
    ways = tuple(InTheWay(bar.text, bar.who) for bar in bars)
    if prosecution.state == ProsecutionState.RETURNED:
        ways = (InTheWay(prosecution.returned_why, str(prosecution.referred_by.user)),)
    return FileRow(
        prosecution=prosecution,
        time=time_left(first, last, facts.policy, on=on) if first and last else None,
        next_step=step,
        in_the_way=ways,
        half_days=len(facts.period.sessions),
    )


def _out_of_time(row: FileRow) -> OutOfTime:
    limits = row.time
    assert limits is not None  # Only files with half-days run out.
    referred = long_date(row.prosecution.referred_on)
    text = (
        f"The last of its {half_days(row.half_days)} could be charged until {long_date(limits.hard_on)}; the referral "
        f"reached you on {referred}."
    )
    return OutOfTime(row.prosecution, text)


def _unreferred(by: Membership, terms: PolicyTerms, on: date) -> tuple[Unreferred, ...]:
    """Unpaid notices that have run and lie within the amber days of their safe date, undecided."""
    near = (
        Deadline.objects.filter(
            case__authority=by.authority_id,
            kind="safe_limit",
            superseded_on__isnull=True,
            due_on__lte=on + timedelta(days=terms.amber_days),
            matter__stage=Stage.PENALTY_NOTICE,
            matter__deadlines__kind="proceedings_from",
            matter__deadlines__superseded_on__isnull=True,
            matter__deadlines__due_on__lte=on,
        )
        .select_related("matter__parent", "case__officer__user")
        .order_by("due_on", "id")
    )
    return tuple(
        Unreferred(
            matter_reference=row.matter.reference,
            parent=str(row.matter.parent),
            officer=str(row.case.officer.user) if row.case.officer else "",
            safe_on=row.due_on,
            days_left=(row.due_on - on).days,
        )
        for row in near
        if row.matter is not None
    )
