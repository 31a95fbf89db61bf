"""What the payments clerk is asked."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from notices.models import Payment, PaymentEvidence, PenaltyNotice
from notices.queries.payments import notice_numbered
from schools.forms.dates import DateBoxesField
from schools.models import Membership


class PaymentForm(forms.Form):
    """Money that reached the council."""

    amount = forms.DecimalField(label="How much, in pounds?", min_value=Decimal("0.01"), max_digits=9, decimal_places=2)
    received_on = DateBoxesField(
        label="On which day did it reach the council?", help_text="The day it came in, not the day it was banked."
    )
    method = forms.ChoiceField(label="How did it come?", choices=Payment.Method.choices, widget=forms.RadioSelect)
    reference = forms.CharField(label="What reference came with it?", required=False, max_length=60)
    payer = forms.CharField(label="Who paid?", required=False, max_length=100)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_received_on(self) -> date:
        """Refuse a day still to come."""
        received_on: date = self.cleaned_data["received_on"]
        if received_on > self.on:
            raise forms.ValidationError("Enter a day that has been; this one is still to come.")
        return received_on


class AllocateForm(forms.Form):
    """To which notice money belongs, how much of it, and how that is known."""

    notice = forms.CharField(label="To which notice?", help_text="Its number, such as N 7K2M 9QXA.", max_length=20)
    amount = forms.DecimalField(
        label="How much of it, in pounds?", min_value=Decimal("0.01"), max_digits=9, decimal_places=2
    )
    why = forms.CharField(label="How do you know?", widget=forms.Textarea, max_length=300)

    def __init__(self, *args: Any, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_notice(self) -> PenaltyNotice:
        """Find the notice, forgiving spaces, case and the usual slips."""
        found = notice_numbered(self.cleaned_data["notice"], self.by)
        if found is None:
            raise forms.ValidationError("There is no notice of that number. Check it against the letter.")
        return found


class ReasonForm(forms.Form):
    """A reason alone."""

    why = forms.CharField(label="How do you know?", widget=forms.Textarea, max_length=300)


class ReverseForm(forms.Form):
    """Why the bank took a payment back."""

    reason = forms.CharField(
        label="Why did the bank take it back?", max_length=200, help_text="For example: cheque returned unpaid."
    )


class RefundForm(forms.Form):
    """How a refund left."""

    method = forms.CharField(
        label="How does the money go back?", max_length=40, help_text="For example: cheque 004 112."
    )


class EvidenceForm(forms.Form):
    """A parent's proof that they paid."""

    notice = forms.CharField(label="About which notice?", max_length=20, help_text="Its number, on the letter.")
    received_on = DateBoxesField(label="When did it come?", help_text="For example 14 5 2004")
    channel = forms.ChoiceField(
        label="How did it come?",
        choices=[("post", "Letter"), ("visit", "In person"), ("phone", "Told on the telephone")],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label="What does it show?", widget=forms.Textarea)

    def __init__(self, *args: Any, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_notice(self) -> PenaltyNotice:
        """Find the notice, forgiving spaces, case and the usual slips."""
        found = notice_numbered(self.cleaned_data["notice"], self.by)
        if found is None:
            raise forms.ValidationError("There is no notice of that number. Check it against the letter.")
        return found


class DecideEvidenceForm(forms.Form):
    """What a proof of payment was found to show."""

    decision = forms.ChoiceField(
        label="What does it show?", choices=PaymentEvidence.Decision.choices, widget=forms.RadioSelect
    )
    reasons = forms.CharField(label="Your reasons", widget=forms.Textarea, help_text="Name the facts.")
