"""Money: what arrived, what it paid, what went back, and what is still a question.

received = allocated + unallocated + refunded + reversed, to the penny.
"""

from django.db import models
from django.db.models import Q

from notices.models.notice import PenaltyNotice
from schools.models import Authority, Membership, Parent
from schools.models.fields import money_field, text_field


class Payment(models.Model):
    """Money that reached the council, whoever issued the notice. (s.444A(5))"""

    class Method(models.TextChoices):
        """How it came."""

        CHEQUE = "cheque", "Cheque"
        CARD = "card", "Card by telephone"
        CASH = "cash", "Cash"
        GIRO = "giro", "Bank giro"
        BANK = "bank", "Bank transfer"

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="payments")
    # The day it reached the council: the day that counts.
    received_on = models.DateField()
    amount = money_field()
    method = models.CharField(max_length=10, choices=Method.choices)
    reference = text_field(60)
    payer = text_field(100)
    bank_ref = text_field(60)
    recorded_by = models.ForeignKey(Membership, models.PROTECT, related_name="payments")
    recorded_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="payment_is_money", condition=Q(amount__gt=0)),
            models.UniqueConstraint(
                name="one_payment_per_bank_line",
                fields=["authority", "bank_ref"],
                condition=~Q(bank_ref=""),
            ),
        ]

    def __str__(self) -> str:
        return f"£{self.amount} on {self.received_on}"


class Allocation(models.Model):
    """A part of a payment put to one notice; undone only by a row that says so."""

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="allocations")
    notice = models.ForeignKey(PenaltyNotice, models.PROTECT, related_name="allocations")
    amount = money_field()
    by = models.ForeignKey(Membership, models.PROTECT, related_name="allocations")
    on = models.DateField()
    why = text_field(300)
    undone_on = models.DateField(null=True, blank=True)
    undone_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="allocations_undone")
    undone_why = text_field(300)

    class Meta:
        constraints = [models.CheckConstraint(name="allocation_is_money", condition=Q(amount__gt=0))]

    def __str__(self) -> str:
        return f"£{self.amount} to {self.notice}"


class Refund(models.Model):
    """Money owed back to whoever paid it, and when it went."""

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="refunds")
    notice = models.ForeignKey(PenaltyNotice, models.PROTECT, null=True, blank=True, related_name="refunds")
    amount = money_field()
    payee = models.CharField(max_length=100)
    reason = models.CharField(max_length=200)
    raised_by = models.ForeignKey(Membership, models.PROTECT, related_name="refunds_raised")
    raised_on = models.DateField()
    approved_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="refunds_approved")
    paid_on = models.DateField(null=True, blank=True)
    method = text_field(40)

    class Meta:
        constraints = [models.CheckConstraint(name="refund_is_money", condition=Q(amount__gt=0))]

    def __str__(self) -> str:
        return f"£{self.amount} to {self.payee}"


class Reversal(models.Model):
    """A payment that the bank took back: a cheque returned unpaid, a card charge disputed."""

    payment = models.OneToOneField(Payment, models.PROTECT, related_name="reversal")
    on = models.DateField()
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(Membership, models.PROTECT, related_name="reversals")

    def __str__(self) -> str:
        return self.reason


class PaymentEvidence(models.Model):
    """A parent's proof that they paid: it stops every step to court until a person decides it."""

    class Decision(models.TextChoices):
        """What a person found."""

        PAID = "paid", "It shows payment"
        NOT_PAID = "not_paid", "It does not show payment"

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="payment_evidence")
    parent = models.ForeignKey(Parent, models.PROTECT, related_name="payment_evidence")
    notice = models.ForeignKey(PenaltyNotice, models.PROTECT, null=True, blank=True, related_name="evidence")
    received_on = models.DateField()
    channel = models.CharField(max_length=10)
    text = models.TextField()
    sha256 = models.CharField(max_length=64, blank=True, default="")
    recorded_by = models.ForeignKey(Membership, models.PROTECT, related_name="payment_evidence")
    due_on = models.DateField()
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True, default="")
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="payment_evidence_decided"
    )
    decision_reasons = models.TextField(blank=True, default="")

    class Meta:
        verbose_name_plural = "payment evidence"

    def __str__(self) -> str:
        return f"Evidence of {self.received_on}"


class Claim(models.Model):
    """Money or evidence that could be one parent's: open, it holds steps against that parent alone.

    Written when the money arrives, never searched for when a guard asks.
    """

    payment = models.ForeignKey(Payment, models.PROTECT, null=True, blank=True, related_name="claims")
    evidence = models.ForeignKey(PaymentEvidence, models.PROTECT, null=True, blank=True, related_name="claims")
    parent = models.ForeignKey(Parent, models.PROTECT, related_name="claims")
    notice = models.ForeignKey(PenaltyNotice, models.PROTECT, null=True, blank=True, related_name="claims")
    score = models.PositiveSmallIntegerField()
    why = models.JSONField(default=list)
    opened_on = models.DateField()
    due_on = models.DateField()
    owner = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="claims")
    closed_on = models.DateField(null=True, blank=True)
    closed_how = models.CharField(
        max_length=12,
        choices=[("allocated", "Allocated"), ("not_theirs", "Not theirs"), ("decided", "Decided")],
        blank=True,
        default="",
    )
    closed_why = text_field(300)
    closed_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="claims_closed")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_claim_per_payment_and_parent",
                fields=["payment", "parent"],
                condition=Q(payment__isnull=False),
            ),
            models.CheckConstraint(
                name="a_claim_is_to_money_or_by_evidence",
                condition=Q(payment__isnull=False, evidence__isnull=True)
                | Q(payment__isnull=True, evidence__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["parent"], condition=Q(closed_on__isnull=True), name="claim_open")]

    def __str__(self) -> str:
        return "; ".join(self.why)
