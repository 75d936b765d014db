"""The country's log as this desk follows it: every office is a witness of what the regulator keeps.

The newest head that honestly grew stands in the settings, and every entry names it. One that did
not is kept with the one before and the proof, and refused at every round until the log fits again.
"""

from sqlalchemy import Connection

from app.domain import canonical
from app.domain.jws import Unsound
from app.domain.log_watch import Lied
from app.domain.moments import to_wire
from app.domain.signed_notes import Checkpoint
from local_db import queries
from local_db.country_log import LIES, LYING, WATCHED
from local_db.journal import LOG_HEAD
from sync import log_head
from sync.link import Link
from sync.log_head import Watched

__all__ = ["KEPT", "LIES", "WATCHED", "follow"]
# Lies kept, the newest last; the first ones are what matters, so later ones are left out.
KEPT = 50


def follow(link: Link, told: str | None) -> None:
    """Believe the head in a verified answer if it grew out of the one believed before.

    The log's key comes with the first head: the signed answer that carries the head vouches for it.
    Raises `Lied`, or `Unsound` where another key or another log spoke.
    """
    with link.db.read() as connection:
        kept, lying = (queries.setting(connection, name) for name in (WATCHED, LYING))
    if told is None:
        return
    if kept and kept["note"] == told:
        if lying:
            link.write(lambda connection: queries.set_setting(connection, LYING, None))
        return
    watched = Watched(kept["key"], kept["note"]) if kept else None
    try:
        head, now = log_head.grown(link.api.log, watched, told)
    except (Lied, Unsound) as found:
        _keep_lie(link, found, known=watched.note if watched else None, told=told)
        raise
    _believe(link, head, now)


def _believe(link: Link, head: Checkpoint, watched: Watched) -> None:
    def write(connection: Connection) -> None:
        queries.set_setting(connection, WATCHED, {"key": watched.key, "note": watched.note})
        queries.set_setting(connection, LYING, None)
        named = {"size": head.size, "root": canonical.b64u(head.root)}
        queries.set_setting(connection, LOG_HEAD, named)

    link.write(write)


def _keep_lie(link: Link, found: Lied | Unsound, *, known: str | None, told: str) -> None:
    line = log_head.lie(found, at=to_wire(link.now()), known=known, told=told)

    def write(connection: Connection) -> None:
        queries.set_setting(connection, LYING, {"code": found.code, "at": line["at"]})
        kept = queries.setting(connection, LIES) or []
        if len(kept) < KEPT and all(one["told"] != told for one in kept):
            queries.set_setting(connection, LIES, [*kept, line])

    link.write(write)
