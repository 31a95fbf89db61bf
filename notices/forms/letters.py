"""What a person is asked about a letter that came back, goes again or is handed over."""

from django import forms

from notices.forms.notice import WAYS
from notices.forms.seen import SeenForm
from notices.models import Letter

WHYS = ("Gone away", "Not known at this address", "No such address", "Refused", "Not called for")


class ReturnedForm(SeenForm):
    """Why a letter came back, as the envelope says."""

    why = forms.ChoiceField(
        label="What does the envelope say?",
        choices=[(why, why) for why in WHYS],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the envelope says"},
    )


class AgainForm(SeenForm):
    """How a paper that did not arrive goes out anew."""

    post_class = forms.TypedChoiceField(
        label="How does it go this time?",
        choices=WAYS,
        coerce=Letter.PostClass,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it goes this time"},
    )


class HandForm(SeenForm):
    """Where a letter was given or left."""

    where = forms.CharField(
        label="Where was it given or left?",
        max_length=200,
        help_text="For example: into her hand at the school office; or through the door of 27 Larkspur Gardens.",
        error_messages={"required": "Say where it was given or left"},
    )
