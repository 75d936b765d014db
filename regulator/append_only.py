"""Tables that only grow: triggers refuse UPDATE and DELETE in the database itself."""

from typing import Any

from django.db import migrations


def append_only(*tables: str) -> migrations.RunPython:
    """A migration step that shuts those tables for all but INSERT, on SQLite and PostgreSQL.

    To be repeated after a column was added: SQLite makes the table anew, without its triggers.
    """

    def shut(_apps: Any, editor: Any) -> None:
        make = _sqlite if editor.connection.vendor == "sqlite" else _postgresql
        for table in tables:
            for statement in make(table):
                editor.execute(statement)

    return migrations.RunPython(shut, migrations.RunPython.noop)


def _sqlite(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
        for verb in ("UPDATE", "DELETE")
    ]


def _postgresql(table: str) -> list[str]:
    # The class of integrity errors, as on SQLite: the program cannot tell them apart.
    refuse = f"RAISE EXCEPTION '{table} only grows' USING ERRCODE = '23000'"
    function = (
        f"CREATE OR REPLACE FUNCTION {table}_shut() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {refuse}; END $$"
    )
    each = (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT"))
    return [function] + [
        f"CREATE OR REPLACE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON {table} "
        f"FOR EACH {level} EXECUTE FUNCTION {table}_shut()"
        for verb, level in each
    ]
