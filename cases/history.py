"""Digests and the chain of a history: what shows that nothing in it was altered.

An entry holds only the digest of its words, so that words erased under an order leave the chain whole.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

GENESIS = "0" * 64


class NotCanonical(TypeError):
    """A value that has no one way of being written down, such as a float."""


@dataclass(frozen=True, slots=True)
class Body:
    """The words and facts of an entry, with the salt that hides them from guessing."""

    salt: bytes
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as stored; `body` is None when it was erased."""

    seq: int
    kind: str
    on: date
    recorded_at: datetime
    by: str
    digest: str
    chain: str
    body: Body | None
    erasure_ordered: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """What does not fit, and at which entry."""

    seq: int
    text: str


def canonical(value: Any) -> bytes:
    """Write a value as JSON in its one form: sorted keys, no spaces, days as ISO text, sums as text.

    A value written and one read back from the database give the same bytes. Floats, sets and keys that are not
    text raise `NotCanonical`.
    """
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(salt: bytes, body: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the salt and the canonical body, as hex."""
    return _sealed(bytes(salt), canonical(body))


def chain(previous: str, *, seq: int, kind: str, on: date, recorded_at: datetime, by: str, digest: str) -> str:
    """Return the link that binds an entry to all before it, as hex; the first follows `GENESIS`."""
    if recorded_at.tzinfo is None:
        raise NotCanonical("A moment in the history names its time zone.")
    moment = recorded_at.astimezone(UTC).isoformat(timespec="microseconds")
    parts = (previous, str(seq), kind, on.isoformat(), moment, by, digest)
    return _sealed(*(part.encode() for part in parts))


def verify(entries: Iterable[Entry]) -> list[Problem]:
    """Return what does not fit in a whole chain, given in any order; empty when nothing was altered."""
    problems: list[Problem] = []
    previous = GENESIS
    for place, entry in enumerate(sorted(entries, key=lambda entry: entry.seq), start=1):
        if entry.seq != place:
            problems.append(Problem(entry.seq, f"Entry {place} was expected here; this is entry {entry.seq}."))
            return problems
        problems += [Problem(entry.seq, text) for text in _faults(entry, previous)]
        previous = entry.chain
    return problems


def _faults(entry: Entry, previous: str) -> list[str]:
    faults = []
    linked = chain(
        previous,
        seq=entry.seq,
        kind=entry.kind,
        on=entry.on,
        recorded_at=entry.recorded_at,
        by=entry.by,
        digest=entry.digest,
    )
    if linked != entry.chain:
        faults.append(f"The link of entry {entry.seq} does not follow from the entry before it.")
    if entry.body is None and not entry.erasure_ordered:
        faults.append(f"The words of entry {entry.seq} are missing and no order erased them.")
    if entry.body is not None and digest(entry.body.salt, entry.body.body) != entry.digest:
        faults.append(f"The words of entry {entry.seq} are not those that were recorded.")
    return faults


def _sealed(*parts: bytes) -> str:
    # Each part goes in with its length before it, so that no two lists of parts run together into the same bytes.
    framed = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    return hashlib.sha256(framed).hexdigest()


def _plain(value: Any) -> Any:
    match value:
        case None | bool() | int():
            return value
        case str():
            return str(value)
        case Decimal():
            return str(value)
        case datetime():
            return value.isoformat()
        case date():
            return value.isoformat()
        case Mapping():
            if not all(isinstance(key, str) for key in value):
                raise NotCanonical("Keys in the history are text.")
            return {str(key): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case _:
            raise NotCanonical(f"{type(value).__name__} has no one way of being written in the history.")
