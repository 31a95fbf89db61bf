"""The whole arithmetic of one notice: its regime, number, sums, dates, bars, and what a person must look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from cases import receipt, time_limit
from cases.citations import Citation, Confidence, Law, cite
from cases.rules.bars import Bar, MayOverride
from cases.stages import NoticeType
from notices.tariff import ordinal as counting
from notices.tariff import regimes
from notices.tariff.ordinal import Earlier
from notices.tariff.regimes import Regime, Row
from notices.tariff.sums import Dates, dates
from schools import words
from schools.working_days import Method

STRADDLE = "regime_straddle"
A_PERSON_DECIDES = (
    "This speaks of the dates alone. Who signs, the threshold, the child's age, the warning, equality and the decision "
    "itself are a person's."
)
BY_ISSUE = Citation("SI 2007/1867 reg 1(3), and from memory for the other changes: the issue chooses", Confidence.M)
BY_OFFENCE = Citation("Published codes of conduct: the new rules apply to absences from 19 August 2024", Confidence.V2)


class DatesContradict(ValueError):
    """Dates that contradict each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """How a notice was served: when and how it went, when delivery was proved, when it came back."""

    posted_on: date
    method: Method
    delivered_on: date | None
    returned_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked about one notice; the absences default to the offence where a caller has no others."""

    type: NoticeType
    offence_from: date
    offence_until: date
    issued_on: date
    service: Service
    earlier: tuple[Earlier, ...]
    first_absence: date
    last_absence: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The answer; `dates` is None where no time runs: no power, a third, a straddle, a returned letter."""

    regime: Regime | None
    ordinal: int | None
    issuable: bool
    bars: tuple[Bar, ...]
    review: tuple[str, ...]
    received_on: date | None
    dates: Dates | None
    limit: time_limit.Limit
    defeated: bool
    steps: tuple[str, ...]
    citations: tuple[Citation, ...]


def notice_window(asked: Question) -> Window:
    """Work out one notice from its dates; raises `DatesContradict` when they contradict each other. (docs/law.md)"""
    _refuse_contradictions(asked)
    got = _received(asked.service)
    limit = time_limit.limit(asked.first_absence, asked.last_absence)
    if regimes.straddles(asked.type, offence_from=asked.offence_from, offence_until=asked.offence_until):
        return _straddle(asked, got, limit)
    number = _number(asked)
    row = regimes.row_for(asked.type, offence_until=asked.offence_until, issued_on=asked.issued_on, ordinal=number)
    runs = dates(row, received_on=got.on) if got.on is not None else None
    defeated = runs is not None and runs.proceedings_not_before > limit.safe
    bars = _bars(asked, row, number, runs if defeated else None, limit)
    return Window(
        regime=row.regime,
        ordinal=number,
        issuable=not bars,
        bars=bars,
        review=(),
        received_on=got.on,
        dates=runs,
        limit=limit,
        defeated=defeated,
        steps=_steps(asked, row, number, got, runs),
        citations=_citations(asked, row, number, got, runs),
    )


@dataclass(frozen=True, slots=True)
class _Receipt:
    on: date | None
    steps: tuple[str, ...]
    citation: Citation


def _received(service: Service) -> _Receipt:
    served_on = service.delivered_on or service.posted_on
    if service.returned_on is not None and service.returned_on >= served_on:
        came_back = f"It came back on {words.long_date(service.returned_on)}, so it does not count as received."
        return _Receipt(None, (came_back, "No time runs until it is served again."), receipt.PRESUMPTION)
    if service.method is Method.HAND:
        got = receipt.by_hand(served_on)
    elif service.delivered_on is not None:
        got = receipt.proved(service.posted_on, service.delivered_on)
    else:
        got = receipt.by_post(service.posted_on, service.method)
    steps = got.steps
    if service.returned_on is not None:
        former = words.long_date(service.returned_on)
        steps = (f"A former attempt came back on {former}; this service is the one that counts.", *steps)
    return _Receipt(got.on, steps, got.citation)


def _number(asked: Question) -> int | None:
    if not regimes.counts_notices(asked.type, offence_from=asked.offence_from):
        return None
    return counting.ordinal(asked.earlier, issued_on=asked.issued_on)


