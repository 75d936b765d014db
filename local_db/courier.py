"""Packages that go by hand, as this desk remembers them: those it wrote, and where one begins."""

from dataclasses import dataclass, replace

from sqlalchemy import Connection, text


@dataclass(frozen=True, slots=True)
class Package:
    """A package this desk wrote: its reply key's private half, the cursor it was written at."""

    id: str
    reply: str
    cursor: str
    answered: bool


@dataclass(frozen=True, slots=True)
class Start:
    """Where a package begins in one chain: after the entry `prev`, bodies only from `owed` on."""

    dev: str
    certificate: str
    first: int
    prev: str | None
    owed: int
    last: int


def keep(connection: Connection, id_: str, *, reply: str, cursor: str, at: str) -> None:
    """Remember a package before it leaves."""
    facts = {"id": id_, "reply": reply, "cursor": cursor, "at": at}
    connection.execute(_KEEP, facts)


def find(connection: Connection, id_: str) -> Package | None:
    """A package of this desk, or None."""
    row = connection.execute(_FIND, {"id": id_}).one_or_none()
    return Package(row.id, row.reply, row.cursor, row.answered_at is not None) if row else None


def note_answered(connection: Connection, id_: str, at: str) -> None:
    """Its answer was taken whole; the first time counts."""
    connection.execute(_ANSWERED, {"id": id_, "at": at})


def starts(connection: Connection, since: str, *, whole: bool) -> tuple[Start, ...]:
    """Every chain that has something to say, oldest first.

    What is owed goes, and what was done from the moment `since` on with the entry before it, so
    that another desk of the office can count the day. `whole` sends every entry again.
    """
    rows = connection.execute(_STARTS, {"since": since})
    found = [
        Start(row.dev, row.certificate, row.first, row.prev, row.owed, row.last) for row in rows
    ]
    if whole:
        return tuple(replace(one, first=1, prev=None, owed=1) for one in found)
    return tuple(one for one in found if one.first <= one.last)


_KEEP = text("INSERT INTO courier_packages VALUES (:id, :reply, :cursor, :at, NULL)")
_FIND = text("SELECT * FROM courier_packages WHERE id = :id")
_ANSWERED = text(
    "UPDATE courier_packages SET answered_at = :at WHERE id = :id AND answered_at IS NULL"
)
_STARTS = text("""
WITH ends AS (
    SELECT e.dev, e.certificate, (SELECT max(seq) FROM journal WHERE dev = e.dev) AS last,
           (SELECT j.seq FROM outbox o JOIN journal j ON j.n = o.n WHERE j.dev = e.dev
            ORDER BY o.n LIMIT 1) AS owed,
           coalesce((SELECT seq FROM journal WHERE dev = e.dev AND at < :since
                     ORDER BY seq DESC LIMIT 1), 1) AS before
    FROM enrolments e),
begun AS (
    SELECT dev, certificate, last, coalesce(owed, last + 1) AS owed,
           CASE WHEN before = last THEN coalesce(owed, last + 1)
                ELSE min(before, coalesce(owed, last + 1)) END AS first
    FROM ends WHERE last IS NOT NULL)
SELECT b.*, (SELECT leaf FROM journal WHERE dev = b.dev AND seq = b.first - 1) AS prev
FROM begun b ORDER BY (SELECT min(n) FROM journal WHERE dev = b.dev)
""")
