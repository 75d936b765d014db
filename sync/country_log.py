"""The country's log as this desk follows it: every office is a witness of what the regulator keeps.

The newest head that honestly grew stands in the settings, and every entry names it. One that did
not is kept with the one before and the proof, and refused at every round until the log fits again.
"""

import base64

from sqlalchemy import Connection

from app.domain import canonical, log_watch, signed_notes
from app.domain.errors import RegulatorCanFix
from app.domain.jws import Unsound
from app.domain.log_tiles import Tile, TileOf, path
from app.domain.log_watch import Lied
from app.domain.moments import to_wire
from app.domain.signed_notes import Checkpoint, NoteKey
from local_db import queries
from local_db.journal import LOG_HEAD
from sync.link import Link

WATCHED, LIES = "log_watched", "log_lies"
# Lies kept, the newest last; the first ones are what matters, so later ones are left out.
KEPT = 50


def follow(link: Link, told: str | None) -> None:
    """Believe the head in a verified answer if it grew out of the one believed before.

    The log's key comes with the first head: the signed answer that carries the head vouches for it.
    Raises `Lied`, or `Unsound` where another key or another log spoke.
    """
    with link.db.read() as connection:
        watched = queries.setting(connection, WATCHED)
    if told is None or (watched and watched["note"] == told):
        return
    key = _key(watched["key"] if watched else link.api.log("key").decode("latin-1").strip())
    known = _checkpoint(watched["note"], key) if watched else log_watch.EMPTY
    try:
        head = log_watch.follow(known, told.encode(), key, tile_of=_tiles(link))
    except (Lied, Unsound) as lie:
        _keep_lie(link, lie, known=watched and watched["note"], told=told)
        raise
    _believe(link, head, {"key": str(key), "note": told})


def _believe(link: Link, head: Checkpoint, watched: dict[str, str]) -> None:
    def write(connection: Connection) -> None:
        queries.set_setting(connection, WATCHED, watched)
        named = {"size": head.size, "root": canonical.b64u(head.root)}
        queries.set_setting(connection, LOG_HEAD, named)

    link.write(write)


def _keep_lie(link: Link, lie: Lied | Unsound, *, known: str | None, told: str) -> None:
    proof = lie.proof if isinstance(lie, Lied) else []
    line = {"at": to_wire(link.now()), "code": lie.code, "known": known, "told": told}
    tried = [base64.b64encode(one).decode() for one in proof]

    def write(connection: Connection) -> None:
        kept = queries.setting(connection, LIES) or []
        if len(kept) < KEPT and all(one["told"] != told for one in kept):
            queries.set_setting(connection, LIES, [*kept, line | {"proof": tried}])

    link.write(write)


def _key(text: str) -> NoteKey:
    try:
        return signed_notes.key_in(text)
    except ValueError as wrong:
        raise RegulatorCanFix("regulator-nonsense", detail="log key") from wrong


def _checkpoint(note: str, key: NoteKey) -> Checkpoint:
    return signed_notes.checkpoint_in(signed_notes.read(note.encode()), [key])


def _tiles(link: Link) -> TileOf:
    return lambda level, n, width: link.api.log(f"tile/{path(Tile(level, n, width))}")
