"""A disk that is full or broken: each write, cut and sync of a desk's work fails in turn.

Never a «done» that was none, never a file that does not open, never a fault without a sentence;
and after a full disk for a while, work goes on. Runs itself again under the shim.
"""

import ctypes
import errno
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from app.desk import verify
from app.domain.errors import Refusal
from scripts.bench.faults import worker
from tests.desk.conftest import Desk

ACTS = 24
CODES = {"desk-file-unwritable", "desk-file-busy", "file-unwritable"}
SHIM = "PISHKHAN_FAULT_SHIM"


def main() -> int:
    """Build the shim once and start again with it."""
    if SHIM in os.environ:
        return _measure(ctypes.CDLL(os.environ[SHIM]))
    with tempfile.TemporaryDirectory() as folder:
        shim = Path(folder) / "shim.so"
        source = Path(__file__).with_name("shim.c")
        build = ["cc", "-shared", "-fPIC", "-O1", "-w", "-o", str(shim), str(source), "-ldl"]
        subprocess.run(build, check=True)
        loaded = os.environ | {SHIM: str(shim), "LD_PRELOAD": str(shim)}
        again = [sys.executable, "-m", "scripts.bench.faults.errors"]
        return subprocess.run(again, env=loaded, check=False).returncode


def _measure(shim: ctypes.CDLL) -> int:
    right = True
    with tempfile.TemporaryDirectory(dir=_fast()) as folder:
        fresh = Path(folder) / "fresh"
        fresh.mkdir()
        worker.make(fresh, 48)  # and the catalogue is read once, for every child
        for name in ("ENOSPC", "EIO"):
            right = _turns(shim, fresh, name) and right
        right = _for_a_while(shim, fresh) and right
    return 0 if right else 1


def _turns(shim: ctypes.CDLL, fresh: Path, name: str) -> bool:
    """Fail call 0, then call 1, and so on until the work ends before the fault is reached."""
    seen: Counter[str] = Counter()
    every = int(os.environ.get("PISHKHAN_FAULT_STEP", "1"))
    for place in range(0, 100_000, every):
        folder = fresh.with_name("tried")
        shutil.copytree(fresh, folder)
        said = _in_child(partial(_work, shim, folder, place, getattr(errno, name)))
        seen[said] += 1
        seen[_check(folder)] += 1
        shutil.rmtree(folder)
        if said == "not reached":
            break
    bad = sum(count for said, count in seen.items() if said not in GOOD)
    print(
        f"{name} at each write in turn: {dict(seen)}   {'ok' if not bad else 'WRONG'}", flush=True
    )
    return not bad


GOOD = {"refused and went on", "not noticed", "not reached", "whole"}


def _work(shim: ctypes.CDLL, folder: Path, place: int, error: int) -> str:
    """A shift in which one call fails; the promises stand in a file."""
    desk = worker.again(folder, 48)
    shim.fault_arm(str(folder).encode(), place, error, 0)
    refused = _promising(desk, folder)
    if shim.fault_seen() <= place:
        return "not reached"
    return "refused and went on" if refused else "not noticed"


def _promising(desk: Desk, folder: Path) -> int:
    count, refused = len(desk.rows("SELECT 1 FROM journal")), 0
    going = worker.acts(desk, count)
    with (folder / "promised").open("a") as promised:
        for _ in range(ACTS):
            try:
                next(going)
            except Refusal as refusal:
                if refusal.code not in CODES:
                    raise
                refused += 1
                going = worker.acts(desk, 1000 + count)
                continue
            count += 1
            promised.write(f"{count}\n")
            promised.flush()
    return refused


def _check(folder: Path) -> str:
    """Open without faults: every promise kept, the chain whole."""
    desk = worker.again(folder, 48)
    try:
        chain = verify.verify_journal(desk.here)
        lines = (folder / "promised").read_text().split() if (folder / "promised").exists() else []
        return "whole" if chain.entries >= len(lines) + 4 - 1 else "LOST"
    except Exception as wrong:  # noqa: BLE001 - any of them is a corrupt file
        return f"CORRUPT {wrong!r}"
    finally:
        desk.here.db.close()


def _for_a_while(shim: ctypes.CDLL, fresh: Path) -> bool:
    """A disk that stays full, then has room again."""
    said = _in_child(lambda: _full(shim, fresh))
    print(f"full for a while: {said}   {'ok' if said == WHILE else 'WRONG'}", flush=True)
    return said == WHILE


WHILE = "new work refused, reading goes on, work resumes"


def _full(shim: ctypes.CDLL, folder: Path) -> str:
    desk = worker.again(folder, 48)
    done = desk.register()
    shim.fault_arm(str(folder).encode(), 0, errno.ENOSPC, 1)
    for _ in range(5):
        try:
            desk.register()
        except Refusal as refusal:
            if refusal.code != "desk-file-unwritable":
                return f"refused as {refusal.code}"
        else:
            return "FALSE DONE"
        if (done.tid,) not in desk.rows("SELECT tid FROM requests"):
            return "reading stopped"
    shim.fault_arm(b"", -1, 0, 0)
    desk.register()
    verify.verify_journal(desk.here)
    return WHILE


def _in_child(job: Callable[[], str]) -> str:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            said = job()
        except BaseException as wrong:  # noqa: BLE001 - the parent tells it
            said = f"UNKNOWN FAULT {wrong!r} {traceback.format_exc()[-700:]}"
        os.write(writing, said.encode()[:4000])
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(child, 0)
    return said or "DIED"


def _fast() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


if __name__ == "__main__":
    sys.exit(main())
