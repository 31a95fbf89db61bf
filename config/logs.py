"""Log records as JSON lines, without what a database error quotes from a row."""

import logging
import re

import structlog

# PostgreSQL repeats the offending row in these lines, and a row holds a family's names.
_QUOTED_ROW = re.compile(r"^(DETAIL|CONTEXT):.*$", re.MULTILINE)


def drop_quoted_rows(
    _logger: logging.Logger | None, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Removes the lines in which PostgreSQL repeats a row."""
    for key in ("event", "exception"):
        if isinstance(text := event.get(key), str):
            event[key] = _QUOTED_ROW.sub(r"\1: withheld", text)
    return event


_SHARED: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def json_formatter() -> logging.Formatter:
    """Formats a record of ours or of a library as one JSON line."""
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_SHARED,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            drop_quoted_rows,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
