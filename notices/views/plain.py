"""Pages that only say something, the practice day, and how the installation is doing."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe
from redis import Redis, RedisError

from notices.forms.practice import DayForm
from notices.queries.health import backlog
from notices.views.asking import posted
from schools.models import Membership
from schools.roles import Role
from schools.services.practice_day import move_day
from schools.views.door import for_roles
from schools.words import long_date


@require_safe
def page(request: HttpRequest, *, template: str) -> HttpResponse:
    """Show a page of words that everybody may read."""
    return render(request, template)


@for_roles(*Role)
@require_http_methods(["GET", "HEAD", "POST"])
def practice_day(request: HttpRequest, *, by: Membership, on: date) -> HttpResponse:
    """Ask to which day the practice clock moves; forward only."""
    form = DayForm(posted(request), initial={"day": on})
    if request.method == "POST" and form.is_valid():
        try:
            moved = move_day(by.authority, to=form.cleaned_data["day"])
        except ValidationError as problem:
            form.add_error("day", problem)
        else:
            day = moved.practice_date or on
            messages.success(request, f"Today is {long_date(day)}. Letters and dates follow within a minute.")
            return redirect("/")
    return render(request, "notices/practice_day.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """Say that the web process answers."""
    return HttpResponse("alive", content_type="text/plain")


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Say whether database and Redis answer, and what waits; 503 when one of them does not."""
    said: dict[str, Any] = {"database": True, "redis": True}
    try:
        waits = backlog()
        said |= {
            "letters_to_make": waits.letters_to_make,
            "letters_to_post": waits.letters_to_post,
            "letters_held": waits.letters_held,
            "letters_failed": waits.letters_failed,
            "work_waiting": waits.work_waiting,
            "reviews_waiting": waits.reviews_waiting,
        }
    except DatabaseError:
        said["database"] = False
    try:
        Redis.from_url(settings.REDIS_URL, socket_timeout=2).ping()
    except RedisError:
        said["redis"] = False
    return JsonResponse(said, status=200 if said["database"] and said["redis"] else 503)
