"""Keeping the tide mark: beside the desk file after every COMMIT, and in the system's keyring.

Writing it may fail or lag without harm; it is only ever read when a desk is opened.
"""

import os
import threading
import time
from contextlib import suppress
from pathlib import Path

from app.domain.errors import ManagerCanFix
from app.domain.tide import SLOT, Mark, contradicted, read, written
from app.keys import os_keyring, slots
from local_db import journal, queries
from local_db.file import Database

TIDE_FILE = "desk.tide"
ENTRIES, SECONDS = 50, 60.0


class Keeper:
    """Writes marks in turn to two slots, so a torn one leaves the other."""

    def __init__(self, folder: Path, *, keyring: bool) -> None:
        self._path = folder / TIDE_FILE
        self._keyring = keyring
        self._since, self._at = 0, time.monotonic()

    def __call__(self, mark: Mark) -> None:
        """Note the newest entry. It is durable already; the mark follows when the disk likes."""
        with suppress(OSError):
            self._put(mark, synced=False)
        self._since += 1
        if self._since >= ENTRIES or time.monotonic() - self._at >= SECONDS:
            self.settle(mark)

    def settle(self, mark: Mark) -> None:
        """Make the mark durable, and tell the keyring where the desk has a key in it."""
        self._since, self._at = 0, time.monotonic()
        with suppress(OSError):
            self._put(mark, synced=True)
        if self._keyring:
            # A keyring may take its time; nobody waits for it.
            threading.Thread(target=_tell_keyring, args=(mark,), daemon=True).start()

    def _put(self, mark: Mark, *, synced: bool) -> None:
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "r+b") as file:
            file.seek(mark.seq % 2 * SLOT)
            file.write(written(mark))
            file.flush()
            if synced:
                os.fsync(file.fileno())


def watch(folder: Path, db: Database, dev: str) -> bool:
    """Whether this file is an old or copied one; if it is not, keep its mark from now on."""
    keyring = "keyring" in slots.kinds(folder) if slots.exists(folder) else False
    marks = known(folder, dev, keyring=keyring)
    with db.read() as connection:
        expected = queries.setting(connection, "tide")
        old = contradicted(marks, lambda who, seq: journal.leaf_at(connection, who, seq))
        head = journal.newest(connection, dev)
    if old or (expected and not marks):
        return True
    db.tell = Keeper(folder, keyring=keyring)
    if not expected:
        with db.write() as connection:
            queries.set_setting(connection, "tide", True)
    if head:
        db.tell.settle(head)
    return False


def known(folder: Path, dev: str, *, keyring: bool) -> tuple[Mark, ...]:
    """The marks beside the file and, where the desk has a key in it, in the keyring."""
    path = folder / TIDE_FILE
    marks = read(path.read_bytes()) if path.exists() else ()
    if keyring:
        with suppress(ManagerCanFix):
            marks += read((os_keyring.get(f"tide-{dev}") or "").encode())
    return marks


def begin_anew(folder: Path) -> None:
    """After a new enrolment the marks of the old one say nothing any more."""
    (folder / TIDE_FILE).unlink(missing_ok=True)


def _tell_keyring(mark: Mark) -> None:
    with suppress(ManagerCanFix):
        os_keyring.put(f"tide-{mark.dev}", written(mark).decode())
