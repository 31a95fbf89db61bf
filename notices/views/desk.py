"""The home of each role, and the officer's desk."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from notices.forms.numbers import number_or_none
from notices.pictures.desk import draw_desk
from notices.queries.desk import read_desk
from notices.views.door import OFFICERS, door
from schools.models import Membership
from schools.queries.access import schools_for
from schools.roles import Role
from schools.views.door import for_roles

HOMES = {
    Role.HEAD: "/school/",
    Role.DEPUTY: "/school/",
    Role.ATTENDANCE: "/school/",
    Role.LEGAL: "/legal/",
    Role.CLERK: "/payments/",
    Role.NOTICES: "/notices/",
    Role.CONTACT: "/notices/",
}


@for_roles(*Role)
@require_safe
def home(request: HttpRequest, *, by: Membership, on: date) -> HttpResponse:
    """Lead each person to the desk of their role."""
    return redirect(HOMES.get(Role(by.role), "/desk/"))


@door(*OFFICERS, Role.AUDITOR)
@require_safe
def desk(request: HttpRequest, *, by: Membership, on: date) -> HttpResponse:
    """Show who needs the officer today, what can be lost first."""
    school_id = number_or_none(request.GET.get("school"))
    reading = read_desk(by, on=on, school_id=school_id)
    schools = [("", "All schools"), *((str(row.id), row.name) for row in schools_for(by).order_by("name"))]
    context = {"desk": draw_desk(reading, on=on), "schools": schools, "school": str(school_id or "")}
    return render(request, "notices/desk.html", context)
