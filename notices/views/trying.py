"""Acts on a form's answers, and tells what was done from what stands in the way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django import forms
from django.core.exceptions import ValidationError

from cases.refusals import Refused
from cases.rules.bars import Bar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tried(Generic[T]):
    """What came of a form: what was done, or why the law refused it, or neither where the answers are wrong."""

    done: T | None
    bars: Sequence[Bar]
    status: int


def try_to(form: forms.Form, act: Callable[[dict[str, Any]], T]) -> Tried[T]:
    """Act on the answers when they are right; the answers are kept whatever comes of it."""
    if not form.is_bound:
        return Tried(None, (), 200)
    if not form.is_valid():
        return Tried(None, (), 422)
    try:
        return Tried(act(form.cleaned_data), (), 200)
    except ValidationError as problem:
        form.add_error(None, problem)
        return Tried(None, (), 422)
    except Refused as no:
        return Tried(None, no.bars, 409)
