"""What an officer or a school is asked about a case."""

from datetime import date
from typing import Any

from django import forms

from cases.models import Case, Matter, SupportAction
from cases.rules.equality import ask
from cases.rules.facts import Question
from cases.stages import How, MatterKind
from notices.forms.seen import SeenForm
from schools.forms.dates import DateBoxesField
from schools.models import Parent, Responsibility
from schools.models.fields import YesNo

REASONS = "It goes into the history and can be read out in court."


class SupportForm(SeenForm):
    """Help that was offered, and what came of it."""

    kind = forms.ChoiceField(label="What was offered?", choices=SupportAction.Kind.choices)
    offered_on = DateBoxesField(label="When?", help_text="For example 14 5 2004")
    answer = forms.ChoiceField(
        label="How did the family answer?", choices=SupportAction.Answer.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label="What was said, and by whom?", widget=forms.Textarea, required=False, help_text=REASONS
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_offered_on(self) -> date:
        """Refuse a day still to come."""
        offered_on: date = self.cleaned_data["offered_on"]
        if offered_on > self.on:
            raise forms.ValidationError("Enter a day that has been; help to come is not yet offered.")
        return offered_on


class EqualityForm(SeenForm):
    """The nine questions, each with who said so and what was done about a yes."""

    said_by = forms.CharField(
        label="Who said so?", max_length=100, help_text="The person you asked, and their post or relationship."
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in Question:
            self.fields[question.value] = forms.ChoiceField(
                label=ask(question, on), choices=YesNo.choices, widget=forms.RadioSelect
            )
            self.fields[f"{question.value}_detail"] = forms.CharField(
                label="If yes: what is known, and what was done?", required=False, widget=forms.Textarea
            )

    def clean(self) -> dict[str, Any]:
        """Ask what was done about every yes."""
        cleaned: dict[str, Any] = super().clean() or {}
        for question in Question:
            detail = f"{question.value}_detail"
            if cleaned.get(question.value) == YesNo.YES and not cleaned.get(detail):
                self.add_error(detail, "Say what is known and what was done about it.")
        return cleaned


class MatterForm(SeenForm):
    """Which parent's part is taken up, and what it is about."""

    parent = forms.ModelChoiceField(label="Which parent?", queryset=Parent.objects.none(), widget=forms.RadioSelect)
    kind = forms.ChoiceField(label="What is it about?", choices=MatterKind.choices(), widget=forms.RadioSelect)
    period_from = DateBoxesField(
        label="From which day are half-days counted?",
        required=False,
        help_text="Leave it empty for the start of the school year.",
    )
    period_until = DateBoxesField(label="Up to which day?", required=False, help_text="Leave it empty for no end.")

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Responsibility.objects.filter(pupil=case.pupil_id, until__isnull=True).values("parent_id")
        field = self.fields["parent"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Parent.objects.filter(id__in=rows).order_by("id")

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("period_from"), cleaned.get("period_until")
        if first and last and last < first:
            self.add_error("period_until", "The last day comes before the first.")
        return cleaned


class LiabilityForm(SeenForm):
    """Whether a parent answers for these half-days, with the reason."""

    liability = forms.ChoiceField(
        label="Does this parent answer for the half-days?",
        choices=[choice for choice in Matter.Liability.choices if choice[0] != Matter.Liability.UNDECIDED],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Why?",
        widget=forms.Textarea,
        help_text="Who had care of the child on which days, and how you know. " + REASONS,
    )


class ExplainedForm(SeenForm):
    """That a paper was explained in person."""

    explained_on = DateBoxesField(label="When was it explained?", help_text="For example 14 5 2004")
    interpreter = forms.CharField(
        label="Who interpreted?",
        required=False,
        max_length=100,
        help_text="Never a child. Leave it empty if nobody needed to.",
    )
    note = forms.CharField(label="What was explained, and how?", widget=forms.Textarea)


class ReasonsForm(SeenForm):
    """Reasons alone."""

    reasons = forms.CharField(label="Your reasons", widget=forms.Textarea, help_text=REASONS)


class NotToActForm(ReasonsForm):
    """A decision not to act, and when it is looked at again."""

    review_on = DateBoxesField(label="When will you look at it again?", help_text="For example 11 6 2004")


class CloseForm(ReasonsForm):
    """How a case ends that has no live matter."""

    how = forms.ChoiceField(
        label="How did it end?",
        choices=[
            (how.value, how.label)
            for how in (
                How.IMPROVED,
                How.SUPPORTED_INSTEAD,
                How.NOT_PROCEEDED,
                How.MOVED,
                How.HOME_EDUCATED,
                How.OVER_AGE,
                How.MERGED,
                How.GROUND_GONE,
                How.DIED,
            )
        ],
        widget=forms.RadioSelect,
    )

    field_order = ("how", "reasons")


class PauseForm(ReasonsForm):
    """How long steps are paused."""

    until = DateBoxesField(label="Until when?", required=False, help_text="Leave it empty for no fixed end.")


class RepresentationForm(SeenForm):
    """What a parent wrote or said."""

    received_on = DateBoxesField(label="When did it come?", help_text="For example 14 5 2004")
    channel = forms.ChoiceField(
        label="How did it come?",
        choices=[("post", "Letter"), ("phone", "Telephone"), ("visit", "In person")],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label="What did they say?", widget=forms.Textarea, help_text="In their own words.")


class AnswerForm(SeenForm):
    """The answer to what a parent said."""

    answer = forms.CharField(
        label="Your answer", widget=forms.Textarea, help_text="Name the facts; a stock answer is not a decision."
    )


class ReferForm(ReasonsForm):
    """Why a matter goes to the lawyers."""

    orphans_answered = forms.CharField(
        label="Payments that belong to nobody yet",
        widget=forms.Textarea,
        required=False,
        help_text="If any of that sum and time are waiting, say how you know that none is theirs.",
    )
