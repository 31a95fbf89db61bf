"""The tables of `schools`: who is where, and what the register says."""

from schools.models.authority import Authority, Membership, User
from schools.models.leave import LeaveRequest
from schools.models.people import (
    Enrolment,
    Likeness,
    Parent,
    ParentKey,
    Pupil,
    Responsibility,
    Upn,
)
from schools.models.places import ClosedDay, School, Term
from schools.models.register import (
    ImportDelta,
    MarkChange,
    MarkNote,
    RegisterImport,
    RegisterYear,
    ReviewDue,
)
from schools.models.work import Work

__all__ = [
    "Authority",
    "ClosedDay",
    "Enrolment",
    "ImportDelta",
    "LeaveRequest",
    "Likeness",
    "MarkChange",
    "MarkNote",
    "Membership",
    "Parent",
    "ParentKey",
    "Pupil",
    "RegisterImport",
    "RegisterYear",
    "Responsibility",
    "ReviewDue",
    "School",
    "Term",
    "Upn",
    "User",
    "Work",
]
