"""The journal as a file: written beside its name, sealed, read back strictly, then put in place."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.desk.here import Act, Here, record
from app.domain import journal_file, journal_lines, wire
from app.domain.errors import ManagerCanFix
from app.domain.journal_lines import MAX_LINE, Seal, Section
from app.domain.moments import Moment, to_wire
from local_db import chains, queries
from local_db.chains import Chain


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: its name in hashes and how much it holds."""

    sha256: str
    entries: int
    bodies: int
    head: Chain


def export_journal(here: Here, moment: Moment, out: Path, *, bodies: bool, why: str) -> Exported:
    """Write and read back the whole journal, then note in it that it was written."""
    part = out.with_name(out.name + ".part")
    try:
        with _private(part) as file:
            done = _write(here, moment, file, bodies=bodies)
        verify_file(part, here.check_body)
        part.replace(out)
    except OSError as fault:
        raise ManagerCanFix("file-unwritable", detail=fault.strerror or "") from fault
    finally:
        part.unlink(missing_ok=True)
    body = {"dev": done.head.dev, "first": 1, "last": done.head.seq, "head": done.head.leaf}
    body |= {"sha256": done.sha256, "bodies": "plain" if bodies else "none"}
    body |= {"medium": "file", "purpose": why}
    if not here.restored:  # an old copy may be read and exported, but adds nothing
        with here.db.write() as connection:
            record(connection, here, moment, Act("journal.exported", body))
    return done


def verify_file(path: Path, check_body: journal_file.CheckBody) -> journal_file.Read:
    """Read a journal file strictly; needs nothing but the file."""
    try:
        with path.open("rb") as file:
            return journal_file.read(_lines(file), check_body)
    except OSError as fault:
        raise ManagerCanFix("file-unreadable", detail=fault.strerror or "") from fault


def _lines(file: BinaryIO) -> Iterator[bytes]:
    while line := file.readline(MAX_LINE):
        yield line


def _private(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def _write(here: Here, moment: Moment, file: BinaryIO, *, bodies: bool) -> Exported:
    digest, entries, held, head = hashlib.sha256(), 0, 0, None

    def put(line: bytes) -> None:
        digest.update(line)
        file.write(line)

    put(journal_lines.header(bodies=bodies))
    with here.db.read() as connection:
        keys: wire.Directory = queries.setting(connection, "identity")["keys"]
        for head in chains.chains(connection):
            put(journal_lines.section(Section(head.certificate, keys, head.ack)))
            for seq, token, wrapped in chains.entries(connection, head.dev):
                for line in journal_lines.act(token, seq, wrapped, bodies=bodies):
                    put(line)
                entries, held = entries + 1, held + (bodies and wrapped is not None)
    if head is None:
        raise ManagerCanFix("desk-not-enrolled")
    said = Seal(
        v=journal_lines.VERSION,
        dev=head.dev,
        seq=head.seq,
        leaf=head.leaf,
        entries=entries,
        bodies=held,
        sha256=digest.hexdigest(),
        ts=to_wire(moment.wall),
    )
    put(journal_lines.seal(said, here.signer))
    file.flush()
    os.fsync(file.fileno())
    return Exported(digest.hexdigest(), entries, held, head)
