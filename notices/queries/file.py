"""One file of the lawyers as a list of tasks: what is done, what is open and whose it is, what cannot start yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cases.models import Certificate, Prosecution
from cases.rules.bars import Check
from cases.rules.facts import Facts
from cases.rules.steps import bars_to_authorise, bars_to_charge, checks_for_charge
from cases.stages import ProsecutionState
from notices.models import Bundle
from notices.queries.facts.make import facts_of
from notices.queries.legal import TimeLeft, prosecutions_for, time_left
from schools import references
from schools.models import Membership
from schools.words import date_range, half_days, long_date, money


class Standing(StrEnum):
    """Where one task stands."""

    DONE = "done"
    OPEN = "open"
    WITH = "with"
    WAITS = "waits"


@dataclass(frozen=True, slots=True)
class Task:
    """One task: its code (which page does it), its name, a line about it, and where it stands."""

    code: str
    name: str
    note: str
    standing: Standing
    who: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks that belong together, under their heading."""

    heading: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class FileView:
    """One file as its page shows it."""

    prosecution: Prosecution
    facts: Facts
    time: TimeLeft | None
    groups: tuple[Group, ...]

    @property
    def tasks(self) -> tuple[Task, ...]:
        """Every task, in order."""
        return tuple(task for group in self.groups for task in group.tasks)

    @property
    def done(self) -> int:
        """How many are done."""
        return sum(task.standing is Standing.DONE for task in self.tasks)


def prosecution_for(by: Membership, reference: str) -> Prosecution | None:
    """One prosecution by its reference, read forgivingly; None when it is not this person's."""
    return prosecutions_for(by).filter(reference=references.normalise(reference)).first()


def file_view(prosecution: Prosecution, *, on: date) -> FileView:
    """Gather a file with its tasks and its time."""
    facts = facts_of(prosecution.matter, on=on)
    first, last = facts.period.first, facts.period.last
    charged = prosecution.charged_on is not None
    return FileView(
        prosecution=prosecution,
        facts=facts,
        time=None if charged or first is None or last is None else time_left(first, last, facts.policy, on=on),
        groups=(
            Group("The case against the parent", tuple(_against(prosecution, facts, on))),
            Group("Evidence", tuple(_evidence(prosecution, facts, on))),
            Group("Decisions", tuple(_decisions(prosecution, facts, on))),
            Group("Bundle and court", tuple(_court(prosecution, facts, on))),
        ),
    )


def _against(row: Prosecution, facts: Facts, on: date) -> Iterable[Task]:
    checks = _checks(facts, on)
    yield _task("liability", "The parent, and why liable", facts.liability.reason, "liable" in checks)
    route = f"{row.get_offence_display().capitalize()}. {row.get_route_display()}" if row.route else ""
    yield _task("route", "The offence, and the way to court", route, bool(row.route))
    first, last = facts.period.first, facts.period.last
    said = f"{half_days(len(facts.period.sessions))}, {date_range(first, last)}" if first and last else ""
    yield _task("period", "The period and half-days", said, {"sessions", "in_time"} <= checks)


def _evidence(row: Prosecution, facts: Facts, on: date) -> Iterable[Task]:
    certificate = Certificate.objects.filter(prosecution=row, voided_on__isnull=True).first()
    name = "Head's certificate of attendance, section 566"
    head = f"The head of {row.matter.school}"
    if certificate is None:
        yield _task("certificate", name, "Only the head may sign; a changed mark voids it", done=False)
    elif certificate.signed_on is None:
        sent = f"Sent for signing on {long_date(certificate.prepared_on)}"
        yield Task("certificate", name, sent, Standing.WITH, head)
    else:
        yield _task("certificate", name, f"Signed on {long_date(certificate.signed_on)}", done=True)
    yield _task("support", "Support log", "; ".join(facts.support.offers[-2:]), "support" in _checks(facts, on))
    items = facts.open_items
    if items:
        owner = items[0].owner or "No one yet"
        yield Task("open_evidence", "Open evidence", items[0].text, Standing.WITH, owner)
    else:
        yield _task("open_evidence", "Open evidence", "Nothing is undecided. Asked again at the charge", done=True)


def _decisions(row: Prosecution, facts: Facts, on: date) -> Iterable[Task]:
    order = f"{'To be applied for' if row.eso_applied else 'Not applied for'}" if row.eso_considered_on else ""
    yield _task("eso", "Education supervision order considered, section 447", order, bool(row.eso_considered_on))
    yield _task("equality", "Vulnerability and equality", "", "equality" in _checks(facts, on), who="An officer")
    yield _task("evidential", "Evidential stage", row.evidential_reasons, row.evidential_met is not None)
    yield _task(
        "public_interest", "Public interest stage", row.public_interest_reasons, row.public_interest_met is not None
    )
    yield _task("costs", "Costs", money(row.costs) if row.costs else "None asked for yet", bool(row.costs))


def _court(row: Prosecution, facts: Facts, on: date) -> Iterable[Task]:
    bundle = Bundle.objects.filter(prosecution=row).order_by("version").last()
    said = f"Version {bundle.version}, {long_date(bundle.made_on)}" if bundle else ""
    yield _task("bundle", "Build the bundle", said, bundle is not None)
    if row.authorised_on:
        yield _task("authorise", "Authorise", f"On {long_date(row.authorised_on)}", done=True)
    else:
        yield _waiting("authorise", "Authorise or decline", [bar.text for bar in bars_to_authorise(facts, on)])
    if row.charged_on:
        yield _task("charge", "Lay the information", f"On {long_date(row.charged_on)}", done=True)
    elif row.state == ProsecutionState.AUTHORISED:
        yield _waiting("charge", "Lay the information", [bar.text for bar in bars_to_charge(facts, on)])
    else:
        yield _waiting("charge", "Lay the information", ["Waits for the authority to prosecute."])


def _checks(facts: Facts, on: date) -> frozenset[str]:
    """The codes of what is met for the charge."""
    checks: list[Check] = checks_for_charge(facts, on)
    unmet = {check.code for check in checks if not check.met}
    return frozenset(check.code for check in checks if check.met and check.code not in unmet)


def _task(code: str, name: str, note: str, done: bool, *, who: str = "") -> Task:
    return Task(code, name, note, Standing.DONE if done else Standing.OPEN, who)


def _waiting(code: str, name: str, bars: list[str]) -> Task:
    return Task(code, name, " ".join(bars), Standing.WAITS if bars else Standing.OPEN)
