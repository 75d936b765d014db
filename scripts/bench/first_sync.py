"""The first sync of a country-sized catalogue: how long it takes, and whether the window stutters.

10,000 services and 50,000 tariff rows are imported by the regulator's own commands first (about a
minute), so this is not in the table of `make bench`: run `python -m scripts.bench.first_sync`.
"""

import itertools
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

Row = tuple[str, float, str, str]
PASSPHRASE = "a passphrase of the bench"


def rows() -> Iterator[Row]:
    """Enrol and sync, load the catalogue, sync again; gaps of the event loop meanwhile."""
    from app.wiring.enrolment import Newcomer, make_desk
    from app.wiring.opened import open_desk

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        told, server = _regulator(folder)
        try:
            (folder / "desk").mkdir()
            newcomer = Newcomer(told["url"], told["code"], PASSPHRASE, {"2": "password of bench"})
            yield from _timed("first sync", "≤ 15 s", lambda: make_desk(folder / "desk", newcomer))
            desk = open_desk(folder / "desk", PASSPHRASE)
            yield from _timed("catalogue of 10,084 services loaded", "", desk.load_catalogue)
            yield from _timed("sync again, nothing new", "", desk.sync)
            desk.close()
        finally:
            server.stdin.close()  # type: ignore[union-attr]
            server.wait(timeout=30)


def _regulator(folder: Path) -> tuple[dict[str, str], "subprocess.Popen[str]"]:
    """A regulator that imported a country's catalogue, as a process of its own."""
    from scripts.bench.regulator import _services, _tariffs

    data = str(folder / "regulator")
    (folder / "services.yaml").write_bytes(_services())
    (folder / "tariffs.csv").write_bytes(_tariffs())
    for command in (
        ("seed",),
        ("import-services", str(folder / "services.yaml")),
        ("import-tariffs", str(folder / "tariffs.csv")),
        ("publish",),
    ):
        arguments = [sys.executable, "-m", "regulator", command[0], "--data", data, *command[1:]]
        subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)
    arguments = [sys.executable, "-m", "regulator", "demo", "--data", data, "--stop-with-stdin"]
    server = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    return json.loads(server.stdout.readline()), server


def _timed(name: str, bar: str, job: Callable[[], object]) -> Iterator[Row]:
    """The job on a worker while this thread's event loop is watched."""
    seconds, gaps = _watched(job)
    gaps.sort()
    yield name, seconds, "s", bar
    yield f"  event loop gap, p99 ({len(gaps)} looks)", gaps[int(len(gaps) * 0.99)], "ms", "≤ 16 ms"
    yield "  event loop gap, longest", gaps[-1], "ms", "≤ 50 ms"


def _watched(job: Callable[[], object]) -> tuple[float, list[float]]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    from ui.start import build_app

    build_app()
    loop, looks = QEventLoop(), [time.perf_counter()]
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: looks.append(time.perf_counter()))
    took: list[float] = []

    def work() -> None:
        started = time.perf_counter()
        job()
        took.append(time.perf_counter() - started)

    worker = threading.Thread(target=work)
    watch = QTimer()
    watch.timeout.connect(lambda: None if worker.is_alive() else loop.quit())
    timer.start(1)
    watch.start(50)
    worker.start()
    loop.exec()
    worker.join()
    timer.stop()
    pairs = itertools.pairwise(looks)
    return took[0], [(later - earlier) * 1000 for earlier, later in pairs]


if __name__ == "__main__":
    for name, value, unit, bar in rows():
        print(f"{name:<46} {value:9.2f} {unit:<3} {bar}", flush=True)
