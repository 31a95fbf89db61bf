"""The lawyers' file on a matter, as the rules read it."""

from collections.abc import Mapping, Sequence, Set

from cases.models import Certificate, Matter, Prosecution
from cases.rules import facts
from cases.stages import Offence, ProsecutionState, Route
from notices.models import Bundle
from schools.roles import Role


def prosecutions_of(matters: Sequence[Matter], changed: Set[int]) -> Mapping[int, facts.Prosecuting]:
    """Describe the newest prosecution of each matter, in three queries.

    `changed` are the matters whose pinned marks are no longer as they were pinned.
    """
    newest: dict[int, Prosecution] = {}
    for row in (
        Prosecution.objects.filter(matter__in=matters).select_related("referred_by", "authorised_by").order_by("id")
    ):
        newest[row.matter_id] = row
    certificates = {
        row.prosecution_id: row
        for row in Certificate.objects.filter(prosecution__in=newest.values(), voided_on__isnull=True).select_related(
            "signed_by"
        )
    }
    bundled = set(Bundle.objects.filter(prosecution__in=newest.values()).values_list("prosecution_id", flat=True))
    return {
        matter_id: _prosecuting(row, certificates.get(row.id), bundled=row.id in bundled, changed=matter_id in changed)
        for matter_id, row in newest.items()
    }


def _prosecuting(
    row: Prosecution, certificate: Certificate | None, *, bundled: bool, changed: bool
) -> facts.Prosecuting:
    return facts.Prosecuting(
        state=ProsecutionState(row.state),
        offence=Offence(row.offence),
        route=Route(row.route) if row.route else None,
        referred_by_user_id=row.referred_by.user_id,
        authorised_by_user_id=row.authorised_by.user_id if row.authorised_by else None,
        eso_considered_on=row.eso_considered_on,
        eso_reasons=row.eso_reasons,
        evidential_met=row.evidential_met,
        public_interest_met=row.public_interest_met,
        certificate=_certificate(certificate, changed=changed),
        served_set_settled=bundled,
    )


def _certificate(row: Certificate | None, *, changed: bool) -> facts.Certificate | None:
    if row is None:
        return None
    return facts.Certificate(
        signed_on=row.signed_on,
        signed_by_head=row.signed_by is not None and row.signed_by.role == Role.HEAD,
        period_from=row.period_from,
        period_until=row.period_until,
        marks_changed_since=changed,
    )
