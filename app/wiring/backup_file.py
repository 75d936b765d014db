"""One backup file: the desk file and its key slots, written, read back, unpacked.

Both parts are encrypted as they are on the desk. Document files lie beside the backups, each copied
once: they never change and are sealed already.
"""

import hashlib
import os
import tempfile
import zipfile
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.desk.here import Here
from app.desk.verify import verify_journal
from app.domain.errors import ManagerCanFix
from app.domain.jws import Unsound
from app.keys import slots
from app.wiring.documents import FOLDER as DOCUMENTS
from app.wiring.folder import DESK_FILE
from local_db import backup, documents, journal
from local_db.file import Database

ENDING = ".pkbackup"
PARTS = (DESK_FILE, slots.COPIES[0])


@dataclass(frozen=True, slots=True)
class Source:
    """What a backup is made of: the desk at work, its folder, the key of its file."""

    here: Here
    folder: Path
    key: bytes

    def __repr__(self) -> str:
        return "Source(…)"


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was written and read back; `documents` were copied beside it this time."""

    path: Path
    sha256: str
    bytes: int
    through: int
    documents: int


def write(source: Source, path: Path) -> Made:
    """Write it beside its name, check every page and every entry of it, then put it in place."""
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _pack(source, part)
        through = _read_back(source, part)
        copied = _copy_documents(source, path.parent / DOCUMENTS)
        done = Made(path, sha256(part), part.stat().st_size, through, copied)
        part.replace(path)
        slots.sync_folder(path.parent)
    except OSError as fault:
        raise ManagerCanFix("file-unwritable", detail=fault.strerror or "") from fault
    except Unsound as flaw:
        raise ManagerCanFix("backup-unsound", detail=flaw.code) from flaw
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return done


def noted(done: Made, occasion: str) -> dict[str, Any]:
    """The body of backup.made."""
    body = {"sha256": done.sha256, "bytes": done.bytes, "through": done.through}
    return body | {"documents": done.documents, "target": "disk", "occasion": occasion}


def unpack(file: Path, folder: Path) -> None:
    """The parts of a backup into a folder; anything else in it and it is none."""
    if not file.is_file():
        raise ManagerCanFix("file-unreadable", detail=str(file))
    try:
        with zipfile.ZipFile(file) as packed:
            if sorted(packed.namelist()) != sorted(PARTS):
                raise ManagerCanFix("backup-foreign")
            for part in PARTS:
                packed.extract(part, folder)
                (folder / part).chmod(0o600)
    except (OSError, zipfile.BadZipFile) as wrong:
        raise ManagerCanFix("backup-foreign") from wrong


def bring_documents(file: Path, folder: Path) -> int:
    """Copy the document files that lie beside a backup and are missing here; how many."""
    there, here = file.parent / DOCUMENTS, folder / DOCUMENTS
    names = [path.name for path in there.iterdir()] if there.is_dir() else []
    return _copy_missing(there, here, names)


def sha256(path: Path) -> str:
    """The hash of a file, a piece at a time."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _pack(source: Source, part: Path) -> None:
    with tempfile.TemporaryDirectory(dir=part.parent, prefix="backup-") as name:
        copy = Path(name) / DESK_FILE
        backup.copy_to(source.here.db, source.key, copy, raw_key=source.key)
        with zipfile.ZipFile(_private(part), "w", zipfile.ZIP_STORED) as packed:
            packed.write(copy, DESK_FILE)
            packed.write(source.folder / slots.COPIES[0], slots.COPIES[0])
    with part.open("r+b") as file:  # Windows flushes only what may be written
        os.fsync(file.fileno())


def _private(part: Path) -> Path:
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    return part


def _read_back(source: Source, part: Path) -> int:
    """The number of its last entry, after every page and every entry of it was checked."""
    with tempfile.TemporaryDirectory(dir=part.parent, prefix="backup-") as name:
        unpack(part, Path(name))
        db = Database(Path(name) / DESK_FILE, source.key, upgrade=False)
        try:
            said = backup.integrity(db)
            if said != "ok":
                raise ManagerCanFix("backup-unsound", detail=said)
            verify_journal(replace(source.here, db=db))
            with db.read() as connection:
                head = journal.newest(connection, source.here.dev)
        finally:
            db.close()
    return head.seq if head else 0


def _copy_documents(source: Source, out: Path) -> int:
    """New documents only; those whose key is gone leave the backup too."""
    if source.here.db.behind is not None:
        return 0  # an older file may know no documents; they stay where they are
    with source.here.db.read() as connection:
        known = documents.keys(connection)
    for path in out.iterdir() if out.is_dir() else ():
        if path.name not in known:
            path.unlink()
    return _copy_missing(source.folder / DOCUMENTS, out, known)


def _copy_missing(there: Path, here: Path, names: "frozenset[str] | list[str]") -> int:
    missing = [name for name in sorted(names) if (there / name).is_file()]
    missing = [name for name in missing if not (here / name).exists()]
    if missing:
        here.mkdir(mode=0o700, exist_ok=True)
    for name in missing:
        slots.write_atomically(here / name, (there / name).read_bytes())
    return len(missing)
