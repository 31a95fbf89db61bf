"""The task list of one prosecution as it is shown: what is done, what is open, and whose it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cases import time_limit
from cases.models import Certificate, Hearing, Prosecution
from cases.rules.bars import Check
from cases.rules.facts import Facts
from cases.rules.steps import checks_for_authorisation, checks_for_charge
from cases.stages import Offence, ProsecutionState, Route
from notices.pictures.legal import SECTION, file_address
from notices.queries.bundles import Contents
from schools.pictures.six_months import SixMonths, draw_six_months
from schools.words import count, date_range, half_days, plain_date


@dataclass(frozen=True)
class FileShown:
    """One prosecution's task list, with what stands beside it."""

    caption: str
    lead: str
    groups: Sequence[tuple[str, Sequence[Mapping[str, str]]]]
    six: SixMonths | None
    checks: Sequence[Check]
    checks_title: str
    served: str
    not_served: str
    open_items: Sequence[str]


def draw_file(
    prosecution: Prosecution,
    facts: Facts,
    certificate: Certificate | None,
    contents: Contents,
    bundles: int,
    hearings: Sequence[Hearing],
    *,
    by_user: int,
    on: date,
) -> FileShown:
    """Draw the task list of one prosecution from its facts."""
    state = ProsecutionState(prosecution.state)
    groups = [
        ("1. The case against the parent", _against(prosecution, facts)),
        ("2. Evidence", _evidence(prosecution, certificate, contents)),
        ("3. Decisions", _decisions(prosecution, state)),
        ("4. Bundle and court", _court(prosecution, state, bundles, hearings, by_user)),
    ]
    tasks = [task for _, group in groups for task in group]
    done = sum(task["state"] == "Done" for task in tasks)
    checks, title = _next_checks(state, facts, on)
    return FileShown(
        caption=f"{prosecution.reference} · {prosecution.matter.parent} · child at {prosecution.matter.school}",
        lead=f"{done} of {len(tasks)} done. You can leave at any time; each part is kept.",
        groups=groups,
        six=_six(facts, on) if prosecution.charge_completed_at is None else None,
        checks=checks,
        checks_title=title,
        served=_share(contents.served),
        not_served=_share(contents.not_served),
        open_items=[item.text for item in facts.open_items],
    )


def _next_checks(state: ProsecutionState, facts: Facts, on: date) -> tuple[Sequence[Check], str]:
    if state is ProsecutionState.REFERRED:
        return checks_for_authorisation(facts, on), "Before it can be authorised"
    if state is ProsecutionState.AUTHORISED:
        return checks_for_charge(facts, on), "Before the information can be laid"
    return (), ""


def _share(items: Sequence[object]) -> str:
    ready = sum(bool(getattr(item, "ready", False)) for item in items)
    return f"{ready} of {len(items)}"


def _six(facts: Facts, on: date) -> SixMonths | None:
    first, last = facts.period.first, facts.period.last
    if first is None or last is None:
        return None
    limits = time_limit.limit(first, last)
    marks = [(mark.on, mark.half) for mark in facts.period.sessions]
    return draw_six_months(first=first, last=last, safe=limits.safe, hard=limits.hard, on=on, half_days=marks)


def _task(text: str, *, done: bool, href: str = "", state: str = "To do", hint: str = "") -> dict[str, str]:
    return {"text": text, "href": href, "state": "Done" if done else state, "hint": hint}


def _against(prosecution: Prosecution, facts: Facts) -> list[dict[str, str]]:
    here = file_address(prosecution)
    first, last = facts.period.first, facts.period.last
    when = f"{half_days(len(facts.period.sessions))}, {date_range(first, last)}" if first and last else ""
    way = Route(prosecution.route).label if prosecution.route else "The way to court is not chosen"
    return [
        _task("The parent, and why liable", done=facts.liability.liable == "yes", hint=facts.liability.reason),
        _task(
            "The offence and the way to court",
            done=bool(prosecution.route),
            href=f"{here}route/",
            hint=f"{SECTION[Offence(prosecution.offence)]}. {way}",
        ),
        _task("The period and half-days", done=bool(facts.period.sessions), hint=when),
    ]


