"""The tables of `notices`: everything that leaves the building, and the money that comes back."""

from notices.models.bundle import Bundle
from notices.models.letter import Batch, Letter, Service
from notices.models.money import (
    Allocation,
    Claim,
    Payment,
    PaymentEvidence,
    Refund,
    Reversal,
)
from notices.models.notice import PenaltyNotice

__all__ = [
    "Allocation",
    "Batch",
    "Bundle",
    "Claim",
    "Letter",
    "Payment",
    "PaymentEvidence",
    "PenaltyNotice",
    "Refund",
    "Reversal",
    "Service",
]
