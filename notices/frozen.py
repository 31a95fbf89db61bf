"""Snapshots: typed facts frozen as plain JSON when a paper is written, and read back when it is rendered."""

import json
import types
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


class Unreadable(ValueError):
    """A frozen snapshot that does not hold what its type asks for; names the place."""


def freeze(value: Any) -> Any:
    """Turn typed facts into what JSON can hold: dates and sums as text, tuples as lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: freeze(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, Mapping):
        return {str(key): freeze(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [freeze(item) for item in value]
    return value


def canonical(value: Any) -> bytes:
    """Write facts as the one JSON text that a digest is taken of."""
    text = json.dumps(freeze(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def thaw(wanted: type[T], value: Mapping[str, Any]) -> T:
    """Read a frozen snapshot back as its type; raises Unreadable with the place that does not fit."""
    return cast(T, _thaw(wanted, value, wanted.__name__))


def _thaw(wanted: Any, value: Any, place: str) -> Any:
    origin = get_origin(wanted)
    if origin in (Union, types.UnionType):
        return _thaw_optional(get_args(wanted), value, place)
    if origin is tuple:
        return _thaw_tuple(get_args(wanted), value, place)
    if is_dataclass(wanted):
        return _thaw_dataclass(cast(type, wanted), value, place)
    return _thaw_plain(wanted, value, place)


def _thaw_optional(kinds: tuple[Any, ...], value: Any, place: str) -> Any:
    if value is None and type(None) in kinds:
        return None
    (kind,) = (kind for kind in kinds if kind is not type(None))
    return _thaw(kind, value, place)


def _thaw_tuple(kinds: tuple[Any, ...], value: Any, place: str) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise Unreadable(f"{place}: a list is needed, not {type(value).__name__}.")
    return tuple(_thaw(kinds[0], item, f"{place}[{number}]") for number, item in enumerate(value))


def _thaw_dataclass(wanted: type, value: Any, place: str) -> Any:
    if not isinstance(value, Mapping):
        raise Unreadable(f"{place}: a group of facts is needed, not {type(value).__name__}.")
    hints = get_type_hints(wanted)
    known = {field.name for field in fields(wanted)}
    if strange := sorted(set(value) - known):
        raise Unreadable(f"{place}: {', '.join(strange)} is not known here.")
    told = {name: _thaw(hints[name], item, f"{place}.{name}") for name, item in value.items()}
    try:
        return wanted(**told)
    except TypeError as fault:
        raise Unreadable(f"{place}: {fault}") from fault


def _thaw_plain(wanted: Any, value: Any, place: str) -> Any:
    try:
        if wanted is datetime:
            return datetime.fromisoformat(value)
        if wanted is date:
            return date.fromisoformat(value)
        if wanted is Decimal or (isinstance(wanted, type) and issubclass(wanted, Enum)):
            return wanted(value)
    except (TypeError, ValueError, ArithmeticError) as fault:
        raise Unreadable(f"{place}: {value!r} is not a {wanted.__name__}.") from fault
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        raise Unreadable(f"{place}: {value!r} is not a {wanted.__name__}.")
    return value
