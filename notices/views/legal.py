"""The legal desk and the file of one prosecution."""

from datetime import date

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from notices.forms.numbers import number_or_none
from notices.pictures.legal import draw_legal_desk
from notices.pictures.prosecution import draw_file
from notices.queries.bundles import bundle_for, bundles_for
from notices.queries.files import read_file, the_file
from notices.queries.legal import legal_desk
from notices.views.door import door
from schools.models import Membership
from schools.roles import Role
from schools.vault import Missing, Vault

READERS = (Role.LEGAL, Role.MANAGER, Role.AUDITOR)
PER_PAGE = 50


@door(*READERS)
@require_safe
def desk(request: HttpRequest, *, by: Membership, on: date) -> HttpResponse:
    """Show every file by the days left to its safe date, and what stands in its way."""
    mine = request.GET.get("whose") == "mine"
    reading = legal_desk(by, on=on, lawyer=by if mine else None)
    context = {"desk": draw_legal_desk(reading, on=on), "whose": "mine" if mine else ""}
    return render(request, "notices/legal.html", context)


@door(*READERS)
@require_safe
def file(request: HttpRequest, reference: str, *, by: Membership, on: date) -> HttpResponse:
    """Show one prosecution as a list of tasks that can be left and resumed."""
    reading = read_file(the_file(reference, by=by), on=on)
    shown = draw_file(
        reading.prosecution,
        reading.facts,
        reading.certificate,
        reading.contents,
        len(reading.bundles),
        reading.hearings,
        by_user=by.user_id,
        on=on,
    )
    context = {"file": shown, "prosecution": reading.prosecution, "bundles": reading.bundles}
    return render(request, "notices/prosecution.html", context)


@door(Role.LEGAL)
@require_safe
def bundles(request: HttpRequest, *, by: Membership, on: date) -> HttpResponse:
    """List every bundle of the authority, the newest first."""
    page = Paginator(bundles_for(by), PER_PAGE).get_page(number_or_none(request.GET.get("page")) or 1)
    return render(request, "notices/bundles.html", {"page": page})


@door(Role.LEGAL)
@require_safe
def bundle_pdf(request: HttpRequest, reference: str, *, kind: str, by: Membership, on: date) -> HttpResponse:
    """Give one file of a bundle: the set that is served, or the one that is not."""
    bundle = bundle_for(by, reference)
    if bundle is None:
        raise Http404("There is no such bundle, or it is not yours to open.")
    sha256 = bundle.served_sha256 if kind == "served" else bundle.unserved_sha256
    try:
        content = Vault(settings.VAULT).get(sha256)
    except Missing:
        raise Http404("This bundle has not been made yet.") from None
    name = bundle.reference if kind == "served" else f"{bundle.reference}-unserved"
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
