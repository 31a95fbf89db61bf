"""The statistics of a survey year as they are shown: the finding first, the bars, and the table beside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from notices.published import ENGLAND, HAMPSHIRE, Published
from schools.absence.published import PhaseFigures
from schools.pictures.bars import BarChart, Group, Value, draw_bars
from schools.words import in_words

PHASES = ("primary", "secondary")
SHARE_TICKS = (0, 5, 10, 15, 20, 25)
EACH_TICKS = (0, 5, 10, 15, 20)


@dataclass(frozen=True)
class StatisticsShown:
    """One survey year; nothing is shown for a phase without registers."""

    big: Sequence[dict[str, object]]
    shares: BarChart
    share_rows: Sequence[Sequence[str]]
    each: BarChart
    each_rows: Sequence[Sequence[str]]


def draw_statistics(city: str, counted: Mapping[str, PhaseFigures]) -> StatisticsShown | None:
    """Draw the city's own counts beside the county's and the nation's published figures."""
    phases = [phase for phase in PHASES if phase in counted and counted[phase].truants]
    if not phases:
        return None
    everyone = sum((counted[phase] for phase in phases), PhaseFigures(0, 0, 0))
    return StatisticsShown(
        big=_big(everyone, counted, phases),
        shares=_shares(city, counted, phases),
        share_rows=_share_rows(city, counted, phases),
        each=_each(city, counted, phases),
        each_rows=_each_rows(city, counted),
    )


def _big(everyone: PhaseFigures, counted: Mapping[str, PhaseFigures], phases: Sequence[str]) -> list[dict[str, object]]:
    one_in = round(everyone.pupils / everyone.truants)
    each = [counted[phase].rounded or 0 for phase in phases]
    return [
        {
            "big": f"One in {in_words(one_in)}",
            "says": f"pupils missed at least one half-day without leave: {everyone.truants:,} of {everyone.pupils:,}.",
            "people": (1, one_in),
        },
        {
            "big": " and ".join(str(number) for number in each),
            "says": f"half-days missed by each of them, in {' and in '.join(phases)} schools.",
            "squares": each,
        },
    ]


def _shares(city: str, counted: Mapping[str, PhaseFigures], phases: Sequence[str]) -> BarChart:
    groups = [
        Group(
            phase.capitalize(),
            (
                Value(city, _share(counted[phase]), _percent(_share(counted[phase]))),
                *(
                    Value(other.area, other.share, _percent(other.share), "b")
                    for other in _of(HAMPSHIRE, phase)
                    if other.share is not None
                ),
            ),
        )
        for phase in phases
    ]
    says = "Pupils with at least one unauthorised half-day, as a share of all; the table beside says the same."
    return draw_bars(groups, says=says, ticks=SHARE_TICKS, unit="%")


def _share_rows(city: str, counted: Mapping[str, PhaseFigures], phases: Sequence[str]) -> list[list[str]]:
    rows = []
    for phase in phases:
        one = counted[phase]
        rows.append([f"{city}, {phase}", f"{one.pupils:,}", f"{one.truants:,}", _percent(_share(one))])
        rows += [
            [f"{other.area}, {phase}", f"{other.pupils:,}", f"{other.truants:,}", _percent(other.share)]
            for other in _of(HAMPSHIRE, phase)
            if other.share is not None
        ]
    return rows


def _each(city: str, counted: Mapping[str, PhaseFigures], phases: Sequence[str]) -> BarChart:
    groups = [
        Group(
            phase.capitalize(),
            (
                Value(city, counted[phase].rounded or 0, str(counted[phase].rounded)),
                *(Value(o.area, o.half_days_each, str(o.half_days_each), "b") for o in _of(HAMPSHIRE, phase)),
                *(Value(o.area, o.half_days_each, str(o.half_days_each), "c") for o in _of(ENGLAND, phase)),
            ),
        )
        for phase in phases
    ]
    says = "Unauthorised half-days in the year for each pupil who missed any; the table beside says the same."
    return draw_bars(groups, says=says, ticks=EACH_TICKS)


def _each_rows(city: str, counted: Mapping[str, PhaseFigures]) -> list[list[str]]:
    ours = [str(counted[phase].rounded) if phase in counted else "–" for phase in PHASES]
    others = [
        [area[0].area, *(str(next(o.half_days_each for o in area if o.phase == phase)) for phase in PHASES)]
        for area in (HAMPSHIRE, ENGLAND)
    ]
    return [[city, *ours], *others]


def _of(area: Sequence[Published], phase: str) -> list[Published]:
    return [other for other in area if other.phase == phase]


def _share(one: PhaseFigures) -> float:
    return 100 * one.truants / one.pupils


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1f}%"
