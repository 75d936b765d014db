"""The supervision board over a year of a country of 200,000 entries, in processor time.

A process of its own: `python -m scripts.bench.board [offices]`, on SQLite, or beside a cluster by
`python -m scripts.postgresql -m scripts.bench.board`. The readings are drawn; the sums are counted
from them by the real functions, and the board is asked as the console asks.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

from scripts.bench.log import set_up

Row = tuple[str, float, str, str]
ENTRIES, DAYS, ASKED = 200_000, 365, 9
# Of a visit; the rest of its entries count as entries only.
TYPES = ("visit.opened", "request.registered", "payment.succeeded", "receipt.issued", "other")


def rows(offices: int) -> Iterator[Row]:
    """Count, then ask."""
    with tempfile.TemporaryDirectory() as name:
        set_up(Path(name))
        from django.db import connections

        from regulator.catalogue.releases import seed
        from regulator.supervision import queries, sums
        from regulator.supervision.within import within

        seed("bench")
        last = _fill(offices)
        began = time.process_time()
        sums.fill()
        counted = time.process_time() - began
        took = []
        for _ in range(ASKED):
            began = time.process_time()
            board = queries.board(within(last - timedelta(days=DAYS), last))
            took.append((time.process_time() - began) * 1000)
        assert board.country.entries == ENTRIES
        connections.close_all()
    yield "board: entries counted", ENTRIES / counted, "/s", ""
    yield "board: a year, first", took[0], "ms", "≤ 1,000 of processor time"
    yield "board: a year, median", sorted(took)[ASKED // 2], "ms", ""


def _fill(offices: int):  # type: ignore[no-untyped-def]
    """Readings of a year and, for each registration, its open case."""
    from regulator import clock
    from regulator.catalogue import shelf
    from regulator.intake.models import Case
    from regulator.offices.models import Office
    from regulator.oversight.models import Reading
    from regulator.rows import insert

    rng, now = Random(1), clock.now()
    provinces = sorted(shelf.current().provinces)
    services = sorted(shelf.current().services)
    codes = [f"{number:05}" for number in range(1, offices + 1)]
    insert(Office(code=c, name=c, province=provinces[int(c) % 31]) for c in codes)
    readings, cases, today = [], [], now.date()
    for n in range(ENTRIES):
        kind, office = TYPES[n % 5], codes[n // 5 % offices]
        at, leaf = now - timedelta(days=rng.randrange(DAYS)), f"{n:043}"
        known = {"n": n, "office": office, "dev": office, "seq": n, "leaf": leaf, "type": kind}
        ms = int(at.timestamp() * 1000)
        service = rng.choice(services) if kind == "request.registered" else 0
        readings.append(Reading(**known, at=ms, arrived=ms, day=at.date(), service=service))
        if service:
            told = {"leaf": leaf, "tid": f"{n:018}", "dev": office, "office_id": office}
            due = {"at": "2100-01-01T00:00:00.000Z" if n % 2 else "2020-01-01T00:00:00.000Z"}
            moments = {"registered_at": at, "changed_at": at}
            cases.append(Case(**told, service=service, due=due, state="received", **moments))
    for start in range(0, ENTRIES, 5000):
        insert(readings[start : start + 5000])
        insert(cases[start : start + 5000])
    return today


if __name__ == "__main__":
    for row in rows(int(sys.argv[1]) if sys.argv[1:] else 60):
        print(*row)
