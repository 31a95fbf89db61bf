"""The head's certificate of attendance: asked for, read as the very paper, and signed after its last day. (s.566)"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from cases import permissions
from cases.models import Certificate, Prosecution
from cases.queries.access import actor
from cases.queries.certified import is_still_so
from cases.refusals import Forbidden, Refused
from cases.rules.bars import Bar, Citation, Confidence, MayOverride
from cases.services.certificates import prepare_in_step
from cases.services.steps import Step
from cases.stages import ProsecutionState
from notices.bundle import certificates as paper
from notices.letters.sessions import Session
from notices.queries.facts.make import facts_of
from notices.services.file import one_file_step
from notices.services.letters.parts import PRACTICE, officer_of
from schools import codes, references
from schools.models import Membership
from schools.vault import Vault
from schools.words import long_date, plain_date

_SECTION_566 = Citation("Education Act 1996 s.566(1)(c)", Confidence.V)
OPEN = (
    ProsecutionState.REFERRED,
    ProsecutionState.RETURNED,
    ProsecutionState.AUTHORISED,
    ProsecutionState.CHARGED,
)


def prepare_certificate(
    prosecution: Prosecution,
    *,
    by: Membership,
    on: date,
    first: date | None = None,
    last: date | None = None,
    seen: int | None = None,
) -> Certificate:
    """Freeze the register of the period and ask the head to certify it; it may be wider than the charge, not narrower.

    Raises `ValidationError` when it would leave out a half-day of the charge.
    """
    with one_file_step(prosecution, by=by, on=on, seen=seen) as file:
        file.step.require(permissions.Step.REVIEW_CODE_TEST)
        file.require_state(*OPEN)
        period = facts_of(file.matter, on=on).period
        if period.first is None or period.last is None:
            raise ValidationError("Choose the half-days of the charge first.")
        begins, ends = first or period.first, last or period.last
        if begins > period.first or ends < period.last:
            raise ValidationError(
                f"The charge runs from {plain_date(period.first)} to {plain_date(period.last)}; the certificate covers "
                "all of it."
            )
        return prepare_in_step(file.step, file.row, first=begins, last=ends)


def read_certificate(certificate: Certificate, *, by: Membership) -> bytes:
    """Render what the head is asked to sign, to be read before it is signed; who signs is part of it."""
    return paper.render_certificate(_paper_of(certificate, by)).pdf


def sign_certificate(
    certificate: Certificate, *, by: Membership, on: date, vault: Vault, seen: int | None = None
) -> Certificate:
    """Sign a certificate as the head of that school, after the last day it certifies.

    The paper is made before the step and the register is read again in it: a mark changed meanwhile refuses it.
    """
    _require_head(certificate, by)
    signed = paper.sign(_paper_of(certificate, by), by=officer_of(by), on=on)
    sha256 = vault.put(paper.render_certificate(signed).pdf)
    with one_file_step(certificate.prosecution, by=by, on=on, seen=seen) as file:
        row = (
            Certificate.objects.select_for_update(no_key=True, of=("self",))
            .select_related("prosecution__matter__case__pupil", "prosecution__matter__school")
            .get(id=certificate.id)
        )
        _refuse_unless_ready(row, on)
        row.signed_by, row.signed_on, row.signed_at, row.sha256 = by, on, file.step.at, sha256
        row.save()
        _say_signed(file.step, row, by)
    return row


def _require_head(certificate: Certificate, by: Membership) -> None:
    step = permissions.Step.SIGN_CERTIFICATE
    matter = certificate.prosecution.matter
    if not permissions.may_sign_certificate(actor(by), school_id=matter.school_id):
        raise Forbidden(step.label, f"The head of {matter.school}")


def _refuse_unless_ready(row: Certificate, on: date) -> None:
    if row.voided_on is not None:
        raise _refused("certificate_void", "This certificate is void.", "Ask for a new one.")
    if row.signed_on is not None:
        text = f"It was signed on {long_date(row.signed_on)}."
        raise _refused("certificate_signed", text, "Nothing more is needed.")
    if on <= row.period_until:
        text = f"It certifies days up to {long_date(row.period_until)}, so it is signed after that day."
        raise _refused("certificate_early", text, "Sign it once that day has passed.")
    if not is_still_so(row):
        text = "A mark was changed in the register since this certificate was prepared."
        raise _refused("certificate_out_of_date", text, "Ask the lawyer to prepare it anew.")


def _refused(code: str, text: str, remedy: str) -> Refused:
    return Refused([Bar(code, text, _SECTION_566, remedy, "The head, not a deputy", MayOverride.NOBODY)])


def _say_signed(step: Step, row: Certificate, by: Membership) -> None:
    step.record(
        "certificate_signed",
        f"{by.user}, head of {row.prosecution.matter.school}, signed the certificate of attendance from "
        f"{plain_date(row.period_from)} to {plain_date(row.period_until)}: {row.snapshot['attended']} of "
        f"{row.snapshot['possible']} half-days attended.",
        prosecution=row.prosecution.reference,
        certificate=row.id,
        sha256=row.sha256,
    )


def _paper_of(row: Certificate, by: Membership) -> paper.Certificate:
    """The frozen marks as the paper's typed facts; who signs is part of what is certified."""
    certified = row.snapshot
    rolls = certified["rolls"]
    authority = row.prosecution.matter.case.authority
    return paper.Certificate(
        reference=references.spaced(row.prosecution.reference),
        authority=authority.name,
        school=certified["school"],
        head=officer_of(by),
        pupil=certified["pupil"],
        pupil_born=date.fromisoformat(certified["born"]),
        registered_from=date.fromisoformat(rolls[0][0]),
        registered_until=date.fromisoformat(rolls[-1][1]) if rolls[-1][1] else None,
        first=row.period_from,
        last=row.period_until,
        weeks=_weeks(certified["marks"]),
        sessions=tuple(_missed(certified["marks"])),
        fixed_on=row.prepared_on,
        fixed_at="",
        law=paper.SECTION_566,
        practice=PRACTICE if authority.practice else "",
    )


def _missed(marks: Sequence[Sequence[str]]) -> list[Session]:
    found = []
    for day_text, half, text in marks:
        day = date.fromisoformat(day_text)
        code = codes.code_on(text, day)
        if code.kind is codes.Kind.UNAUTHORISED:
            found.append(Session(on=day, half=half, code=text, meaning=code.meaning))
    return found


def _weeks(marks: Sequence[Sequence[str]]) -> tuple[paper.WeekCount, ...]:
    counts: dict[date, Counter[codes.Kind]] = {}
    for day_text, _, text in marks:
        day = date.fromisoformat(day_text)
        monday = day - timedelta(days=day.weekday())
        counts.setdefault(monday, Counter())[codes.code_on(text, day).kind] += 1
    return tuple(_week(monday, counts[monday]) for monday in sorted(counts))


def _week(monday: date, kinds: Counter[codes.Kind]) -> paper.WeekCount:
    counted: dict[str, Any] = {
        "attended": kinds[codes.Kind.ATTENDING],
        "authorised": kinds[codes.Kind.AUTHORISED],
        "unauthorised": kinds[codes.Kind.UNAUTHORISED],
    }
    return paper.WeekCount(monday=monday, possible=sum(counted.values()), **counted)
