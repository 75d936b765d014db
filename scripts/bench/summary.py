"""What the manager's page costs: the summary of a day and of a year over a busy office's years.

Two years of facts are inserted in bulk, after it is shown that they are byte for byte what the
use-cases write for 1,000 citizens; the sums follow in the file itself, as in life. Of the eight
years before only the sums are copied: the page of a day reads nothing else of them.
"""

import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Connection

from app.domain.jalali import date_in_tehran, date_of_day
from app.domain.periods import Period
from local_db import day_queries
from local_db.file import Database
from scripts.bench.busy_years import ENTRIES, Citizen, Counter, check

Row = tuple[str, float, str, str]
KEY = b"k" * 48
LAST = 2_071  # 1405/08/30
DAYS_A_YEAR, A_DAY = 300, 333  # working days, requests: 100,000 a year on three desks


def rows() -> Iterator[Row]:
    """A day and a year of two years; a day of ten years against a day of one."""
    check()
    with tempfile.TemporaryDirectory() as folder:
        took: dict[int, float] = {}
        db = Database(Path(folder) / "years.db", KEY)
        done = 0
        for years in (1, 2, 10):
            with db.write() as connection:
                if years < 10:
                    _fill(connection, done, years)
                else:
                    _copy_sums(connection)
            done = years
            took[years] = _day(db)
            if years == 2:
                yield "summary of a day, 200,000 requests", took[2], "ms", "≤ 100 ms"
                yield "summary of a year, 200,000 requests", _year(db), "ms", "≤ 1,000 ms"
                with db.write() as connection:
                    connection.exec_driver_sql(
                        "INSERT INTO elsewhere_totals SELECT * FROM day_totals"
                    )
                yield "… with as much of other desks", _year(db, office=True), "ms", "≤ 1,000 ms"
        yield "summary of a day at 10 years", took[10], "ms", ""
        yield "… against 1 year", took[10] / took[1], "×", "≤ 1.2 ×"
        db.close()


def _fill(connection: Connection, done: int, years: int) -> None:
    """Further back by whole years, so that the days measured stay the same."""
    for desk in (1, 2, 3):
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO fact_sources VALUES (?, ?, ?)", (desk, f"{desk:016}", desk)
        )
    first, last = LAST - years * 365 + 1, LAST - done * 365
    for day in range(first, last + 1):
        if (day - LAST) % 365 < 365 - DAYS_A_YEAR:
            continue
        facts = list(_facts(day))
        marks = ", ".join("?" * 18)
        connection.exec_driver_sql(f"INSERT INTO facts VALUES ({marks})", facts)


def _copy_sums(connection: Connection) -> None:
    for years in range(2, 10, 2):
        connection.exec_driver_sql(
            "INSERT INTO day_totals SELECT day - ?, dim, kind, key, n, amount, most"
            " FROM day_totals WHERE day > ?",
            (365 * years, LAST - 730),
        )


def _facts(day: int) -> Iterator[tuple[object, ...]]:
    """A day's citizens at three desks, each with entries and serials of its own."""
    opens = date_in_tehran(date_of_day(day), hour=8)
    for n in range(A_DAY):
        desk, turn = n % 3 + 1, n // 3
        account = ("a" * 26, "civil_registry")
        shift = f"{day:016}{desk:016}"
        at = Counter(desk, desk, str(n % 5 + 2), shift, 101 + n % 60, 500_000, *account)
        came = opens + timedelta(minutes=4 * turn)
        seq = (day * A_DAY + turn) * ENTRIES + 1
        yield from Citizen(seq, turn + 1, came, 60 + n % 600).rows(at)


def _day(db: Database) -> float:
    return _median(db, [Period("day", day, day) for day in range(LAST - 20, LAST - 5)])


def _year(db: Database, *, office: bool = False) -> float:
    return _median(db, [Period.of("year", LAST)] * 7, office=office)


def _median(db: Database, periods: list[Period], *, office: bool = False) -> float:
    """Median milliseconds, the first look left out."""
    now = date_in_tehran(date_of_day(LAST)) + timedelta(hours=12)
    taken = []
    for period in periods:
        started = time.perf_counter()
        with db.read() as connection:
            found = day_queries.summary(connection, period, now, office=office)
        taken.append((time.perf_counter() - started) * 1000)
        if not found.total("registered").n:
            raise RuntimeError("the bench filled other days than it asks for")
    return statistics.median(taken[1:])
