"""Money that belongs to nobody yet: no bar to anyone, but shown to whoever refers a notice of that sum and time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cases.models import Prosecution
from notices.models import Payment
from notices.queries.money import unallocated
from notices.queries.standing import NoticeStanding


@dataclass(frozen=True)
class Orphans:
    """Payments without a notice and without an open claim, and what referrers said of them."""

    payments: Sequence[Payment]
    said: Mapping[int, str]

    def like(self, notice: NoticeStanding) -> int:
        """How many could be for this notice by their sum and their day."""
        issued_on = notice.notice.issued_on
        sums = {each.amount for each in notice.dates.sums} if notice.dates else set()
        return sum(
            payment.amount in sums and issued_on is not None and payment.received_on >= issued_on
            for payment in self.payments
        )

    def answered(self, matter_id: int) -> str:
        """What the referrer of this matter recorded about them."""
        return self.said.get(matter_id, "")


def orphans_for(authority_id: int, matter_ids: Sequence[int]) -> Orphans:
    """Read the authority's orphan payments and the answers of the matters in question, in two queries."""
    said = Prosecution.objects.filter(matter__in=matter_ids).exclude(orphans_seen="").order_by("id")
    return Orphans(
        payments=list(unallocated(authority_id).filter(claims__isnull=True)),
        said=dict(said.values_list("matter_id", "orphans_seen")),
    )
