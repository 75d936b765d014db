"""Documents as the desk file knows them: the key of each file, and how far the regulator has it.

What a file holds is not here: it lies encrypted beside the desk file (app.wiring.documents).
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, text


@dataclass(frozen=True, slots=True)
class Stored:
    """One document: `key` opens its file and is None once the file is gone."""

    hash: str
    key: bytes | None
    media: str
    size: int
    at: str
    sent: int
    complete_at: str | None
    gone_at: str | None
    gone_why: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document the regulator has not whole yet: how many bytes it has, and how often we tried."""

    hash: str
    size: int
    sent: int
    tries: int


def add(connection: Connection, hash_: str, *, key: bytes, media: str, size: int, at: str) -> None:
    """A document whose file is in place; one that had gone comes back under a new key."""
    facts = {"hash": hash_, "key": key, "media": media, "size": size, "at": at}
    connection.execute(_ADD, facts)


def find(connection: Connection, hash_: str) -> Stored | None:
    """What is known of a document, or None."""
    row = connection.execute(_FIND, {"hash": hash_}).one_or_none()
    return _stored(row) if row else None


def of_request(connection: Connection, tid: str) -> tuple[Stored, ...]:
    """The documents the entries of a request speak of, in the order they came."""
    return tuple(_stored(row) for row in connection.execute(_OF_REQUEST, {"tid": tid}))


def waiting(connection: Connection, limit: int, *, now: str = "") -> tuple[Waiting, ...]:
    """Documents to send, oldest first: named by an entry and not whole at the regulator.

    With `now`, those that were refused and must wait longer are left out.
    """
    rows = connection.execute(_WAITING, {"limit": limit, "now": now})
    return tuple(Waiting(row.hash, row.size, row.sent, row.tries) for row in rows)


def waiting_count(connection: Connection) -> int:
    """How many documents the regulator has not whole yet."""
    return int(connection.execute(_WAITING_COUNT).scalar_one())


def note_sent(connection: Connection, hash_: str, upto: int) -> None:
    """The regulator has the first `upto` bytes; less than before when it lost some."""
    connection.execute(_SENT, {"hash": hash_, "upto": upto})


def note_complete(connection: Connection, hash_: str, at: str) -> None:
    """The regulator has it whole; from here the retention time runs. The first time counts."""
    connection.execute(_COMPLETE, {"hash": hash_, "at": at})


def note_trouble(connection: Connection, hash_: str, *, reason: str, due: str) -> None:
    """It was not taken: why (a message code), and when to try again."""
    connection.execute(_TROUBLE, {"hash": hash_, "reason": reason, "due": due})


def over(connection: Connection, *, complete_before: str, unnamed_before: str) -> tuple[str, ...]:
    """Documents whose file may go: kept long enough after the regulator had them, or put in and
    never named by an entry nor by a draft."""
    facts = {"complete": complete_before, "unnamed": unnamed_before}
    return tuple(connection.execute(_OVER, facts).scalars())


def forget(connection: Connection, hash_: str, *, at: str, why: str) -> None:
    """Throw the key away: whatever copy of the file is left can no longer be read."""
    connection.execute(_FORGET, {"hash": hash_, "at": at, "why": why})


def keys(connection: Connection) -> frozenset[str]:
    """The hashes of every document whose file should be here."""
    return frozenset(
        connection.execute(text("SELECT hash FROM documents WHERE key IS NOT NULL")).scalars()
    )


def _stored(row: Row[Any]) -> Stored:
    return Stored(*(getattr(row, name) for name in Stored.__slots__))


_COLUMNS = "d.hash, d.key, d.media, d.size, d.at, d.sent, d.complete_at, d.gone_at, d.gone_why"
_FIND = text(f"SELECT {_COLUMNS} FROM documents d WHERE d.hash = :hash")  # noqa: S608 - ours
_OF_REQUEST = text(
    f"SELECT {_COLUMNS} FROM documents d WHERE d.hash IN"  # noqa: S608 - our own columns
    " (SELECT hash FROM document_uses WHERE tid = :tid) ORDER BY d.at, d.hash"
)
_ADD = text(
    "INSERT INTO documents (hash, key, media, size, at) VALUES (:hash, :key, :media, :size, :at)"
    " ON CONFLICT (hash) DO UPDATE SET key = excluded.key, gone_at = NULL, gone_why = ''"
    " WHERE key IS NULL"
)
_WAITING = text(
    "SELECT d.hash, d.size, d.sent, d.tries FROM documents d"
    " WHERE d.complete_at IS NULL AND d.key IS NOT NULL"
    " AND (:now = '' OR d.due IS NULL OR d.due <= :now)"
    " AND EXISTS (SELECT 1 FROM document_uses u WHERE u.hash = d.hash)"
    " ORDER BY d.at, d.hash LIMIT :limit"
)
_WAITING_COUNT = text(
    "SELECT count(*) FROM documents d WHERE d.complete_at IS NULL AND d.key IS NOT NULL"
    " AND EXISTS (SELECT 1 FROM document_uses u WHERE u.hash = d.hash)"
)
_SENT = text(
    "UPDATE documents SET sent = :upto, tries = 0, due = NULL, reason = '' WHERE hash = :hash"
)
_COMPLETE = text(
    "UPDATE documents SET sent = size, complete_at = :at, tries = 0, due = NULL, reason = ''"
    " WHERE hash = :hash AND complete_at IS NULL"
)
_TROUBLE = text(
    "UPDATE documents SET tries = tries + 1, reason = :reason, due = :due WHERE hash = :hash"
)
_OVER = text(
    "SELECT d.hash FROM documents d WHERE d.key IS NOT NULL AND (d.complete_at < :complete"
    " OR (d.at < :unnamed AND NOT EXISTS (SELECT 1 FROM document_uses u WHERE u.hash = d.hash)"
    " AND NOT EXISTS (SELECT 1 FROM drafts WHERE instr(body, d.hash))))"
)
_FORGET = text("UPDATE documents SET key = NULL, gone_at = :at, gone_why = :why WHERE hash = :hash")
