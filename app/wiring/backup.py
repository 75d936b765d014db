"""Backups: the desk file and its key slots in one file, read back before they count.

Both parts are encrypted as they are on the desk, so a lost stick tells nobody anything. Automatic
ones rotate; whatever is put back is kept apart first, and the tide mark tells how old it was.
"""

import os
import tempfile
from datetime import timedelta
from pathlib import Path

from app.desk.here import Act, record
from app.desk.verify import verify_journal
from app.domain.errors import ManagerCanFix, OperatorCanFix, Refusal
from app.domain.jws import Unsound
from app.domain.moments import Moment
from app.domain.progress import Progress, Tell, quiet
from app.keys import slots
from app.wiring import backup_file
from app.wiring.backup_file import ENDING, Made, Source
from app.wiring.folder import BACKUPS, DESK_FILE
from app.wiring.opened import OpenDesk, here_of
from local_db import backup, queries
from local_db.file import Database

__all__ = ["ENDING", "Made"]
PLACES = "backup_places"
KEPT, EVERY = 10, timedelta(hours=12)


def make(desk: OpenDesk, moment: Moment, *, out: Path, occasion: str) -> Made:
    """Write a backup into a folder, open it again, verify every entry, then note it."""
    name = f"desk-{desk.here.dev}-{moment.wall:%Y%m%d-%H%M%S-%f}{ENDING}"
    done = backup_file.write(Source(desk.here, desk.folder, desk.key), out / name)
    note(desk, moment, done, occasion=occasion)
    if out != desk.folder / BACKUPS:
        _remember(desk, out)
    return done


def places(desk: OpenDesk) -> tuple[Path, ...]:
    """Every folder this desk ever wrote a backup to, its own first."""
    with desk.here.db.read() as connection:
        others = queries.setting(connection, PLACES) or []
    return (desk.folder / BACKUPS, *(Path(one) for one in others))


def _remember(desk: OpenDesk, out: Path) -> None:
    known = [str(place) for place in places(desk)[1:]]
    kept = sorted({*known, str(out.resolve())})
    desk.writer.write(lambda connection: queries.set_setting(connection, PLACES, kept))


def note(desk: OpenDesk, moment: Moment, done: Made, *, occasion: str) -> None:
    """Journal that a backup was written and read back."""
    act = Act("backup.made", backup_file.noted(done, occasion))
    desk.writer.write(lambda c: record(c, desk.here, moment, act))


def make_if_due(desk: OpenDesk, moment: Moment) -> Made | None:
    """The automatic backup: at most one in twelve hours, the newest ten are kept."""
    out = desk.folder / BACKUPS
    known = sorted(out.glob(f"desk-*{ENDING}"), key=lambda path: path.stat().st_mtime)
    age = moment.wall.timestamp() - known[-1].stat().st_mtime if known else None
    if desk.here.restored or (age is not None and 0 <= age < EVERY.total_seconds()):
        return None
    done = make(desk, moment, out=out, occasion="automatic")
    for old in known[: max(0, len(known) + 1 - KEPT)]:
        old.unlink()
    return done


def restore(
    folder: Path,
    file: Path,
    passphrase: str,
    *,
    stamp: str,
    tell: Tell = quiet,
    upgrade: bool = True,
) -> Path | None:
    """Put a backup in place; what was there is kept beside it and its place returned. Without
    `upgrade` an older file stays one: the program it belongs to comes back too.

    The backup must open with the passphrase and its chain be whole before anything is moved. What
    may then be done with the desk is for the tide mark to say.
    """
    with tempfile.TemporaryDirectory(dir=folder, prefix="restore-") as name:
        fresh = Path(name)
        tell(Progress("unpacking", 0, 4))
        backup_file.unpack(file, fresh)
        _check(fresh, passphrase, tell, upgrade=upgrade)
        tell(Progress("placing", 3, 4))  # the last moment to change one's mind
        aside = _aside(folder, stamp)
        (fresh / DESK_FILE).replace(folder / DESK_FILE)
        for copy in slots.COPIES:
            slots.write_atomically(folder / copy, (fresh / slots.COPIES[0]).read_bytes())
        slots.sync_folder(folder)
    backup_file.bring_documents(file, folder)
    return aside


def _check(fresh: Path, passphrase: str, tell: Tell, *, upgrade: bool) -> None:
    """Every page and every entry, before anything of the desk is moved."""
    try:
        held = slots.open_with_passphrase(fresh, passphrase)
        db = Database(fresh / DESK_FILE, held.database, upgrade=upgrade)
        try:
            tell(Progress("pages", 1, 4))
            said = backup.integrity(db)
            tell(Progress("chain", 2, 4))
            verify_journal(here_of(db, held))
        finally:
            db.close()
    except OperatorCanFix:
        raise  # stopped by a person, or the passphrase of that time is another one
    except Refusal as wrong:
        raise ManagerCanFix("backup-foreign") from wrong
    except Unsound as flaw:
        raise ManagerCanFix("backup-unsound", detail=flaw.code) from flaw
    if said != "ok":
        raise ManagerCanFix("backup-unsound", detail=said)
    with (fresh / DESK_FILE).open("r+b") as file:
        os.fsync(file.fileno())


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
