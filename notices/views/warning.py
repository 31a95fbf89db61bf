"""Drawing up, checking and giving a warning, and looking at what it achieved."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cases import permissions
from cases.models import Matter
from cases.queries.access import actor
from cases.refusals import Forbidden
from cases.rules.policy import PolicyTerms
from cases.rules.steps import checks_for_warning
from notices.forms.notice import ReviewForm, WarnForm
from notices.forms.seen import SeenForm
from notices.models import Letter
from notices.pictures.drafts import draft_of_warning
from notices.pictures.steps import settling
from notices.queries.drafting import drafted_warning
from notices.queries.facts.make import facts_of
from notices.queries.matters import the_matter
from notices.services.letters.parts import salutation
from notices.services.papers import draw_up_warning
from notices.services.warning import drop_warning, give_warning, review_warning
from notices.views.asking import Page, ask, seen_of
from notices.views.door import door
from notices.views.trying import try_to
from schools.models import Membership
from schools.roles import Role
from schools.vault import Vault
from schools.words import half_days, week_date

WARNERS = (Role.OFFICER, Role.HEAD, Role.DEPUTY)
GET_OR_POST = ["GET", "HEAD", "POST"]


@door(*WARNERS)
@require_http_methods(GET_OR_POST)
def warn(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Show what the code asks before a warning; when all is met, draw its paper up."""
    matter = the_matter(reference, by=by, on=on)
    facts = facts_of(matter, on=on)
    _require_warner(matter, facts.policy, by)
    form = SeenForm(request.POST or None, initial=seen_of(matter.case))
    vault = Vault(settings.VAULT)
    tried = try_to(form, lambda said: draw_up_warning(matter, by=by, on=on, vault=vault, seen=said["seen"]))
    if tried.done:
        return redirect("notices:warning_check", matter.reference)
    context = {
        "matter": matter,
        "to": salutation(matter.parent),
        "form": form,
        "checks": checks_for_warning(facts, on),
        "links": settling(matter, matter.case),
        "draft": drafted_warning(matter),
    }
    return render(request, "notices/warn.html", context, status=tried.status)


@door(*WARNERS)
@require_http_methods(GET_OR_POST)
def check(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Check the warning beside its very paper, then give it or drop it."""
    matter = the_matter(reference, by=by, on=on)
    facts = facts_of(matter, on=on)
    _require_warner(matter, facts.policy, by)
    paper = drafted_warning(matter)
    if paper is None:
        return redirect("notices:warn", matter.reference)
    if "drop" in request.POST:
        return _drop(request, paper, matter, by=by, on=on)
    form = WarnForm(request.POST or None, initial=seen_of(matter.case))
    tried = try_to(form, lambda said: give_warning(paper, reasons=said["reasons"], seen=said["seen"], by=by, on=on))
    if tried.done:
        received = week_date(date.fromisoformat(paper.snapshot["first_day"]))
        messages.success(
            request, f"{matter.parent} is warned. The letter leaves with the next post; its time begins on {received}."
        )
        return redirect("notices:case", matter.case.reference)
    page = draft_of_warning(matter, paper, checks_for_warning(facts, on), obstacle=_obstacle(paper))
    context = {"matter": matter, "to": salutation(matter.parent), "page": page, "form": form, "bars": tried.bars}
    return render(request, "notices/warning_check.html", context, status=tried.status)


@door(*WARNERS, Role.MANAGER)
@require_http_methods(GET_OR_POST)
def review(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Record what a warning achieved once its time has run."""
    matter = the_matter(reference, by=by, on=on)
    warned = facts_of(matter, on=on).warnings.current
    if warned is None or warned.ends_on is None:
        raise Http404("No warning was received in this matter.")
    form = ReviewForm(request.POST or None, initial=seen_of(matter.case))
    page = Page(
        title=f"What did the warning to {matter.parent} achieve?",
        button="Record what it achieved",
        back=f"/cases/{matter.case.reference}/",
        caption=str(matter.case.pupil),
        lead=f"{half_days(warned.missed)} of {warned.possible} were missed without leave in its time, "
        f"which ended on {week_date(warned.ends_on)}.",
    )

    def act(said: dict[str, Any]) -> str:
        review_warning(matter, improved=said["improved"], note=said["note"], seen=said["seen"], by=by, on=on)
        return "Improved: this parent’s matter is closed, and a letter says so." if said["improved"] else NOT_IMPROVED

    return ask(request, form, page, act)


NOT_IMPROVED = "It is recorded that attendance did not improve. What may be done next stands below."


def _drop(request: HttpRequest, paper: Letter, matter: Matter, *, by: Membership, on: date) -> HttpResponse:
    drop_warning(paper, by=by, on=on)
    messages.success(request, "The draft was dropped. Nothing was sent.")
    return redirect("notices:case", matter.case.reference)


def _obstacle(paper: Letter) -> str:
    return "" if paper.sha256 else f"The paper could not be made. {paper.problem}"


def _require_warner(matter: Matter, policy: PolicyTerms, by: Membership) -> None:
    if not permissions.may_warn(actor(by), school_id=matter.school_id, school_may_warn=policy.school_may_warn):
        raise Forbidden(permissions.Step.WARN.label, permissions.who_may(permissions.Step.WARN))
