"""Entries of the office's other desks, as they came by hand or by the feed, and their totals.

A place in a chain is taken once, so the same package twice, or the same entry by both ways, counts
once. Totals are read from the entries' own running totals, never accumulated here.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, text

from app.domain import canonical
from app.domain.entry import Cum, Entry
from app.domain.moments import from_wire
from app.domain.office import NOTHING, DeskTotals


@dataclass(frozen=True, slots=True)
class Told:
    """One entry that was read strictly, with its leaf hash and its text."""

    entry: Entry
    leaf: str
    token: str


def meet(connection: Connection, dev: str, *, desk: int, certificate: str, at: str) -> None:
    """Another enrolment of this office, by its certificate, heard of as it stood at that moment."""
    facts = {"dev": dev, "desk": desk, "certificate": certificate, "at": at}
    connection.execute(_MEET, facts)


def certificates(connection: Connection) -> tuple[str, ...]:
    """The certificates of the office's other enrolments, as far as they were heard of."""
    return tuple(connection.execute(text("SELECT certificate FROM office_desks")).scalars())


def keep(connection: Connection, told: Iterable[Told]) -> int:
    """Keep entries; how many were new. Whoever calls has asked `contradicts` first."""
    rows = [
        {"dev": one.entry.dev, "seq": one.entry.seq, "leaf": one.leaf, "at": one.entry.ts}
        | {"entry": one.token}
        for one in told
    ]
    return sum(connection.execute(_KEEP, row).rowcount for row in rows)


def contradicts(connection: Connection, told: Iterable[Told]) -> bool:
    """Whether another entry already stands at one of these places."""
    places = ({"dev": one.entry.dev, "seq": one.entry.seq, "leaf": one.leaf} for one in told)
    return any(connection.execute(_OTHER, place).first() for place in places)


def leaf_at(connection: Connection, dev: str, seq: int) -> str | None:
    """The leaf hash held at a place, or None."""
    found = connection.execute(_LEAF, {"dev": dev, "seq": seq}).scalar_one_or_none()
    return None if found is None else str(found)


def totals(
    connection: Connection, since: str, *, own_desk: int, now: datetime
) -> tuple[DeskTotals, ...]:
    """What each enrolment of the office took from the moment `since` on, as known here."""
    own = connection.execute(_OWN, {"since": since})
    found = [_totals(row, own_desk, now, own=True) for row in own]
    others = connection.execute(_OTHERS, {"since": since})
    return (*found, *(_totals(row, row.desk, from_wire(row.heard_at)) for row in others))


def _totals(row: Row[Any], desk: int, as_of: datetime, *, own: bool = False) -> DeskTotals:
    if row.last is None:
        return DeskTotals(desk, NOTHING, as_of, own)
    # Without the entry before, the chain cannot tell what its first one added.
    whole = row.before is not None or row.first == 1
    before = _cum(row.before or (None if whole else row.entry))
    last = _cum(row.last)
    took = Cum(last.n - before.n, last.fee - before.fee, last.void - before.void)
    return DeskTotals(desk, took, as_of, own, whole)


def _cum(token: str | None) -> Cum:
    if token is None:
        return NOTHING
    return Cum(**json.loads(canonical.unb64u(token.split(".")[1]))["cum"])


_MEET = text(
    "INSERT INTO office_desks VALUES (:dev, :desk, :certificate, :at)"
    " ON CONFLICT (dev) DO UPDATE SET heard_at = max(heard_at, excluded.heard_at)"
)
_KEEP = text(
    "INSERT INTO office_entries VALUES (:dev, :seq, :leaf, :at, :entry) ON CONFLICT DO NOTHING"
)
_OTHER = text("SELECT 1 FROM office_entries WHERE dev = :dev AND seq = :seq AND leaf <> :leaf")
_LEAF = text("SELECT leaf FROM office_entries WHERE dev = :dev AND seq = :seq")


def _from(entries: str, desks: str, columns: str) -> str:
    """The first entry since then, the one right before it, and the last; null where there is none.

    Entries are asked by their place, newest first: only those of the day are walked over.
    """
    return f"""
WITH began AS (
    SELECT d.dev{columns},
           coalesce((SELECT seq FROM {entries} WHERE dev = d.dev AND at < :since
                     ORDER BY seq DESC LIMIT 1), 0) AS old FROM {desks} d),
firsts AS (
    SELECT b.*, (SELECT min(seq) FROM {entries} WHERE dev = b.dev AND seq > b.old) AS first
    FROM began b)
SELECT f.*, (SELECT entry FROM {entries} WHERE dev = f.dev AND seq = f.first) AS entry,
       (SELECT entry FROM {entries} WHERE dev = f.dev AND seq = f.first - 1) AS before,
       CASE WHEN f.first IS NOT NULL THEN (SELECT entry FROM {entries} WHERE dev = f.dev
            ORDER BY seq DESC LIMIT 1) END AS last
FROM firsts f ORDER BY f.dev
"""  # noqa: S608 - our own names


_OWN = text(_from("journal", "enrolments", ""))
_OTHERS = text(_from("office_entries", "office_desks", ", d.desk, d.heard_at"))
