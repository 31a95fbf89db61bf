"""A penalty notice to one parent for one child. (Education Act 1996 s.444A)"""

from django.db import models
from django.db.models import F, Q

from cases.models import Matter
from cases.stages import NoticeState, NoticeType, WithdrawalGround
from notices.lifecycle import PenaltyNoticeLifecycle
from schools.models import Membership


class PenaltyNotice(PenaltyNoticeLifecycle):
    """A notice from its draft on; whether it is paid or expired is worked out, never stored."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="notices")
    # The number is reserved by the draft and printed on the paper that is then issued.
    number = models.CharField(max_length=9, unique=True)
    type = models.CharField(
        max_length=6, choices=[(t.value, t.value) for t in NoticeType], default=NoticeType.S444A.value
    )
    regime = models.CharField(max_length=10)
    ordinal = models.PositiveSmallIntegerField(null=True, blank=True)
    offence_from = models.DateField()
    offence_until = models.DateField()
    reasons = models.TextField()
    drafted_by = models.ForeignKey(Membership, models.PROTECT, related_name="notices_drafted")
    drafted_on = models.DateField()
    issued_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="notices_issued")
    issued_on = models.DateField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="notices_withdrawn"
    )
    withdrawn_on = models.DateField(null=True, blank=True)
    ground = models.CharField(max_length=20, choices=WithdrawalGround.choices(), blank=True, default="")
    withdrawal_reasons = models.TextField(blank=True, default="")
    # A solicitor's approval of a notice anew after a withdrawal for material error.
    reissue_approved_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="reissues_approved"
    )
    reissue_approved_on = models.DateField(null=True, blank=True)
    reissues = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="reissued_as")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_standing_notice_per_matter",
                fields=["matter"],
                condition=Q(state__in=[NoticeState.DRAFTED.value, NoticeState.ISSUED.value]),
            ),
            models.CheckConstraint(name="offence_in_order", condition=Q(offence_until__gte=F("offence_from"))),
            models.CheckConstraint(
                name="issued_notices_say_when_and_by_whom",
                condition=~Q(state=NoticeState.ISSUED.value)
                | Q(issued_on__isnull=False, issued_by__isnull=False, issued_at__isnull=False),
            ),
            models.CheckConstraint(
                name="withdrawn_notices_say_why",
                condition=~Q(state=NoticeState.WITHDRAWN.value)
                | (Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False) & ~Q(ground="")),
            ),
        ]

    def __str__(self) -> str:
        return self.number
