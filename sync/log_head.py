"""The newest head of the country's log that a reader believes, and how it grows or is refused.

A desk keeps it in its file, an auditor in a folder of his own; the arithmetic is the same.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.domain import log_watch, signed_notes
from app.domain.errors import RegulatorCanFix
from app.domain.jws import Unsound
from app.domain.log_tiles import Tile, TileOf, path
from app.domain.log_watch import Lied
from app.domain.signed_notes import Checkpoint, NoteKey

# What stands at a path of the log; b"" where it has nothing.
Fetch = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Watched:
    """The log's key as first met, and the newest signed head that honestly grew."""

    key: str
    note: str


def grown(
    fetch: Fetch, watched: Watched | None, told: str, *, published: str = ""
) -> tuple[Checkpoint, Watched]:
    """The head in a note just received, shown to begin with the one watched.

    The log's key is the `published` one where the reader has it, else it comes with the first head.
    `Lied` or `Unsound` where the log does not fit.
    """
    met = watched.key if watched else ""
    key = note_key(published or met or fetch("key").decode("latin-1").strip())
    known = checkpoint(watched.note, key) if watched else log_watch.EMPTY
    head = log_watch.follow(known, told.encode(), key, tile_of=_tiles(fetch))
    return head, Watched(str(key), told)


def size(watched: Watched) -> int:
    """How many entries its head has."""
    return checkpoint(watched.note, note_key(watched.key)).size


def lie(found: Lied | Unsound, *, at: str, known: str | None, told: str) -> dict[str, Any]:
    """What is kept of a log that lied: both heads and the proof that was tried."""
    proof = found.proof if isinstance(found, Lied) else []
    tried = [base64.b64encode(one).decode() for one in proof]
    return {"at": at, "code": found.code, "known": known, "told": told, "proof": tried}


def note_key(text: str) -> NoteKey:
    """The log's key as it names itself."""
    try:
        return signed_notes.key_in(text)
    except ValueError as wrong:
        raise RegulatorCanFix("regulator-nonsense", detail="log key") from wrong


def checkpoint(note: str, key: NoteKey) -> Checkpoint:
    """The head in a note the log's key signed, else `Unsound`."""
    return signed_notes.checkpoint_in(signed_notes.read(note.encode()), [key])


def _tiles(fetch: Fetch) -> TileOf:
    return lambda level, n, width: fetch(f"tile/{path(Tile(level, n, width))}")
