"""The regulator's database in tests: a SQLite file, or a database of the cluster at hand.

`PISHKHAN_TEST_PG` names the socket's folder of a cluster (`python -m scripts.postgresql` starts
one). Either way: filled once, kept as a template, and each test begins with a copy of that.
"""

import os
import secrets
import shutil
from pathlib import Path
from typing import Protocol

CLUSTER = os.environ.get("PISHKHAN_TEST_PG", "")


class Kept(Protocol):
    """A database that can be taken back to what it was when `keep` was called with that label."""

    def environment(self) -> dict[str, str]:
        """What the regulator's settings must be told to use it."""

    def keep(self, label: str = "kept") -> None:
        """Remember it as it is; nobody is connected."""

    def restore(self, label: str = "kept") -> None:
        """As it was then; nobody is connected."""


class SqliteFile:
    """The file in the data folder, as copied."""

    def __init__(self, data: Path) -> None:
        self.file = data / "regulator.sqlite3"

    def environment(self) -> dict[str, str]:
        return {}

    def keep(self, label: str = "kept") -> None:
        # Its last connection, closing, brought the log into the file.
        shutil.copy(self.file, self.file.with_name(f"{label}.sqlite3"))

    def restore(self, label: str = "kept") -> None:
        for ending in ("", "-wal", "-shm"):
            Path(f"{self.file}{ending}").unlink(missing_ok=True)
        shutil.copy(self.file.with_name(f"{label}.sqlite3"), self.file)


class ClusterDatabase:
    """A database of the cluster with a name of its own; it goes when the cluster goes."""

    def __init__(self) -> None:
        self.name = f"t{os.getpid()}_{secrets.token_hex(4)}"
        self._run(f"CREATE DATABASE {self.name}")

    def environment(self) -> dict[str, str]:
        told = {"NAME": self.name, "USER": "postgres", "HOST": CLUSTER}
        return {f"PISHKHAN_REGULATOR_PG_{key}": value for key, value in told.items()}

    def keep(self, label: str = "kept") -> None:
        self._run(f"ALTER DATABASE {self.name} RENAME TO {self.name}_{label}")

    def restore(self, label: str = "kept") -> None:
        self._run(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")
        self._run(f"CREATE DATABASE {self.name} TEMPLATE {self.name}_{label} STRATEGY FILE_COPY")

    def _run(self, statement: str) -> None:
        import psycopg

        where = {"host": CLUSTER, "user": "postgres", "dbname": "postgres"}
        with psycopg.connect(**where, autocommit=True) as connection:
            connection.execute(statement.encode("ascii"))


def own(data: Path) -> Kept:
    """A database for the regulator with that data folder."""
    return ClusterDatabase() if CLUSTER else SqliteFile(data)
