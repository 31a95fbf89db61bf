"""Register files written in a line, and what the stored registers say, for tests of imports."""

from collections.abc import Iterable
from datetime import date

from schools import grid
from schools.models import MarkChange, Pupil, RegisterYear, Upn
from schools.services.imports.register import import_register
from schools.services.imports.results import ImportResult
from tests.builders import TODAY, Cast

# A row of a long file: pupil, day, half, code.
Said = tuple[Pupil, date, str, str]


def upn_of(pupil: Pupil) -> str:
    """The number by which the pupil is known now."""
    return Upn.objects.exclude(kind=Upn.Kind.FORMER).get(pupil=pupil).value


def long_file(*rows: Said) -> bytes:
    """A register with a line a mark."""
    return "".join(
        ["upn,date,session,code\n", *(f"{upn_of(pupil)},{day},{half},{code}\n" for pupil, day, half, code in rows)]
    ).encode()


def take(cast: Cast, raw: bytes, *, on: date = TODAY, **options: object) -> ImportResult:
    """Import a register of the cast's own school."""
    options = {"school": cast.school, **options}
    return import_register(raw, file_name="register.csv", by=cast.clerk, on=on, **options)  # type: ignore[arg-type]


def stored(pupils: Iterable[Pupil]) -> dict[tuple[int, date, str], str]:
    """Every mark of these pupils as the registers hold it."""
    return {
        (row.enrolment.pupil_id, day, half.value): code.code
        for row in RegisterYear.objects.filter(enrolment__pupil__in=list(pupils)).select_related("enrolment")
        for day, half, code in grid.marks_in(bytes(row.marks), row.year)
    }


def corrections() -> list[tuple[str, str, str, str]]:
    """Each correction: the day with its half, the mark before, the mark after, and the reason."""
    return [(f"{row.on} {row.session}", row.original, row.new, row.reason) for row in MarkChange.objects.order_by("id")]
