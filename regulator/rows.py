"""Rows in and out in so many words, where the speed of intake hangs on it.

Building a statement costs the ORM more than the database takes to answer it, and a row of
`bulk_create` five times what COPY takes. Keys, constraints and triggers count here as anywhere.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import AutoField, Model

Row = TypeVar("Row", bound=Model)
# COPY begins to pay above this many rows: it takes three turns where an INSERT takes one.
FEW = 12


def fetch(statement: str, *values: Any) -> list[Any]:
    """What a statement gives, as tuples. It is in PostgreSQL's words; SQLite is told its own."""
    with connection.cursor() as cursor:
        cursor.execute(*_spoken(statement, values))
        found: list[Any] = cursor.fetchall()
    return found


def read(model: type[Row], statement: str, *values: Any) -> list[Row]:
    """The same as objects; further columns become attributes."""
    return list(model._default_manager.raw(*_spoken(statement, values)))


def _spoken(statement: str, values: Sequence[Any]) -> tuple[str, list[Any]]:
    if connection.vendor == "postgresql":
        return statement, list(values)
    plain = [json.dumps(one) if isinstance(one, list) else one for one in values]
    return _for_sqlite(statement), plain


@cache
def _for_sqlite(statement: str) -> str:
    """A list is one value there too; and the transaction itself is the lock."""
    listed = statement.replace("= ANY(%s)", "IN (SELECT value FROM json_each(%s))")
    return re.sub(r" FOR (NO KEY )?UPDATE( OF \w+)?$", "", listed)


@contextmanager
def together(count: int) -> Iterator[None]:
    """Within, statements for so few rows go off without waiting for the last one's answer.

    What is wrong with one is raised by a later one, or at the end.
    """
    if connection.vendor != "postgresql" or count > FEW:
        yield
        return
    with connection.connection.pipeline():
        yield


def insert(rows: Iterable[Row], *, number: bool = False) -> list[Row]:
    """Insert rows, all of one model. `number`: they have their keys afterwards."""
    made = list(rows)
    if made and connection.vendor == "postgresql":
        if number and len(made) > FEW:
            _number(made)
        _write(made, numbered=number)
    elif made:
        type(made[0])._default_manager.bulk_create(made)
    return made


def update(rows: Sequence[Model], names: Sequence[str]) -> None:
    """Write those fields of rows that are there already."""
    if not rows:
        return
    meta = rows[0]._meta
    fields = [*(one for one in meta.concrete_fields if one.name in names), meta.pk]
    told = ", ".join(f'"{one.column}" = %s' for one in fields[:-1])
    # Names of our own tables and columns, never anything that was sent.
    statement = f'UPDATE "{meta.db_table}" SET {told} WHERE "{meta.pk.column}" = %s'  # noqa: S608
    plains = [_plain(one) for one in fields]
    with connection.cursor() as cursor:
        for row in rows:
            cursor.execute(statement, [plain(row) for plain in plains])


def _number(rows: Sequence[Model]) -> None:
    """Keys from the table's sequence, in the order of the rows."""
    meta = rows[0]._meta
    counted = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
    keys = fetch(counted, meta.db_table, meta.pk.column, len(rows))
    for row, (key,) in zip(rows, keys, strict=True):
        row.pk = key


def _write(rows: Sequence[Model], *, numbered: bool) -> None:
    meta = rows[0]._meta
    many, counted = len(rows) > FEW, isinstance(meta.pk, AutoField)
    left_out = counted and not (numbered and many)
    fields = [one for one in meta.concrete_fields if not (left_out and one.primary_key)]
    into = f'"{meta.db_table}" ({", ".join(_quoted(one) for one in fields)})'
    plains = [_plain(one) for one in fields]
    values = [[plain(row) for plain in plains] for row in rows]
    if many:
        _copy(into, values)
        return
    marks = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * len(rows))
    statement = f"INSERT INTO {into} VALUES {marks}"  # noqa: S608 - as above
    flat = [one for told in values for one in told]
    if counted and numbered:
        keys = fetch(f"{statement} RETURNING {_quoted(meta.pk)}", *flat)
        for row, (key,) in zip(rows, sorted(keys), strict=True):
            row.pk = key
    else:
        with connection.cursor() as cursor:
            cursor.execute(statement, flat)


def _copy(into: str, values: list[list[Any]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for told in values:
            copy.write_row(told)


def _quoted(field: Any) -> str:
    return f'"{field.column}"'


def _plain(field: Any) -> Callable[[Model], Any]:
    """A field's value as the database's driver takes it."""
    name, internal = field.attname, field.get_internal_type()
    if internal == "JSONField" or connection.vendor == "sqlite":
        return lambda row: field.get_db_prep_save(getattr(row, name), connection)
    return lambda row: getattr(row, name)
