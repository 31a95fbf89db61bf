"""The statistics page: counted from the register, beside what others published."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from notices.pictures.statistics import draw_statistics
from notices.published import YEAR
from notices.queries.statistics import truancy_by_phase
from notices.views.door import OFFICERS, door
from schools.models import Membership
from schools.roles import Role


@door(*OFFICERS, Role.AUDITOR, Role.LEGAL)
@require_safe
def statistics(request: HttpRequest, *, by: Membership, on: date) -> HttpResponse:
    """Show absence without leave in the survey year, as it was counted then."""
    shown = draw_statistics(by.authority.name.removesuffix(" City Council"), truancy_by_phase(by.authority, year=YEAR))
    return render(request, "notices/statistics.html", {"shown": shown, "year": f"{YEAR}/{YEAR + 1 - 2000:02d}"})
