"""How web, worker and beat are started."""

import os
from pathlib import Path

_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - asked about, never written


def programs(port: str) -> dict[str, list[str]]:
    """What Python is given to run each of them."""
    return {
        "web": [
            *("-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread"),
            *("--workers", "2", "--threads", "4", "--graceful-timeout", "5", "--no-control-socket"),
        ],
        "worker": worker(),
        "beat": ["-m", "celery", "--app", "celery_app", "--quiet", "beat", "--pidfile", "", "--loglevel", "WARNING"],
    }


def worker() -> list[str]:
    """What Python is given to run a worker."""
    # Processes share locks through shared memory; where a user may not write there, threads serve as well.
    pool = "prefork" if os.access(_SHARED_MEMORY, os.W_OK) or not _SHARED_MEMORY.exists() else "threads"
    return [
        *("-m", "celery", "--app", "celery_app", "--quiet", "worker", "--pool", pool, "--concurrency", "2"),
        *("--without-gossip", "--without-mingle", "--loglevel", "INFO"),
    ]
