"""Penalty notices as a list and one by one, and their withdrawal."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cases import permissions
from cases.queries.access import NO_FILES, actor, cases_for
from cases.refusals import Forbidden, refuse_if
from cases.rules.steps import bars_to_withdraw
from cases.stages import NoticeState
from notices.forms.narrowing import NoticesFilter
from notices.forms.notice import WithdrawForm
from notices.models import PenaltyNotice
from notices.pictures import notices as shown
from notices.queries.access import the_notice
from notices.queries.facts.make import facts_of
from notices.queries.notices import came_back, find_notices, read_notice
from notices.queries.standing import standings_of
from notices.services.letters.parts import salutation
from notices.services.withdrawal import withdraw_notice
from notices.views.asking import seen_of
from notices.views.door import door
from notices.views.trying import Tried, try_to
from schools.models import Membership
from schools.queries.access import is_of_school, schools_for
from schools.roles import Role

READERS = tuple(role for role in Role if role is not Role.SERVICE)
ISSUERS = (Role.HEAD, Role.DEPUTY, Role.OFFICER, Role.NOTICES)
COUNCIL = (Role.OFFICER, Role.MANAGER, Role.NOTICES, Role.LEGAL)
PER_PAGE = 50
GET_OR_POST = ["GET", "HEAD", "POST"]


@door(*READERS)
@require_safe
def notices(request: HttpRequest, *, by: Membership, on: date) -> HttpResponse:
    """List the notices that this person may read, narrowed by state, school, and number or name."""
    chosen = NoticesFilter(request.GET, states=shown.STATES, schools=schools_for(by)).cleaned_data
    found = find_notices(
        by,
        on=on,
        state=chosen.get("state", ""),
        school=chosen["school"].id if chosen.get("school") else None,
        text=chosen.get("q", ""),
        mine=bool(chosen.get("mine")),
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    views = standings_of(page.object_list, on=on)
    children = by.role not in NO_FILES
    lines = shown.lines_of(
        [views[row.id] for row in page.object_list], lost=came_back(views.values()), children=children
    )
    states = [("", "Every state"), *((state, words) for state, (words, _) in shown.STATES.items())]
    context = {"page": page, "lines": lines, "children": children, "states": states, "schools": _schools(by)}
    context |= {"chosen": chosen, "query": _query(request)}
    return render(request, "notices/notices.html", context)


@door(*READERS)
@require_safe
def notice(request: HttpRequest, number: str, *, by: Membership, on: date) -> HttpResponse:
    """Show one notice: what was sent, its sums and dates with their reasons, its money, and what to tell a caller."""
    found = the_notice(number, by=by, on=on)
    reading = read_notice(found, by=by, on=on)
    authority = found.matter.case.authority
    may = actor(by)
    context = {
        "notice": found,
        "state": shown.tag_of(reading.view, lost=bool(came_back([reading.view]))),
        "facts": shown.facts_of_notice(found, reading.view, child=by.role != Role.CLERK),
        "sums": shown.sums_of(reading.view),
        "services": shown.services_shown(reading.services),
        "money": shown.money_shown(reading),
        "letters": shown.letters_rows(reading.letters),
        "read_out": shown.read_out(reading.view, phone=authority.phone, hours=authority.hours),
        "may_check": found.state == NoticeState.DRAFTED and by.role in ISSUERS,
        "may_open_case": cases_for(by, on=on).contains(found.matter.case),
        "may_withdraw": found.state == NoticeState.ISSUED and permissions.may_withdraw(may),
        "may_return": bool(reading.services) and permissions.may(permissions.Step.RECORD_RETURNED_POST, may),
        "of_school": is_of_school(by),
    }
    return render(request, "notices/notice.html", context)


@door(*COUNCIL)
@require_http_methods(GET_OR_POST)
def withdraw(request: HttpRequest, number: str, *, by: Membership, on: date) -> HttpResponse:
    """Withdraw a notice: the ground and what happened, then the answers to check, then the step."""
    found = the_notice(number, by=by, on=on)
    if not permissions.may_withdraw(actor(by)):
        raise Forbidden(permissions.Step.WITHDRAW.label, permissions.who_may(permissions.Step.WITHDRAW))
    if found.state != NoticeState.ISSUED:
        return redirect("notices:notice", found.number)
    form = WithdrawForm(request.POST or None, initial=seen_of(found.matter.case))
    tried = _withdraw(request, found, form, by=by, on=on)
    if tried.done:
        messages.success(request, f"Notice {found.number} is withdrawn. A letter tells {found.matter.parent}.")
        return redirect("notices:notice", found.number)
    checking = form.is_bound and tried.status == 200 and "change" not in request.POST
    context = {
        "notice": found,
        "to": salutation(found.matter.parent),
        "form": form,
        "bars": tried.bars,
        "paid": read_notice(found, by=by, on=on).view.received,
    }
    template = "notices/withdraw_check.html" if checking else "notices/withdraw.html"
    return render(request, template, context, status=tried.status)


def _withdraw(
    request: HttpRequest, found: PenaltyNotice, form: WithdrawForm, *, by: Membership, on: date
) -> Tried[PenaltyNotice | None]:
    """Ask the guard for the answers as they stand; take the step once the person has checked them."""

    def act(said: dict[str, Any]) -> PenaltyNotice | None:
        if "checked" in request.POST:
            return withdraw_notice(found, ground=said["ground"], why=said["why"], seen=said["seen"], by=by, on=on)
        refuse_if(bars_to_withdraw(facts_of(found.matter, on=on), said["ground"], on))
        return None

    return try_to(form, act)


def _schools(by: Membership) -> list[tuple[object, str]]:
    """The schools to choose from; none for those who see one alone."""
    if is_of_school(by):
        return []
    return [("", "Every school"), *schools_for(by).order_by("name").values_list("id", "name")]


def _query(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
