"""Copies of the desk file: whole, encrypted under a key of their own choosing, and closed."""

from pathlib import Path
from typing import Any

from local_db.file import Database, _connect, _sentences


def copy_to(db: Database, key: bytes, path: Path, *, raw_key: bytes) -> None:
    """Write everything the file holds now to a new file under another (or the same) raw key.

    `key` is the file's own. One read transaction: what is committed meanwhile is not in the copy.
    """
    with _sentences():
        connection: Any = _connect(db.path, key.hex())
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            connection.execute(f"ATTACH ? AS copy KEY \"x'{raw_key.hex()}'\"", (str(path),))
            connection.execute("BEGIN")
            connection.execute("SELECT sqlcipher_export('copy')")
            connection.execute(f"PRAGMA copy.user_version = {version}")
            connection.execute("COMMIT")
            connection.execute("DETACH copy")
        finally:
            connection.close()


def integrity(db: Database) -> str:
    """`ok`, or what SQLite and the cipher find wrong with the pages."""
    with db.read() as connection:
        torn = connection.exec_driver_sql("PRAGMA cipher_integrity_check").all()
        said = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
    return str(torn[0][0]) if torn else str(said)
