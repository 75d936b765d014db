"""The journal: what happened here, what is still owed, what was answered.

`append` is the only writer of journal, body and outbox, and it lets the projections follow in the
same transaction. The caller owns that transaction, so an act and its entry cannot part.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from app.domain import canonical, entry, wire
from app.domain.entry import Cum, Entry, Sealed
from app.domain.jws import KeyOf
from app.domain.moments import Moment, from_wire
from app.domain.tide import Mark
from local_db import projections
from local_db.file import HEAD


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a device's chain: where the next entry goes on."""

    seq: int
    leaf: str
    cum: Cum


# The setting with the newest head of the country's log that was verified here.
LOG_HEAD = "log_head"


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the desk stands: its head, what it knows of the time, its lease and its release; the
    newest head of the country's log it verified."""

    head: Head
    clock: dict[str, Any] | None
    lease: str | None
    release: int | None
    last: Moment | None
    log: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Place:
    """The newest entry of an enrolment, how many there are, and how many of them are owed."""

    mark: Mark
    entries: int
    owed: int


def stand(connection: Connection, dev: str, certificate: str) -> Stand:
    """What the next entry goes on from, in one look; without entries the certificate's genesis."""
    row = connection.exec_driver_sql(_STAND, {"dev": dev}).one()
    facts = [json.loads(value) if value else None for value in (row.clock, row.lease, row.log)]
    known, lease, log = facts
    if row.entry is None:
        first = Head(0, entry.genesis(certificate), Cum())
        return Stand(first, known, lease, row.release, None, log)
    payload = json.loads(canonical.unb64u(row.entry.split(".")[1]))
    last = Head(payload["seq"], canonical.leaf(row.entry), Cum(**payload["cum"]))
    at = Moment(from_wire(payload["ts"]), payload["up"], payload["boot"])
    return Stand(last, known, lease, row.release, at, log)


def append(connection: Connection, token: str, held: Sealed, *, after: Head, key_of: KeyOf) -> str:
    """Add one signed entry with its body after the head that was read in this transaction;
    returns its leaf hash.

    The strict reader sees it first, exactly as the regulator's will: an entry that would be
    quarantined there is never committed here.
    """
    read = entry.read(token, key_of)
    entry.check_follows(read, seq=after.seq + 1, prev=after.leaf)
    entry.check_sealed(read, held)
    leaf = canonical.leaf(token)
    n = insert(connection, read, token, leaf=leaf, held=held)
    connection.exec_driver_sql(_OWE, {"n": n})
    projections.apply(connection, read, leaf, held.body)
    connection.info[HEAD] = Mark(read.dev, read.seq, leaf)
    return leaf


def leaf_at(connection: Connection, dev: str, seq: int) -> str | None:
    """The leaf hash of one entry, or None where there is none."""
    found = connection.execute(_LEAF, {"dev": dev, "seq": seq}).scalar_one_or_none()
    return None if found is None else str(found)


def later(connection: Connection, leaf: str, than: str) -> bool:
    """Whether one entry was made here after another."""
    found = connection.execute(_LATER, {"leaf": leaf, "than": than}).scalar_one_or_none()
    return bool(found)


def newest(connection: Connection, dev: str) -> Mark | None:
    """The last entry of an enrolment, or None before its first."""
    row = connection.execute(_NEWEST, {"dev": dev}).one_or_none()
    return Mark(dev, row.seq, row.leaf) if row else None


def place(connection: Connection, dev: str) -> Place | None:
    """Where an enrolment's chain ends here, or None before its first entry."""
    mark = newest(connection, dev)
    if mark is None:
        return None
    row = connection.execute(_COUNTS, {"dev": dev}).one()
    return Place(mark, row.entries, row.owed)


def owed(connection: Connection, dev: str, *, limit: int, room: int) -> wire.Segment | None:
    """The oldest unanswered entries of a device as a segment of at most `room` bytes, or None.

    A run without a gap: an old entry may be owed again alone, for its body.
    """
    rows = connection.execute(_OWED, {"dev": dev, "limit": limit}).all()
    if not rows:
        return None
    entries: list[str] = []
    bodies: list[dict[str, Any]] = []
    size = 0
    for place, row in enumerate(rows, rows[0].seq):
        if row.seq != place:
            break
        size += len(row.entry) + len(row.body or "") + 96
        if entries and size > room:
            break
        entries.append(row.entry)
        if row.body is not None:
            bodies.append({"seq": row.seq, "salt": row.salt, "body": json.loads(row.body)})
    first = json.loads(canonical.unb64u(entries[0].split(".")[1]))
    return wire.Segment(first["seq"], first["prev"], tuple(entries), tuple(bodies))


def owed_count(connection: Connection) -> int:
    """How many entries wait for an answer."""
    return int(connection.execute(text("SELECT count(*) FROM outbox")).scalar_one())


def acknowledge(
    connection: Connection, dev: str, ack: wire.Ack, *, answer: str, at: str, since: int = 1
) -> None:
    """Keep a signed answer for ever; hearing the same one twice changes nothing more.

    It speaks of what was sent, from the place `since` on: an older entry that became owed again
    meanwhile stays so.
    """
    facts = {"dev": dev, "seq": ack.acked_seq, "answer": answer, "at": at}
    connection.execute(_ACK, facts)
    for line in ack.verdicts:
        connection.execute(
            _VERDICT,
            {"dev": dev, "seq": line.seq, "verdict": line.verdict, "reason": line.reason}
            | {"owner": line.owner},
        )
    connection.execute(_PAID_OFF, {"dev": dev, "since": since, "seq": ack.acked_seq})


