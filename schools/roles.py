"""Who a person may be while they act; one person may be several, each with its dates."""

from enum import StrEnum


class Role(StrEnum):
    """What a membership lets a person be."""

    OFFICER = "officer"
    HEAD = "head"
    DEPUTY = "deputy"
    ATTENDANCE = "attendance"
    LEGAL = "legal"
    CLERK = "clerk"
    MANAGER = "manager"
    AUDITOR = "auditor"
    NOTICES = "notices"
    CONTACT = "contact"
    SERVICE = "service"

    @property
    def label(self) -> str:
        """Name the role as a page or a line of history does."""
        return LABELS[self]

    @property
    def belongs_to_school(self) -> bool:
        """Say whether the membership must name a school."""
        return self in SCHOOL_ROLES


SCHOOL_ROLES = frozenset({Role.HEAD, Role.DEPUTY, Role.ATTENDANCE})
COUNCIL_ROLES = frozenset(Role) - SCHOOL_ROLES

LABELS = {
    Role.OFFICER: "Education welfare officer",
    Role.HEAD: "Head teacher",
    Role.DEPUTY: "Authorised deputy head",
    Role.ATTENDANCE: "School attendance officer",
    Role.LEGAL: "Legal officer",
    Role.CLERK: "Finance clerk",
    Role.MANAGER: "Attendance manager",
    Role.AUDITOR: "Auditor",
    Role.NOTICES: "Notice administrator",
    Role.CONTACT: "Contact centre",
    Role.SERVICE: "Register review",
}
