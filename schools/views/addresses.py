"""Addresses that nobody could mean."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

NUL = "\x00"


class NoNul:
    """Answers an address with a NUL in it as one that is not there: no text that we keep can hold one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let every other address through; what is posted is asked by its form."""
        asked = (request.path, *(value for values in request.GET.lists() for value in values[1]))
        if any(NUL in value for value in asked):
            raise Http404("There is no such page.")
        return self.get_response(request)
