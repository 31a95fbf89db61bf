"""The attention list, school by school."""

from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.queries.attention import OLD_N, read_attention
from cases.queries.policies import NoPolicy, policy_on
from schools.models import Membership
from schools.queries.access import is_of_school, schools_for
from schools.roles import Role
from schools.views.door import for_roles

READERS = (Role.OFFICER, Role.MANAGER, Role.AUDITOR, Role.HEAD, Role.DEPUTY, Role.ATTENDANCE)
PER_PAGE = 50


@for_roles(*READERS)
@require_safe
def attention(request: HttpRequest, *, by: Membership, on: date) -> HttpResponse:
    """Show how many need attention at each school, and who they are at the one that is chosen."""
    schools = list(schools_for(by).order_by("name"))
    urn = request.GET.get("school", "")
    chosen = schools if is_of_school(by) else [school for school in schools if school.urn == urn]
    if urn and not any(school.urn == urn for school in schools):
        raise Http404("There is no such school, or it is not yours to see.")
    try:
        terms = policy_on(by.authority_id, on)
    except NoPolicy as none:
        return render(request, "cases/attention_no_policy.html", {"why": str(none)}, status=409)
    found = read_attention(chosen or schools, terms, on=on, names=bool(chosen))
    persistent, severe = found.measures
    page = Paginator(found.pupils, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "schools": schools,
        "chosen": chosen[0] if chosen else None,
        "own": is_of_school(by),
        "counted": found.schools,
        "page": page,
        "persistent": persistent,
        "severe": severe,
        "old_n": OLD_N,
        "terms": terms,
        "query": f"school={urn}" if urn else "",
    }
    return render(request, "cases/attention.html", context)
