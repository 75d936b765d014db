"""Back to the version before the last update, guarded: nothing that was recorded may be lost.

An older program cannot read a newer file, so where the update changed the file, the one saved
before it comes back; what was recorded since must lie with the regulator and in a copy first.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import app as program
from app.desk.here import Here
from app.domain.errors import ManagerCanFix, NobodyCanFix
from app.domain.progress import Tell, quiet
from app.keys import slots
from app.wiring import backup, backup_file, clock, update_record
from app.wiring.backup_file import ENDING, Source, sha256
from app.wiring.folder import DESK_FILE
from app.wiring.opened import Connect, reader_of
from app.wiring.update_record import Before
from app.wiring.update_shelf import FOLDER, Shelf, Shipped
from local_db import documents, journal
from local_db.file import Database


@dataclass(frozen=True, slots=True)
class Back:
    """The package to install now. `copy`: the newer file, kept because entries were recorded in it;
    then the desk enrols again, for they follow the file that came back. `aside`: what was moved."""

    version: str
    package: Path
    sha256: str
    copy: Path | None = None
    aside: Path | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked: `copies` is where the newer file goes if entries were recorded since; without
    it they stand in the way. `place`: where packages are, the publisher's unless named."""

    passphrase: str
    copies: Path | None = None
    place: str = ""


def roll_back(
    folder: Path,
    wish: Wish,
    check: Callable[[Here], None],
    *,
    by: Shipped | None,
    connect: Connect,
    tell: Tell = quiet,
) -> Back:
    """Put the old file back if there must be one, and name the package. Every check comes before
    anything is moved; `check` refuses who may not. The file is read as it lies here: also after an
    upgrade that could not be done."""
    held = slots.open_with_passphrase(folder, wish.passphrase)
    db = Database(folder / DESK_FILE, held.database, upgrade=False)
    try:
        here = reader_of(db)
        before = _before(here, check)
        done = _package(Shelf(folder, here, by, connect), before, wish.place, tell)
        if _schema(db) == before.schema:
            return done
        saved = update_record.saved(folder, before)
        if saved is None:
            raise ManagerCanFix("roll-back-lost", file=before.backup)
        copy = _apart(Source(here, folder, held.database), before, wish.copies)
    finally:
        db.close()
    stamp, words = f"{clock.now():%Y%m%d-%H%M%S}", wish.passphrase
    aside = backup.restore(folder, saved, words, stamp=stamp, tell=tell, upgrade=False)
    return Back(done.version, done.package, done.sha256, copy, aside)


def _before(here: Here, check: Callable[[Here], None]) -> Before:
    if here.db.behind is None:  # else the update was not done, and nothing will be moved
        check(here)
    with here.db.read() as connection:
        before = update_record.read(connection)
    if before is None or before.version == program.__version__:
        raise ManagerCanFix("roll-back-none")
    return before


def _schema(db: Database) -> int:
    with db.read() as connection:
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _package(shelf: Shelf, before: Before, place: str, tell: Tell) -> Back:
    """As it was kept here, else from the publisher."""
    kept = shelf.folder / FOLDER / "files" / before.package
    if before.package and kept.is_file() and sha256(kept) == before.package_sha256:
        return Back(before.version, kept, before.package_sha256)
    path, where = shelf.own_path(before.version), place or shelf.place
    for one in shelf.look(where):
        if one.path == path:
            done = shelf.fetch(one, where, tell)
            return Back(before.version, done.path, done.sha256)
    raise NobodyCanFix("roll-back-package", version=before.version)


def _apart(newer: Source, before: Before, copies: Path | None) -> Path | None:
    """What was recorded since: none, or all of it answered by the regulator and copied whole."""
    with newer.here.db.read() as connection:
        since = update_record.entries_since(connection, before)
        owed = journal.owed_count(connection) + documents.waiting_count(connection)
    if not since:
        return None
    if copies is None:
        raise ManagerCanFix("roll-back-recorded", entries=since, version=before.version)
    if owed:
        raise ManagerCanFix("roll-back-owed", owed=owed)
    name = f"newer-{newer.here.dev}-{clock.now():%Y%m%d-%H%M%S}{ENDING}"
    return backup_file.write(newer, copies / name).path
