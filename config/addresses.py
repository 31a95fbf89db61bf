"""Turns the addresses of servers, as an operator writes them, into what Django and Celery expect."""

from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from environs import EnvValidationError, ValidationError
from psycopg import ProgrammingError, conninfo

_DJANGO_NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
_REDIS_SCHEMES = ("redis", "rediss", "unix")


def check_database_url(url: str) -> None:
    """Refuses what is not the address of a PostgreSQL database."""
    if urlsplit(url).scheme not in ("postgresql", "postgres"):
        raise ValidationError("must begin with postgresql:// (no other database is supported)")
    try:
        parts = conninfo.conninfo_to_dict(url)
    except ProgrammingError:
        raise ValidationError("is not an address that PostgreSQL understands") from None
    if not parts.get("dbname"):
        raise ValidationError("names no database")


def check_redis_url(url: str) -> None:
    """Refuses what is not the address of a Redis or Valkey server."""
    parts = urlsplit(url)
    if parts.scheme not in _REDIS_SCHEMES:
        raise ValidationError("must begin with redis://, rediss:// or unix://")
    if not (parts.path if parts.scheme == "unix" else parts.hostname):
        raise ValidationError("names no server")


def database_from_url(url: str) -> dict[str, Any]:
    """Gives Django's settings for the database at this address."""
    parts = conninfo.conninfo_to_dict(url)
    named: dict[str, Any] = {django: str(parts.pop(ours, "")) for ours, django in _DJANGO_NAMES.items()}
    return named | {
        "ENGINE": "django.db.backends.postgresql",
        "OPTIONS": parts,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def broker_from_url(url: str) -> str:
    """Gives Celery's address of the same Redis, which spells a unix socket in its own way."""
    parts = urlsplit(url)
    if parts.scheme != "unix":
        return url
    database = parse_qs(parts.query).get("db", ["0"])[0]
    return f"redis+socket://{quote(parts.path)}?virtual_host={database}"


def one_line(problem: Exception) -> str:
    """Says in one line which settings stop the start, never showing their values."""
    if not isinstance(problem, EnvValidationError):
        return f"Halfday cannot start: {problem}."
    faults = problem.error_messages
    listed = faults.items() if isinstance(faults, dict) else [("settings", faults)]
    said = "; ".join(f"{name}: {', '.join(map(str, messages))}" for name, messages in listed)
    return f"Halfday cannot start. {said.rstrip('.')}. See docs/operations.md."
