"""Sums over payments: what of each is allocated, refunded, reversed, and what is left."""

from decimal import Decimal

from django.db.models import DecimalField, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from notices.models import Allocation, Payment, Refund

_MONEY = DecimalField(max_digits=9, decimal_places=2)


def payments_with_left(authority_id: int) -> QuerySet[Payment]:
    """Payments with `allocated`, `refunded` and `left` (what belongs to no notice and was not sent back)."""
    return (
        Payment.objects.filter(authority=authority_id)
        .annotate(
            allocated=_total(Allocation.objects.filter(undone_on__isnull=True)),
            refunded=_total(Refund.objects.all()),
        )
        .annotate(left=F("amount") - F("allocated") - F("refunded"))
    )


def unallocated(authority_id: int) -> QuerySet[Payment]:
    """Payments that stand and have money left."""
    return payments_with_left(authority_id).filter(left__gt=0, reversal__isnull=True)  # type: ignore[misc]


def _total(rows: QuerySet[Allocation] | QuerySet[Refund]) -> Coalesce:
    summed = rows.filter(payment=OuterRef("pk")).order_by().values("payment").annotate(total=Sum("amount"))
    return Coalesce(Subquery(summed.values("total"), output_field=_MONEY), Value(Decimal(0)), output_field=_MONEY)
