"""The steps of a prosecution: each asks, acts through one service, and goes back to the file."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from cases.models import Prosecution
from cases.queries.policies import policy_on
from cases.stages import Offence, Route
from notices.forms import legal as forms
from notices.forms.seen import SeenForm
from notices.queries.files import the_file
from notices.services import charge, code_test, prosecution, referral
from notices.services.bundles.building import build_bundle
from notices.views.asking import Page, ask, posted, seen_of
from notices.views.door import door
from schools.models import Membership
from schools.roles import Role
from schools.vault import Vault

GET_OR_POST = ["GET", "HEAD", "POST"]
LIMB = {"yes": True, "no": False, "": None}


def file_page(file: Prosecution, title: str, button: str, *, lead: str = "", template: str = "", **more: Any) -> Page:
    """What a page that asks about one file shows around its form."""
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
    page = file_page(file, "Return it to the officer", "Return it", lead="The six months run on while it is away.")

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
    page = file_page(file, "Education supervision order, section 447", "Record it")

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
    page = file_page(
        file, "The Full Code Test", "Record the test", lead="The duty to review goes on until the case ends."
    )

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
    page = file_page(file, "The offence and the way to court", "Choose it")

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
    page = file_page(file, "Costs", "Record the costs", lead="The court decides what is paid.")

    def act(said: dict[str, Any]) -> str:
        prosecution.ask_for_costs(file, costs=said["costs"], by=by, on=on, seen=said["seen"])
        return "The costs are recorded."

    return ask(request, form, page, act)


@door(Role.LEGAL)
@require_http_methods(GET_OR_POST)
def authorise(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Authorise proceedings: never the person who referred them."""
    file = the_file(reference, by=by)
    form = SeenForm(posted(request), initial=seen_of(file.matter.case))
    lead = "Both limbs of the test, section 447 and the open evidence are asked again as you do."
    page = file_page(file, "Authorise the proceedings", "Authorise", lead=lead)

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
    page = file_page(file, "Decide not to prosecute", "Record the decision", lead=lead)

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
    page = file_page(file, "Discontinue the proceedings", "Discontinue")

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
    page = file_page(file, "Build the bundle", "Build it", lead=lead)

    def act(said: dict[str, Any]) -> str:
        made = build_bundle(file, by=by, on=on, vault=Vault(settings.VAULT), seen=said["seen"])
        return f"Bundle {made.reference}, version {made.version}, has {made.pages} pages."

    return ask(request, form, page, act)
