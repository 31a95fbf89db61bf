"""The list of cases, and the search: by name, pupil number, reference or postcode."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from cases.models import Case, Prosecution
from cases.queries.access import NO_FILES, cases_for
from cases.stages import CASE_STAGES
from notices.models import Letter, PenaltyNotice
from notices.queries.access import letters_for, notices_for
from schools import references
from schools.models import Membership, Pupil
from schools.queries.access import pupils_for
from schools.roles import Role

MOST = 30


def list_cases(by: Membership, *, on: date, stage: str, school_id: int | None, words: str) -> QuerySet[Case]:
    """The cases that this person may open, narrowed as asked, the newest first; an unknown stage narrows nothing."""
    cases = cases_for(by, on=on).select_related("pupil", "school", "officer__user")
    if stage in {known.value for known in CASE_STAGES}:
        cases = cases.filter(stage=stage)
    if school_id is not None:
        cases = cases.filter(school=school_id)
    for word in words.split():
        cases = cases.filter(
            Q(pupil__surname__istartswith=word)
            | Q(pupil__forename__istartswith=word)
            | Q(reference__iexact=references.normalise(word))
        )
    return cases.order_by("-opened_on", "-id")


@dataclass(frozen=True)
class Found:
    """What a search found: where an exact reference leads, else the children and notices it could mean."""

    leads_to: str
    pupils: Sequence[Pupil]
    notices: Sequence[PenaltyNotice]


def search(by: Membership, text: str, *, on: date) -> Found:
    """Look for what a person typed, among what this person may see."""
    exact = _by_reference(by, references.normalise(text), on)
    if exact or not text.strip():
        return Found(exact, (), ())
    pupils = [] if by.role in NO_FILES else list(_pupils(by, text, on)[:MOST])
    notices = list(
        notices_for(by, on=on)
        .filter(matter__parent__surname__istartswith=text.split()[-1])
        .select_related("matter__parent")[:MOST]
    )
    return Found("", pupils, notices)


def _by_reference(by: Membership, reference: str, on: date) -> str:
    if not references.is_valid(reference):
        return ""
    rows: dict[str, tuple[QuerySet[Case] | QuerySet[PenaltyNotice] | QuerySet[Letter], str, str]] = {
        "C": (cases_for(by, on=on), "reference", "/cases/{}/"),
        "N": (notices_for(by, on=on), "number", "/notices/{}/"),
        "L": (letters_for(by, on=on), "reference", "/letters/{}/"),
    }
    if reference[0] in rows:
        found, field, path = rows[reference[0]]
        return path.format(reference) if found.filter(**{field: reference}).exists() else ""
    if reference[0] == "P" and by.role == Role.LEGAL:
        files = Prosecution.objects.filter(matter__case__authority=by.authority_id, reference=reference)
        return f"/prosecutions/{reference}/" if files.exists() else ""
    return ""


def _pupils(by: Membership, text: str, on: date) -> QuerySet[Pupil]:
    pupils = pupils_for(by, on=on).prefetch_related("upns", "cases", "enrolments__school")
    if by.role == Role.LEGAL:
        pupils = pupils.filter(cases__in=cases_for(by, on=on))
    bare = text.upper().replace(" ", "")
    by_name = Q()
    for word in text.split():
        by_name &= Q(surname__istartswith=word) | Q(forename__istartswith=word)
    postcode = Q(responsibilities__parent__postcode__iexact=text.strip())
    return pupils.filter(Q(upns__value=bare) | by_name | postcode).distinct().order_by("surname", "forename", "id")
