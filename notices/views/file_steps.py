"""The steps of a prosecution: each asks, acts through one service, and goes back to the file."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from cases.models import Hearing, Prosecution
from cases.queries.policies import policy_on
from cases.stages import Offence, Route
from notices.forms import legal as forms
from notices.forms.seen import SeenForm
from notices.queries.files import the_certificate, the_file, the_hearing
from notices.services import certificates, charge, code_test, court, listing, prosecution, referral
from notices.services.bundles.building import build_bundle
from notices.services.court import Ordered
from notices.services.listing import Listing
from notices.services.rendering import render_letter
from notices.views.asking import Page, ask, posted, seen_of
from notices.views.door import door
from schools.models import Membership
from schools.roles import Role
from schools.vault import Vault
from schools.words import long_date, plain_date

GET_OR_POST = ["GET", "HEAD", "POST"]
LIMB = {"yes": True, "no": False, "": None}


def _page(file: Prosecution, title: str, button: str, *, lead: str = "", template: str = "", **more: Any) -> Page:
    return Page(
        title,
        button,
        f"/prosecutions/{file.reference}/",
        f"{file.reference} · {file.matter.parent}",
        lead,
        here="Desk",
        template=template or "notices/ask.html",
        more=more,
    )


@door(Role.LEGAL)
@require_http_methods(GET_OR_POST)
def send_back(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Return a referral, naming what is missing."""
    file = the_file(reference, by=by)
    form = forms.BackForm(posted(request), initial=seen_of(file.matter.case))
    page = _page(file, "Return it to the officer", "Return it", lead="The six months run on while it is away.")

    def act(said: dict[str, Any]) -> str:
        referral.send_back(file, why=said["why"], by=by, on=on, seen=said["seen"])
        return f"Returned to {file.referred_by.user}."

    return ask(request, form, page, act)


