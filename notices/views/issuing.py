"""Drawing up, checking and issuing a penalty notice."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cases import permissions
from cases.models import Matter
from cases.queries.access import actor
from cases.queries.policies import policy_on
from cases.refusals import Forbidden
from cases.rules.policy import PolicyTerms
from cases.stages import NoticeState, Stage
from notices.forms.notice import IssueForm, NoticeForm
from notices.models import Letter, PenaltyNotice
from notices.pictures.drafts import Draft, draft_of_notice, what_happens
from notices.pictures.notices import tally_rows
from notices.pictures.steps import settling
from notices.queries.access import the_notice
from notices.queries.drafting import Drawing, checks_of_notice, read_drawing
from notices.queries.facts.make import facts_of
from notices.queries.matters import the_matter
from notices.queries.notices import tally_of
from notices.services.letters.parts import salutation
from notices.services.notice import drop_notice, issue_notice, paper_of
from notices.services.papers import draw_up_notice
from notices.views.asking import seen_of
from notices.views.door import door
from notices.views.trying import try_to
from schools.models import Membership
from schools.roles import Role
from schools.vault import Vault

ISSUERS = (Role.HEAD, Role.DEPUTY, Role.OFFICER, Role.NOTICES)
GET_OR_POST = ["GET", "HEAD", "POST"]
# What handing the paper over would settle on the page itself.
SETTLED_HERE = {"address"}


@door(*ISSUERS)
@require_http_methods(GET_OR_POST)
def draft(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Choose the half-days, the reason and the way; the paper is then made, to be checked."""
    matter = the_matter(reference, by=by, on=on)
    drawing = read_drawing(matter, on=on)
    _require_issuer(matter, drawing.facts.policy, by)
    form = NoticeForm(request.POST or None, drawing=drawing, initial=_answers(matter, drawing))
    tried = try_to(form, lambda said: _draw_up(matter, said, by=by, on=on))
    if tried.done:
        return redirect("notices:notice_check", tried.done.number)
    closed = [each for each in drawing.checks if not each.met and each.code not in SETTLED_HERE]
    context = {
        "matter": matter,
        "drawing": drawing,
        "form": form,
        "bars": tried.bars,
        # Answers that were given are shown again, whatever stands in the way.
        "closed": bool(closed) and not form.is_bound,
        "links": settling(matter, matter.case),
        "talk_first": matter.case.officer.user if matter.case.officer and by.school_id else "",
        "case_page": f"/cases/{matter.case.reference}/",
    }
    return render(request, "notices/notice_draft.html", context, status=tried.status)


@door(*ISSUERS)
@require_http_methods(GET_OR_POST)
def check(request: HttpRequest, number: str, *, by: Membership, on: date) -> HttpResponse:
    """Check the notice beside its very paper, then issue it or drop it."""
    notice = the_notice(number, by=by, on=on)
    if notice.state != NoticeState.DRAFTED:
        return redirect("notices:notice_issued", notice.number)
    _require_issuer(notice.matter, policy_on(by.authority_id, on), by)
    if "drop" in request.POST:
        drop_notice(notice, by=by, on=on)
        messages.success(request, "The draft was dropped. Nothing was sent, and its half-days are free.")
        return redirect("notices:case", notice.matter.case.reference)
    page = _laid_out(notice, by=by, on=on)
    to = salutation(notice.matter.parent)
    form = IssueForm(request.POST or None, parent=to, initial=seen_of(notice.matter.case))
    tried = try_to(form, lambda said: issue_notice(notice, by=by, on=on, seen=said["seen"]))
    if tried.done:
        return redirect("notices:notice_issued", notice.number)
    context = {"notice": notice, "page": page, "to": to, "form": form, "bars": tried.bars}
    return render(request, "notices/notice_check.html", context, status=tried.status)


@door(*ISSUERS, Role.MANAGER, Role.AUDITOR)
@require_safe
def issued(request: HttpRequest, number: str, *, by: Membership, on: date) -> HttpResponse:
    """Say that the notice is issued, and what happens now."""
    notice = the_notice(number, by=by, on=on)
    if notice.state != NoticeState.ISSUED:
        return redirect("notices:notice", notice.number)
    paper = paper_of(notice)
    context = {
        "notice": notice,
        "to": salutation(notice.matter.parent),
        "steps": what_happens(paper, on=on),
        "tally": tally_rows(tally_of(by, on=on)),
        "by_hand": paper.post_class == Letter.PostClass.HAND and paper.posted_on is None,
        "paper": paper,
    }
    return render(request, "notices/notice_issued.html", context)


def _draw_up(matter: Matter, said: dict[str, Any], *, by: Membership, on: date) -> PenaltyNotice:
    return draw_up_notice(
        matter,
        chosen=said["sessions"],
        reasons=said["reasons"],
        post_class=said["post_class"],
        seen=said["seen"],
        by=by,
        on=on,
        vault=Vault(settings.VAULT),
    )


def _require_issuer(matter: Matter, policy: PolicyTerms, by: Membership) -> None:
    anew = matter.stage == Stage.OUTCOME
    allowed = (
        permissions.may_reissue(actor(by))
        if anew
        else permissions.may_issue(actor(by), school_id=matter.school_id, issuers=policy.issuers)
    )
    if not allowed:
        raise Forbidden(permissions.Step.ISSUE.label, permissions.who_may(permissions.Step.ISSUE))


def _answers(matter: Matter, drawing: Drawing) -> dict[str, Any]:
    """What stands in the form at first: the draft's answers, or every half-day that is open."""
    chosen = drawing.drafted or {(mark.on, mark.half) for mark in drawing.open}
    known = (
        {"reasons": drawing.draft.reasons, "post_class": paper_of(drawing.draft).post_class} if drawing.draft else {}
    )
    return {**seen_of(matter.case), "sessions": [f"{day.isoformat()} {half}" for day, half in chosen], **known}


def _laid_out(notice: PenaltyNotice, *, by: Membership, on: date) -> Draft:
    paper = paper_of(notice)
    facts = facts_of(notice.matter, on=on, by_hand=paper.post_class == Letter.PostClass.HAND)
    checks = checks_of_notice(notice.matter, facts, on=on)
    return draft_of_notice(notice, paper, facts, checks, obstacle=_obstacle(notice, paper, by))


def _obstacle(notice: PenaltyNotice, paper: Letter, by: Membership) -> str:
    if not paper.sha256:
        return f"The paper could not be made. {paper.problem}"
    if notice.drafted_by_id != by.id:
        return (
            f"The paper names {notice.drafted_by.user} as the officer who issues it, so only they can. "
            "Draw it up anew in your own name."
        )
    return ""
