"""The clerk's pages: money that came, whose it is, and what goes back."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from cases.models import Matter
from notices.forms import payments as forms
from notices.models import Payment, PaymentEvidence
from notices.pictures import payments as shown
from notices.queries import payments as queries
from notices.services import allocations, evidence, payments
from notices.services.payments import Recorded
from notices.views.asking import Page, ask, posted
from notices.views.door import door
from schools.models import Membership
from schools.roles import Role
from schools.words import count, pounds

GET_OR_POST = ["GET", "HEAD", "POST"]
READERS = (Role.CLERK, Role.MANAGER, Role.AUDITOR, Role.NOTICES)
HERE = "Payments"


@door(*READERS)
@require_safe
def ledger(request: HttpRequest, *, by: Membership, on: date) -> HttpResponse:
    """Show money to decide, those it holds, and the balance to the penny."""
    reading = queries.read_ledger(by)
    return render(request, "notices/payments.html", {"ledger": shown.draw_ledger(reading, on=on)})


@door(Role.CLERK, Role.CONTACT)
@require_http_methods(GET_OR_POST)
def record(request: HttpRequest, *, by: Membership, on: date) -> HttpResponse:
    """Record money that reached the council."""
    form = forms.PaymentForm(posted(request), on=on, initial={"received_on": on})
    page = Page("Record a payment", "Record the payment", "/payments/", here=HERE)

    def act(said: dict[str, Any]) -> str:
        done = payments.record_payment(
            by.authority,
            amount=said["amount"],
            received_on=said["received_on"],
            method=Payment.Method(said["method"]),
            reference=said["reference"],
            payer=said["payer"],
            by=by,
            on=on,
        )
        return _say_recorded(done)

    return ask(request, form, page, act)


def _say_recorded(done: Recorded) -> str:
    """Say what became of a payment at once."""
    sum_ = pounds(done.payment.amount)
    if done.allocated:
        return (
            f"{sum_} recorded and put to notice {done.allocated.notice.number}: the reference and the sum are its own."
        )
    if done.claims:
        return f"{sum_} recorded. It could be {count(len(done.claims), 'parent')}'s; decide whose it is."
    return f"{sum_} recorded. It fits no notice yet and holds nobody."


@door(*READERS)
@require_safe
def payment(request: HttpRequest, number: int, *, by: Membership, on: date) -> HttpResponse:
    """Show one payment beside the notices it could belong to; nothing is preselected."""
    found = queries.the_payment(number, by)
    drawn = shown.draw_payment(found, queries.candidates_of(found, on=on), on=on)
    return render(request, "notices/payment.html", {"shown": drawn, "may": by.role == Role.CLERK})


@door(Role.CLERK)
@require_http_methods(GET_OR_POST)
def allocate(request: HttpRequest, number: int, *, by: Membership, on: date) -> HttpResponse:
    """Put money to a notice, with the reason."""
    found = queries.the_payment(number, by)
    initial = {"notice": request.GET.get("notice", ""), "amount": shown.left_of(found)}
    form = forms.AllocateForm(posted(request), by=by, initial=initial)
    page = Page(
        "Put this payment to a notice",
        "Put it to the notice",
        f"/payments/{found.id}/",
        shown.name_of(found),
        here=HERE,
    )

    def act(said: dict[str, Any]) -> str:
        notice = said["notice"]
        allocations.allocate(found, notice, amount=said["amount"], why=said["why"], by=by, on=on)
        settled = Matter.objects.get(id=notice.matter_id).how == "paid"
        ending = "It is paid; the matter is settled." if settled else "The notice is not yet paid in full."
        return f"{pounds(said['amount'])} is put to notice {notice.number}. {ending}"

    return ask(request, form, page, act)


@door(Role.CLERK)
@require_http_methods(GET_OR_POST)
def not_theirs(request: HttpRequest, number: int, claim: int, *, by: Membership, on: date) -> HttpResponse:
    """Say that a payment is not a parent's, and how that is known."""
    found = queries.the_payment(number, by)
    row = queries.the_claim(found, claim)
    form = forms.ReasonForm(posted(request))
    page = Page(f"This is not {row.parent}'s", "Record it", f"/payments/{found.id}/", shown.name_of(found), here=HERE)

    def act(said: dict[str, Any]) -> str:
        payments.say_not_theirs(row, why=said["why"], by=by, on=on)
        return "Recorded. It no longer holds that parent."

    return ask(request, form, page, act)


@door(Role.CLERK)
@require_http_methods(GET_OR_POST)
def reverse(request: HttpRequest, number: int, *, by: Membership, on: date) -> HttpResponse:
    """Record that the bank took a payment back."""
    found = queries.the_payment(number, by)
    form = forms.ReverseForm(posted(request))
    page = Page(
        "The bank took this payment back",
        "Record it",
        f"/payments/{found.id}/",
        shown.name_of(found),
        "Every notice it paid stands again, as of its own dates.",
        here=HERE,
    )

    def act(said: dict[str, Any]) -> str:
        allocations.reverse_payment(found, reason=said["reason"], by=by, on=on)
        return "Recorded. What it had paid stands again."

    return ask(request, form, page, act)


@door(Role.MANAGER)
@require_http_methods(GET_OR_POST)
def refund(request: HttpRequest, number: int, *, by: Membership, on: date) -> HttpResponse:
    """Approve a refund and record that it has left."""
    row = queries.the_refund(number, by)
    form = forms.RefundForm(posted(request))
    page = Page(f"Repay {pounds(row.amount)} to {row.payee}", "Approve and record", "/payments/", row.reason, here=HERE)

    def act(said: dict[str, Any]) -> str:
        payments.pay_refund(row, method=said["method"], approved_by=by, on=on)
        return f"{pounds(row.amount)} goes back to {row.payee}."

    return ask(request, form, page, act)


@door(Role.CLERK, Role.CONTACT, Role.OFFICER, Role.MANAGER, Role.NOTICES)
@require_http_methods(GET_OR_POST)
def record_evidence(request: HttpRequest, *, by: Membership, on: date) -> HttpResponse:
    """Record a parent's proof that they paid."""
    form = forms.EvidenceForm(posted(request), by=by, initial={"received_on": on})
    lead = "Until somebody decides it, nothing goes towards court against this parent."
    back = "/payments/" if by.role in READERS else "/notices/"
    page = Page("Record proof of payment", "Record it", back, lead=lead, here=HERE)

    def act(said: dict[str, Any]) -> str:
        notice = said["notice"]
        evidence.record_evidence(
            notice.matter.parent,
            notice=notice,
            text=said["text"],
            channel=said["channel"],
            received_on=said["received_on"],
            by=by,
            on=on,
        )
        return "Recorded. Every step to court is held until it is decided."

    return ask(request, form, page, act)


@door(Role.CLERK)
@require_http_methods(GET_OR_POST)
def decide_evidence(request: HttpRequest, number: int, *, by: Membership, on: date) -> HttpResponse:
    """Decide what a proof of payment shows."""
    row = queries.the_evidence(number, by)
    form = forms.DecideEvidenceForm(posted(request))
    page = Page(f"Proof of payment from {row.parent}", "Record the decision", "/payments/", row.text, here=HERE)

    def act(said: dict[str, Any]) -> str:
        decision = PaymentEvidence.Decision(said["decision"])
        evidence.decide_evidence(row, decision=decision, reasons=said["reasons"], by=by, on=on)
        return "The decision is recorded with its reasons."

    return ask(request, form, page, act)
