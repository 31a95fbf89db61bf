"""Letters: the outbox, each letter with its very PDF, and what is done with one that did not arrive."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.queries.access import actor, cases_for
from notices.forms.letters import AgainForm, HandForm, ReturnedForm
from notices.forms.seen import SeenForm
from notices.pictures import letters as shown
from notices.queries.access import the_letter, the_notice
from notices.queries.letters import last_paper_of, read_outbox, services_of
from notices.services.papers import draw_up_again, take_up_held, try_again
from notices.services.returned import record_returned_post, serve_again, serve_by_hand
from notices.views.asking import Page, ask, seen_of
from notices.views.door import door
from notices.views.trying import try_to
from schools.models import Membership
from schools.roles import Role
from schools.vault import Vault

READERS = tuple(role for role in Role if role is not Role.SERVICE)
DESKS = (Role.OFFICER, Role.MANAGER, Role.NOTICES, Role.CLERK, Role.AUDITOR)
POSTERS = (Role.OFFICER, Role.MANAGER, Role.NOTICES, Role.CLERK)
SENDERS = (Role.OFFICER, Role.MANAGER, Role.NOTICES)
HANDS = (Role.OFFICER, Role.NOTICES, Role.HEAD, Role.DEPUTY)
GET_OR_POST = ["GET", "HEAD", "POST"]


@door(*DESKS)
@require_safe
def letters(request: HttpRequest, *, by: Membership, on: date) -> HttpResponse:
    """Show the outbox: what is held or failed first, then what is on its way and what left today."""
    outbox = read_outbox(by, on=on)
    return render(request, "notices/letters.html", {"outbox": outbox, "page": shown.outbox_shown(outbox, on=on)})


@door(*READERS)
@require_safe
def letter(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Show one letter: where it stands, how it was served, and the very PDF."""
    found = the_letter(reference, by=by, on=on)
    services = services_of(found)
    context = {
        "letter": found,
        "page": shown.letter_shown(found, services, on=on),
        "may": shown.may_do(found, services, actor(by)),
        "may_open_case": cases_for(by, on=on).contains(found.case),
        "form": SeenForm(initial=seen_of(found.case)),
        "of_desk": by.role in DESKS,
    }
    return render(request, "notices/letter.html", context)


@door(*READERS)
@require_safe
def letter_pdf(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Give the very bytes that were made, or say that there is no paper yet."""
    found = the_letter(reference, by=by, on=on)
    if not found.sha256:
        raise Http404("This letter has not been made yet.")
    content = Vault(settings.VAULT).get(found.sha256)
    headers = {
        "Content-Disposition": f'inline; filename="{found.reference}.pdf"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@door(*POSTERS)
@require_POST
def send(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Let a letter leave: one drawn up again, one that was held, or one that could not be made or sent."""
    found = the_letter(reference, by=by, on=on)
    form = SeenForm(request.POST)
    seen = form.cleaned_data.get("seen") if form.is_valid() else None
    if found.released_on is None:
        serve_again(found, by=by, on=on, seen=seen)
    elif found.held_on:
        take_up_held(found, by=by, on=on, seen=seen)
    else:
        try_again(found, by=by, on=on)
    messages.success(request, "The letter goes to the post.")
    return redirect("notices:letter", found.reference)


@door(*POSTERS)
@require_safe
def notice_returned(request: HttpRequest, number: str, *, by: Membership, on: date) -> HttpResponse:
    """Lead to the paper of this notice that was sent last."""
    paper = last_paper_of(the_notice(number, by=by, on=on).id)
    if paper is None:
        raise Http404("Nothing was sent for this notice, so nothing can have come back.")
    return redirect("notices:letter_returned", paper.reference)


@door(*POSTERS)
@require_http_methods(GET_OR_POST)
def returned(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Record that a letter came back; it then does not count as received."""
    found = the_letter(reference, by=by, on=on)
    good = next((service for service in reversed(services_of(found)) if service.returned_on is None), None)
    if good is None:
        return redirect("notices:letter_again", found.reference)
    form = ReturnedForm(request.POST or None, initial=seen_of(found.case))
    page = Page(
        title="A letter came back",
        button="Record that it came back",
        back=f"/letters/{found.reference}/",
        caption=shown.named(found),
        lead="It will not count as received, and no time runs from it, until it is served again.",
        here="Letters",
    )

    def act(said: dict[str, Any]) -> str:
        record_returned_post(good, why=said["why"].lower(), seen=said["seen"], by=by, on=on)
        return "It is recorded. Find the address, then send the paper again."

    return ask(request, form, page, act)


@door(*SENDERS)
@require_http_methods(GET_OR_POST)
def again(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Draw a paper up anew that did not arrive; its own page then shows it to be checked."""
    found = the_letter(reference, by=by, on=on)
    form = AgainForm(request.POST or None, initial=seen_of(found.case))
    vault = Vault(settings.VAULT)
    tried = try_to(
        form,
        lambda said: draw_up_again(found, post_class=said["post_class"], seen=said["seen"], by=by, on=on, vault=vault),
    )
    if tried.done:
        return redirect("notices:letter", tried.done.reference)
    page = Page(
        title="Send it again",
        button="Draw it up and check it",
        back=f"/letters/{found.reference}/",
        caption=shown.named(found),
        lead=f"It goes to {shown.address_now(found)}. Its days begin when it counts as received.",
        here="Letters",
    )
    context = {"page": page, "form": form, "bars": tried.bars}
    return render(request, page.template, context, status=tried.status)


@door(*HANDS)
@require_http_methods(GET_OR_POST)
def hand(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Record that a letter was given into the reader's hand, or left at their home."""
    found = the_letter(reference, by=by, on=on)
    form = HandForm(request.POST or None, initial=seen_of(found.case))
    page = Page(
        title="Given by hand",
        button="Record that it was given",
        back=f"/letters/{found.reference}/",
        caption=shown.named(found),
        lead="It counts as received today.",
        here="Letters",
    )

    def act(said: dict[str, Any]) -> str:
        serve_by_hand(found, where=said["where"], seen=said["seen"], by=by, on=on)
        return "It is recorded. The letter counts as received today."

    return ask(request, form, page, act)
