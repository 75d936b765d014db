"""Backups: the desk file and its key slots in one file, read back before they count.

Both parts are encrypted as they are on the desk, so a lost stick tells nobody anything. Automatic
ones rotate; whatever is put back is kept apart first, and the tide mark tells how old it was.
"""

import hashlib
import os
import tempfile
import zipfile
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from app.desk.here import Act, record
from app.desk.verify import verify_journal
from app.domain.errors import ManagerCanFix, Refusal
from app.domain.moments import Moment
from app.keys import slots
from app.wiring.folder import DESK_FILE
from app.wiring.opened import OpenDesk
from local_db import backup, journal
from local_db.file import Database

FOLDER, ENDING = "backups", ".pkbackup"
KEPT, EVERY = 10, timedelta(hours=12)
PARTS = (DESK_FILE, slots.COPIES[0])


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was written and read back."""

    path: Path
    sha256: str
    bytes: int
    through: int


def make(desk: OpenDesk, moment: Moment, *, out: Path, occasion: str) -> Made:
    """Write a backup into a folder, open it again, verify every entry, then note it."""
    name = f"desk-{desk.here.dev}-{moment.wall:%Y%m%d-%H%M%S-%f}{ENDING}"
    part = out / f"{name}.part"
    try:
        out.mkdir(mode=0o700, parents=True, exist_ok=True)
        through = _write(desk, part)
        done = Made(out / name, _sha256(part), part.stat().st_size, through)
        part.replace(done.path)
        slots.sync_folder(out)
    except OSError as fault:
        raise ManagerCanFix("file-unwritable", detail=fault.strerror or "") from fault
    finally:
        part.unlink(missing_ok=True)
    body = {"sha256": done.sha256, "bytes": done.bytes, "through": through, "documents": 0}
    body |= {"target": "disk", "occasion": occasion}
    desk.writer.write(lambda c: record(c, desk.here, moment, Act("backup.made", body)))
    return done


def make_if_due(desk: OpenDesk, moment: Moment) -> Made | None:
    """The automatic backup: at most one in twelve hours, the newest ten are kept."""
    out = desk.folder / FOLDER
    known = sorted(out.glob(f"*{ENDING}"), key=lambda path: path.stat().st_mtime)
    age = moment.wall.timestamp() - known[-1].stat().st_mtime if known else None
    if desk.here.restored or (age is not None and 0 <= age < EVERY.total_seconds()):
        return None
    done = make(desk, moment, out=out, occasion="automatic")
    for old in known[: max(0, len(known) + 1 - KEPT)]:
        old.unlink()
    return done


def restore(folder: Path, file: Path, passphrase: str, *, stamp: str) -> Path | None:
    """Put a backup in place; what was there is kept beside it and its place returned.

    The backup must open with the passphrase and its chain be whole before anything is moved. What
    may then be done with the desk is for the tide mark to say.
    """
    with tempfile.TemporaryDirectory(dir=folder, prefix="restore-") as name:
        fresh = Path(name)
        _unpack(file, fresh)
        try:
            held = slots.open_with_passphrase(fresh, passphrase)
            db = Database(fresh / DESK_FILE, held.database)
            said = backup.integrity(db)
            db.close()
        except Refusal as wrong:
            raise ManagerCanFix("backup-foreign") from wrong
        if said != "ok":
            raise ManagerCanFix("backup-unsound", detail=said)
        aside = _aside(folder, stamp)
        (fresh / DESK_FILE).replace(folder / DESK_FILE)
        for copy in slots.COPIES:
            slots.write_atomically(folder / copy, (fresh / slots.COPIES[0]).read_bytes())
    return aside


def _write(desk: OpenDesk, part: Path) -> int:
    with tempfile.TemporaryDirectory(dir=part.parent, prefix="backup-") as name:
        copy = Path(name) / DESK_FILE
        backup.copy_to(desk.here.db, desk.key, copy, raw_key=desk.key)
        with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as packed:
            packed.write(copy, DESK_FILE)
            packed.write(desk.folder / slots.COPIES[0], slots.COPIES[0])
    with part.open("rb") as file:
        os.fsync(file.fileno())
    return _read_back(desk, part)


def _read_back(desk: OpenDesk, part: Path) -> int:
    """The number of its last entry, after every page and every entry of it was checked."""
    with tempfile.TemporaryDirectory(dir=part.parent, prefix="backup-") as name:
        _unpack(part, Path(name))
        db = Database(Path(name) / DESK_FILE, desk.key)
        try:
            said = backup.integrity(db)
            if said != "ok":
                raise ManagerCanFix("backup-unsound", detail=said)
            verify_journal(replace(desk.here, db=db))
            with db.read() as connection:
                head = journal.newest(connection, desk.here.dev)
        finally:
            db.close()
    return head.seq if head else 0


def _unpack(file: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(file) as packed:
            if sorted(packed.namelist()) != sorted(PARTS):
                raise ManagerCanFix("backup-foreign")
            for part in PARTS:
                packed.extract(part, folder)
    except (OSError, zipfile.BadZipFile) as wrong:
        raise ManagerCanFix("backup-foreign") from wrong


def _aside(folder: Path, stamp: str) -> Path | None:
    """Move what is there out of the way; nothing is deleted."""
    there = [path for path in folder.glob(f"{DESK_FILE}*") if not path.name.endswith("-shm")]
    if not there:
        return None
    aside = folder / f"before-restore-{stamp}"
    aside.mkdir(mode=0o700)
    for path in [*there, *(folder / copy for copy in slots.COPIES if (folder / copy).exists())]:
        path.replace(aside / path.name)
    for left in folder.glob(f"{DESK_FILE}-shm"):
        left.unlink()
    return aside


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
