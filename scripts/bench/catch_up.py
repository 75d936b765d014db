"""A desk catching up: entries a second to a regulator on the same two cores, and whether the window
stutters meanwhile.

The regulator is a process of its own (SQLite, or PostgreSQL where PISHKHAN_TEST_PG names a
cluster); the desk syncs on a worker thread as the loop does, while the event loop is watched.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.bench.first_sync import _watched

Row = tuple[str, float, str, str]
PASSPHRASE, PASSWORD = "a passphrase of the bench", "a password of bench"
REQUESTS = 1_500


def rows() -> Iterator[Row]:
    """Serve offline, then one round with everything."""
    from app.wiring.enrolment import Newcomer, make_desk
    from local_db import journal

    with tempfile.TemporaryDirectory() as name, _regulator(Path(name) / "regulator") as told:
        folder = Path(name) / "desk"
        folder.mkdir()
        make_desk(folder, Newcomer(told["url"], told["code"], PASSPHRASE, {"2": PASSWORD}))
        desk = _worked(folder)
        with desk.here.db.read() as connection:
            owed = journal.owed_count(connection)
        seconds, gaps = _watched(desk.sync)
        with desk.here.db.read() as connection:
            left = journal.owed_count(connection)
        desk.close()
    gaps.sort()
    yield f"catch-up of one desk ({owed} entries)", (owed - left) / seconds, "/s", "≥ 1,000/s"
    yield f"  event loop gap, p99 ({len(gaps)} looks)", gaps[int(len(gaps) * 0.99)], "ms", "≤ 16 ms"
    yield "  event loop gap, longest", gaps[-1], "ms", "≤ 50 ms"


def _worked(folder: Path):  # type: ignore[no-untyped-def]
    """The desk after a long time without a line."""
    from app.desk import people, shifts
    from app.desk.proofs import Typed, prove
    from app.desk.visits import Serving
    from app.keys import passwords
    from app.wiring import clock
    from app.wiring.opened import open_desk
    from tests.sync.conftest import Office
    from tests.sync.fortnight import serve

    desk = open_desk(folder, PASSPHRASE)
    typed = Typed("password", lambda kept: passwords.fits(kept, PASSWORD))
    people.sign_in(desk.here, clock.moment(), prove(desk.here, clock.moment(), "2", typed))
    shift = shifts.open_shift(desk.here, clock.moment(), "2")
    serving = Serving("2", shift, desk.load_catalogue(), desk.release, desk.lease.last_day)
    office = Office(desk, None, serving)  # type: ignore[arg-type]
    for number in range(REQUESTS):
        serve(office, number)
    return desk


@contextmanager
def _regulator(data: Path) -> Iterator[dict[str, str]]:
    arguments = [sys.executable, "-m", "regulator", "demo", "--data", str(data)]
    server = subprocess.Popen(
        [*arguments, "--stop-with-stdin"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    assert server.stdin is not None
    try:
        yield json.loads(server.stdout.readline())
    finally:
        server.stdin.close()
        server.wait(timeout=30)
        server.stdout.close()


if __name__ == "__main__":
    began = time.perf_counter()
    for name, value, unit, bar in rows():
        print(f"{name:<46} {value:9.2f} {unit:<3} {bar}", flush=True)
    print(f"({time.perf_counter() - began:.0f} s)")
