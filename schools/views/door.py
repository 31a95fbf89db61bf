"""The door of a page: which roles may open it, and what the view is given of whoever does."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from schools.roles import Role
from schools.views.acting import acting

View = Callable[..., HttpResponse]


class NotYourRole(PermissionDenied):
    """The page is another role's; `who` names those who may open it."""

    def __init__(self, roles: tuple[Role, ...]) -> None:
        self.who = ", ".join(role.label for role in roles)
        super().__init__(f"This page is for: {self.who}.")


def for_roles(*roles: Role) -> Callable[[View], View]:
    """Let a view be opened by these roles alone; it is given `by` and `on`.

    Signed out leads to the sign-in page; another role is refused with a page that says who may.
    """

    def wrap(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            by, on = acting(request)
            if by.role not in roles:
                raise NotYourRole(roles)
            return view(request, *args, by=by, on=on, **kwargs)

        guarded.roles = roles  # type: ignore[attr-defined]
        return guarded

    return wrap
