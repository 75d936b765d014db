"""A desk as an older version left it, and what its file holds."""

from pathlib import Path

import app as program
from app.wiring import update_record
from app.wiring.backup_file import Source, sha256
from app.wiring.folder import DESK_FILE
from app.wiring.opened import reader_of
from local_db.file import Database
from local_db.migrate import newest
from tests.updates.publisher import PACKAGE


def entries(folder: Path, key: bytes) -> list[str]:
    db = Database(folder / DESK_FILE, key, upgrade=False)
    try:
        with db.read() as connection:
            return list(connection.exec_driver_sql("SELECT leaf FROM journal ORDER BY n").scalars())
    finally:
        db.close()


def updated(folder: Path, key: bytes) -> None:
    """What version 0.0.9 did before this version was installed over it."""
    db = Database(folder / DESK_FILE, key, upgrade=False)
    mine = program.__version__
    program.__version__ = "0.0.9"
    package = folder / "updates" / "files" / "debian-amd64-0.0.9.deb"
    package.parent.mkdir(parents=True)
    package.write_bytes(PACKAGE)

    def write(change: object) -> None:
        with db.write() as connection:
            change(connection)  # type: ignore[operator]

    try:
        source = Source(reader_of(db), folder, key)
        assert update_record.save(source, write, to=mine, package=(package, sha256(package)))
    finally:
        program.__version__ = mine
        db.close()


def of_older_schema(folder: Path, key: bytes) -> None:
    """As if that update had changed the file."""
    db = Database(folder / DESK_FILE, key, upgrade=False)
    with db.write() as connection:
        connection.exec_driver_sql(
            "UPDATE settings SET value = json_set(value, '$.schema', ?)"
            " WHERE name = 'before_update'",
            (newest() - 1,),
        )
    db.close()
