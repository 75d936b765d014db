"""What an update leaves in the desk's file for the version that comes after it: which file was
saved, at which entry, and which package would bring the old version back."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

import app as program
from app.desk.here import Here
from app.domain.updates import ordered
from app.wiring import backup_file, clock
from app.wiring.backup_file import ENDING, Made, Source, sha256
from app.wiring.folder import BACKUPS
from local_db import journal, queries
from local_db.file import Database
from local_db.migrate import version

SETTING = "before_update"
TRIES = 3
Package = tuple[Path, str]  # where it lies, its hash
Write = Callable[[Callable[[Connection], object]], object]
# What the last look found: `looked` at, `offer` (a release or None), `place`, `refused` (a code).
LOOKED = "updates"


@dataclass(frozen=True, slots=True)
class Before:
    """The desk as it was: its `version` and `schema`, the last entry (`dev`, `through`, `leaf`),
    the saved file and, where it lies here, that version's package; both by name and hash."""

    version: str
    to: str
    schema: int
    dev: str
    through: int
    leaf: str
    backup: str
    sha256: str
    package: str = ""
    package_sha256: str = ""


def save(source: Source, write: Write, *, to: str, package: Package | None) -> bool:
    """A whole copy that was read back, of the very last entry, and word of it in the file; False
    when the desk would not keep still.

    The copy is no entry itself: as long as nothing is recorded, the old version can go on from it
    under the same key. An earlier update is forgotten: a roll-back goes one version back.
    """
    for _ in range(TRIES):  # the line may bring a lease meanwhile
        name = f"before-{to}-{clock.now():%Y%m%d-%H%M%S-%f}{ENDING}"
        done = backup_file.write(source, source.folder / BACKUPS / name)
        if (before := _before(source.here, done, to=to, package=package)) is not None:
            write(partial(queries.set_setting, name=SETTING, value=asdict(before)))
            return True
        done.path.unlink()
    return False


def _before(here: Here, done: Made, *, to: str, package: Package | None) -> Before | None:
    with here.db.read() as connection:
        head = journal.newest(connection, here.dev)
        schema = version(connection)
    if head is None or head.seq != done.through:
        return None
    path, digest = package or (Path(), "")
    return Before(
        version=program.__version__,
        to=to,
        schema=schema,
        dev=here.dev,
        through=head.seq,
        leaf=head.leaf,
        backup=done.path.name,
        sha256=done.sha256,
        package=path.name,
        package_sha256=digest,
    )


def read(connection: Connection) -> Before | None:
    """What the last update left, if there was one."""
    known = queries.setting(connection, SETTING)
    return Before(**known) if known else None


def looked(connection: Connection) -> dict[str, Any]:
    """What the last look found and what stood in its way; empty before the first."""
    return queries.setting(connection, LOOKED) or {}


def newer(known: dict[str, Any]) -> str:
    """The version that was found, if it is newer than the one that runs."""
    version = known["offer"]["version"] if known.get("offer") else program.__version__
    return version if ordered(version) > ordered(program.__version__) else ""


def entries_since(connection: Connection, before: Before) -> int:
    """How many entries this file holds beyond the saved one."""
    return int(connection.execute(_SINCE, {"leaf": before.leaf}).scalar_one())


_SINCE = text(
    "SELECT count(*) FROM journal WHERE n > coalesce((SELECT n FROM journal WHERE leaf = :leaf), 0)"
)


def saved(folder: Path, before: Before) -> Path | None:
    """The saved file, if it lies there as it was written."""
    path = folder / BACKUPS / before.backup
    return path if path.is_file() and sha256(path) == before.sha256 else None


def already_saved(folder: Path, db: Database) -> bool:
    """Whether the update saved this very file, entry for entry, so that opening it adds none."""
    with db.read() as connection:
        before = read(connection)
        head = journal.newest(connection, before.dev) if before else None
    if before is None or head is None or head.leaf != before.leaf:
        return False
    return saved(folder, before) is not None
