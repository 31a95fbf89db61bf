"""Many rows at once: new ones by COPY with their numbers allotted first, changed ones by one UPDATE."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


def allot_ids(model: type[models.Model], number: int) -> list[int]:
    """Take so many new primary keys of a table."""
    if not number:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, number],
        )
        return [row[0] for row in cursor.fetchall()]


def insert_rows(model: type[models.Model], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows of field names and values; fields that a row leaves out have their default."""
    if not rows:
        return
    fields = [field for field in model._meta.concrete_fields if field.name != "id" or "id" in rows[0]]
    defaults = {field.attname: field.get_default() for field in fields}
    _copy(
        model._meta.db_table,
        [str(field.column) for field in fields],
        ([_plain(row.get(field.attname, defaults[field.attname])) for field in fields] for row in rows),
    )


def update_rows(model: type[models.Model], rows: Sequence[dict[str, Any]]) -> None:
    """Update rows that each name their id and the fields that change."""
    by_fields: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        by_fields.setdefault(tuple(sorted(name for name in row if name != "id")), []).append(row)
    for names, some in by_fields.items():
        _update(model, names, some)


def _update(model: type[models.Model], names: tuple[str, ...], rows: Sequence[dict[str, Any]]) -> None:
    of_name = {field.attname: str(field.column) for field in model._meta.concrete_fields}
    columns = [of_name[name] for name in names]
    table = model._meta.db_table
    listed = ", ".join(f'"{column}"' for column in ["id", *columns])
    sets = ", ".join(f'"{column}" = changed."{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE changed AS SELECT {listed} FROM {table} WITH NO DATA")  # noqa: S608
        _copy("changed", ["id", *columns], ([row["id"], *(_plain(row[name]) for name in names)] for row in rows))
        cursor.execute(f"UPDATE {table} SET {sets} FROM changed WHERE {table}.id = changed.id")  # noqa: S608
        cursor.execute("DROP TABLE changed")


def _copy(table: str, columns: Iterable[str], rows: Iterable[Sequence[Any]]) -> None:
    listed = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({listed}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _plain(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, dict | list) else value
