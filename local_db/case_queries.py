"""The story of one request, read from the journal and from what the regulator told."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Row, text

from app.domain import canonical
from app.domain.cases import Event, Owing, PaperKept, ReceiptSeen
from app.domain.moments import from_wire

# What an event tells of its body; a code of the window says how.
_TOLD = (
    *("amount", "total", "reason", "missing", "documents", "complete", "replacement", "fields"),
    *("copy", "number", "state", "outcome", "source", "by", "items", "way", "code", "agency"),
    *("kind", "account", "terminal", "rrn", "difference", "until", "asked_by", "place"),
)


def events(connection: Connection, tid: str) -> tuple[Event, ...]:
    """Every entry about the request and every word of the regulator, oldest first."""
    names = _names(connection)
    acted = [_entry_event(row, names) for row in connection.execute(_ENTRIES, {"tid": tid})]
    told = [_status_event(row, names) for row in connection.execute(_STATUSES, {"tid": tid})]
    return tuple(sorted((*acted, *told), key=lambda event: event.at))


def papers(connection: Connection, tid: str) -> tuple[PaperKept, ...]:
    """Documents of the request by the entry that named them, oldest first; of a title the last."""
    found: dict[str, PaperKept] = {}
    for row in connection.execute(_DOCUMENTS, {"tid": tid}):
        for paper in _documents(row):
            kept = PaperKept(paper["title"], paper["kind"], paper["hash"], from_wire(row.at))
            if kept.hash or kept.title not in found:
                found[kept.title] = kept
    return tuple(found.values())


def payments(connection: Connection, tid: str) -> tuple[str, ...]:
    """IDs of every payment that ever spoke for the request, oldest first."""
    return tuple(connection.execute(_PAYMENTS, {"tid": tid}).scalars())


def owing(connection: Connection, tid: str) -> tuple[Owing, ...]:
    """Lines nobody has paid yet and whose amount is known."""
    rows = connection.execute(_OWING, {"tid": tid})
    return tuple(Owing(row.line, row.title, row.amount, row.charged_at) for row in rows)


def receipts(connection: Connection, tid: str) -> tuple[ReceiptSeen, ...]:
    """Receipts of the request, oldest first."""
    rows = connection.execute(_RECEIPTS, {"tid": tid}).all()
    last = rows[-1].leaf if rows else ""
    return tuple(
        ReceiptSeen(
            leaf=row.leaf,
            number=row.number,
            total=row.total,
            at=from_wire(row.at),
            prints=row.prints,
            stands=row.leaf == last,
        )
        for row in rows
    )


def replaced(connection: Connection, tid: str) -> tuple[str, str]:
    """(the request that took its place, the one whose place it took); "" where there is none."""
    new = connection.execute(
        text("SELECT replacement FROM requests WHERE tid = :tid"), {"tid": tid}
    ).scalar_one_or_none()
    old = connection.execute(
        text("SELECT tid FROM requests WHERE replacement = :tid"), {"tid": tid}
    ).scalar()
    return str(new or ""), str(old or "")


def _names(connection: Connection) -> dict[str, str]:
    rows = connection.execute(text("SELECT operator, name FROM operators"))
    return {row.operator: row.name for row in rows}


def _entry_event(row: Row[Any], names: Mapping[str, str]) -> Event:
    payload = canonical.loads(canonical.unb64u(row.entry.split(".")[1]))
    operator = str(payload["op"] or "")
    body = json.loads(row.body) if row.body else {}
    facts = {name: body[name] for name in _TOLD if body.get(name) not in (None, "", [])}
    return Event(from_wire(row.at), row.type, names.get(operator, operator), facts)


def _status_event(row: Row[Any], names: Mapping[str, str]) -> Event:
    facts = {"state": row.state} | ({"note": row.note} if row.note else {})
    return Event(from_wire(row.since), "status", names.get(row.by_whom, row.by_whom), facts)


def _documents(row: Row[Any]) -> Iterator[Mapping[str, Any]]:
    body = json.loads(row.body)
    request = body.get("request", body)
    yield from request.get("documents", ())


_ENTRIES = text("""
SELECT j.n, j.type, j.at, j.entry, b.body FROM journal j LEFT JOIN bodies b ON b.n = j.n
WHERE j.tid = :tid
UNION ALL
SELECT j.n, j.type, j.at, j.entry, b.body FROM mentions m JOIN journal j ON j.leaf = m.leaf
LEFT JOIN bodies b ON b.n = j.n WHERE m.tid = :tid
UNION ALL
SELECT e.seq, b.type, e.at, e.entry, b.body FROM office_bodies b
JOIN office_entries e ON e.dev = b.dev AND e.seq = b.seq WHERE b.tid = :tid
ORDER BY 1
""")
_STATUSES = text("SELECT * FROM status_steps WHERE tid = :tid ORDER BY scope, n")
_DOCUMENTS = text("""
SELECT j.at, b.body FROM journal j JOIN bodies b ON b.n = j.n WHERE j.tid = :tid AND j.type IN
    ('request.incomplete', 'request.registered', 'request.corrected', 'documents.received')
ORDER BY j.n
""")
_PAYMENTS = text(
    "SELECT p.payment FROM payments p WHERE p.payment IN"
    " (SELECT payment FROM payment_lines WHERE tid = :tid) ORDER BY p.at, p.payment"
)
_OWING = text("""
SELECT f.line, f.title, f.amount, f.charged_at FROM fee_lines f JOIN requests r ON r.tid = f.tid
WHERE f.tid = :tid AND f.amount > 0 AND f.charged_at IN ('registration', 'delivery')
  AND r.state NOT IN ('delivered', 'voided', 'withdrawn', 'expired')
  AND NOT EXISTS (SELECT 1 FROM payment_lines l JOIN payments p ON p.payment = l.payment
                  WHERE l.tid = f.tid AND l.line = f.line AND p.state = 'succeeded')
ORDER BY f.line
""")
_RECEIPTS = text("SELECT * FROM receipts WHERE tid = :tid ORDER BY number")
