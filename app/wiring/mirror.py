"""A second copy of the sealed entries, elsewhere: a folder or stick that is only appended to.

One line an entry, no bodies, so nobody's data leaves the encrypted file. It follows the journal
after each round; a stick that is not there is caught up with when it is back.
"""

import os
from pathlib import Path

from app.domain.canonical import leaf
from app.domain.errors import ManagerCanFix
from local_db import chains, journal, queries
from local_db.file import Database

SETTING, ENDING = "mirror", ".entries"


def choose(db: Database, folder: Path | None) -> None:
    """Where the copy goes from now on; None for nowhere."""
    if folder is not None and not folder.is_dir():
        raise ManagerCanFix("mirror-absent", folder=str(folder))
    with db.write() as connection:
        queries.set_setting(connection, SETTING, str(folder) if folder else None)


def follow(db: Database) -> int:
    """Append what the copy lacks; how many entries that were. A copy that differs is refused."""
    added = 0
    with db.read() as connection:
        folder = queries.setting(connection, SETTING)
        if not folder or not Path(folder).is_dir():
            return 0
        for chain in chains.chains(connection):
            path = Path(folder) / f"{chain.dev}{ENDING}"
            last, held = _held(path)
            if held and journal.leaf_at(connection, chain.dev, held) != last:
                raise ManagerCanFix("mirror-differs", file=str(path))
            lacking = chains.entries(connection, chain.dev, after=held)
            added += _append(path, [token for _, token, _ in lacking])
    return added


def _held(path: Path) -> tuple[str, int]:
    """(leaf of its last whole line, lines); what a cut left of a line is taken away."""
    if not path.exists():
        return "", 0
    data = path.read_bytes()
    whole = data[: data.rfind(b"\n") + 1]
    if len(whole) < len(data):
        os.truncate(path, len(whole))
    lines = whole.split(b"\n")[:-1]
    if not lines:
        return "", 0
    last = lines[-1].decode("latin-1")
    return (leaf(last) if last.isascii() else "", len(lines))


def _append(path: Path, tokens: list[str]) -> int:
    if tokens:
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(descriptor, "ab") as file:
                file.write("".join(f"{token}\n" for token in tokens).encode("ascii"))
                file.flush()
                os.fsync(file.fileno())
        except OSError as fault:
            raise ManagerCanFix("file-unwritable", detail=fault.strerror or "") from fault
    return len(tokens)
