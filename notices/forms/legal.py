"""What a legal officer, and a head who certifies, is asked."""

from datetime import date, time
from decimal import Decimal
from typing import Any

from django import forms

from cases import disposals
from cases.models import Hearing, Prosecution
from cases.stages import Offence, Route
from notices.forms.case import REASONS, ReasonsForm
from notices.forms.seen import SeenForm
from schools.forms.dates import DateBoxesField

DECIDED = [("", "Not decided yet"), ("yes", "Met"), ("no", "Not met")]
HOURS = [(f"{hour:02d}:{minute:02d}", f"{hour}.{minute:02d}") for hour in range(9, 17) for minute in (0, 30)]


class SupervisionOrderForm(SeenForm):
    """Whether the council will apply for an education supervision order. (Education Act 1996 s.447)"""

    applied = forms.ChoiceField(
        label="Will the council apply for an education supervision order?",
        choices=[("no", "No"), ("yes", "Yes, instead of or as well as proceedings")],
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(label="Why?", widget=forms.Textarea, help_text=REASONS)


class CodeTestForm(SeenForm):
    """Both limbs of the Full Code Test, each with its reasons."""

    evidential_met = forms.ChoiceField(
        label="Is there enough evidence for a realistic prospect of conviction?",
        choices=DECIDED,
        required=False,
        widget=forms.RadioSelect,
    )
    evidential_reasons = forms.CharField(label="Reasons on the evidence", widget=forms.Textarea, required=False)
    public_interest_met = forms.ChoiceField(
        label="Is it in the public interest to prosecute?", choices=DECIDED, required=False, widget=forms.RadioSelect
    )
    public_interest_reasons = forms.CharField(
        label="Reasons on the public interest",
        widget=forms.Textarea,
        required=False,
        help_text="Seriousness, culpability, harm, the parent's circumstances, whether it is proportionate.",
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the reasons of each limb that is decided."""
        cleaned: dict[str, Any] = super().clean() or {}
        for limb in ("evidential", "public_interest"):
            if cleaned.get(f"{limb}_met") and not cleaned.get(f"{limb}_reasons"):
                self.add_error(f"{limb}_reasons", "Give the reasons; a limb is decided with its reasons.")
        return cleaned


class RouteForm(SeenForm):
    """The offence, and the way to court."""

    offence = forms.ChoiceField(
        label="Which offence?",
        choices=[(offence.value, offence.label) for offence in Offence],
        widget=forms.RadioSelect,
    )
    route = forms.ChoiceField(label="Which way to court?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, single_justice: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        routes = [Route.SUMMONS, Route.SJP] if single_justice else [Route.SUMMONS]
        field = self.fields["route"]
        field.choices = [(route.value, route.label) for route in routes]  # type: ignore[attr-defined]


class CostsForm(SeenForm):
    """What the council will ask the court for."""

    costs = forms.DecimalField(
        label="How much will the council ask for in costs, in pounds?",
        min_value=Decimal(0),
        max_digits=9,
        decimal_places=2,
    )


class DeclineForm(ReasonsForm):
    """Why nobody is prosecuted."""


class HearingForm(SeenForm):
    """When the court will hear a case."""

    day = DateBoxesField(label="On which day?", help_text="For example 10 6 2004")
    at = forms.ChoiceField(label="At what time?", choices=HOURS, initial="10:00")
    purpose = forms.ChoiceField(label="What for?", choices=Hearing.Purpose.choices, widget=forms.RadioSelect)

    def clean_at(self) -> time:
        """Give the hour as a time."""
        return time.fromisoformat(self.cleaned_data["at"])

    def clean_purpose(self) -> Hearing.Purpose:
        """Give what the court sits for; a first hearing when nothing is said."""
        return Hearing.Purpose(self.cleaned_data["purpose"] or Hearing.Purpose.FIRST)


class ChargeForm(HearingForm):
    """The person's own declaration as the information is laid, and the first hearing when it is known."""

    declared = forms.BooleanField(
        label="I have read this information and I lay it as the council's legal officer",
        error_messages={"required": "Say that you have read it and lay it."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].required = False
        self.fields["day"].label = "On which day does the court first hear it?"
        self.fields["day"].help_text = "Leave it empty if the court has not said."
        self.fields["purpose"].required = False
        self.fields["purpose"].initial = Hearing.Purpose.FIRST
        self.order_fields(["declared", "day", "at", "purpose"])


class CertificateForm(SeenForm):
    """Which days the head is asked to certify."""

    first = DateBoxesField(label="From which day?", required=False, help_text="Leave it empty for the charge's own.")
    last = DateBoxesField(label="Up to which day?", required=False, help_text="Leave it empty for the charge's own.")


class SignForm(SeenForm):
    """The head's own declaration."""

    declared = forms.BooleanField(
        label="I am the head teacher of this school, and I certify that these particulars are right",
        error_messages={"required": "Say that you certify it, or ask for it to be put right."},
    )


class ResultForm(SeenForm):
    """What came of a hearing, and what the court ordered of what existed on that day."""

    result = forms.ChoiceField(
        label="What happened?",
        choices=[choice for choice in Hearing.Result.choices if choice[0] != Hearing.Result.LISTED],
        widget=forms.RadioSelect,
    )
    next_day = DateBoxesField(
        label="If it goes on: on which day?", required=False, help_text="Leave it empty when it has ended."
    )
    keep_open = forms.BooleanField(label="Keep the case open for support", required=False)
    note = forms.CharField(label="What else should be known?", widget=forms.Textarea, required=False)

    def __init__(self, *args: Any, prosecution: Prosecution, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.orders = disposals.disposals_on(day, offence=Offence(prosecution.offence))
        for each in self.orders:
            name = each.kind.value
            self.fields[name] = forms.BooleanField(label=each.kind.label, required=False)
            self.fields[f"{name}_amount"] = forms.DecimalField(
                label="How much, in pounds?",
                required=False,
                min_value=Decimal(0),
                max_digits=9,
                decimal_places=2,
            )
            self.fields[f"{name}_detail"] = forms.CharField(
                label="How long, on what terms?", required=False, max_length=200
            )

    @property
    def order_fields_shown(self) -> list[tuple[Any, Any, Any]]:
        """Each order that a court could make that day: its box, its sum, its words; none where it has none."""
        return [
            (
                self[each.kind.value],
                self[f"{each.kind.value}_amount"] if each.needs_sum else None,
                self[f"{each.kind.value}_detail"] if each.needs_words else None,
            )
            for each in self.orders
        ]

    def ordered(self) -> list[tuple[disposals.Kind, Decimal | None, str]]:
        """What the court ordered: the kind, the sum where it has one, the words where it has any."""
        said = self.cleaned_data
        return [
            (
                each.kind,
                said.get(f"{each.kind.value}_amount") if each.needs_sum else None,
                said.get(f"{each.kind.value}_detail") or "",
            )
            for each in self.orders
            if said.get(each.kind.value)
        ]


class BackForm(SeenForm):
    """What is missing from a referral."""

    why = forms.CharField(label="What is missing, and who can bring it?", widget=forms.Textarea, help_text=REASONS)
