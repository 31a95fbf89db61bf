"""Writes the history; nothing else may."""

import secrets
from datetime import date, datetime
from typing import Any

from django.db import connection

from cases import history
from cases.models import Case, HistoryBody, HistoryEntry
from schools.models import Authority, Membership

SALT_BYTES = 16


def record(
    about: Case | Authority,
    *,
    kind: str,
    text: str,
    facts: dict[str, Any],
    by: Membership,
    on: date,
    at: datetime | None = None,
) -> HistoryEntry:
    """Add one entry to the chain of a case, or of the authority for what is not about one case.

    The caller holds the row lock of `about`, so that numbers follow without a gap. `text` is a sentence
    that could be read out in court; `facts` is plain JSON from which returns are computed.
    """
    case = about if isinstance(about, Case) else None
    authority_id = case.authority_id if case else about.id
    recorded_at = at or database_clock()
    last = _entries(about).order_by("-seq").values("seq", "chain").first()
    seq = last["seq"] + 1 if last else 1
    salt = secrets.token_bytes(SALT_BYTES)
    digest = history.digest(salt, {"facts": facts, "text": text})
    entry = HistoryEntry.objects.create(
        authority_id=authority_id,
        case=case,
        seq=seq,
        kind=kind,
        on=on,
        recorded_at=recorded_at,
        by=by,
        digest=digest,
        chain=history.chain(
            last["chain"] if last else history.GENESIS,
            seq=seq,
            kind=kind,
            on=on,
            recorded_at=recorded_at,
            by=str(by.id),
            digest=digest,
        ),
    )
    HistoryBody.objects.create(entry=entry, salt=salt, facts=facts, text=text)
    return entry


def database_clock() -> datetime:
    """The database's own clock: the moment at which this transaction began."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        (moment,) = cursor.fetchone()
    return moment


def _entries(about: Case | Authority):  # type: ignore[no-untyped-def]
    if isinstance(about, Case):
        return HistoryEntry.objects.filter(case=about)
    return HistoryEntry.objects.filter(case__isnull=True, authority=about)
