"""The steps that end in court: the head's certificate, the information, the hearing and its result."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from cases.models import Hearing, Prosecution
from notices.forms import legal as forms
from notices.forms.seen import SeenForm
from notices.queries.files import the_certificate, the_file, the_hearing
from notices.services import certificates, charge, court, listing
from notices.services.court import Ordered
from notices.services.listing import Listing
from notices.services.rendering import render_letter
from notices.views.asking import Page, ask, posted, seen_of
from notices.views.door import door
from notices.views.file_steps import GET_OR_POST, file_page
from schools.models import Membership
from schools.roles import Role
from schools.vault import Vault
from schools.words import long_date, plain_date


@door(Role.LEGAL)
@require_http_methods(GET_OR_POST)
def certificate(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Ask the head to certify the register of the period."""
    file = the_file(reference, by=by)
    form = forms.CertificateForm(posted(request), initial=seen_of(file.matter.case))
    lead = "The head is sent it to sign. Only the head may sign; a changed mark voids it."
    page = file_page(file, "Ask for the head's certificate", "Ask the head", lead=lead)

    def act(said: dict[str, Any]) -> str:
        certificates.prepare_certificate(file, by=by, on=on, first=said["first"], last=said["last"], seen=said["seen"])
        return f"The head of {file.matter.school} is asked to sign."

    return ask(request, form, page, act)


@door(Role.HEAD, Role.LEGAL)
@require_safe
def certificate_pdf(request: HttpRequest, number: int, *, by: Membership, on: date) -> HttpResponse:
    """Show what is certified: the signed paper, or what the head is asked to sign."""
    found = the_certificate(number, by=by)
    vault = Vault(settings.VAULT)
    content = vault.get(found.sha256) if found.sha256 else certificates.read_certificate(found, by=by)
    headers = {"Content-Disposition": 'inline; filename="certificate.pdf"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@door(Role.HEAD)
@require_http_methods(GET_OR_POST)
def sign(request: HttpRequest, number: int, *, by: Membership, on: date) -> HttpResponse:
    """Let the head read a certificate beside the paper, and sign it."""
    found = the_certificate(number, by=by)
    form = forms.SignForm(posted(request), initial=seen_of(found.prosecution.matter.case))
    page = Page(
        "Certificate of attendance",
        "Sign the certificate",
        "/school/",
        str(found.prosecution.matter.case.pupil),
        f"{plain_date(found.period_from)} to {plain_date(found.period_until)}. A court receives it as evidence.",
        here="Desk",
        template="notices/ask_beside_paper.html",
        more={"paper": f"/certificates/{found.id}.pdf", "paper_title": "Certificate of attendance", "pages": 1},
    )

    def act(said: dict[str, Any]) -> str:
        certificates.sign_certificate(found, by=by, on=on, vault=Vault(settings.VAULT), seen=said["seen"])
        return "Signed. It goes into the bundle."

    return ask(request, form, page, act)


@door(Role.LEGAL)
@require_http_methods(GET_OR_POST)
def lay(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Draw up the information, then lay the very paper that was read."""
    file = the_file(reference, by=by)
    draft = charge.standing_draft(file)
    if draft is None or not draft.sha256:
        form: SeenForm = SeenForm(posted(request), initial=seen_of(file.matter.case))
        page = file_page(file, "Draw up the information", "Draw it up", lead="You read it before you lay it.")
        page = Page(**{**vars(page), "back": f"/prosecutions/{file.reference}/charge/"})
        return ask(request, form, page, lambda said: _draw_up(file, said, by=by, on=on))
    charging = forms.ChargeForm(posted(request), initial=seen_of(file.matter.case))
    page = file_page(
        file,
        "Lay the information",
        "Lay the information",
        lead="You cannot undo this. It stops the six months, and no half-day can be added after it.",
        template="notices/ask_beside_paper.html",
        paper=f"/letters/{draft.reference}.pdf",
        paper_title="Information",
        pages=draft.pages or 1,
    )

    def act(said: dict[str, Any]) -> str:
        done = charge.complete_charge(file, by=by, on=on, first_hearing=_listing(said), seen=said["seen"])
        return f"The information is laid, {long_date(done.charged_on or on)}."

    return ask(request, charging, page, act)


def _draw_up(file: Prosecution, said: dict[str, Any], *, by: Membership, on: date) -> str:
    letter = charge.draft_information(file, by=by, on=on, seen=said["seen"])
    render_letter(letter, vault=Vault(settings.VAULT))
    return "The information is drawn up. Read it beside your declaration."


def _listing(said: dict[str, Any]) -> Listing | None:
    """When the court will sit, if it has said so."""
    return Listing(day=said["day"], at=said["at"], purpose=said["purpose"]) if said["day"] else None


@door(Role.LEGAL)
@require_http_methods(GET_OR_POST)
def hearing(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Enter the day on which the court will hear the case."""
    file = the_file(reference, by=by)
    form = forms.HearingForm(posted(request), initial={**seen_of(file.matter.case), "purpose": "first"})
    page = file_page(file, "List a hearing", "List it")

    def act(said: dict[str, Any]) -> str:
        asked = Listing(day=said["day"], at=said["at"], purpose=said["purpose"])
        listed = listing.list_hearing(file, asked, by=by, on=on, seen=said["seen"])
        return f"Listed for {long_date(listed.on)}."

    return ask(request, form, page, act)


@door(Role.LEGAL)
@require_http_methods(GET_OR_POST)
def result(request: HttpRequest, reference: str, number: int, *, by: Membership, on: date) -> HttpResponse:
    """Enter what came of a hearing, and what the court ordered."""
    file = the_file(reference, by=by)
    heard = the_hearing(file, number)
    form = forms.ResultForm(posted(request), prosecution=file, day=heard.on, initial=seen_of(file.matter.case))
    page = file_page(
        file, f"The hearing of {long_date(heard.on)}", "Enter the result", template="notices/ask_result.html"
    )

    def act(said: dict[str, Any]) -> str:
        following = Listing(day=said["next_day"], purpose=Hearing.Purpose.OTHER) if said["next_day"] else None
        court.enter_result(
            heard,
            result=Hearing.Result(said["result"]),
            by=by,
            on=on,
            ordered=[Ordered(kind=kind, amount=sum_, detail=words) for kind, sum_, words in form.ordered()],
            next_hearing=following,
            keep_open=said["keep_open"],
            note=said["note"],
            seen=said["seen"],
        )
        return "The result is entered, and the parent is told by letter."

    return ask(request, form, page, act)
