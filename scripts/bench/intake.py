"""What the regulator takes in: entries a second over HTTP, fully verified, with the load beside it.

200 devices in 100 offices send visits signed beforehand; PostgreSQL is durable, gunicorn and the
sequencer run as in life. Beside it: SQLite, and the bare COPY of the same bytes.
"""

import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from socket import create_connection
from urllib.parse import urlsplit

from scripts.bench import processors
from scripts.bench.intake_desks import Sent, offices, prepared
from scripts.postgresql import cluster

Row = tuple[str, float, str, str]
Work = list[list[Sent]]
DESKS, SECONDS = 200, float(os.environ.get("PISHKHAN_BENCH_SECONDS", "8"))
BARS = {6: "≥ 1000/s", 200: "≥ 2500/s"}
# Segments on their way at the same moment: as many as two cores answer within the bar of 150 ms.
CALLERS = {6: 6, 200: 2}


def rows() -> Iterator[Row]:
    """PostgreSQL with its ratio to COPY, then SQLite."""
    with cluster() as socket:
        told = {"NAME": "postgres", "USER": "postgres", "HOST": str(socket)}
        environment = {f"PISHKHAN_REGULATOR_PG_{key}": value for key, value in told.items()}
        yield from _measured("PostgreSQL", environment, socket)
    yield from _measured("SQLite", {}, None)


def _measured(name: str, environment: dict[str, str], socket: Path | None) -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="pk-bench-") as folder:
        told = {**os.environ, **environment}
        keys = offices(Path(folder), told, DESKS)
        with _served(Path(folder), told) as url:
            for size, wanted in BARS.items():
                per_desk = max(1, round(SECONDS * _expected(size) / size / DESKS))
                sent = prepared(url, keys, size, per_desk)
                bar = wanted if socket else ""  # SQLite's figure only stands beside it
                rate, *others = _one_size(name, size, bar, url=url, sent=sent, roots=_roots(socket))
                yield from (rate, *others)
                if socket:
                    copied = _copied(socket, sent)
                    yield "  bare COPY of the same bytes", copied, "/s", ""
                    yield "  COPY is faster than intake by", copied / rate[1], "×", ""


def _one_size(
    name: str, size: int, bar: str, *, url: str, sent: Work, roots: list[int]
) -> Iterator[Row]:
    before = processors.seconds(*roots)
    rate, times = _pushed(url, sent, CALLERS[size])
    spent = processors.seconds(*roots) - before
    entries = sum(one.entries for desk in sent for one in desk)
    yield f"intake, {name}, segments of {size}", rate, "/s", bar
    p99 = statistics.quantiles(times, n=100)[98] * 1000
    yield f"  p99 of its answers, {CALLERS[size]} at once", p99, "ms", "≤ 150 ms" if bar else ""
    yield "  processor time of all parts, an entry", spent / entries * 1e6, "µs", ""


def _roots(socket: Path | None) -> list[int]:
    """The load with the web processes and the sequencer it started, and the database."""
    own = [os.getpid()]
    return [*own, int((socket / "data/postmaster.pid").read_text().split()[0])] if socket else own


def _expected(size: int) -> int:
    return 1200 if size < 100 else 3000


@contextmanager
def _served(folder: Path, told: dict[str, str]) -> Iterator[str]:
    command = [sys.executable, "-m", "regulator", "serve", "--data", str(folder)]
    process = subprocess.Popen(command, env=told, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield json.loads(process.stdout.readline())["url"]
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()
        process.stdout.close()


def _pushed(url: str, sent: Work, callers: int) -> tuple[float, list[float]]:
    """Entries a second and the time of each answer: a desk sends its next after its last."""
    shares = [sent[start::callers] for start in range(callers)]
    started = time.perf_counter()
    with ThreadPoolExecutor(callers) as pool:
        times = [
            one for share in pool.map(lambda share: _call(url, share), shares) for one in share
        ]
    passed = time.perf_counter() - started
    return sum(one.entries for desk in sent for one in desk) / passed, times


def _call(url: str, desks: list[list[Sent]]) -> list[float]:
    """The time of each answer."""
    host = urlsplit(url)
    times = []
    for turn in zip(*desks, strict=True):
        for one in turn:
            began = time.perf_counter()
            told = _answer((str(host.hostname), host.port or 80), one.request)
            times.append(time.perf_counter() - began)
            if not told.startswith(b"HTTP/1.1 200 "):
                raise SystemExit(f"refused: {told[:600]!r}")
    return times


def _answer(place: tuple[str, int], request: bytes) -> bytes:
    with create_connection(place) as line:
        line.sendall(request)
        parts = []
        while part := line.recv(65536):
            parts.append(part)
    return b"".join(parts)


def _copied(socket: Path, sent: Work) -> float:
    """Entries a second of a COPY of the same entries and bodies into a table without an index."""
    import psycopg

    lines = [line for desk in sent for one in desk for line in one.lines]
    with psycopg.connect(host=str(socket), user="postgres", dbname="postgres") as connection:
        connection.execute("CREATE TEMP TABLE bare (token bytea, body bytea)")
        connection.execute("TRUNCATE bare")
        started = time.perf_counter()
        with connection.cursor().copy("COPY bare FROM STDIN") as copy:
            for line in lines:
                copy.write_row(line)
        connection.commit()
        passed = time.perf_counter() - started
        connection.execute("DROP TABLE bare")
    return len(lines) / passed


if __name__ == "__main__":
    for name, value, unit, bar in rows():
        print(f"{name:52}{value:10.1f} {unit:4}{bar}", flush=True)
