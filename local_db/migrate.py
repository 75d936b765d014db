"""Numbered migrations, forward only: `migrations/NNNN_name.sql`, counted in `PRAGMA user_version`.

Each runs in one transaction with its number: a power cut leaves the file at the one or the other.
"""

from importlib.resources import files

from sqlalchemy import Connection, Engine

from app.domain.errors import ManagerCanFix


def steps() -> list[tuple[int, str]]:
    """(number, SQL) of every migration, in order."""
    folder = files(__package__).joinpath("migrations")
    found = sorted((item for item in folder.iterdir() if item.name.endswith(".sql")), key=str)
    return [(int(item.name[:4]), item.read_text(encoding="utf-8")) for item in found]


def migrate(engine: Engine) -> None:
    """Bring a file to this program's version; a file from a newer program is refused unchanged."""
    known = steps()
    with engine.begin() as connection:
        version = _version(connection)
        if version > known[-1][0]:
            raise ManagerCanFix("desk-file-newer", version=version, known=known[-1][0])
        for number, script in known:
            if number > version:
                _run(connection, script)
                connection.exec_driver_sql(f"PRAGMA user_version = {number}")


def _version(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


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
