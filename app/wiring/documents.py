"""The documents of a desk: one encrypted file each, named by the SHA-256 of what it holds.

The file is durable before the desk file knows its key, so a power cut leaves at most a file nobody
can read. Once the regulator has had one long enough it goes from here.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from threading import Lock
from typing import Any

from app.domain.canonical import sha256_hex
from app.domain.documents import check_size, media_of
from app.domain.errors import ManagerCanFix, OperatorCanFix
from app.domain.moments import Moment, to_wire
from app.keys import sealed_files, slots
from app.wiring.writer import Writer
from local_db import documents, queries
from local_db.file import Database

FOLDER = "documents"
KEEP_DAYS, SETTING = 30, "documents_keep_days"
UNNAMED = timedelta(days=7)


class Documents:
    """The document files of one desk: put in, read, taken away when their time is over."""

    def __init__(self, folder: Path, db: Database, writer: Writer) -> None:
        self._folder, self._db, self._writer = folder / FOLDER, db, writer
        self._one_at_a_time = Lock()

    def put(self, moment: Moment, data: bytes) -> str:
        """Keep these bytes; the same bytes again change nothing. Returns their hash."""
        media, name = media_of(data), sha256_hex(data)
        with self._one_at_a_time:
            with self._db.read() as connection:
                known = documents.find(connection, name)
            if known and known.key and (self._folder / name).exists():
                return name
            # A lost file comes back under the key the desk file knows: no cut can part the two.
            key = (known and known.key) or sealed_files.draw_key()
            self._write(name, sealed_files.seal(data, name, key))
            facts: dict[str, Any] = {
                "key": key,
                "media": media,
                "size": len(data),
                "at": to_wire(moment.wall),
            }
            self._writer.write(lambda connection: documents.add(connection, name, **facts))
        return name

    def plain(self, name: str) -> bytes:
        """What the document holds, checked against its name; for the screen and for sync."""
        with self._db.read() as connection:
            known = documents.find(connection, name)
        if known is None or known.key is None:
            raise ManagerCanFix("document-gone")
        try:
            sealed = (self._folder / name).read_bytes()
        except OSError as missing:
            raise ManagerCanFix("document-missing") from missing
        data = sealed_files.unseal(sealed, name, known.key)
        if data is None or sha256_hex(data) != name:
            raise ManagerCanFix("document-damaged")
        return data

    def missing(self) -> int:
        """How many documents have a key and no file."""
        with self._db.read() as connection:
            return sum(not (self._folder / name).exists() for name in documents.keys(connection))

    def keep_days(self) -> int:
        """The policy: for how many days after the regulator has it a document stays here."""
        with self._db.read() as connection:
            found = queries.setting(connection, SETTING)
        return KEEP_DAYS if found is None else int(found)

    def sweep(self, moment: Moment) -> int:
        """Take away what was kept long enough, and files no key opens; how many files went."""
        complete = to_wire(moment.wall - timedelta(days=self.keep_days()))
        unnamed = to_wire(moment.wall - UNNAMED)
        with self._db.read() as connection:
            over = documents.over(connection, complete_before=complete, unnamed_before=unnamed)
        for name in over:
            self.forget(moment, name, why="kept")
        return len(over) + self._drop_strays(moment)

    def forget(self, moment: Moment, name: str, *, why: str) -> None:
        """The key first: from then on no copy of the file can be read, on any stick."""
        at = to_wire(moment.wall)
        self._writer.write(lambda connection: documents.forget(connection, name, at=at, why=why))
        self.drop_file(name)

    def drop_file(self, name: str) -> None:
        """Remove a file whose key is gone; one that cannot be removed is of no use to anybody."""
        with suppress(OSError):
            (self._folder / name).unlink(missing_ok=True)
            slots.sync_folder(self._folder)

    def _write(self, name: str, sealed: bytes) -> None:
        try:
            if not self._folder.exists():
                self._folder.mkdir(mode=0o700)
                slots.sync_folder(self._folder.parent)
            slots.write_atomically(self._folder / name, sealed)
        except OSError as fault:
            with suppress(OSError):
                (self._folder / f"{name}.part").unlink(missing_ok=True)
            raise ManagerCanFix("file-unwritable", detail=fault.strerror or "") from fault

    def _drop_strays(self, moment: Moment) -> int:
        """Files of a crash between file and row, once no running act can be about to name them."""
        if not self._folder.is_dir():
            return 0
        with self._db.read() as connection:
            keys = documents.keys(connection)
        old = moment.wall.timestamp() - UNNAMED.total_seconds()
        strays = [
            path
            for path in self._folder.iterdir()
            if path.name not in keys and path.stat().st_mtime < old
        ]
        for path in strays:
            self.drop_file(path.name)
        return len(strays)


def read_file(path: Path) -> bytes:
    """A file a person chose, unless it is too large to be kept."""
    try:
        check_size(path.stat().st_size)
        return path.read_bytes()
    except OSError as fault:
        raise OperatorCanFix("file-unreadable", detail=fault.strerror or "") from fault


# What sync is handed to send a document: hash in, plain bytes out.
Plain = Callable[[str], bytes]