@door(Role.LEGAL)
@require_http_methods(GET_OR_POST)
def supervision_order(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Record whether the council will apply for an education supervision order."""
    file = the_file(reference, by=by)
    initial = {**seen_of(file.matter.case), "reasons": file.eso_reasons}
    form = forms.SupervisionOrderForm(posted(request), initial=initial)
    page = _page(file, "Education supervision order, section 447", "Record it")

    def act(said: dict[str, Any]) -> str:
        code_test.consider_supervision_order(
            file, applied=said["applied"] == "yes", reasons=said["reasons"], by=by, on=on, seen=said["seen"]
        )
        return "The consideration is recorded with its reasons."

    return ask(request, form, page, act)


@door(Role.LEGAL)
@require_http_methods(GET_OR_POST)
def full_code_test(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Record both limbs of the Full Code Test."""
    file = the_file(reference, by=by)
    words = {True: "yes", False: "no", None: ""}
    initial = {
        **seen_of(file.matter.case),
        "evidential_met": words[file.evidential_met],
        "evidential_reasons": file.evidential_reasons,
        "public_interest_met": words[file.public_interest_met],
        "public_interest_reasons": file.public_interest_reasons,
    }
    form = forms.CodeTestForm(posted(request), initial=initial)
    page = _page(file, "The Full Code Test", "Record the test", lead="The duty to review goes on until the case ends.")

    def act(said: dict[str, Any]) -> str:
        code_test.record_code_test(
            file,
            evidential_met=LIMB[said["evidential_met"]],
            evidential_reasons=said["evidential_reasons"],
            public_interest_met=LIMB[said["public_interest_met"]],
            public_interest_reasons=said["public_interest_reasons"],
            by=by,
            on=on,
            seen=said["seen"],
        )
        return "The test is recorded with its reasons."

    return ask(request, form, page, act)


@door(Role.LEGAL)
@require_http_methods(GET_OR_POST)
def route(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Choose the offence and the way to court, of those that exist on the day."""
    file = the_file(reference, by=by)
    terms = policy_on(by.authority_id, on)
    initial = {**seen_of(file.matter.case), "offence": file.offence, "route": file.route or Route.SUMMONS}
    form = forms.RouteForm(posted(request), single_justice=terms.single_justice, initial=initial)
    page = _page(file, "The offence and the way to court", "Choose it")

    def act(said: dict[str, Any]) -> str:
        charge.choose_route(
            file,
            offence=Offence(said["offence"]),
            route=Route(said["route"]),
            by=by,
            on=on,
            seen=said["seen"],
        )
        return "The offence and the way to court are chosen."

    return ask(request, form, page, act)


@door(Role.LEGAL)
@require_http_methods(GET_OR_POST)
def costs(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Record what the council will ask for in costs."""
    file = the_file(reference, by=by)
    form = forms.CostsForm(posted(request), initial={**seen_of(file.matter.case), "costs": file.costs})
    page = _page(file, "Costs", "Record the costs", lead="The court decides what is paid.")

    def act(said: dict[str, Any]) -> str:
        prosecution.ask_for_costs(file, costs=said["costs"], by=by, on=on, seen=said["seen"])
        return "The costs are recorded."

    return ask(request, form, page, act)


@door(Role.LEGAL)
@require_http_methods(GET_OR_POST)
def certificate(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Ask the head to certify the register of the period."""
    file = the_file(reference, by=by)
    form = forms.CertificateForm(posted(request), initial=seen_of(file.matter.case))
    lead = "The head is sent it to sign. Only the head may sign; a changed mark voids it."
    page = _page(file, "Ask for the head's certificate", "Ask the head", lead=lead)

    def act(said: dict[str, Any]) -> str:
        certificates.prepare_certificate(file, by=by, on=on, first=said["first"], last=said["last"], seen=said["seen"])
        return f"The head of {file.matter.school} is asked to sign."

    return ask(request, form, page, act)


@door(Role.HEAD, Role.LEGAL)
@require_http_methods(["GET", "HEAD"])
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
def authorise(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Authorise proceedings: never the person who referred them."""
    file = the_file(reference, by=by)
    form = SeenForm(posted(request), initial=seen_of(file.matter.case))
    lead = "Both limbs of the test, section 447 and the open evidence are asked again as you do."
    page = _page(file, "Authorise the proceedings", "Authorise", lead=lead)

    def act(said: dict[str, Any]) -> str:
        prosecution.authorise(file, by=by, on=on, seen=said["seen"])
        return "Authorised."

    return ask(request, form, page, act)


@door(Role.LEGAL)
@require_http_methods(GET_OR_POST)
def decline(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Decide not to prosecute; a live notice is withdrawn in the same step."""
    file = the_file(reference, by=by)
    form = forms.DeclineForm(posted(request), initial=seen_of(file.matter.case))
    lead = "A notice that is still live is withdrawn in the same step, with its letter."
    page = _page(file, "Decide not to prosecute", "Record the decision", lead=lead)

    def act(said: dict[str, Any]) -> str:
        prosecution.decline(file, why=said["reasons"], by=by, on=on, seen=said["seen"])
        return "The decision not to prosecute is recorded with its reasons."

    return ask(request, form, page, act)


@door(Role.LEGAL)
@require_http_methods(GET_OR_POST)
def discontinue(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Stop proceedings that have begun."""
    file = the_file(reference, by=by)
    form = forms.DeclineForm(posted(request), initial=seen_of(file.matter.case))
    page = _page(file, "Discontinue the proceedings", "Discontinue")

    def act(said: dict[str, Any]) -> str:
        prosecution.discontinue(file, why=said["reasons"], by=by, on=on, seen=said["seen"])
        return "The proceedings are discontinued."

    return ask(request, form, page, act)


@door(Role.LEGAL)
@require_http_methods(GET_OR_POST)
def bundle(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Build the bundle as the facts stand; nothing changed gives the standing version back."""
    file = the_file(reference, by=by)
    form = SeenForm(posted(request), initial=seen_of(file.matter.case))
    lead = "What is served and what is not are built as two files; nothing can cross."
    page = _page(file, "Build the bundle", "Build it", lead=lead)

    def act(said: dict[str, Any]) -> str:
        made = build_bundle(file, by=by, on=on, vault=Vault(settings.VAULT), seen=said["seen"])
        return f"Bundle {made.reference}, version {made.version}, has {made.pages} pages."

    return ask(request, form, page, act)


@door(Role.LEGAL)
@require_http_methods(GET_OR_POST)
def lay(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Draw up the information, then lay the very paper that was read."""
    file = the_file(reference, by=by)
    draft = charge.standing_draft(file)
    if draft is None or not draft.sha256:
        form: SeenForm = SeenForm(posted(request), initial=seen_of(file.matter.case))
        page = _page(file, "Draw up the information", "Draw it up", lead="You read it before you lay it.")
        page = Page(**{**vars(page), "back": f"/prosecutions/{file.reference}/charge/"})
        return ask(request, form, page, lambda said: _draw_up(file, said, by=by, on=on))
    charging = forms.ChargeForm(posted(request), initial=seen_of(file.matter.case))
    page = _page(
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
    page = _page(file, "List a hearing", "List it")

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
    page = _page(file, f"The hearing of {long_date(heard.on)}", "Enter the result", template="notices/ask_result.html")

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
