"""The country's log: how fast the tree grows behind the sequencer, and how fast it is audited.

A process of its own: `python -m scripts.bench.log [entries]`, on SQLite, or beside a cluster by
`python -m scripts.postgresql -m scripts.bench.log`. Entries are random bytes of a usual length.
"""

import hashlib
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from scripts.bench.processes import ROOT

Row = tuple[str, float, str, str]
ENTRIES, TABLED, LENGTH, RUN = 200_000, 100_000, 800, 500


def tabled() -> Iterator[Row]:
    """The self-audit for the table of `make bench`: beside a PostgreSQL of its own."""
    yield from told("scripts.postgresql", "-m", "scripts.bench.log", str(TABLED))


def told(*module: str) -> Iterator[Row]:
    """The rows a bench prints in a process of its own: what it makes of Django stays there."""
    command = [sys.executable, "-m", *module, "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    yield from (tuple(row) for row in map(json.loads, done.stdout.splitlines()))


def say(row: Row) -> None:
    """One row, for people or for `told`."""
    name, value, unit, bar = row
    said = f"{name:<64} {value:12,.2f} {unit:<3} {bar}"
    print(json.dumps(row) if "--json" in sys.argv else said, flush=True)


def rows(entries: int) -> Iterator[Row]:
    """Fill, grow, audit."""
    with tempfile.TemporaryDirectory() as name:
        set_up(Path(name))
        from django.db import connections

        from regulator.intake import sequencer
        from regulator.log import audit, tree

        fill(entries)
        began = time.perf_counter()
        while sequencer.place_batch():
            pass
        placed = time.perf_counter()
        while tree.grow():
            pass
        grown, spent = time.perf_counter(), time.process_time()
        assert not list(audit.differences())
        audited, spent = time.perf_counter(), time.process_time() - spent
        _hash(entries)
        bare = time.perf_counter() - audited
        connections.close_all()
    yield "log: places given by the sequencer", entries / (placed - began), "/s", ""
    yield "log: leaves into the tree", entries / (grown - placed), "/s", ""
    yield "log: self-audit, leaves", entries / (audited - grown), "/s", "≥ 200,000/s"
    yield "log: self-audit, by processor time here", entries / spent, "/s", ""
    yield "log: self-audit to bare hashing in memory", (audited - grown) / bare, "×", ""


def set_up(data: Path) -> None:
    """Django on an empty database of its own, in this folder or in the cluster."""
    os.environ["PISHKHAN_REGULATOR_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "regulator.settings"
    from tests.regulator_databases import own

    os.environ.update(own(data).environment())
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def fill(entries: int) -> None:
    """So many stored entries that wait for their places, in runs of RUN."""
    from regulator import clock, rows
    from regulator.intake.models import StoredEntry, Taken
    from regulator.intake.stored import leaf_of

    now = clock.now()
    for start in range(0, entries, RUN):
        tokens = [secrets.token_hex(LENGTH // 2) for _ in range(RUN)]
        rows.insert(
            StoredEntry(
                dev=f"{start // 100_000:016x}",
                seq=start + at,
                token=token.encode(),
                leaf=leaf_of(token),
                arrived_at=now,
                verdict="accepted",
            )
            for at, token in enumerate(tokens)
        )
        rows.insert([Taken(dev=f"{start // 100_000:016x}", first=start, last=start + RUN - 1)])


def _hash(entries: int) -> None:
    """A leaf and a node for each entry, with nothing around them."""
    token, two = b"\x00" + secrets.token_bytes(LENGTH), secrets.token_bytes(65)
    for _ in range(entries):
        hashlib.sha256(token).digest()
        hashlib.sha256(two).digest()


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()]
    for row in rows(numbers[0] if numbers else ENTRIES):
        say(row)
