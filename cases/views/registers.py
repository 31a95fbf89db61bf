"""Registers: give a file, look at what it would change, commit it, undo it."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.services.imports import AlreadyImported, commit_preview, preview_register, undo_import
from schools.forms.register import RegisterFileForm
from schools.models import Membership, RegisterImport
from schools.pictures.imports import preview_shown, row_shown
from schools.queries.access import is_of_school, schools_for
from schools.queries.imports import imports_for
from schools.roles import Role
from schools.services.imports.undo import CannotUndo
from schools.vault import Vault
from schools.views.door import NotYourRole, for_roles
from schools.words import count

SCHOOL = (Role.HEAD, Role.DEPUTY, Role.ATTENDANCE)
WRITERS = (Role.CLERK, Role.OFFICER, Role.MANAGER, *SCHOOL)
READERS = (*WRITERS, Role.AUDITOR)
PER_PAGE = 25


@for_roles(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def registers(request: HttpRequest, *, by: Membership, on: date) -> HttpResponse:
    """Show the imports and take a new file, which becomes a preview."""
    may_write = by.role in WRITERS
    if request.method == "POST" and not may_write:
        raise NotYourRole(WRITERS)
    form = None
    if may_write:
        sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
        form = RegisterFileForm(*sent, schools=schools_for(by), own=is_of_school(by))
    if request.method == "POST" and form is not None and form.is_valid():
        file = form.cleaned_data["file"]
        row = preview_register(
            file.read(),
            file_name=file.name,
            by=by,
            on=on,
            school=by.school if is_of_school(by) else form.cleaned_data["school"],
            vault=Vault(settings.VAULT),
        )
        return redirect("cases:register", row.id)
    page = Paginator(imports_for(by), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [row_shown(row) for row in page.object_list],
        "attention": by.role != Role.CLERK,
    }
    return render(request, "cases/registers.html", context, status=422 if form is not None and form.errors else 200)


@for_roles(*READERS)
@require_safe
def register(request: HttpRequest, number: int, *, by: Membership, on: date) -> HttpResponse:
    """Show one import: what it would change or has changed, and every fault by its line."""
    return _show(request, _the_import(number, by), by=by)


@for_roles(*WRITERS)
@require_POST
def commit(request: HttpRequest, number: int, *, by: Membership, on: date) -> HttpResponse:
    """Import what the preview showed."""
    row = _the_import(number, by)
    try:
        result = commit_preview(
            row, skip_faulty="skip_faulty" in request.POST, by=by, on=on, vault=Vault(settings.VAULT)
        )
    except AlreadyImported:
        return _show(request, row, by=by, refused="Somebody has imported this file already.", status=409)
    if not result.applied:
        row.result = result.as_kept()
        return _show(request, row, by=by, refused="Nothing was changed: every school has a fault.", status=409)
    changed = count(result.changed, "half-day")
    messages.success(request, f"The register was imported: {changed} changed, {result.unchanged:,} stood so already.")
    return redirect("cases:register", number)


@for_roles(*WRITERS)
@require_POST
def undo(request: HttpRequest, number: int, *, by: Membership, on: date) -> HttpResponse:
    """Put back what an import wrote."""
    row = _the_import(number, by)
    try:
        undone = undo_import(row, by=by, on=on)
    except CannotUndo as no:
        return _show(request, row, by=by, refused=str(no), status=409)
    left = f" {count(undone.left, 'half-day')} stayed, since they were changed later." if undone.left else ""
    messages.success(request, f"The import was undone: {count(undone.cells, 'half-day')} put back.{left}")
    return redirect("cases:register", number)


def _the_import(number: int, by: Membership) -> RegisterImport:
    found = imports_for(by).filter(id=number).first()
    if found is None:
        raise Http404("There is no such import, or it is not yours to see.")
    return found


def _show(
    request: HttpRequest, row: RegisterImport, *, by: Membership, refused: str = "", status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "row": row,
        "shown": preview_shown(row),
        "refused": refused,
        "may_write": by.role in WRITERS,
    }
    return render(request, "cases/register.html", context, status=status)
