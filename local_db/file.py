"""Opening the desk file: SQLCipher with a raw key, PRAGMAs read back, migrations, two ways in.

`write()` is one BEGIN IMMEDIATE … COMMIT and belongs to the one writer thread; `read()` is a
snapshot on a connection of its own. Facts behind the PRAGMAs: design.md 5.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as sqlcipher

from app.domain.errors import ManagerCanFix, TimeCanFix
from app.domain.tide import Mark
from local_db.migrate import migrate, newest, version

PLAIN_HEADER = b"SQLite format 3\x00"
HEAD = "head"  # where a transaction leaves word of the entry it added last
_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "wal_autocheckpoint": 200,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "temp_store": 2,
    "busy_timeout": 5000,
}
# What the three connections of a desk keep for later is three times in memory. Pages in KiB: a look
# goes over more of them than an act.
_ACT_PAGES, _LOOK_PAGES, _STATEMENTS = 512, 1024, 24


class Database:
    """One open desk file. With `upgrade` an older one is brought to this program's schema;
    without, it is opened as it is, to be read and copied first."""

    def __init__(self, path: Path, raw_key: bytes, *, upgrade: bool = True) -> None:
        _check_header(path)
        _make_private(path)
        self.path = path
        # Told the newest entry after each COMMIT that added one; see app.wiring.tidemark.
        self.tell: Callable[[Mark], None] | None = None
        self._writer = _engine(path, raw_key, "BEGIN IMMEDIATE", _ACT_PAGES)
        self._reader = _engine(path, raw_key, "BEGIN", _LOOK_PAGES)
        if upgrade:
            self.upgrade()

    @property
    def behind(self) -> int | None:
        """The schema version of an older file; None when there is nothing to upgrade."""
        with self.read() as connection:
            found = version(connection)
        return found if 0 < found < newest() else None

    def upgrade(self) -> None:
        """All migrations the file lacks, or none."""
        try:
            with _sentences():
                migrate(self._writer)
        except DatabaseError as fault:
            raise ManagerCanFix("desk-file-upgrade", detail=str(fault.orig)) from fault

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction that may change things; it is durable when the block has ended."""
        with _sentences(), self._writer.begin() as connection:
            info = connection.info
            info.pop(HEAD, None)
            yield connection
        if (mark := info.pop(HEAD, None)) and self.tell:
            self.tell(mark)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent look; never waits for the writer."""
        with _sentences(), self._reader.begin() as connection:
            yield connection

    def checkpoint(self) -> bool:
        """Bring everything into the file and empty the WAL; False when a reader was in the way."""
        raw = self._writer.raw_connection()
        try:
            busy = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            raw.close()
        return not busy

    def close(self) -> None:
        """Give back every connection."""
        self._writer.dispose()
        self._reader.dispose()


def _engine(path: Path, raw_key: bytes, begin: str, pages: int) -> Engine:
    engine = create_engine(
        "sqlite://",
        creator=partial(_connect, path, raw_key.hex(), pages),
        poolclass=QueuePool,
        pool_size=2,
        hide_parameters=True,  # a bug's own words must not tell a citizen's
        module=sqlcipher,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _connect(path: Path, key: str, pages: int = _ACT_PAGES) -> Any:
    # 96 hex digits: 32 bytes of key and 16 of salt, so a file with a torn header still opens.
    connection = sqlcipher.connect(
        str(path), isolation_level=None, check_same_thread=False, cached_statements=_STATEMENTS
    )
    try:
        # The library writes to stderr of itself; refusals speak for us.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
        if not connection.execute("PRAGMA cipher_version").fetchone():
            raise ManagerCanFix("desk-file-no-cipher")
        for name, value in (_PRAGMAS | {"cache_size": -pages}).items():
            connection.execute(f"PRAGMA {name} = {value}")
            _read_back(connection, name, value)
    except sqlcipher.DatabaseError as wrong:
        connection.close()
        if "full" in str(wrong) or "disk I/O" in str(wrong) or "readonly" in str(wrong):
            raise ManagerCanFix("desk-file-unwritable", detail=str(wrong)) from wrong
        raise ManagerCanFix("desk-file-damaged", detail=str(wrong)) from wrong
    except BaseException:
        connection.close()
        raise
    return connection


def _read_back(connection: Any, name: str, value: object) -> None:
    got = connection.execute(f"PRAGMA {name}").fetchone()[0]
    if got != value:
        raise ManagerCanFix("desk-file-pragma", detail=f"{name}={got}")


def _make_private(path: Path) -> None:
    """The file and, after it, its WAL are for this user alone, whatever the umask."""
    if path.parent.is_dir():
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))


def _check_header(path: Path) -> None:
    if path.exists() and path.stat().st_size:
        with path.open("rb") as file:
            if file.read(16) == PLAIN_HEADER:
                raise ManagerCanFix("desk-file-plain")


@contextmanager
def _sentences() -> Iterator[None]:
    """Faults of the disk as refusals with a sentence; anything else stays the bug it is."""
    try:
        yield
    except OperationalError as fault:
        said = str(fault.orig)
        if "locked" in said or "busy" in said:
            raise TimeCanFix("desk-file-busy") from fault
        if "full" in said or "disk I/O" in said or "readonly" in said:
            raise ManagerCanFix("desk-file-unwritable", detail=said) from fault
        raise
    except DatabaseError as fault:
        if "malformed" in str(fault.orig) or "not a database" in str(fault.orig):
            raise ManagerCanFix("desk-file-damaged", detail=str(fault.orig)) from fault
        raise


def scalar(connection: Connection, statement: str, **values: Any) -> Any:
    """The one value of a one-row query written as text."""
    return connection.execute(text(statement), values).scalar_one()
