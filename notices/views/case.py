"""The pages of one case: what state, what next, why not."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases import permissions
from cases.models import Case, Deadline
from cases.queries.access import actor
from cases.queries.history import entries_of, problems_in
from notices.models import Letter
from notices.pictures import case as shown
from notices.pictures.history import timeline_of
from notices.pictures.steps import next_steps
from notices.queries.case_page import read_case
from notices.views.door import FILES, door, the_case
from schools import references
from schools.models import Membership, Upn

PER_PAGE = 50


@door(*FILES)
@require_safe
def case(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Show a case: its state, its next steps with what stands in their way, its register, its people."""
    found = the_case(reference, by=by, on=on)
    reading = read_case(found, on=on)
    context = {
        **_frame(found, reading.upn, "overview", by, on),
        "rungs": shown.ladder(reading),
        "sixes": shown.sixes(reading, on=on),
        "steps": next_steps(reading, actor(by), on=on),
        "dates": shown.dates_shown(reading.deadlines, on=on, many=len(reading.live) > 1),
        "year": shown.picture(reading, on=on),
        "figures_shown": shown.figures(reading),
        "attendance": f"/cases/{found.reference}/attendance/",
        "parents": shown.parents(reading, by, on=on),
        "entries": timeline_of(reading.history),
        "entries_in_all": reading.history_in_all,
        "history": f"/cases/{found.reference}/history/",
        "letters": shown.letters_shown(reading),
        "letters_in_all": reading.letters_in_all,
        "all_letters": f"/cases/{found.reference}/letters/",
        "support": shown.support_shown(reading),
    }
    return render(request, "notices/case.html", context)


@door(*FILES)
@require_safe
def attendance(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Show the register of the year as a picture and as a list, with every correction."""
    found = the_case(reference, by=by, on=on)
    reading = read_case(found, on=on)
    missed = [
        (day, half, code)
        for (day, half), code in sorted(reading.marks.items(), reverse=True)
        if code.kind in ("authorised", "unauthorised")
    ]
    context = {
        **_frame(found, reading.upn, "attendance", by, on),
        "year": shown.picture(reading, on=on),
        "figures_shown": shown.figures(reading),
        "missed": missed,
    }
    return render(request, "notices/case_attendance.html", context)


@door(*FILES)
@require_safe
def people(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Show who answers for the child, and where each may be written to."""
    found = the_case(reference, by=by, on=on)
    reading = read_case(found, on=on)
    context = {**_frame(found, reading.upn, "people", by, on), "parents": shown.parents(reading, by, on=on)}
    return render(request, "notices/case_people.html", context)


@door(*FILES)
@require_safe
def letters(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Show every letter of the case, the newest first."""
    found = the_case(reference, by=by, on=on)
    rows = (
        Letter.objects.filter(case=found, released_on__isnull=False)
        .select_related("to_parent")
        .prefetch_related("services")
        .order_by("-written_on", "-id")
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "notices/case_letters.html", {**_frame(found, "", "letters", by, on), "page": page})


@door(*FILES)
@require_safe
def deadlines(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Show every date of the case, those that stand and those that were replaced, with the reason of each."""
    found = the_case(reference, by=by, on=on)
    rows = Deadline.objects.filter(case=found).select_related("matter__parent").order_by("due_on", "id")
    standing = [row for row in rows if row.superseded_on is None]
    replaced = [row for row in rows if row.superseded_on is not None]
    context = {
        **_frame(found, "", "deadlines", by, on),
        "standing": shown.dates_shown(standing, on=on, many=True),
        "replaced": shown.dates_shown(replaced, on=on, many=True),
    }
    return render(request, "notices/case_deadlines.html", context)


@door(*FILES)
@require_safe
def history(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Show the whole history, page by page, and whether its chain holds."""
    found = the_case(reference, by=by, on=on)
    page = Paginator(entries_of(found), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **_frame(found, "", "history", by, on),
        "page": page,
        "entries": timeline_of(page.object_list),
        "problems": problems_in(found),
    }
    return render(request, "notices/case_history.html", context)


def _frame(found: Case, upn: str, here: str, by: Membership, on: date) -> dict[str, Any]:
    number = upn or Upn.objects.filter(pupil=found.pupil_id).values_list("value", flat=True).first() or ""
    officer = f" · {found.officer.user}" if found.officer else ""
    may = permissions.may(permissions.Step.RECORD_SUPPORT, actor(by), school_id=found.school_id)
    record = [{"text": "Record a call or visit", "href": f"/cases/{found.reference}/support/"}] if may else []
    return {
        "caption": f"Case {references.spaced(found.reference)}{officer}",
        "name": str(found.pupil),
        "identity": shown.identity(found, number, on=on),
        "tabs": shown.tabs(found, here),
        "actions": record,
    }
