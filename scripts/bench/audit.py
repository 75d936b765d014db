"""The auditor's lists: filter and page over a country's entries on PostgreSQL.

`python -m scripts.bench.audit [rows]` starts a cluster of its own; 1,000,000 rows unless told. Rows
are drawn in the database, the queries are those of the API below HTTP, and beside them stands the
bare page by primary key. No query is shared out to workers: what the server works for it is
its one process's processor time.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from scripts.bench.log import say, set_up, told
from scripts.postgresql import FOUND, cluster

Row = tuple[str, float, str, str]
ROWS, OFFICES, DAYS, ROUNDS = 1_000_000, 5000, 365, 6
BAR = "≤ 150 ms"
# Offices differ in size by the square of the draw; what is late is late by up to a fortnight.
_LINES = """
    INSERT INTO auditing_line
    SELECT n, substr(translate(encode(sha256(n::text::bytea), 'base64'), '+/=', '-_'), 1, 43),
      lpad(to_hex(office * 3 + desk), 16, '0'), 1, n / {offices} + 1, lpad(office::text, 5, '0'),
      desk, (1 + floor(random() * 6))::text,
      (ARRAY['request.registered', 'payment.started', 'payment.succeeded', 'receipt.issued',
        'receipt.printed', 'visit.opened', 'visit.closed', 'operator.login', 'heartbeat'])
        [1 + floor(random() * 9)::int],
      1764115200000 + (n::float8 / {rows} * {days} * 86400000)::bigint - late,
      1764115200000 + (n::float8 / {rows} * {days} * 86400000)::bigint,
      DATE '2025-11-26' + ((n::float8 / {rows} * {days}) - late / 86400000.0)::int,
      lpad(n::text, 18, '0'), 101 + floor(random() * 70)::int, '',
      (random() ^ 4 * 50000000)::bigint, '', md5(n::text), md5((office * 3 + desk)::text),
      CASE WHEN n %% 5000 = 0 THEN 'quarantined' ELSE 'accepted' END, ''
    FROM (SELECT n, 1 + floor(random() ^ 2 * {offices})::int AS office,
        1 + floor(random() * 3)::int AS desk, (random() ^ 12 * 14 * 86400000)::bigint AS late
      FROM generate_series(0, {rows} - 1) n OFFSET 0) drawn"""
_REST = (
    "UPDATE auditing_line SET type = 'receipt.reprinted' WHERE n %% 2000 = 7",
    "INSERT INTO auditing_dayspan SELECT day, MIN(n), MAX(n) FROM auditing_line GROUP BY day",
    "INSERT INTO oversight_finding (office_id, dev, seq, leaf, reason, facts, at, state, assigned,"
    " question, outcome, referred) SELECT office, dev, seq, leaf, CASE WHEN n %% 3000 = 0 THEN"
    " 'gap' ELSE 'fee-differs' END, '{}', now(), 'open', '', '', '', false"
    " FROM auditing_line WHERE n %% 300 = 0",
    "ANALYZE auditing_line",
    "ANALYZE oversight_finding",
)
_INDEXES = """
    SELECT indexname, indexdef FROM pg_indexes
    WHERE tablename = 'auditing_line' AND indexname LIKE 'lines%'"""
_BARE = "SELECT * FROM auditing_line WHERE n < %s ORDER BY n DESC LIMIT 200"


def tabled() -> Iterator[Row]:
    """A million rows for the table of `make bench`."""
    yield from told("scripts.bench.audit", str(ROWS))


def rows(count: int = ROWS) -> Iterator[Row]:
    """p50 and p95 of pages and of counts, and their ratio to the bare page."""
    with (
        cluster("max_parallel_workers_per_gather=0") as socket,
        tempfile.TemporaryDirectory(prefix="pk-bench-") as name,
    ):
        os.environ[FOUND] = str(socket)
        set_up(Path(name))
        began = time.perf_counter()
        _fill(count)
        yield f"audit: {count:,} rows drawn and indexed", time.perf_counter() - began, "s", ""
        yield from _measured(count)
        from django.db import connections

        connections.close_all()


def _measured(count: int) -> Iterator[Row]:
    from regulator.auditing import listing
    from regulator.rows import fetch

    rng, server = random.Random(7), Server()
    bare = [server.timed(lambda: fetch(_BARE, rng.randrange(count))) for _ in range(60)]
    pages: dict[str, list[Cost]] = {}
    counts: dict[str, list[Cost]] = {}
    for name, filter_, sight in (one for _ in range(ROUNDS) for one in _mix(rng, count)):
        pages.setdefault(name, []).extend(_paged(server, filter_, sight))
        counted = server.timed(lambda: listing.count(filter_, sight))  # noqa: B023
        counts.setdefault(name, []).append(counted)
    for what, found, bar in (("page", pages, BAR), ("count", counts, "")):
        every = [one for costs in found.values() for one in costs]
        slow = max(found, key=lambda name: statistics.median(one.busy for one in found[name]))
        yield f"audit: filter and {what}, p50", _part(every, 0.5, "wall"), "ms", ""
        yield f"audit: filter and {what}, p95", _part(every, 0.95, "wall"), "ms", bar
        yield "  processor time of the server, p95", _part(every, 0.95, "busy"), "ms", ""
        yield f"  dearest, p50 of that: {slow}", _part(found[slow], 0.5, "busy"), "ms", ""
        ratio = _part(every, 0.95, "busy") / _part(bare, 0.5, "busy")
        yield "  p95 to the bare page by key (p50), by that", ratio, "×", ""
    yield "  the bare page of 200 rows by key, p50", _part(bare, 0.5, "wall"), "ms", ""


class Cost(NamedTuple):
    """Milliseconds one question took here, and those the server worked for it."""

    wall: float
    busy: float


class Server:
    """Our connection's own process of the database: what it worked, whatever else runs here."""

    def __init__(self) -> None:
        from regulator.rows import fetch

        [(number,)] = fetch("SELECT pg_backend_pid()")
        self.worked = Path(f"/proc/{number}/schedstat")

    def timed(self, act: Callable[[], object]) -> Cost:
        """What that cost."""
        began, before = time.perf_counter(), self._busy()
        act()
        return Cost((time.perf_counter() - began) * 1000, self._busy() - before)

    def _busy(self) -> float:
        return int(self.worked.read_text().split()[0]) / 1e6


