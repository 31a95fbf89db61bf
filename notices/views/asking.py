"""A page that asks one thing: shows the form, keeps the answers when something is wrong, redirects when it is done."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from cases.models import Case
from cases.refusals import Refused
from cases.services.steps import latest_number

TEMPLATE = "notices/ask.html"


@dataclass(frozen=True)
class Page:
    """What a page that asks shows around its form; `back` is where Cancel and the redirect lead."""

    title: str
    button: str
    back: str
    caption: str = ""
    lead: str = ""
    here: str = "Cases"
    template: str = TEMPLATE
    more: dict[str, Any] = field(default_factory=dict)


def posted(request: HttpRequest) -> QueryDict | None:
    """What was posted, also when that is nothing; none when the page was only opened."""
    return request.POST if request.method == "POST" else None


def seen_of(case: Case) -> dict[str, int]:
    """The initial value of `seen` for a form about a case."""
    return {"seen": latest_number(case)}


def ask(request: HttpRequest, form: forms.Form, page: Page, act: Callable[[dict[str, Any]], str]) -> HttpResponse:
    """Show a form; when it is answered rightly, act on the answers and go back with a sentence of success.

    `act` is given the cleaned answers and returns the sentence. Its `ValidationError` is shown at the form, and a
    refusal of the law with every reason; both keep the answers.
    """
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            said = act(form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        except Refused as no:
            refused = no
        else:
            messages.success(request, said)
            return redirect(page.back)
    status = 409 if refused else 422 if form.errors else 200
    context = {"page": page, "form": form, "bars": refused.bars if refused else [], **page.more}
    return render(request, page.template, context, status=status)
