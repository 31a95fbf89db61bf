"""Seals the histories: once a day the last link of every chain goes into a file outside the database."""

import os
from datetime import date
from pathlib import Path

from cases import seals
from cases.queries.heads import heads_of
from schools.models import Authority


def seal_histories(authority: Authority, *, on: date, folder: Path) -> Path:
    """Write the day's file, once; whoever holds it can show later that nothing before it was altered."""
    path = folder / authority.slug / f"{on.isoformat()}.txt"
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    with aside.open("w") as file:
        file.write(seals.written(heads_of(authority)))
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    return path
