"""A desk at work in a process of its own, to be watched, starved or killed.

`python -m scripts.bench.faults.worker FOLDER ROUNDS SYNCHRONOUS KEYBYTES` works on a desk file that
`make` wrote before; after each COMMIT that returned it appends the entry's number to `promised`.
"""

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection

import resources
from app.desk import payments, receipts, visits
from app.desk.here import Here
from app.domain.acts import PaperSeen, Slip
from app.domain.catalogue import Catalogue, catalogue_from_items
from app.domain.errors import Refusal
from app.keys import slots
from app.wiring.documents import Documents
from app.wiring.writer import Writer
from local_db import file
from local_db.file import Database
from tests.desk.conftest import LEASE_DAY, Clock, Desk, Serving, make_here, open_for_business

DENIED = "denied"
UNSYNCED = "PISHKHAN_FAULT_UNSYNCED"  # names of new files are left to the disk's mood


def key(size: int) -> bytes:
    """The raw key of these benches: 48 bytes, or 32 to leave the salt to the file."""
    return hashlib.sha384(b"faults").digest()[:size]


def make(folder: Path, size: int) -> None:
    """A desk file with an operator at work, cleanly closed."""
    here = make_here(folder)
    here.db.close()
    for left in folder.iterdir():
        left.unlink()
    begun = replace(here, db=Database(folder / "desk.db", key(size)))
    desk = open_for_business(begun, _catalogue())
    desk.here.db.close()


def again(folder: Path, size: int) -> Desk:
    """The desk that `make` left, opened anew."""
    with tempfile.TemporaryDirectory() as elsewhere:
        known = make_here(Path(elsewhere))  # the same label, so the same keys
        known.db.close()
    return _desk(replace(known, db=Database(folder / "desk.db", key(size))))


def _desk(here: Here) -> Desk:
    with here.db.read() as connection:
        shift = connection.exec_driver_sql("SELECT shift FROM shifts").scalar_one()
        count = int(connection.exec_driver_sql("SELECT count(*) FROM journal").scalar_one())
    clock = Clock()
    clock.go(seconds=count)
    catalogue = _catalogue()
    return Desk(here, Serving("2", shift, catalogue, 1, LEASE_DAY), clock)


@cache
def _catalogue() -> Catalogue:
    return catalogue_from_items(resources.catalogue_items())


class _Direct:
    """A writer on the worker's own thread: what is watched is one thread's calls."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def write(self, change: Callable[[Connection], Any]) -> Any:
        """One transaction, durable on return."""
        with self._db.write() as connection:
            return change(connection)


def papers(desk: Desk) -> Documents:
    """The document files of the desk at work."""
    db = desk.here.db
    return Documents(db.path.parent, db, cast(Writer, _Direct(db)))


def acts(desk: Desk, first: int) -> Iterator[None]:
    """One citizen after the other, each with a paper; yields after each durable act."""
    number, kept = first, papers(desk)
    while True:
        number += 1
        visit = desk.visit()
        yield
        name = kept.put(desk.clock(), b"%PDF-1.7 " + f"{number:09}".encode() * 300)
        draft = replace(desk.draft(visit), papers=(PaperSeen("copy", "copy", name),))
        done = visits.register_request(desk.here, desk.clock(), desk.serving, draft)
        yield
        (plan,) = payments.plan_payments(desk.here, visit)
        paid = payments.start_payment(desk.here, desk.clock(), desk.serving, plan)
        yield
        slip = Slip("90000001", f"{number:012}", "000001", "0015", "terminal")
        payments.end_payment(desk.here, desk.clock(), desk.serving, paid=paid, slip=slip)
        yield
        receipts.issue_receipt(desk.here, desk.clock(), desk.serving, done.tid)
        yield
        receipts.note_printed(desk.here, desk.clock(), done.tid, op="2", output="file")
        yield


def main(folder: Path, rounds: int, synchronous: int, size: int) -> int:
    """Work, promising; a refusal ends the shift with its code on the last line."""
    file._PRAGMAS["synchronous"] = synchronous
    if os.environ.get(UNSYNCED):
        slots.sync_folder = lambda _folder: None
    desk = again(folder, size)
    count = len(desk.rows("SELECT 1 FROM journal"))
    promised = os.open(folder / "promised", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    going = acts(desk, count)
    for _ in range(rounds):
        try:
            next(going)
        except Refusal as refusal:
            print(DENIED, refusal.code, flush=True)
            return 3
        count += 1
        os.write(promised, f"{count}\n".encode())
    print("done", flush=True)
    os._exit(0)  # as a power cut would have it: nothing is closed


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *(int(number) for number in sys.argv[2:5])))