def owe_again(connection: Connection, dev: str, seq: int) -> None:
    """The regulator lacks entries it once had: from that one on they are owed again."""
    connection.execute(_OWE_AGAIN, {"dev": dev, "seq": seq})


def owe_body(connection: Connection, row: int) -> None:
    """The regulator lacks the body of an answered entry that is here: the entry is owed again."""
    connection.execute(_OWE_BODY, {"row": row})


def blame(connection: Connection, dev: str, reason: str) -> None:
    """Remember why the oldest owed entries did not go out; only the outbox may change."""
    connection.execute(_BLAME, {"dev": dev, "reason": reason})


def everything(connection: Connection) -> Sequence[tuple[str, dict[str, Any] | None]]:
    """Every (entry, wrapped body or None), in the order they were made here."""
    rows = connection.execute(_ALL).all()
    return [
        (
            row.entry,
            row.salt and {"seq": row.seq, "salt": row.salt, "body": json.loads(row.body)},
        )
        for row in rows
    ]


def counts(connection: Connection) -> tuple[int, int]:
    """(entries, entries the regulator has answered)."""
    total = int(connection.execute(text("SELECT count(*) FROM journal")).scalar_one())
    return total, total - owed_count(connection)


def insert(
    connection: Connection, read: Entry, token: str, *, leaf: str, held: Sealed | None
) -> int:
    """Add a row that was checked, with its body where there is one; nothing is owed by this."""
    facts = {"dev": read.dev, "seq": read.seq, "leaf": leaf, "type": read.type, "tid": read.tid}
    row = connection.exec_driver_sql(_ENTRY, facts | {"at": read.ts, "entry": token})
    n = int(row.scalar_one())
    if held is not None:
        salted = {"n": n, "salt": canonical.b64u(held.salt)}
        connection.exec_driver_sql(_BODY, salted | {"body": held.text.decode()})
    return n


_STAND = """
SELECT (SELECT entry FROM journal WHERE dev = :dev ORDER BY seq DESC LIMIT 1) AS entry,
       (SELECT value FROM settings WHERE name = 'clock') AS clock,
       (SELECT value FROM settings WHERE name = 'lease') AS lease,
       (SELECT value FROM settings WHERE name = 'log_head') AS log,
       (SELECT max(r.number) FROM releases r JOIN applied a ON a.release = r.number) AS release
"""
_LEAF = text("SELECT leaf FROM journal WHERE dev = :dev AND seq = :seq")
_COUNTS = text(
    "SELECT count(*) AS entries, count(o.n) AS owed FROM journal j"
    " LEFT JOIN outbox o ON o.n = j.n WHERE j.dev = :dev"
)
_OWE_AGAIN = text(
    "INSERT OR IGNORE INTO outbox (n) SELECT n FROM journal WHERE dev = :dev AND seq >= :seq"
)
_OWE_BODY = text("INSERT OR IGNORE INTO outbox (n) SELECT n FROM bodies WHERE n = :row")
_LATER = text(
    "SELECT n > (SELECT n FROM journal WHERE leaf = :than) FROM journal WHERE leaf = :leaf"
)
_NEWEST = text("SELECT seq, leaf FROM journal WHERE dev = :dev ORDER BY seq DESC LIMIT 1")
_ENTRY = (
    "INSERT INTO journal (dev, seq, leaf, type, tid, at, entry)"
    " VALUES (:dev, :seq, :leaf, :type, :tid, :at, :entry) RETURNING n"
)
_BODY = "INSERT INTO bodies (n, salt, body) VALUES (:n, :salt, :body)"
_OWE = "INSERT INTO outbox (n) VALUES (:n)"
_OWED = text(
    "SELECT j.seq, j.entry, b.salt, b.body FROM outbox o JOIN journal j ON j.n = o.n"
    " LEFT JOIN bodies b ON b.n = j.n WHERE j.dev = :dev ORDER BY o.n LIMIT :limit"
)
_ACK = text("INSERT INTO acks (dev, acked_seq, answer, at) VALUES (:dev, :seq, :answer, :at)")
_VERDICT = text(
    "INSERT INTO verdicts (dev, seq, verdict, reason, owner)"
    " VALUES (:dev, :seq, :verdict, :reason, :owner) ON CONFLICT DO NOTHING"
)
_PAID_OFF = text(
    "DELETE FROM outbox WHERE n IN"
    " (SELECT n FROM journal WHERE dev = :dev AND seq BETWEEN :since AND :seq)"
)
_BLAME = text(
    "UPDATE outbox SET tries = tries + 1, reason = :reason"
    " WHERE n = (SELECT min(o.n) FROM outbox o JOIN journal j ON j.n = o.n WHERE j.dev = :dev)"
)
_ALL = text(
    "SELECT j.seq, j.entry, b.salt, b.body FROM journal j LEFT JOIN bodies b ON b.n = j.n"
    " ORDER BY j.n"
)
