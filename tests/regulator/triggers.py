"""Triggers in the tables of the regulator's database, whichever it is: faults, and shut tables."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_ON_SQLITE = "SELECT COUNT(DISTINCT tbl_name) FROM sqlite_master WHERE type = 'trigger'"
_ON_POSTGRESQL = "SELECT COUNT(DISTINCT tgrelid) FROM pg_trigger WHERE NOT tgisinternal"


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def shut_tables() -> int:
    """How many tables have a trigger."""
    with connection.cursor() as cursor:
        cursor.execute(_ON_SQLITE if connection.vendor == "sqlite" else _ON_POSTGRESQL)
        return int(cursor.fetchone()[0])


def drop(name: str, table: str) -> None:
    run(f"DROP TRIGGER {name}" + ("" if connection.vendor == "sqlite" else f" ON {table}"))


@contextmanager
def refusing(table: str, condition: str) -> Iterator[None]:
    """Within, an INSERT of such a row fails as on a full disk."""
    if connection.vendor == "sqlite":
        act = "BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        run(f"CREATE TRIGGER disk_full BEFORE INSERT ON {table} WHEN {condition} {act}")
    else:
        run(
            "CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'disk full'; END $$",
            f"CREATE TRIGGER disk_full BEFORE INSERT ON {table} FOR EACH ROW"
            f" WHEN ({condition}) EXECUTE FUNCTION disk_full()",
        )
    yield
    drop("disk_full", table)
