"""What a person is asked when a notice or a warning is drawn up, issued, given or withdrawn."""

from datetime import date
from typing import Any

from django import forms

from cases.stages import WithdrawalGround
from notices.forms.seen import SeenForm
from notices.models import Letter
from notices.queries.drafting import Drawing
from notices.queries.facts.register import Half
from schools.words import half_day

REASON = "It goes into the history and can be read out in court."
WAYS = [(Letter.PostClass.FIRST.value, "First class post"), (Letter.PostClass.HAND.value, "By hand")]


class NoticeForm(SeenForm):
    """Which half-days a notice rests on, why, and how it reaches the parent."""

    sessions = forms.MultipleChoiceField(
        label="Half-days it rests on",
        widget=forms.CheckboxSelectMultiple,
        help_text="Each was missed without leave. Untick one to leave it out.",
        error_messages={"required": "Choose the half-days that the notice rests on"},
    )
    reasons = forms.CharField(
        label="Your reason",
        widget=forms.Textarea,
        help_text=REASON,
        error_messages={"required": "Say why a notice is right for this family"},
    )
    post_class = forms.ChoiceField(
        label="How it goes to the parent",
        choices=WAYS,
        widget=forms.RadioSelect,
        initial=Letter.PostClass.FIRST.value,
        error_messages={"required": "Choose how it goes to the parent"},
    )

    def __init__(self, *args: Any, drawing: Drawing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sessions"].choices = [  # type: ignore[attr-defined]
            (f"{mark.on.isoformat()} {mark.half}", f"{half_day(mark.on, mark.half)}: {mark.code}")
            for mark in drawing.open
        ]

    def clean_sessions(self) -> frozenset[Half]:
        """Turn the ticked boxes into half-days."""
        halves = (value.split(" ") for value in self.cleaned_data["sessions"])
        return frozenset((date.fromisoformat(day), half) for day, half in halves)

    def clean_post_class(self) -> Letter.PostClass:
        """Name the way as the letter's row does."""
        return Letter.PostClass(self.cleaned_data["post_class"])


class IssueForm(SeenForm):
    """One declaration, which nobody ticks for the person who issues."""

    sure = forms.BooleanField(error_messages={"required": "Say that you have decided this yourself"})

    def __init__(self, *args: Any, parent: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "sure"
        ].label = f"I have reason to believe that {parent} has committed the offence, and I have decided this myself"


class WarnForm(SeenForm):
    """Why a parent is warned."""

    reasons = forms.CharField(
        label="Your reason",
        widget=forms.Textarea,
        help_text=REASON,
        error_messages={"required": "Say why a warning is right for this family"},
    )


class ReviewForm(SeenForm):
    """What a warning achieved."""

    improved = forms.TypedChoiceField(
        label="What did the warning achieve?",
        choices=[("yes", "Attendance improved: close this parent’s matter"), ("no", "It did not improve")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether attendance improved"},
    )
    note = forms.CharField(
        label="What you found",
        widget=forms.Textarea,
        help_text=REASON,
        error_messages={"required": "Say what you found"},
    )


class WithdrawForm(SeenForm):
    """On which ground a notice is withdrawn, and why."""

    ground = forms.TypedChoiceField(
        label="On which ground?",
        choices=WithdrawalGround.choices(),
        coerce=WithdrawalGround,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the ground"},
    )
    why = forms.CharField(
        label="What happened",
        widget=forms.Textarea,
        help_text="Write to the parent: these sentences stand in the letter that withdraws the notice.",
        error_messages={"required": "Say what happened"},
    )


class OpenCaseForm(forms.Form):
    """Why a case is opened for a child."""

    why = forms.CharField(
        label="Why should a case be open?",
        widget=forms.Textarea,
        help_text=REASON,
        error_messages={"required": "Say why a case should be open"},
    )
