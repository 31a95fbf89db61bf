"""The forms of coming in and of choosing a role."""

from collections.abc import Sequence
from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.core.exceptions import ValidationError

from schools.models import Membership

# The library's sentences, said as the rest of our pages speaks.
SENTENCES = {
    "username_password_mismatch": "This user name and password do not belong together.",
    "too_many_login_attempts": "Too many attempts have failed. Wait five minutes, then try again.",
}


class SignInForm(LoginForm):
    """The library's form in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "User name"
        self.fields["login"].error_messages["required"] = "Enter your user name"
        self.fields["password"].error_messages["required"] = "Enter your password"
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            field.help_text = ""

    def clean(self) -> dict[str, Any] | None:
        """Check the two together; the library decides, and limits how often."""
        try:
            return super().clean()
        except ValidationError as problem:
            code = getattr(problem, "code", None)
            raise ValidationError(SENTENCES.get(code or "", problem.message), code=code) from problem


class RoleForm(forms.Form):
    """Which of one's own roles to act in."""

    membership = forms.TypedChoiceField(
        coerce=int,
        widget=forms.RadioSelect,
        label="Act as",
        error_messages={"required": "Choose the role you want to act in"},
    )

    def __init__(self, *args: Any, memberships: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(membership.pk, str(membership)) for membership in memberships]
        self.fields["membership"].choices = choices  # type: ignore[attr-defined]
