"""Rows in and out in so many words, where the speed of intake hangs on it.

Building a statement costs the ORM more than the database takes to answer it, and a row of
`bulk_create` five times what COPY takes. Keys, constraints and triggers count here as anywhere.
"""

import json
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import AutoField, Model

Row = TypeVar("Row", bound=Model)
Read = TypeVar("Read")
Plain = Callable[[Model], Any]
# COPY begins to pay above this many rows: it takes three turns, the others one.
FEW = 12


def fetch(statement: str, *values: Any) -> list[Any]:
    """What a statement gives, as tuples. It is in PostgreSQL's words; SQLite is told its own."""
    here = _here()
    with here.wrap_database_errors:
        cursor = _cursor(here)
        cursor.execute(*_spoken(here.vendor, statement, values))
        found: list[Any] = cursor.fetchall()
    return found


def fetch_anew(statement: str, *values: Any) -> list[Any]:
    """The same, planned for just these values: where what is asked differs widely, one plan for all
    of it is a bad one for most.
    """
    here = _here()
    if here.vendor != "postgresql":
        return fetch(statement, *values)
    with here.wrap_database_errors:
        cursor = here.connection.cursor()
        cursor.execute(statement, values, prepare=False)
        found: list[Any] = cursor.fetchall()
    return found


def fetch_bytes(statement: str, *values: Any) -> list[Any]:
    """The same where most of it is bytes: the usual way writes each of them as two digits."""
    here = _here()
    if here.vendor != "postgresql":
        return fetch(statement, *values)
    with here.wrap_database_errors, here.connection.cursor(binary=True) as cursor:
        cursor.execute(statement, values)
        found: list[Any] = cursor.fetchall()
    return found


def fetch_each(*asked: tuple[str, Sequence[Any]]) -> list[list[Any]]:
    """What each of several statements gives; none waits for the one before."""
    here = _here()
    with together(len(asked)):
        cursors = [_cursor(here) for _ in asked]
        for cursor, (statement, values) in zip(cursors, asked, strict=True):
            cursor.execute(*_spoken(here.vendor, statement, values))
        return [cursor.fetchall() for cursor in cursors]


def ahead(reads: Iterable[Callable[[], Read]]) -> Iterator[Read]:
    """What each of them reads, in their order; the database is at the next one while the caller is
    at the last. They have a connection of their own: nothing of a transaction is seen there.
    """
    with ThreadPoolExecutor(1) as reader:
        try:
            waiting: deque[Future[Read]] = deque()
            for one in reads:
                waiting.append(reader.submit(one))
                if len(waiting) > 1:
                    yield waiting.popleft().result()
            yield from (one.result() for one in waiting)
        finally:
            reader.submit(connections.close_all).result()


def read(model: type[Row], statement: str, *values: Any) -> list[Row]:
    """The same as objects; further columns become attributes."""
    return list(model._default_manager.raw(*_spoken(_here().vendor, statement, values)))


def _here() -> Any:
    """The connection, open; `django.db.connection` looks it up again at every mention."""
    here = connections[DEFAULT_DB_ALIAS]
    here.ensure_connection()
    return here


def _cursor(here: Any) -> Any:
    """The driver's own: what Django's adds to it costs as much again. SQLite's speaks no %s."""
    return here.connection.cursor() if here.vendor == "postgresql" else here.cursor()


def _spoken(vendor: str, statement: str, values: Sequence[Any]) -> tuple[str, Sequence[Any]]:
    if vendor == "postgresql":
        return statement, values
    plain = [json.dumps(one) if isinstance(one, list) else one for one in values]
    return _for_sqlite(statement), plain


@cache
def _for_sqlite(statement: str) -> str:
    """A list is one value there too; and the transaction itself is the lock."""
    listed = statement.replace("= ANY(%s)", "IN (SELECT value FROM json_each(%s))")
    return re.sub(r"( FOR (NO KEY )?(UPDATE|SHARE)( OF \w+)?)+$", "", listed)


@contextmanager
def together(count: int) -> Iterator[None]:
    """Within, statements for so few rows go off without waiting for the last one's answer.

    What is wrong with one is raised by a later one, or at the end.
    """
    here = _here()
    if here.vendor != "postgresql" or count > FEW:
        yield
        return
    with here.wrap_database_errors, here.connection.pipeline():
        yield


def insert(rows: Iterable[Row], *, number: bool = False) -> list[Row]:
    """Insert rows, all of one model. `number`: they have their keys afterwards."""
    made = list(rows)
    here = _here()
    if made and here.vendor == "postgresql":
        if number:
            _number(made)
        _write(here, made, numbered=number)
    elif made:
        type(made[0])._default_manager.bulk_create(made)
    return made


def update(rows: Sequence[Model], names: Sequence[str]) -> None:
    """Write those fields of rows that are there already."""
    if not rows:
        return
    here = _here()
    statement, plains = _updating(type(rows[0]), tuple(names), here.vendor)
    with here.cursor() as cursor:
        for row in rows:
            cursor.execute(statement, [plain(row) for plain in plains])


@cache
def _updating(model: type[Model], names: tuple[str, ...], vendor: str) -> tuple[str, list[Plain]]:
    meta = model._meta
    fields = [*(one for one in meta.concrete_fields if one.name in names), meta.pk]
    told = ", ".join(f"{_quoted(one)} = %s" for one in fields[:-1])
    # Names of our own tables and columns, never anything that was sent.
    statement = f'UPDATE "{meta.db_table}" SET {told} WHERE {_quoted(meta.pk)} = %s'  # noqa: S608
    return statement, [_plain(one, vendor) for one in fields]


def _number(rows: Sequence[Model]) -> None:
    """Keys from the table's sequence, in the order of the rows."""
    meta = rows[0]._meta
    counted = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
    keys = fetch(counted, meta.db_table, meta.pk.column, len(rows))
    for row, (key,) in zip(rows, keys, strict=True):
        row.pk = key


def _write(here: Any, rows: Sequence[Model], *, numbered: bool) -> None:
    into, marks, plains = _inserting(type(rows[0]), numbered)
    values = [[plain(row) for plain in plains] for row in rows]
    with here.wrap_database_errors:
        cursor = _cursor(here)
        # COPY needs turns of its own, which there are none of within `together`.
        if len(rows) <= FEW or here.connection.pgconn.pipeline_status:
            cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", values)  # noqa: S608
            return
        with cursor.copy(f"COPY {into} FROM STDIN") as copy:
            for told in values:
                copy.write_row(told)


@cache
def _inserting(model: type[Model], numbered: bool) -> tuple[str, str, list[Plain]]:
    """Table and columns, a mark for each, and what makes each of a row."""
    meta = model._meta
    fields = [one for one in meta.concrete_fields if numbered or not isinstance(one, AutoField)]
    into = f'"{meta.db_table}" ({", ".join(_quoted(one) for one in fields)})'
    return into, ", ".join(["%s"] * len(fields)), [_plain(one, "postgresql") for one in fields]


def _quoted(field: Any) -> str:
    return f'"{field.column}"'


def _plain(field: Any, vendor: str) -> Plain:
    """A field's value as the database's driver takes it."""
    name, internal = field.attname, field.get_internal_type()
    if internal == "JSONField" or vendor == "sqlite":
        return lambda row: field.get_db_prep_save(getattr(row, name), connections[DEFAULT_DB_ALIAS])
    return attrgetter(name)
