"""Power cuts: after every call of recorded desk work, files as the disk may then have left them.

A state is lost when an entry that was promised is missing or differs, unopenable when the file
does not open with its key. `python -m scripts.bench.faults.powercut` prints the figures.
"""

import multiprocessing
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.keys import sealed_files
from app.wiring.documents import FOLDER as DOCUMENTS
from local_db import file
from scripts.bench.faults import worker
from scripts.bench.faults.disk import Disk
from scripts.bench.faults.record import Call, record

MOODS = ("kept", "dropped", "mixed", "mixed", "mixed", "mixed")
ACTS = 240


@dataclass(frozen=True, slots=True)
class Way:
    """How the desk worked: the true way, or a wrong one the bench must catch."""

    name: str
    synchronous: int = 2
    size: int = 48
    unsynced: bool = False


TRUE = Way("as it is")
WRONG = (
    Way("synchronous=NORMAL", synchronous=1),
    Way("salt left out of the key", size=32),
    Way("folder of papers not synced", unsynced=True),
)


@dataclass
class Tally:
    """States tried, and what was wrong with them."""

    states: int = 0
    lost: int = 0
    unopenable: int = 0
    broken: int = 0

    def add(self, other: "Tally") -> None:
        """Count together."""
        self.states += other.states
        self.lost += other.lost
        self.unopenable += other.unopenable
        self.broken += other.broken


@dataclass(frozen=True, slots=True)
class Work:
    """A recorded shift: files before, calls, and every entry in its order."""

    way: Way
    before: dict[str, bytes]
    calls: list[Call]
    leaves: list[str]


def recorded(way: Way, folder: Path, acts: int = ACTS) -> Work:
    """Let a desk work under watch."""
    desk = folder / "desk"
    desk.mkdir()
    worker.make(desk, way.size)
    before = {path.name: path.read_bytes() for path in desk.iterdir()}
    how = {"synchronous": way.synchronous, "size": way.size, "unsynced": way.unsynced}
    calls = record(desk, acts, **how)
    leaves = [leaf for _, leaf in _journal(desk, way.size)]
    shutil.rmtree(desk)
    return Work(way, before, calls, leaves)


def replay(work: Work, seed: int, *, every: int = 1, share: int = 0, of: int = 1) -> Tally:
    """Cut the power after each `every`-th call, in every mood; this process's share of them."""
    disk, tally = Disk({name: bytearray(data) for name, data in work.before.items()}), Tally()
    disk.promised = 0
    with tempfile.TemporaryDirectory(dir=_fast()) as folder:
        for place, call in enumerate(work.calls):
            disk.do(call)
            if place % every or (place // every) % of != share:
                continue
            chance = random.Random(seed * 1_000_003 + place)
            for mood in MOODS:
                files = dict(disk.cut(chance, mood))
                _look(Path(folder), files, disk.promised, work=work, tally=tally)
    return tally


def _look(
    folder: Path, files: dict[str, bytes], promised: int, *, work: Work, tally: Tally
) -> None:
    for left in [path for path in folder.rglob("*") if path.is_file()]:
        left.unlink()
    (folder / DOCUMENTS).mkdir(exist_ok=True)
    for name, data in files.items():
        if not name.endswith("-shm"):  # an index in memory, made anew at each first opening
            (folder / name).write_bytes(data)
    tally.states += 1
    try:
        found = list(_journal(folder, work.way.size))
    except Exception:  # noqa: BLE001 - whatever it is, the desk did not open
        tally.unopenable += 1
        return
    leaves = [leaf for _, leaf in found]
    tally.lost += len(leaves) < promised or not _papers_whole(folder, work.way.size)
    tally.broken += leaves != work.leaves[: len(leaves)]


def _journal(folder: Path, size: int) -> Iterator[tuple[int, str]]:
    """(seq, leaf) of the file, once its pages and its rows were found whole."""
    connection: Any = file._connect(folder / "desk.db", worker.key(size).hex())
    try:
        (said,) = connection.execute("PRAGMA quick_check").fetchone()
        rows = connection.execute("SELECT seq, leaf FROM journal ORDER BY n").fetchall()
        (held,) = connection.execute("SELECT count(*) FROM bodies").fetchone()
        if said != "ok" or held != len(rows):
            raise RuntimeError(said)
        yield from rows
    finally:
        connection.close()


def _papers_whole(folder: Path, size: int) -> bool:
    """Whether every paper the file has a key for lies there and opens with it."""
    connection: Any = file._connect(folder / "desk.db", worker.key(size).hex())
    try:
        kept = connection.execute("SELECT hash, key FROM documents").fetchall()
    finally:
        connection.close()
    return all(_opens(folder / DOCUMENTS / name, name, key) for name, key in kept)


def _opens(path: Path, name: str, key: bytes) -> bool:
    return path.exists() and sealed_files.unseal(path.read_bytes(), name, key) is not None


def _fast() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def measure(way: Way, *, every: int, seed: int = 14050830, acts: int = ACTS) -> Tally:
    """Record one shift and replay it on every processor."""
    with tempfile.TemporaryDirectory(dir=_fast()) as folder:
        work = recorded(way, Path(folder), acts)
    total, of = Tally(), multiprocessing.cpu_count()
    with multiprocessing.Pool(of) as pool:
        shares = [
            pool.apply_async(replay, (work, seed), {"every": every, "share": share, "of": of})
            for share in range(of)
        ]
        for share in shares:
            total.add(share.get())
    return total


def show(way: Way, tally: Tally) -> bool:
    """Print one line; whether it is as it must be."""
    bad = tally.lost + tally.unopenable + tally.broken
    right = bad == 0 if way is TRUE else bad > 0
    print(
        f"power cut, {way.name:<26} {tally.states:>6} states: {tally.lost} lost,"
        f" {tally.unopenable} unopenable, {tally.broken} broken"
        f"   {'ok' if right else 'NOT AS IT MUST BE'}",
        flush=True,
    )
    return right


def main() -> int:
    """20,000 states the true way, and both wrong ways must fail."""
    right = show(TRUE, measure(TRUE, every=1))
    for way in WRONG:
        right = show(way, measure(way, every=9)) and right
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
