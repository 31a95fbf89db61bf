"""What a head certifies: every mark of one child at one school between two days, with what they add up to."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from cases.models import Certificate, Matter
from cases.stages import ProsecutionState
from schools import codes, grid
from schools.models import Enrolment, RegisterYear

OVER = [state.value for state in ProsecutionState if state.is_over]


def what_to_certify(matter: Matter, *, first: date, last: date) -> dict[str, Any]:
    """Freeze the register of a matter's child and school between two days, both included, as plain JSON."""
    enrolments = list(
        Enrolment.objects.filter(pupil=matter.case.pupil_id, school=matter.school_id).order_by("admitted")
    )
    marks = [
        (day, half.value, code)
        for row in RegisterYear.objects.filter(
            enrolment__in=enrolments, year__range=(grid.year_of(first), grid.year_of(last))
        ).order_by("year")
        for day, half, code in grid.marks_in(bytes(row.marks), row.year)
        if first <= day <= last
    ]
    marks.sort(key=lambda mark: (mark[0], mark[1]))
    kinds = [code.kind for _, _, code in marks]
    return {
        "pupil": str(matter.case.pupil),
        "born": matter.case.pupil.born.isoformat(),
        "school": matter.school.name,
        "urn": matter.school.urn,
        "rolls": [
            [row.admitted.isoformat(), row.left.isoformat() if row.left else None]
            for row in enrolments
            if row.admitted <= last and (row.left is None or row.left >= first)
        ],
        "marks": [[day.isoformat(), half, code.code] for day, half, code in marks],
        "possible": sum(code.possible for _, _, code in marks),
        "attended": kinds.count(codes.Kind.ATTENDING),
        "authorised": kinds.count(codes.Kind.AUTHORISED),
        "unauthorised": kinds.count(codes.Kind.UNAUTHORISED),
    }


def is_still_so(certificate: Certificate) -> bool:
    """Say whether the register still shows every mark as the certificate has it."""
    now = what_to_certify(certificate.prosecution.matter, first=certificate.period_from, last=certificate.period_until)
    return bool(now["marks"] == certificate.snapshot["marks"])


def standing_certificates(enrolments: Iterable[int]) -> list[Certificate]:
    """The certificates, signed or waiting for the head, that rest on the registers of these enrolments."""
    pairs = set(Enrolment.objects.filter(id__in=enrolments).values_list("pupil_id", "school_id"))
    rows = (
        Certificate.objects.filter(
            voided_on__isnull=True, prosecution__matter__case__pupil__in={pupil for pupil, _ in pairs}
        )
        .exclude(prosecution__state__in=OVER)
        .select_related("prosecution__matter__case__pupil", "prosecution__matter__school")
        .order_by("id")
    )
    return [row for row in rows if (row.prosecution.matter.case.pupil_id, row.prosecution.matter.school_id) in pairs]
