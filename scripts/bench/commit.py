"""What a durable registration costs beyond a bare SQLCipher transaction that writes its rows.

Both are timed in turn, so a slow disk slows both. And what is owed after half a million answers.
"""

import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

import resources
from app.domain.catalogue import catalogue_from_items
from local_db import journal
from local_db.file import Database
from tests.desk.conftest import Desk, make_here, open_for_business

Row = tuple[str, float, str, str]
ROUNDS, ANSWERED = 400, 500_000
KEY = b"k" * 48
WRITTEN = {
    "journal": "SELECT * FROM journal WHERE n = (SELECT max(n) FROM journal)",
    "bodies": "SELECT * FROM bodies WHERE n = (SELECT max(n) FROM journal)",
    "outbox": "SELECT * FROM outbox WHERE n = (SELECT max(n) FROM journal)",
    "requests": "SELECT * FROM requests WHERE tid = (SELECT max(tid) FROM requests)",
    "fee_lines": "SELECT * FROM fee_lines WHERE tid = (SELECT max(tid) FROM requests)",
    "request_people": "SELECT * FROM request_people WHERE tid = (SELECT max(tid) FROM requests)",
    "request_words (rowid, n, words)": "SELECT rowid, n, words FROM request_words"
    " WHERE rowid = (SELECT max(n) FROM requests)",
    "facts": "SELECT * FROM facts WHERE seq = (SELECT max(seq) FROM journal)",
}


class Timed(Database):
    """A desk file that notes how long each write transaction took, BEGIN to durable."""

    took: float = 0.0

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """As ever, with a stopwatch."""
        started = time.perf_counter()
        with super().write() as connection:
            yield connection
        self.took = (time.perf_counter() - started) * 1000


def rows() -> Iterator[Row]:
    """Commit against bare commit, then the outbox."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _commit(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        yield "owed after 500,000 answers", _owed(Path(folder)), "ms", "≤ 10 ms"


def _commit(folder: Path) -> Iterator[Row]:
    catalogue = catalogue_from_items(resources.catalogue_items())
    here = make_here(folder)
    here.db.close()
    db = Timed(folder / "timed.db", KEY)
    desk = open_for_business(replace(here, db=db), catalogue)
    bare = _Bare(folder / "bare.db")
    ours, theirs = [], []
    for number in range(ROUNDS + 50):
        desk.register(desk.visit())
        took, again = db.took, bare.write(desk)
        if number >= 50:
            ours.append(took)
            theirs.append(again)
    bare.close()
    db.close()
    more = [_at(ours, part) - _at(theirs, part) for part in (0.5, 0.99)]
    yield "bare transaction with the same rows, p50", _at(theirs, 0.5), "ms", ""
    yield "registration: transaction, p50", _at(ours, 0.5), "ms", ""
    yield "… more than bare, p50", more[0], "ms", "≤ 2 ms"
    yield "… more than bare, p99", more[1], "ms", "≤ 5 ms"


class _Bare:
    """The same schema, written with nothing in between."""

    def __init__(self, path: Path) -> None:
        self._db = Database(path, KEY)
        self._raw = self._db._writer.raw_connection()

    def write(self, desk: Desk) -> float:
        """Milliseconds to write the newest registration's rows again, prepared beforehand."""
        prepared = [(table, desk.rows(query)) for table, query in WRITTEN.items()]
        driver: Any = self._raw.driver_connection
        started = time.perf_counter()
        driver.execute("BEGIN IMMEDIATE")
        for table, found in prepared:
            if found:
                marks = ", ".join("?" * len(found[0]))
                driver.executemany(f"INSERT INTO {table} VALUES ({marks})", found)
        driver.execute("COMMIT")
        return (time.perf_counter() - started) * 1000

    def close(self) -> None:
        """Give the file back."""
        self._raw.close()
        self._db.close()


def _owed(folder: Path) -> float:
    """Median milliseconds to ask what is owed behind half a million answered entries."""
    catalogue = catalogue_from_items(resources.catalogue_items())
    desk = open_for_business(make_here(folder), catalogue)
    with desk.here.db.write() as connection:
        connection.exec_driver_sql("DELETE FROM outbox")
        connection.exec_driver_sql(
            "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < ?)"
            " INSERT INTO journal (dev, seq, leaf, type, tid, at, entry) SELECT 'old', i,"
            " hex(randomblob(22)), 'request.registered', NULL, '', hex(randomblob(400)) FROM c",
            (ANSWERED,),
        )
    for _ in range(10):
        desk.register()
    taken = []
    for _ in range(50):
        started = time.perf_counter()
        with desk.here.db.read() as connection:
            found = journal.owed(connection, desk.here.dev, limit=500, room=900_000)
        taken.append((time.perf_counter() - started) * 1000)
    desk.here.db.close()
    if found is None or len(found.entries) != 20:
        raise RuntimeError("the outbox was not what the bench made")
    return statistics.median(taken)


def _at(values: list[float], part: float) -> float:
    return sorted(values)[int(len(values) * part)]
