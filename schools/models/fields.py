"""Column shapes that several tables share."""

from django.db import models
from pgtrigger import Before, Delete, Protect, Statement, Trigger, Truncate, Update

# Names sort as a reader of English expects (É beside E) where the server can; the first migration makes it.
COLLATION = "names"


def name_field(*, max_length: int = 100, blank: bool = False) -> models.CharField:
    """A person's or a place's name, sorted as people sort names."""
    return models.CharField(max_length=max_length, blank=blank, default="" if blank else None, db_collation=COLLATION)


def text_field(max_length: int = 100) -> models.CharField:
    """A short text that may be empty and is never null."""
    return models.CharField(max_length=max_length, blank=True, default="")


def money_field(**options: object) -> models.DecimalField:
    """Pounds and pence, sterling, numeric(9,2); never negative where the table says so."""
    return models.DecimalField(max_digits=9, decimal_places=2, **options)  # type: ignore[arg-type]


class YesNo(models.TextChoices):
    """An answer of which nothing is known is unknown, never no."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "Not known"


def append_only(name: str) -> list[Trigger]:
    """Triggers that refuse every change of a row that stands, whoever asks."""
    return [Protect(name=f"{name}_stands", operation=Update | Delete), never_emptied(name)]


def never_emptied(name: str) -> Trigger:
    """A trigger that refuses TRUNCATE, which passes by the triggers of rows."""
    return Trigger(
        name=f"{name}_kept",
        level=Statement,
        when=Before,
        operation=Truncate,
        func="RAISE EXCEPTION 'these rows are kept: the table cannot be emptied';",
    )
