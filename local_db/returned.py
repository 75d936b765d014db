"""Own entries that come back from the regulator: what an old copy of this desk file had lost.

They go into the journal where they belong, and the rows follow. Nothing is owed for them: the
regulator had them already.
"""

from sqlalchemy import Connection, text

from app.domain.entry import Entry, Sealed
from local_db import journal, projections


def take_back(
    connection: Connection, read: Entry, token: str, *, leaf: str, held: Sealed | None
) -> None:
    """Add the next entry of an own, older chain; it was read strictly and follows the last one."""
    n = journal.insert(connection, read, token, leaf=leaf, held=held)
    left_out = projections.apply_returned(connection, read, leaf, held.body) if held else ""
    connection.execute(_RETURNED, {"n": n, "left_out": left_out})


def count(connection: Connection) -> tuple[int, int]:
    """(entries that came back, those that changed no row because newer ones stand there)."""
    row = connection.execute(_COUNT).one()
    return row.came, row.left_out


def held(connection: Connection) -> dict[str, int]:
    """How far this file holds the chains of its keys: {dev: last place}."""
    return {row.dev: row.seq for row in connection.execute(_HELD)}


_RETURNED = text("INSERT INTO returned VALUES (:n, :left_out)")
_COUNT = text(
    "SELECT count(*) AS came, count(*) FILTER (WHERE left_out <> '') AS left_out FROM returned"
)
_HELD = text(
    "SELECT e.dev, coalesce((SELECT max(seq) FROM journal WHERE dev = e.dev), 0) AS seq"
    " FROM enrolments e"
)
