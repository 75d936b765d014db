"""Numbered migrations, forward only: `migrations/NNNN_name.sql`, counted in `PRAGMA user_version`.

All that a file lacks runs in one transaction with its number, and the rows that follow from entries
are made again in it: a power cut leaves the file at the one version or the other, whole.
"""

from functools import cache
from importlib.resources import files

from sqlalchemy import Connection, Engine

from app.domain.errors import ManagerCanFix
from app.domain.text import persian_digits
from local_db.rebuild import rebuild


def steps() -> list[tuple[int, str]]:
    """(number, SQL) of every migration, in order."""
    folder = files(__package__).joinpath("migrations")
    found = sorted((item for item in folder.iterdir() if item.name.endswith(".sql")), key=str)
    return [(int(item.name[:4]), item.read_text(encoding="utf-8")) for item in found]


def version(connection: Connection) -> int:
    """The schema version of a file, 0 for an empty one; a newer program's file is refused."""
    found = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if found > newest():
        raise ManagerCanFix(
            "desk-file-newer", version=persian_digits(found), known=persian_digits(newest())
        )
    return found


@cache
def newest() -> int:
    """The schema version of this program."""
    return steps()[-1][0]


def migrate(engine: Engine) -> None:
    """Bring a file to this program's version."""
    with engine.begin() as connection:
        begun = version(connection)
        for number, script in steps():
            if number > begun:
                _run(connection, script)
                connection.exec_driver_sql(f"PRAGMA user_version = {number}")
        if 0 < begun < newest():
            # A new table or column follows from entries that are here already.
            rebuild(connection)


def _run(connection: Connection, script: str) -> None:
    # One statement at a time: executescript() would commit before it begins.
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line.split("--")[0] if line.lstrip().startswith("--") else line
        if statement.rstrip().endswith(";") and _whole(statement):
            connection.exec_driver_sql(statement)
            statement = ""


def _whole(statement: str) -> bool:
    from sqlcipher3.dbapi2 import complete_statement

    return bool(complete_statement(statement))
