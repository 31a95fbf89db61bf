"""The head's desk, the pupils of a school, and one child with or without a case."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cases import permissions
from cases.models import Case
from cases.queries.access import actor
from cases.refusals import Forbidden
from cases.services.opening import AlreadyOpen, open_case
from notices.forms.narrowing import PupilsFilter
from notices.forms.notice import OpenCaseForm
from notices.pictures import school as shown
from notices.queries.pupils import PupilReading, narrow_roll, read_pupil, read_roll
from notices.queries.school_desk import read_school
from notices.views.door import OFFICERS, SCHOOL, door
from notices.views.trying import try_to
from schools.models import Membership
from schools.roles import Role

PER_PAGE = 50


@door(*SCHOOL)
@require_safe
def desk(request: HttpRequest, *, by: Membership, on: date) -> HttpResponse:
    """Show a school what waits for its head, who is over the threshold, and what became of its notices."""
    reading = read_school(by, on=on)
    context = {"desk": shown.draw_school_desk(reading, actor(by), on=on), "school": by.school, "rows": shown.pupil_rows}
    return render(request, "notices/school_desk.html", context)


@door(*SCHOOL)
@require_safe
def pupils(request: HttpRequest, *, by: Membership, on: date) -> HttpResponse:
    """List the school's pupils, those over the threshold first, narrowed by name, number and year."""
    roll = read_roll(by, on=on)
    chosen = PupilsFilter(request.GET).cleaned_data
    found = narrow_roll(roll, text=chosen.get("q", ""), year=chosen.get("year", ""), show=chosen.get("show", ""))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": page,
        "rows": shown.pupil_rows(list(page.object_list)),
        "terms": roll.terms,
        "years": sorted({row.pupil.year_group for row in roll.rows}, key=lambda year: (len(year), year)),
        "chosen": chosen,
        "query": query.urlencode(),
        "in_all": len(roll.rows),
    }
    return render(request, "notices/pupils.html", context)


@door(*SCHOOL, *OFFICERS, Role.AUDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def pupil(request: HttpRequest, upn: str, *, by: Membership, on: date) -> HttpResponse:
    """Show a child's register and parents, and open a case where there is none."""
    reading = read_pupil(upn, by=by, on=on)
    may_open = reading.case is None and permissions.may_open_case(actor(by), school_id=reading.school.id)
    form = OpenCaseForm(request.POST or None)
    if request.method == "POST" and not may_open and reading.case is None:
        raise Forbidden(permissions.Step.OPEN_CASE.label, permissions.who_may(permissions.Step.OPEN_CASE))
    tried = try_to(form, lambda said: _open(reading, said, by=by, on=on))
    if tried.done:
        return redirect("notices:case", tried.done.reference)
    context = {
        "reading": reading,
        "identity": shown.pupil_identity(reading, on=on),
        "year": shown.pupil_picture(reading, on=on),
        "figures_shown": shown.pupil_figures(reading),
        "parents": shown.pupil_parents(reading, by),
        "earlier": shown.earlier_cases(reading),
        "may_open": may_open,
        "form": form,
    }
    return render(request, "notices/pupil.html", context, status=tried.status)


def _open(reading: PupilReading, said: dict[str, Any], *, by: Membership, on: date) -> Case:
    """Open the case, or give back the one that is open already."""
    opened_by = Case.OpenedBy.SCHOOL if by.school_id else Case.OpenedBy.OFFICER
    officer = by if by.role == Role.OFFICER else None
    try:
        return open_case(
            reading.pupil, school=reading.school, opened_by=opened_by, why=said["why"], by=by, on=on, officer=officer
        )
    except AlreadyOpen as standing:
        return standing.case
