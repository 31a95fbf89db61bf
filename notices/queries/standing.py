"""Where issued notices stand on a day: from the last good service, the regime's row and the money, in two queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from notices.models import Allocation, PenaltyNotice, Service
from notices.tariff import regimes
from notices.tariff.standing import Money, Standing, standing
from notices.tariff.sums import Dates, dates


@dataclass(frozen=True, slots=True)
class NoticeStanding:
    """A notice with its day of receipt, its sums and dates, and where it stands.

    `received_on` and `dates` are None while no service counts; `received` is the money allocated to it.
    """

    notice: PenaltyNotice
    service: Service | None
    received_on: date | None
    dates: Dates | None
    standing: Standing
    received: Decimal


def standings_of(notices: Iterable[PenaltyNotice], *, on: date) -> Mapping[int, NoticeStanding]:
    """Work out where these notices stand, by id; a draft stands void, since nothing was issued."""
    rows = {notice.id: notice for notice in notices}
    last_good: dict[int, Service] = {}
    for service in Service.objects.filter(notice__in=rows, returned_on__isnull=True, served_on__lte=on).order_by("id"):
        if service.notice_id is not None:
            last_good[service.notice_id] = service
    money: dict[int, list[Money]] = defaultdict(list)
    for allocation in Allocation.objects.filter(
        notice__in=rows, undone_on__isnull=True, payment__reversal__isnull=True
    ).select_related("payment"):
        money[allocation.notice_id].append(Money(allocation.amount, allocation.payment.received_on))
    return {
        notice_id: _stand(notice, last_good.get(notice_id), money[notice_id], on) for notice_id, notice in rows.items()
    }


def _stand(notice: PenaltyNotice, service: Service | None, money: list[Money], on: date) -> NoticeStanding:
    runs = None
    if service is not None and notice.issued_on is not None:
        row = regimes.row_named(notice.regime, issued_on=notice.issued_on)
        runs = dates(row, received_on=service.received_on)
    return NoticeStanding(
        notice=notice,
        service=service,
        received_on=service.received_on if service else None,
        dates=runs,
        standing=standing(runs, issued_on=notice.issued_on or on, payments=money, on=on),
        received=sum((each.amount for each in money if each.on <= on), Decimal(0)),
    )
