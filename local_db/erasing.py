"""Bodies that have to go by order: which there are, and their going.

The file's own rule (a trigger) lets a body go only after an entry that orders it. Freed pages are
overwritten, so nothing is left between the lines of the encrypted file either.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from local_db.catalogue_queries import CLOSED


@dataclass(frozen=True, slots=True)
class Found:
    """One entry that speaks of a request, with the body it still has."""

    n: int
    dev: str
    seq: int
    leaf: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Copies:
    """Copies that left the desk by its own journal: exports in clear, and backups, by time."""

    exports: tuple[str, ...]
    backups: tuple[str, ...]


def bodies_of(connection: Connection, tid: str) -> tuple[Found, ...]:
    """Every body about a request: its own entries', and who was seen or exempted for it before it
    had a number, where nobody else's request shares that visit."""
    rows = connection.execute(_BODIES, {"tid": tid})
    return tuple(Found(row.n, row.dev, row.seq, row.leaf, json.loads(row.body)) for row in rows)


def documents_of(connection: Connection, tid: str) -> tuple[str, ...]:
    """Documents only this request speaks of; one that another needs stays."""
    return tuple(connection.execute(_DOCUMENTS, {"tid": tid}).scalars())


def is_open(connection: Connection, tid: str) -> bool:
    """Whether the request still goes on, by the newest word of desk or regulator."""
    state = connection.execute(_STATE, {"tid": tid}).scalar_one_or_none()
    return state is not None and state not in CLOSED


def are_owed(connection: Connection, numbers: Sequence[int]) -> bool:
    """Whether the regulator has not answered all of these yet."""
    owed = set(connection.execute(text("SELECT n FROM outbox")).scalars())
    return not owed.isdisjoint(numbers)


def erase(connection: Connection, numbers: Sequence[int]) -> None:
    """Delete these bodies; refused by the file unless a body.erased entry names each."""
    connection.exec_driver_sql("PRAGMA secure_delete = ON")
    connection.execute(text("DELETE FROM bodies WHERE n = :n"), [{"n": n} for n in numbers])


def drop_pages(connection: Connection, tid: str) -> None:
    """Pages about the request in the print queue are no longer wanted."""
    connection.execute(_DROP_PAGES, {"tid": tid})


def drop_drafts(connection: Connection, tid: str) -> None:
    """Drafts that go on with the request, or were to put it right, say the same of the person."""
    connection.execute(_DROP_DRAFTS, {"tid": tid})


def forget_words(connection: Connection) -> None:
    """An index of words keeps deleted ones until its parts are merged: merge them now."""
    for name in connection.execute(_INDEXES).scalars().all():
        merge = f"INSERT INTO {name} ({name}) VALUES ('optimize')"  # noqa: S608 - our own names
        connection.exec_driver_sql(merge)


def copies_made(connection: Connection) -> Copies:
    """What the journal says left the desk."""
    exports = connection.execute(_EXPORTS).scalars()
    backups = connection.execute(
        text("SELECT at FROM journal WHERE type = 'backup.made' ORDER BY n")
    ).scalars()
    return Copies(tuple(exports), tuple(backups))


_DROP_PAGES = text("""
UPDATE print_jobs SET page = x'', spare = x'', why = '', state = 'cancelled'
WHERE tid = :tid OR EXISTS (SELECT 1 FROM json_each(tids) WHERE value = :tid)
""")
_DROP_DRAFTS = text(
    "DELETE FROM drafts WHERE body ->> '$.completes' = :tid OR body ->> '$.puts_right.tid' = :tid"
)
_BODIES = text("""
SELECT j.n, j.dev, j.seq, j.leaf, b.body FROM journal j JOIN bodies b ON b.n = j.n
WHERE (j.tid = :tid AND j.type <> 'body.erased') OR (
    j.type IN ('identity.checked', 'exemption.granted') AND j.tid IS NULL
    AND json_extract(b.body, '$.visit') IN (SELECT visit FROM requests WHERE tid = :tid)
    AND NOT EXISTS (
        SELECT 1 FROM requests o WHERE o.tid <> :tid
        AND o.visit = json_extract(b.body, '$.visit')
        AND o.leaf NOT IN (SELECT leaf FROM erased)))
ORDER BY j.n
""")
_DOCUMENTS = text("""
SELECT DISTINCT u.hash FROM document_uses u JOIN documents d ON d.hash = u.hash
WHERE u.tid = :tid AND NOT EXISTS (
    SELECT 1 FROM document_uses o WHERE o.hash = u.hash AND o.tid IS NOT u.tid
    AND o.leaf NOT IN (SELECT leaf FROM erased))
ORDER BY u.hash
""")
_STATE = text(
    "SELECT coalesce(s.state, r.state) FROM requests r"
    " LEFT JOIN statuses s ON s.tid = r.tid WHERE r.tid = :tid"
)
_INDEXES = text(
    "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE %' AND sql LIKE '%fts5%'"
)
_EXPORTS = text(
    "SELECT j.at FROM journal j JOIN bodies b ON b.n = j.n WHERE j.type = 'journal.exported'"
    " AND json_extract(b.body, '$.bodies') = 'plain' ORDER BY j.n"
)
