"""The door of every page that takes a step: who may open it, and what is shown when the answer is no."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from cases.models import Case
from cases.queries.access import cases_for
from cases.queries.history import entries_after
from cases.queries.policies import NoPolicy
from cases.refusals import Forbidden, Refused, Stale
from cases.rules.bars import Bar, Citation, Confidence, MayOverride
from notices.pictures.history import timeline_of
from schools import references
from schools.models import Membership
from schools.roles import Role
from schools.terms import CalendarEnds
from schools.views.acting import acting
from schools.views.door import for_roles

View = Callable[..., HttpResponse]

OFFICERS = (Role.OFFICER, Role.MANAGER)
SCHOOL = (Role.HEAD, Role.DEPUTY, Role.ATTENDANCE)
FILES = (Role.OFFICER, Role.MANAGER, Role.AUDITOR, Role.NOTICES, Role.HEAD, Role.DEPUTY, Role.ATTENDANCE, Role.LEGAL)
NOT_ENTERED = "Something has not been entered yet"
# What a person may have written at length, by the names of the forms' fields.
WRITTEN = {
    "reasons": "Your reason",
    "reason": "Your reason",
    "why": "What happened",
    "note": "What you found",
    "text": "What they said",
    "answer": "Your answer",
}


def door(*roles: Role) -> Callable[[View], View]:
    """Let these roles in, and answer a refusal of the law with its reasons, news with what happened.

    A view that keeps a person's answers catches `Refused` itself; this is the answer of all the others.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except Refused as no:
                return show_refusal(request, no)
            except Forbidden as no:
                return render(request, "errors/forbidden_step.html", {"step": no.step, "who": no.who}, status=403)
            except Stale as news:
                return _show_news(request, news, **kwargs)
            except CalendarEnds as ends:
                return show_refusal(request, _not_entered(ends.problem, ends.remedy), title=NOT_ENTERED)
            except NoPolicy as none:
                return show_refusal(request, _not_entered(str(none), "Enter the code of conduct."), title=NOT_ENTERED)

        return for_roles(*roles)(answered)

    return wrap


def _not_entered(problem: str, remedy: str) -> Refused:
    citation = Citation("What this step counts by", Confidence.V)
    return Refused([Bar("not_entered", problem, citation, remedy, "The attendance manager", MayOverride.NOBODY)])


def show_refusal(
    request: HttpRequest,
    no: Refused,
    *,
    title: str = "The law does not allow this today",
    caption: str = "",
    kept: bool = False,
    **context: Any,
) -> HttpResponse:
    """Show every reason at once, with what would settle it and who can; nothing was done."""
    shown = {"title": title, "caption": caption, "kept": kept, "unmet": no.bars, "met": [], **context}
    return render(request, "errors/refused.html", shown, status=409)


def the_case(reference: str, *, by: Membership, on: Any) -> Case:
    """The case of that reference, if it is this person's to open; else as if it were not there."""
    found = (
        cases_for(by, on=on)
        .select_related("pupil", "school", "officer__user", "authority")
        .filter(reference=references.normalise(reference))
        .first()
    )
    if found is None:
        raise Http404("There is no such case, or it is not yours to open.")
    return found


def _show_news(request: HttpRequest, news: Stale, **kwargs: Any) -> HttpResponse:
    by, on = acting(request)
    case = cases_for(by, on=on).filter(id=news.case_id).first()
    if case is None:
        raise Http404
    context = {
        "title": "Somebody was quicker",
        "entries": timeline_of(entries_after(case, news.seen)),
        "back": {"text": "Back to the case", "href": f"/cases/{case.reference}/"},
        "kept": [(words, request.POST[name]) for name, words in WRITTEN.items() if request.POST.get(name)],
    }
    return render(request, "errors/stale.html", context, status=409)
