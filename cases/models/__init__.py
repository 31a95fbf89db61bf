"""The tables of `cases`: one child's way through the law, and why each step was taken."""

from cases.models.case import Case, Matter, Pause
from cases.models.court import Certificate, Disposal, Hearing, Prosecution
from cases.models.decision import Decision, EqualityAnswer, Representation, SupportAction
from cases.models.evidence import Deadline, EvidencePin, NoticeElsewhere, Warning
from cases.models.history import ErasureOrder, HistoryBody, HistoryEntry
from cases.models.policy import Policy

__all__ = [
    "Case",
    "Certificate",
    "Deadline",
    "Decision",
    "Disposal",
    "EqualityAnswer",
    "ErasureOrder",
    "EvidencePin",
    "Hearing",
    "HistoryBody",
    "HistoryEntry",
    "Matter",
    "NoticeElsewhere",
    "Pause",
    "Policy",
    "Prosecution",
    "Representation",
    "SupportAction",
    "Warning",
]
