"""The tables of `cases`: one child's way through the law, and why each step was taken."""

from cases.models.case import Case, Matter, Pause
from cases.models.court import Certificate, Disposal, Hearing, Prosecution
from cases.models.decision import (
    Consideration,
    Decision,
    EqualityAnswer,
    Explanation,
    Override,
    Representation,
    SupportAction,
)
from cases.models.evidence import Deadline, EvidencePin, NoticeElsewhere, Warning
from cases.models.history import ErasureOrder, HistoryBody, HistoryEntry
from cases.models.policy import Policy

__all__ = [
    "Case",
    "Certificate",
    "Consideration",
    "Deadline",
    "Decision",
    "Disposal",
    "EqualityAnswer",
    "ErasureOrder",
    "EvidencePin",
    "Explanation",
    "Hearing",
    "HistoryBody",
    "HistoryEntry",
    "Matter",
    "NoticeElsewhere",
    "Override",
    "Pause",
    "Policy",
    "Prosecution",
    "Representation",
    "SupportAction",
    "Warning",
]
