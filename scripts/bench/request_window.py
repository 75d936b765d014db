"""A key in the search of the window to the painted list, among 250,000 requests of one desk file.

The whole way: the key's event, the worker's search and first page, the rows in words, the paint.
"""

import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from scripts.bench.processes import run_python

Row = tuple[str, float, str, str]
ROUNDS = 12


def rows() -> Iterator[Row]:
    """In a process of its own, so that no other bench's windows are in the way."""
    said = run_python("from scripts.bench.request_window import main; main()")
    median, p95, deaf = (float(part) for part in said.split()[-3:])
    yield "request search: a key to its painted list, median", median, "ms", ""
    yield "request search: the same, p95", p95, "ms", "≤ 50 ms"
    yield "request search: the key alone, the caret free again, p95", deaf, "ms", "≤ 16 ms"


def main() -> None:
    """Print median and p95 of a key to its list, and p95 of the key alone."""
    from local_db.file import Database
    from scripts.bench.requests import fill
    from ui import start

    sys.setswitchinterval(0.001)
    app = start.build_app()
    with tempfile.TemporaryDirectory(prefix="pishkhan-bench-") as folder:
        db = Database(Path(folder) / "desk.db", b"k" * 48)
        chance = random.Random(14050830)
        people = fill(db, chance)
        box, tasks = searching(db)
        box.view.resize(1200, 640)
        box.view.show()
        whole, alone = [], []
        for _ in range(ROUNDS):
            tid, person, name = people[chance.randrange(len(people))]
            for words in (tid[:12], person, name, f"{name.split()[0]} {name.split()[-1][:2]}"):
                box.view.field.clear()
                for letter in words:
                    first, last = key(app, box, tasks, letter)
                    alone.append(first)
                    whole.append(last)
        tasks.finish(db.close)
    whole.sort()
    alone.sort()
    print(whole[len(whole) // 2], whole[int(len(whole) * 0.95)], alone[int(len(alone) * 0.95)])


def searching(db):  # type: ignore[no-untyped-def]
    """The window's own search over that file, with nothing else of the window."""
    from dataclasses import fields
    from datetime import UTC, datetime
    from types import SimpleNamespace

    from local_db import finding
    from ui.counter_functions import FindFunctions
    from ui.searchbox import SearchBox
    from ui.tasks import Tasks

    def find(wanted):  # type: ignore[no-untyped-def]
        with db.read() as connection:
            return finding.find(connection, wanted)

    def page(places):  # type: ignore[no-untyped-def]
        with db.read() as connection:
            return finding.page(connection, places)

    rest = {one.name: None for one in fields(FindFunctions)} | {"find": find, "page": page}
    tasks, now = Tasks(), datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
    return SearchBox(SimpleNamespace(now=lambda: now), FindFunctions(**rest), tasks), tasks


def key(app, box, tasks, letter: str) -> tuple[float, float]:  # type: ignore[no-untyped-def]
    """Milliseconds until the key is in the field, and until its list is painted."""
    from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, Qt
    from PySide6.QtGui import QKeyEvent

    clock = QElapsedTimer()
    clock.start()
    none = Qt.KeyboardModifier.NoModifier
    app.sendEvent(box.view.field, QKeyEvent(QEvent.Type.KeyPress, 0, none, letter))
    first = clock.nsecsElapsed() / 1e6
    while tasks.running:
        # As the window waits: a loop that spins would hold the worker up.
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    app.processEvents()
    return first, clock.nsecsElapsed() / 1e6


if __name__ == "__main__":
    for name, value, unit, bar in rows():
        print(f"{name:<60} {value:9.2f} {unit:<3} {bar}", flush=True)