def _evidence(prosecution: Prosecution, certificate: Certificate | None, contents: Contents) -> list[dict[str, str]]:
    signed = certificate is not None and certificate.signed_on is not None
    if certificate is None:
        hint, state = "The head is asked to certify the register", "Not asked"
    elif signed and certificate.signed_on and certificate.signed_by:
        hint, state = f"Signed by {certificate.signed_by.user} on {plain_date(certificate.signed_on)}", "Done"
    else:
        hint, state = (
            f"Sent for signing on {plain_date(certificate.prepared_on)}. Only the head may sign",
            "With the head",
        )
    # The information is the last of them: it is drawn up from all the others.
    missing = [item.title for item in contents.missing if not item.title.startswith("Information")]
    return [
        _task(
            "Head's certificate of attendance, s.566",
            done=signed,
            href=f"{file_address(prosecution)}certificate/",
            state=state,
            hint=hint,
        ),
        _task(
            "The papers of the bundle",
            done=not missing,
            state="Not all yet",
            hint="Not there yet: " + ", ".join(missing) if missing else "All are in hand",
        ),
    ]


def _decisions(prosecution: Prosecution, state: ProsecutionState) -> list[dict[str, str]]:
    here = file_address(prosecution)
    eso = prosecution.eso_considered_on
    return [
        _task(
            "Education supervision order considered, s.447",
            done=eso is not None,
            href=f"{here}eso/",
            hint=prosecution.eso_reasons,
        ),
        _task(
            "Evidential stage",
            done=prosecution.evidential_met is not None,
            href=f"{here}test/",
            hint=prosecution.evidential_reasons,
        ),
        _task(
            "Public interest stage",
            done=prosecution.public_interest_met is not None,
            href=f"{here}test/",
            hint=prosecution.public_interest_reasons,
        ),
        _task("Costs", done=prosecution.costs > 0, href=f"{here}costs/", hint=f"£{prosecution.costs:,.2f}"),
    ]


def _court(
    prosecution: Prosecution, state: ProsecutionState, bundles: int, hearings: Sequence[Hearing], by_user: int
) -> list[dict[str, str]]:
    here = file_address(prosecution)
    authorised = prosecution.authorised_on is not None
    charged = prosecution.charge_completed_at is not None
    referred_it = prosecution.referred_by.user_id == by_user
    result = next((row for row in hearings if row.result != Hearing.Result.LISTED), None)
    return [
        _task(
            "Authorise the proceedings",
            done=authorised,
            href="" if referred_it or state is not ProsecutionState.REFERRED else f"{here}authorise/",
            state="You referred it, so another lawyer decides" if referred_it else "Cannot start yet",
            hint=f"On {plain_date(prosecution.authorised_on)}" if prosecution.authorised_on else "",
        ),
        _task(
            "Build the bundle",
            done=bundles > 0,
            href=f"{here}bundle/",
            hint=count(bundles, "version") if bundles else "Served and not served are two files; nothing can cross",
        ),
        _task(
            "Lay the information",
            done=charged,
            href=f"{here}charge/" if state is ProsecutionState.AUTHORISED else "",
            state="To do" if state is ProsecutionState.AUTHORISED else "Cannot start yet",
            hint=f"On {plain_date(prosecution.charged_on)}" if prosecution.charged_on else "This stops the six months",
        ),
        _task(
            "List the hearing",
            done=bool(hearings),
            href=f"{here}hearing/" if state is ProsecutionState.CHARGED else "",
            state="To do" if state is ProsecutionState.CHARGED else "Cannot start yet",
            hint=", ".join(f"{plain_date(row.on)}: {row.get_result_display().lower()}" for row in hearings),
        ),
        _task(
            "Enter the result",
            done=result is not None and state is ProsecutionState.CONCLUDED,
            href=f"{here}hearings/{hearings[-1].id}/" if hearings and state is ProsecutionState.CHARGED else "",
            state="To do" if hearings else "Cannot start yet",
        ),
    ]
