"""The open-evidence guard's rows: what stands undecided about each parent in view. (One hop, no search.)"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from cases.models import EvidencePin, Matter, Representation
from cases.rules.facts import OpenItem, OpenKind
from notices.models import Claim, PaymentEvidence, Service
from notices.queries.outbox import returned_unserved
from schools.words import plain_date, pounds


def open_items_about(parents: Iterable[int]) -> Mapping[int, Sequence[OpenItem]]:
    """Give every stored open item about these parents, in four queries whatever is asked."""
    wanted = set(parents)
    items: dict[int, list[OpenItem]] = defaultdict(list)
    for claim in Claim.objects.filter(parent__in=wanted, closed_on__isnull=True).select_related(
        "payment", "owner__user"
    ):
        items[claim.parent_id].append(_claim(claim))
    for evidence in PaymentEvidence.objects.filter(parent__in=wanted, decision=""):
        items[evidence.parent_id].append(_evidence(evidence))
    for service in _returned(wanted):
        if service.letter.to_parent_id is not None:
            items[service.letter.to_parent_id].append(_returned_post(service))
    for said in Representation.objects.filter(matter__parent__in=wanted, answered_on__isnull=True).select_related(
        "matter"
    ):
        items[said.matter.parent_id].append(_representation(said))
    return items


def changed_marks(matter: Matter, changed: Sequence[tuple[EvidencePin, str]]) -> list[OpenItem]:
    """One open item for all the pinned marks of a matter that the register no longer shows. Derived, not raised."""
    if not changed:
        return []
    shown = "; ".join(
        f"{plain_date(pin.on)} {pin.session}: {pin.code} is now {now or 'blank'}" for pin, now in changed[:4]
    )
    rest = f", and {len(changed) - 4} more" if len(changed) > 4 else ""
    return [
        OpenItem(
            kind=OpenKind.CHANGED_MARK,
            reference=matter.reference,
            text=f"The register has changed under this matter: {shown}{rest}.",
            owner="The school, then the officer",
            due_on=None,
        )
    ]


def _returned(parents: set[int]) -> Iterable[Service]:
    """Returned letters in live matters that nobody has served again since."""
    return returned_unserved().filter(letter__to_parent__in=parents, letter__matter__settled_on__isnull=True)


def _claim(claim: Claim) -> OpenItem:
    money = claim.payment
    said = (
        f"{pounds(money.amount)} received on {plain_date(money.received_on)} may be this family's."
        if money
        else "Evidence of a payment may be this family's."
    )
    return OpenItem(
        kind=OpenKind.CLAIM,
        reference=str(claim.id),
        text=said,
        owner=str(claim.owner.user) if claim.owner else "The payments clerk",
        due_on=claim.due_on,
    )


def _evidence(evidence: PaymentEvidence) -> OpenItem:
    return OpenItem(
        kind=OpenKind.PAYMENT_EVIDENCE,
        reference=str(evidence.id),
        text=f"Proof of payment received on {plain_date(evidence.received_on)} is undecided.",
        owner="The payments clerk",
        due_on=evidence.due_on,
    )


def _returned_post(service: Service) -> OpenItem:
    return OpenItem(
        kind=OpenKind.RETURNED_POST,
        reference=service.letter.reference,
        text=f"A letter of {plain_date(service.served_on)} came back: {service.returned_why or 'returned'}.",
        owner="The officer",
        due_on=None,
    )


def _representation(said: Representation) -> OpenItem:
    return OpenItem(
        kind=OpenKind.REPRESENTATION,
        reference=said.matter.reference,
        text=f"A reply received on {plain_date(said.received_on)} is unanswered.",
        owner="The officer",
        due_on=None,
    )