def _part(costs: list[Cost], part: float, which: str) -> float:
    found = sorted(getattr(one, which) for one in costs)
    return float(found[int(len(found) * part)])


def _paged(server: Server, filter_: Any, sight: Any) -> list[Cost]:
    """The first page, two further down, one back: as a list is scrolled."""
    from regulator.auditing import listing

    costs: list[Cost] = []
    seen: list[Any] = []

    def turn(after: int | None = None, before: int | None = None) -> None:
        seen.append(listing.page(filter_, sight, after=after, before=before))

    for _ in range(3):
        costs.append(server.timed(lambda: turn(after=seen[-1].last if seen else None)))
        if seen[-1].last is None:
            return costs
    costs.append(server.timed(lambda: turn(before=seen[-1].first)))
    return costs


def _mix(rng: random.Random, count: int) -> Iterator[tuple[str, Any, Any]]:
    """What auditors ask, by an account of the country, of a province and of some services."""
    from app.domain.audit import RIGHTS
    from regulator.auditing.sight import Sight, codes_in

    rights = RIGHTS["auditor"]
    seen = {
        "country": Sight("auditor", rights, None, None),
        "province": Sight("auditor", rights, codes_in([str(rng.randrange(31))]), None),
        "services": Sight("auditor", rights, None, frozenset(rng.sample(range(101, 171), 5))),
    }
    for (name, filter_), (who, sight) in product(_asked(rng, count).items(), seen.items()):
        yield f"{name}, {who}", filter_, sight


def _asked(rng: random.Random, count: int) -> dict[str, Any]:
    from app.domain.audit import Filter

    office = f"{1 + int(rng.random() ** 2 * OFFICES):05}"
    some = [f"{rng.randrange(1, OFFICES):05}" for _ in range(20)]
    place = rng.randrange(count)
    day = _day(rng.randrange(DAYS))
    return {
        "all": Filter(),
        "an office": Filter(offices=(office,)),
        "twenty offices": Filter(offices=tuple(some)),
        "a province": Filter(provinces=(str(rng.randrange(31)),)),
        "an office's desk and operator": Filter(offices=(office,), desk=2, operator="3"),
        "a device": Filter(dev=f"{int(office) * 3 + 1:016x}"),
        "a rare type": Filter(types=("receipt.reprinted",)),
        "a service": Filter(services=(rng.randrange(101, 171),)),
        "a day": Filter(since=day, until=day),
        "a past half year": Filter(until=_day(DAYS // 2)),
        "an office in a past month": Filter(offices=(office,), since=_day(60), until=_day(90)),
        "large amounts": Filter(amount_from=49_000_000),
        "amounts of a day by type": Filter(
            types=("receipt.issued",), since=day, until=day, amount_from=20_000_000
        ),
        "a common rule": Filter(rules=("fee-differs",)),
        "a rare rule": Filter(rules=("gap",)),
        "quarantined": Filter(verdicts=("quarantined",)),
        "a tracking ID": Filter(text=f"{place:018}"),
        "an operator as text": Filter(text="4"),
        "a title as text": Filter(text="شناسنامه"),
        "nothing fits": Filter(offices=(office,), types=("db.restored",)),
        "an unknown operator": Filter(operator="77"),
    }


def _day(number: int) -> str:
    from datetime import date, timedelta

    return (date(2025, 11, 26) + timedelta(days=number)).isoformat()


def _fill(count: int) -> None:
    from django.db import connection

    from regulator.catalogue.releases import seed
    from regulator.offices.models import Office

    seed("bench")
    Office.objects.bulk_create(
        Office(code=f"{one:05}", name=f"{one:05}", province=str(one % 31))
        for one in range(OFFICES + 2)
    )
    drawn = _LINES.format(rows=count, offices=OFFICES, days=DAYS)
    with connection.cursor() as cursor:
        # Indexes are made of the whole at once.
        cursor.execute(_INDEXES)
        made = cursor.fetchall()
        gone = [f"DROP INDEX {name}" for name, _ in made]
        again = [definition for _, definition in made]
        for statement in ("SELECT setseed(0.5)", *gone, drawn, *again, *_REST):
            cursor.execute(statement.replace("%%", "%"))


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()]
    for row in rows(numbers[0] if numbers else ROWS):
        say(row)
