"""Years of an office in bulk: the rows of facts that the use-cases would have written, made without
them, and the proof that they are the same.
"""

import tempfile
from collections import Counter as Serials
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.domain import tracking
from app.domain.jalali import tehran_day, tehran_time

ENTRIES = 6  # of one citizen: comes, asks, swipe begun, swipe ended, receipt, leaves
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Counter:
    """Where a citizen is served: the desk, who works there in which shift, and what is asked."""

    source: int
    desk: int
    operator: str
    shift: str
    service: int
    amount: int
    account: str
    payee: str
    share: str = "agency"
    office: str = "00000"


@dataclass(frozen=True, slots=True)
class Citizen:
    """One who came: the sequence number of the first entry, the request's serial, from when and how
    long."""

    seq: int
    serial: int
    came: datetime
    served: int

    def rows(self, at: Counter) -> Iterator[Row]:
        """The facts of the six entries, in their order."""
        day, hour = tehran_day(self.came), tehran_time(self.came).hour
        tid = tracking.compose(office=at.office, ep=at.desk, day=day, serial=self.serial)
        left = self.came + timedelta(seconds=self.served)
        who = (at.desk, at.operator, at.shift)
        paid = ("terminal", at.account, at.payee, "90000001", "", tid)
        plain = ("", "", "", "", "", tid)
        nobody = (None, "", "", "", "", "", None)
        money = (1, at.amount, hour, *who)
        yield (at.source, self.seq, 0, day, "visits", 1, 0, hour, *who, *nobody)
        asked = (at.service, "self", *plain[1:])
        yield (at.source, self.seq + 1, 0, day, "registered", *money, *asked)
        swipe = (at.source, self.seq + 3)
        yield (*swipe, 0, day, "payments_succeeded", *money, None, *paid)
        line = (at.service, "", "", "", "", at.share, tid)
        yield (*swipe, 1, day, "collected", *money, *line)
        yield (at.source, self.seq + 4, 0, day, "receipts", *money, at.service, *plain)
        end = (tehran_day(left), "served", 1, self.served, tehran_time(left).hour)
        yield (at.source, self.seq + 5, 0, *end, *who, *nobody)


def written(desk: Any, citizens: int) -> tuple[list[Row], list[Row]]:
    """(what the use-cases of a real desk file wrote, what is made here) for that many citizens."""
    from tests.desk import test_shifts

    serve: Any = test_shifts.serve
    (first,) = desk.rows("SELECT max(seq) + 1 FROM journal")[0]
    made: list[Row] = []
    done = serve(desk, 10**9)  # shows what the service costs and whose account it is
    with desk.here.db.write() as connection:
        _leave(desk, connection)
    at = _counter(desk, done)
    first += ENTRIES
    serials = Serials([tehran_day(desk.clock.wall)])
    for n in range(citizens):
        desk.clock.go(minutes=7)
        came, served = desk.clock.wall + timedelta(milliseconds=1), 60 + n % 600
        serve(desk, n + 1)
        desk.clock.go(seconds=served)
        with desk.here.db.write() as connection:
            _leave(desk, connection)
        day = tehran_day(came)
        serials.update([day])
        made += Citizen(first + ENTRIES * n, serials[day], came, served).rows(at)
    found = desk.rows(f"SELECT * FROM facts WHERE seq >= {first} ORDER BY source, seq, part")
    return found, made


def _leave(desk: Any, connection: Any) -> None:
    """The citizen whose visit is open goes."""
    from app.desk.here import Act, record

    (visit,) = connection.exec_driver_sql(
        "SELECT visit FROM visits WHERE closed_at IS NULL ORDER BY opened_at DESC LIMIT 1"
    ).one()
    record(connection, desk.here, desk.clock(), Act("visit.closed", {"visit": visit}, op="2"))


def _counter(desk: Any, done: Any) -> Counter:
    line = desk.rows("SELECT account, payee FROM payments LIMIT 1")[0]
    service = desk.serving.catalogue.by_key("birth_cert_replace").number
    return Counter(1, desk.here.desk, "2", desk.serving.shift, service, done.fee.total, *line)


def check(citizens: int = 1_000) -> None:
    """The proof, over a desk file of its own; raises where one byte differs."""
    from tests.desk.conftest import make_here, open_for_business
    from tests.ui.bundled import bundled_catalogue

    with tempfile.TemporaryDirectory() as folder:
        desk = open_for_business(make_here(Path(folder)), bundled_catalogue())
        found, made = written(desk, citizens)
        desk.here.db.close()
    if repr(found).encode() != repr(made).encode():
        wrong = next(pair for pair in zip(found, made, strict=True) if pair[0] != pair[1])
        raise RuntimeError(f"the bench makes other facts than the desk: {wrong}")
