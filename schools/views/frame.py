"""What stands around every page: the council, the practice day, who I am, and the menu by role."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.http import HttpRequest
from django.urls import is_valid_path

from schools import clock
from schools.models import Authority, Membership
from schools.roles import Role
from schools.views import acting

DESK = ("Desk", "/")
CASES = ("Cases", "/cases/")
REGISTERS = ("Registers", "/registers/")
NOTICES = ("Notices", "/notices/")
PAYMENTS = ("Payments", "/payments/")
LETTERS = ("Letters", "/letters/")
PUPILS = ("My pupils", "/pupils/")
BUNDLES = ("Bundles", "/bundles/")
COURT = ("Court list", "/court/")
LEGAL = ("Legal", "/legal/")
STATISTICS = ("Statistics", "/statistics/")
HELP = ("Help", "/help/")

# At most seven words to a person; a page that is not built has no place in the menu.
MENUS = {
    Role.OFFICER: (DESK, CASES, REGISTERS, NOTICES, LETTERS, STATISTICS, HELP),
    Role.HEAD: (DESK, PUPILS, CASES, NOTICES, REGISTERS, HELP),
    Role.DEPUTY: (DESK, PUPILS, CASES, NOTICES, REGISTERS, HELP),
    Role.ATTENDANCE: (DESK, PUPILS, CASES, REGISTERS, HELP),
    Role.LEGAL: (DESK, CASES, BUNDLES, COURT, HELP),
    Role.CLERK: (DESK, REGISTERS, PAYMENTS, NOTICES, LETTERS, HELP),
    Role.MANAGER: (DESK, CASES, REGISTERS, NOTICES, LEGAL, STATISTICS, HELP),
    Role.AUDITOR: (DESK, CASES, REGISTERS, NOTICES, LEGAL, STATISTICS, HELP),
    Role.NOTICES: (DESK, NOTICES, PAYMENTS, LETTERS, HELP),
    Role.CONTACT: (DESK, NOTICES, HELP),
    Role.SERVICE: (),
}
FOOT = (
    ("Accessibility statement", "/accessibility/"),
    ("How we use your information", "/privacy/"),
    ("Help", "/help/"),
)
SEARCH = "/search/"
MOVE_DATE = "/practice/"


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The values of templates/frame.html; empty ones are left out of the page."""

    council: str = ""
    practice: bool = False
    day: date | None = None
    move_date: str = ""
    person: str = ""
    title: str = ""
    can_change_role: bool = False
    menu: tuple[Link, ...] = ()
    search: str = ""
    foot: tuple[Link, ...] = ()


def frame_of(request: HttpRequest | None) -> Frame:
    """Return what stands around a page; without a request nothing is asked of the database."""
    if request is None:
        return Frame()
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return _for_anybody()
    memberships = acting.capacities(request)
    if not memberships:
        return Frame(person=str(user), foot=_built(FOOT))
    now = acting.acting(request)
    return _for_member(now.by, now.on, can_change_role=len(memberships) > 1)


def _for_anybody() -> Frame:
    authorities = list(Authority.objects.all()[:2])
    if len(authorities) != 1:
        return Frame(foot=_built(FOOT))
    (authority,) = authorities
    return Frame(
        council=authority.name,
        practice=authority.practice,
        day=clock.today(authority.practice_date),
        foot=_built(FOOT),
    )


def _for_member(by: Membership, on: date, *, can_change_role: bool) -> Frame:
    role = Role(by.role)
    return Frame(
        council=by.authority.name,
        practice=by.authority.practice,
        day=on,
        move_date=MOVE_DATE if by.authority.practice and _is_built(MOVE_DATE) else "",
        person=str(by.user),
        title=by.title or role.label,
        can_change_role=can_change_role,
        menu=_built(MENUS[role]),
        search=SEARCH if _is_built(SEARCH) else "",
        foot=_built(FOOT),
    )


def _built(links: tuple[tuple[str, str], ...]) -> tuple[Link, ...]:
    return tuple(Link(text, href) for text, href in links if _is_built(href))


@cache
def _is_built(path: str) -> bool:
    return bool(is_valid_path(path))
