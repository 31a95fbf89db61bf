"""The form that takes a register file."""

from typing import Any

from django import forms

from schools.models import School

MOST_BYTES = 512_000_000


class RegisterFileForm(forms.Form):
    """A file and, where its lines do not say so, whose register it is."""

    file = forms.FileField(
        label="The register",
        help_text="CSV, XLSX or CTF: a line a mark, or a line a pupil with a column for each half-day.",
        error_messages={"required": "Choose the file of the register.", "empty": "The file is empty."},
    )
    school = forms.ModelChoiceField(
        label="School",
        queryset=School.objects.none(),
        required=False,
        empty_label="Each line names its school (urn)",
        help_text="Leave this as it is for a file with a column urn.",
    )

    def __init__(self, *args: Any, schools: Any, own: bool = False, **kwargs: Any) -> None:
        """Offer these schools; to a school, which imports its own register alone, offer none."""
        super().__init__(*args, **kwargs)
        if own:
            del self.fields["school"]
        else:
            self.fields["school"].queryset = schools.order_by("name")  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        """Refuse a file that no register is as large as."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError("The file is larger than 512 MB. Send it a term at a time.")
        return file
