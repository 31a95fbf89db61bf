"""What the payments clerk works with: money still to decide, those it could belong to, and the balance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum
from django.http import Http404

from notices.models import Allocation, Claim, Payment, PaymentEvidence, PenaltyNotice, Refund, Reversal
from notices.queries.money import payments_with_left
from notices.queries.standing import NoticeStanding, standings_of
from schools import references
from schools.models import Membership

NEWEST = 50


@dataclass(frozen=True, slots=True)
class Balance:
    """received = allocated + unallocated + refunded + reversed; `difference` is what does not add up."""

    received: Decimal
    allocated: Decimal
    unallocated: Decimal
    refunded: Decimal
    reversed: Decimal

    @property
    def difference(self) -> Decimal:
        """Zero, or money that the records lost."""
        return self.received - self.allocated - self.unallocated - self.refunded - self.reversed


@dataclass(frozen=True)
class Ledger:
    """The clerk's desk: claims first, then orphans, proofs, refunds and the newest payments."""

    claimed: Sequence[Payment]
    orphans: Sequence[Payment]
    evidence: Sequence[PaymentEvidence]
    refunds: Sequence[Refund]
    newest: Sequence[Payment]
    balance: Balance


def payments_for(by: Membership) -> QuerySet[Payment]:
    """The payments of this person's authority, with what is left of each."""
    return payments_with_left(by.authority_id)


def read_ledger(by: Membership) -> Ledger:
    """Read the clerk's desk in a fixed number of queries."""
    waiting = payments_for(by).filter(left__gt=0, reversal__isnull=True)  # type: ignore[misc]
    claimed = waiting.filter(claims__closed_on__isnull=True, claims__isnull=False).distinct()
    return Ledger(
        claimed=list(claimed.order_by("received_on", "id")),
        orphans=list(waiting.exclude(id__in=claimed.values("id")).order_by("received_on", "id")),
        evidence=list(
            PaymentEvidence.objects.filter(authority=by.authority_id, decision="")
            .select_related("parent", "notice")
            .order_by("received_on")
        ),
        refunds=list(
            Refund.objects.filter(
                payment__authority=by.authority_id, payment__reversal__isnull=True, paid_on__isnull=True
            )
            .select_related("notice", "raised_by__user")
            .order_by("raised_on")
        ),
        newest=list(payments_for(by).order_by("-received_on", "-id")[:NEWEST]),
        balance=balance_of(by.authority_id),
    )


def balance_of(authority_id: int) -> Balance:
    """The authority's money to the penny."""
    standing = Payment.objects.filter(authority=authority_id, reversal__isnull=True)
    received = _sum(Payment.objects.filter(authority=authority_id))
    back = _sum(Payment.objects.filter(authority=authority_id, reversal__isnull=False))
    allocated = _sum(Allocation.objects.filter(payment__in=standing, undone_on__isnull=True))
    refunded = _sum(Refund.objects.filter(payment__in=standing))
    left = sum((row.left for row in payments_with_left(authority_id).filter(reversal__isnull=True)), Decimal(0))  # type: ignore[attr-defined]
    return Balance(received=received, allocated=allocated, unallocated=left, refunded=refunded, reversed=back)


def the_payment(number: int, by: Membership) -> Payment:
    """One payment of this person's authority."""
    found = payments_for(by).filter(id=number).select_related("recorded_by__user").first()
    if found is None:
        raise Http404("There is no such payment.")
    return found


def the_refund(number: int, by: Membership) -> Refund:
    """One refund of this person's authority."""
    found = (
        Refund.objects.filter(payment__authority=by.authority_id, id=number)
        .select_related("payment", "notice", "raised_by__user")
        .first()
    )
    if found is None:
        raise Http404("There is no such refund.")
    return found


def the_evidence(number: int, by: Membership) -> PaymentEvidence:
    """One proof of payment of this person's authority."""
    found = (
        PaymentEvidence.objects.filter(authority=by.authority_id, id=number).select_related("parent", "notice").first()
    )
    if found is None:
        raise Http404("There is no such proof of payment.")
    return found


def the_claim(payment: Payment, number: int) -> Claim:
    """One claim on a payment."""
    found = Claim.objects.filter(payment=payment, id=number).select_related("parent").first()
    if found is None:
        raise Http404("There is no such claim on this payment.")
    return found


@dataclass(frozen=True)
class Candidates:
    """The notices that one payment could belong to, each with the claim that says why."""

    claims: Sequence[Claim]
    standings: Mapping[int, NoticeStanding]
    allocations: Sequence[Allocation]
    refunds: Sequence[Refund]
    reversal: Reversal | None


def candidates_of(payment: Payment, *, on: date) -> Candidates:
    """Read what a clerk needs side by side to decide a payment: also the family's other notices."""
    claims = list(Claim.objects.filter(payment=payment).select_related("parent", "notice").order_by("-score", "id"))
    parents = {claim.parent_id for claim in claims if claim.closed_on is None}
    shared = Q(matter__parent__in=parents) | Q(matter__case__pupil__responsibilities__parent__in=parents)
    notices = PenaltyNotice.objects.filter(shared, issued_on__isnull=False).select_related(
        "matter__parent", "matter__case__pupil"
    )
    return Candidates(
        claims=claims,
        standings=standings_of(notices.distinct(), on=on),
        allocations=list(
            Allocation.objects.filter(payment=payment).select_related("notice", "by__user").order_by("on", "id")
        ),
        refunds=list(Refund.objects.filter(payment=payment).order_by("raised_on", "id")),
        reversal=Reversal.objects.filter(payment=payment).first(),
    )


def notice_numbered(number: str, by: Membership) -> PenaltyNotice | None:
    """An issued notice of this person's authority by its number, read forgivingly."""
    return (
        PenaltyNotice.objects.filter(
            matter__case__authority=by.authority_id, issued_on__isnull=False, number=references.normalise(number)
        )
        .select_related("matter__parent", "matter__case")
        .first()
    )


def _sum(rows: QuerySet[Payment] | QuerySet[Allocation] | QuerySet[Refund]) -> Decimal:
    total: Decimal | None = rows.aggregate(total=Sum("amount"))["total"]
    return total or Decimal(0)
