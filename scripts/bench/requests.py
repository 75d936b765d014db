"""Search among 250,000 requests of one desk file: every way of looking, p95, and a page of rows.

The file is real (cipher, triggers, indexes); its rows are inserted in bulk, as a hundred thousand
signed entries more would tell nothing about search. `PISHKHAN_BENCH_REQUESTS` sets another size.
"""

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import text

from app.domain import tracking
from app.domain.finding import Wanted
from app.domain.text import fold
from local_db import finding
from local_db.file import Database

Row = tuple[str, float, str, str]
COUNT = int(os.environ.get("PISHKHAN_BENCH_REQUESTS", "250000"))
BATCH, TIMES = 10_000, 200
FIRST = (
    *("مریم", "زهرا", "فاطمه", "رضا", "علی", "حسین", "محمد", "امیر", "سارا", "نرگس", "مهدی"),
    *("پریسا", "کاوه", "بهرام", "شیرین", "لیلا"),
)
LAST = (
    *("احمدی", "رضایی", "کریمی", "موسوی", "حسینی", "محمدی", "نمونه", "جعفری", "صادقی", "رستمی"),
    *("قاسمی", "یزدانی", "تهرانی"),
)
STATES = ("received", "in_progress", "ready", "delivered", "referred")


def rows() -> Iterator[Row]:
    """Figures of the search."""
    with tempfile.TemporaryDirectory(prefix="pishkhan-bench-") as folder:
        db = Database(Path(folder) / "desk.db", b"k" * 48)
        chance = random.Random(14050830)
        started = time.perf_counter()
        people = fill(db, chance)
        yield f"requests: {COUNT:,} rows inserted in bulk", time.perf_counter() - started, "s", ""
        for name, make in ways(chance, people):
            yield f"requests: {name}, p95", p95(db, make), "ms", "≤ 50 ms"
        yield "requests: a page of 200 rows, p95", page_p95(db, chance), "ms", ""
        yield "requests: file, a request", db.path.stat().st_size / COUNT, "B", ""
        db.close()


