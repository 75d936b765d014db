"""Questions about papers on their way to agencies and back, and about notes not done yet."""

import json

from sqlalchemy import Connection, text

from app.domain.letters import Letter, LetterRow, Note, Sheet
from app.domain.moments import from_wire


def next_number(connection: Connection) -> int:
    """The number of the next list that leaves."""
    found = connection.execute(text("SELECT coalesce(max(number), 0) + 1 FROM agency_lists"))
    return int(found.scalar_one())


def lists(connection: Connection, since: str, until: str) -> tuple[LetterRow, ...]:
    """Lists written from a moment until another, oldest first."""
    found = connection.execute(_LISTS, {"since": since, "until": until}).all()
    return tuple(
        LetterRow(
            list=row.list,
            number=row.number or 0,
            direction=row.direction,
            at=from_wire(row.at),
            letter=Letter(row.agency, _sheets(connection, row.list), row.carrier),
        )
        for row in found
    )


def away(connection: Connection, tid: str) -> tuple[str, ...]:
    """Papers of a request that left and have not come back."""
    return tuple(connection.execute(_AWAY, {"tid": tid}).scalars())


def places(connection: Connection, tid: str) -> tuple[Sheet, ...]:
    """What came for a request and where it lies, the newest first."""
    rows = connection.execute(_PLACES, {"tid": tid})
    return tuple(Sheet(tid, row.paper, row.sheets, row.place) for row in rows)


def open_notes(connection: Connection, operator: str) -> tuple[Note, ...]:
    """Notes for this operator or for everybody, oldest first."""
    rows = connection.execute(_NOTES, {"operator": operator})
    return tuple(
        Note(
            note=row.note,
            by=row.by or "",
            to=row.to_whom or "",
            said=row.said,
            at=from_wire(row.at),
            tids=tuple(json.loads(row.tids)),
            visit=row.visit,
        )
        for row in rows
    )


def note_open(connection: Connection, note: str) -> bool:
    """Whether a note waits to be done."""
    found = connection.execute(
        text("SELECT EXISTS (SELECT 1 FROM notes WHERE note = :note AND done_at IS NULL)"),
        {"note": note},
    )
    return bool(found.scalar_one())


def _sheets(connection: Connection, name: str) -> tuple[Sheet, ...]:
    rows = connection.execute(
        text("SELECT * FROM agency_papers WHERE list = :list ORDER BY tid, paper"), {"list": name}
    )
    return tuple(Sheet(row.tid, row.paper, row.sheets, row.place) for row in rows)


_LISTS = text("SELECT * FROM agency_lists WHERE at >= :since AND at < :until ORDER BY at, list")
_AWAY = text("""
SELECT p.paper FROM agency_papers p JOIN agency_lists l ON l.list = p.list
WHERE p.tid = :tid GROUP BY p.paper
HAVING sum(CASE l.direction WHEN 'sent' THEN 1 ELSE -1 END) > 0 ORDER BY p.paper
""")
_PLACES = text("""
SELECT p.paper, p.sheets, p.place FROM agency_papers p JOIN agency_lists l ON l.list = p.list
WHERE p.tid = :tid AND l.direction = 'received' ORDER BY l.at DESC, p.paper
""")
_NOTES = text(
    "SELECT * FROM notes WHERE done_at IS NULL AND coalesce(to_whom, :operator) = :operator"
    " ORDER BY at, note"
)