def _bars(
    asked: Question, row: Row, number: int | None, defeating: Dates | None, limit: time_limit.Limit
) -> tuple[Bar, ...]:
    bars = []
    if not row.sums and number is None:
        text = f"No penalty notice could be given on {words.long_date(asked.issued_on)}."
        bars.append(Bar("no_power", text, row.citation, "Consider another step.", "No one", MayOverride.NOBODY))
    if not row.sums and number is not None:
        text = f"{words.count(number - 1, 'earlier notice')} count in three years; a third may not be issued."
        remedy = "Consider prosecution, an education supervision order or an attendance contract."
        bars.append(Bar("third_notice", text, row.citation, remedy, "No one", MayOverride.NOBODY))
    if defeating is not None:
        court_from, safe = words.long_date(defeating.proceedings_not_before), words.long_date(limit.safe)
        text = f"Court would be possible only from {court_from}, after the safe date {safe}."
        keep_from = words.long_date(time_limit.earliest_chargeable(defeating.proceedings_not_before))
        remedy = f"Leave out the days before {keep_from}, if enough remain."
        cited = cite(Law.TIME_LIMIT, asked.issued_on)
        bars.append(Bar("defeats_time_limit", text, cited, remedy, "A legal officer", MayOverride.LEGAL))
    return tuple(bars)


def _straddle(asked: Question, got: _Receipt, limit: time_limit.Limit) -> Window:
    change = words.long_date(regimes.FRAMEWORK_FROM)
    return Window(
        regime=None,
        ordinal=None,
        issuable=False,
        bars=(),
        review=(STRADDLE,),
        received_on=got.on,
        dates=None,
        limit=limit,
        defeated=False,
        steps=(
            f"The offence runs from {words.long_date(asked.offence_from)} to {words.long_date(asked.offence_until)}.",
            f"That is on both sides of {change}, when the law changed.",
            "Which sums apply is unresolved, so a person decides; nothing is chosen here.",
            *got.steps,
            *time_limit.steps(asked.first_absence, asked.last_absence),
            A_PERSON_DECIDES,
        ),
        citations=(cite(Law.REGIME_CHANGE, asked.issued_on), got.citation, *time_limit.citations(asked.issued_on)),
    )


def _steps(asked: Question, row: Row, number: int | None, got: _Receipt, runs: Dates | None) -> tuple[str, ...]:
    counted = counting.steps(asked.earlier, issued_on=asked.issued_on) if number is not None else []
    lines = [_why_this_regime(asked, row, number), *counted, *got.steps]
    if runs is not None:
        lines += runs.steps
        lines.append("Weekends and holidays do not extend a last day.")
    elif not row.sums:
        lines.append("None may be issued, so there are no sums.")
    return (*lines, *time_limit.steps(asked.first_absence, asked.last_absence), A_PERSON_DECIDES)


def _why_this_regime(asked: Question, row: Row, number: int | None) -> str:
    if number is not None:
        return (
            f"The offence began on {words.long_date(asked.offence_from)}, on or after "
            f"{words.long_date(regimes.FRAMEWORK_FROM)}, so its date chooses the regime: {row.regime}."
        )
    return f"Issued on {words.long_date(asked.issued_on)}; the date of issue chooses the regime: {row.regime}."


def _citations(
    asked: Question, row: Row, number: int | None, got: _Receipt, runs: Dates | None
) -> tuple[Citation, ...]:
    by_issue = Citation(
        "SI 2007/1867 reg 1(3): notices issued on or after commencement; for other changes from memory", Confidence.M
    )
    by_offence = Citation(
        "Published codes of conduct: the new rules apply to absences from 19 August 2024", Confidence.V2
    )
    found = [row.citation, by_issue if number is None else by_offence]
    found += [cite(Law.THREE_YEARS, asked.issued_on)] if number is not None else []
    found += [got.citation]
    found += [each.citation for each in runs.sums] if runs else []
    found += [cite(Law.STANDSTILL, asked.issued_on)] if runs else []
    return tuple(dict.fromkeys([*found, *time_limit.citations(asked.issued_on)]))


def _refuse_contradictions(asked: Question) -> None:
    service = asked.service
    named: Sequence[tuple[str, date]] = (
        ("the offence begins", asked.offence_from),
        ("the offence ends", asked.offence_until),
        ("the notice is issued", asked.issued_on),
        ("it is posted", service.posted_on),
        ("it is delivered", service.delivered_on or service.posted_on),
    )
    for (before, day), (after, next_day) in pairwise(named):
        if next_day < day:
            said = f"{after} ({next_day.isoformat()}) before {before} ({day.isoformat()})."
            raise DatesContradict(said[0].upper() + said[1:])
    if asked.last_absence < asked.first_absence:
        raise DatesContradict("The last absence lies before the first.")