def fill(db: Database, chance: random.Random) -> list[tuple[str, str, str]]:
    """Insert the requests; returns (tracking ID, national ID, name) of each."""
    people = [
        (tid(n), f"{chance.randrange(10**10):010}", f"{chance.choice(FIRST)} {last(chance)}")
        for n in range(COUNT)
    ]
    for start in range(0, COUNT, BATCH):
        with db.write() as connection:
            for statement, row in STATEMENTS:
                found = [row(n, *people[n]) for n in range(start, min(start + BATCH, COUNT))]
                connection.execute(text(statement), found)
    with db.write() as connection:
        told = [
            {"tid": one[0], "state": chance.choice(STATES)} for one in people[: COUNT * 9 // 10]
        ]
        connection.execute(text("INSERT INTO statuses VALUES (:tid, :state, '2026')"), told)
    return people


def last(chance: random.Random) -> str:
    """A family name: a common one, or one of many rare ones."""
    name = chance.choice(LAST)
    return (
        name
        if chance.random() < 0.5
        else f"{name} {chance.choice(FIRST)}پور{chance.randrange(300)}"
    )


def tid(n: int) -> str:
    """Two hundred requests a day."""
    return tracking.compose(office="00000", ep=1, day=1 + n // 200, serial=1 + n % 200)


def at(n: int) -> str:
    """The moment of the n-th request."""
    return f"{2018 + n // 30_000:04}-{1 + n // 2_500 % 12:02}-{1 + n // 90 % 28:02}T08:00:00.000Z"


STATEMENTS: tuple[tuple[str, Callable[[int, str, str, str], dict[str, object]]], ...] = (
    (
        "INSERT INTO journal (dev, seq, leaf, type, tid, at, entry)"
        " VALUES ('d', :n, :leaf, 'request.registered', :tid, :at, '')",
        lambda n, number, _id, _name: {"n": n, "leaf": f"leaf{n}", "tid": number, "at": at(n)},
    ),
    (
        "INSERT INTO requests (tid, leaf, visit, service, service_title, applicant, state, total,"
        " v_code, due_at, due_on, at, operator, shift, state_leaf, body_leaf, n) VALUES (:tid,"
        " :leaf, :visit, :service, 'نمونه', :name, 'receipted', 500000, '12345', '2026',"
        " '1405/01/01', :at, '2', NULL, :leaf, :leaf, :place)",
        lambda n, number, _id, name: {
            "tid": number,
            "leaf": f"leaf{n}",
            "visit": f"v{n}",
            "service": 100 + n % 60,
            "name": name,
            "at": at(n),
            "place": n + 1,
        },
    ),
    (
        "INSERT INTO request_people VALUES (:tid, 'applicant', :id)",
        lambda _n, number, person, _name: {"tid": number, "id": person},
    ),
    (
        "INSERT INTO request_words (rowid, n, words) VALUES (:n, :n, :words)",
        lambda n, _number, _id, name: {"n": n + 1, "words": fold(name)},
    ),
    (
        "INSERT INTO request_codes VALUES (:tid, 'agency', 'نمونه', :code, :code, '2026')",
        lambda n, number, _id, _name: {"tid": number, "code": f"SA{n * 7919 % 10**7:07}"},
    ),
)


def ways(
    chance: random.Random, people: list[tuple[str, str, str]]
) -> Iterator[tuple[str, Callable[[], Wanted]]]:
    """Each way of looking, as a maker of questions."""

    def one() -> tuple[str, str, str]:
        return people[chance.randrange(COUNT)]

    yield "nothing typed: the newest", Wanted
    yield "tracking ID", lambda: Wanted(tracking.spoken(one()[0]))
    yield "first nine digits of one", lambda: Wanted(one()[0][:9])
    yield "national ID", lambda: Wanted(one()[1])
    yield "agency's code", lambda: Wanted(f"sa-{chance.randrange(10**7):07}")
    yield "whole name", lambda: Wanted(one()[2])
    yield "two letters", lambda: Wanted(one()[2][:2])
    yield "first name and two letters", lambda: Wanted(" ".join(first_and_two(one()[2])))
    yield "common name of one state", lambda: Wanted(chance.choice(FIRST), state="ready")
    yield "one state", lambda: Wanted(state=chance.choice((*STATES, "receipted", "voided")))
    yield "one service", lambda: Wanted(service=100 + chance.randrange(60))
    yield "a month", lambda: Wanted(since="2023-05-01", until="2023-06-01")
    yield "a name in a year", lambda: Wanted(chance.choice(LAST), since="2023-01-01", until="2024")
    yield "a name nobody has", lambda: Wanted("ژاله ناکجا")


def first_and_two(name: str) -> tuple[str, str]:
    """A first name, and how a family name begins."""
    first, family = name.split(" ")[:2]
    return first, family[:2]


def p95(db: Database, make: Callable[[], Wanted]) -> float:
    """Milliseconds of a search and its first page, as the window asks them."""
    taken = []
    for _ in range(TIMES):
        wanted = make()
        started = time.perf_counter()
        with db.read() as connection:
            found = finding.find(connection, wanted)
            finding.page(connection, found.places[:40])
        taken.append(time.perf_counter() - started)
    return sorted(taken)[int(TIMES * 0.95)] * 1000


def page_p95(db: Database, chance: random.Random) -> float:
    """Milliseconds of a page of 200, anywhere in the list."""
    taken = []
    for _ in range(TIMES):
        first = chance.randrange(1, COUNT - finding.PAGE)
        started = time.perf_counter()
        with db.read() as connection:
            finding.page(connection, range(first, first + finding.PAGE))
        taken.append(time.perf_counter() - started)
    return sorted(taken)[int(TIMES * 0.95)] * 1000


if __name__ == "__main__":
    for name, value, unit, bar in rows():
        print(f"{name:<52} {value:9.2f} {unit:<3} {bar}", flush=True)
