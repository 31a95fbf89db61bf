"""The published table of a survey year, counted from the register itself."""

from collections import defaultdict
from collections.abc import Mapping

from schools import grid
from schools.absence.published import PhaseFigures, figures_by_phase
from schools.models import Authority, RegisterYear


def truancy_by_phase(authority: Authority, *, year: int) -> Mapping[str, PhaseFigures]:
    """Count pupils, those with any unauthorised half-day, and the half-days they missed, by phase of school."""
    rows: dict[str, list[bytes]] = defaultdict(list)
    stored = RegisterYear.objects.filter(enrolment__authority=authority, year=year)
    for phase, marks in stored.values_list("enrolment__school__phase", "marks").iterator(chunk_size=5000):
        rows[phase].append(bytes(marks))
    return figures_by_phase({phase: grid.stack(found) for phase, found in rows.items()}, year=year)
