"""Lists and search: the way to a case."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cases.stages import CASE_STAGES
from notices.forms.numbers import number_or_none
from notices.queries.cases import list_cases
from notices.queries.cases import search as look
from notices.views.door import FILES, door
from schools.models import Membership
from schools.queries.access import schools_for
from schools.roles import Role

PER_PAGE = 50


@door(*FILES)
@require_safe
def cases(request: HttpRequest, *, by: Membership, on: date) -> HttpResponse:
    """List the cases that this person may open, filtered as the address says."""
    stage = request.GET.get("stage", "")
    school_id = number_or_none(request.GET.get("school"))
    words = request.GET.get("q", "")
    rows = list_cases(by, on=on, stage=stage, school_id=school_id, words=words)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "query": query.urlencode(),
        "filters": [
            {"name": "q", "label": "Name or reference", "value": words},
            {
                "name": "stage",
                "label": "Stage",
                "value": stage,
                "options": [("", "Every stage"), *((s.value, s.label) for s in CASE_STAGES)],
            },
            {
                "name": "school",
                "label": "School",
                "value": str(school_id or ""),
                "options": [("", "Every school"), *((str(s.id), s.name) for s in schools_for(by).order_by("name"))],
            },
        ],
    }
    return render(request, "notices/cases.html", context)


@door(*Role)
@require_safe
def search(request: HttpRequest, *, by: Membership, on: date) -> HttpResponse:
    """Find a child, a case or a notice; an exact reference leads straight there."""
    text = request.GET.get("q", "")[:100]
    found = look(by, text, on=on)
    if found.leads_to:
        return redirect(found.leads_to)
    opens_files = by.role in FILES
    return render(request, "notices/search.html", {"text": text, "found": found, "opens_files": opens_files})
