"""Questions about visits that go on, and about what a citizen has open already."""

from typing import Any

from sqlalchemy import Connection, Row, text

from app.domain.jalali import show, tehran_date
from app.domain.moments import from_wire
from app.domain.visiting import Another, OpenVisit


def visit(connection: Connection, name: str) -> OpenVisit | None:
    """One visit that was not closed, or None."""
    row = connection.execute(text(f"{_VISITS} AND v.visit = :visit"), {"visit": name}).one_or_none()
    return _visit(connection, row) if row else None


def parked(connection: Connection) -> tuple[OpenVisit, ...]:
    """Visits that were set aside, the longest first."""
    rows = connection.execute(
        text(f"{_VISITS} AND v.parked_at IS NOT NULL ORDER BY v.parked_at, v.visit")
    ).all()
    return tuple(_visit(connection, row) for row in rows)


def left(connection: Connection, since: str) -> tuple[OpenVisit, ...]:
    """Visits begun since then that nobody set aside or closed and that hold something unfinished:
    a draft, or a request without its receipt; the last begun first."""
    rows = connection.execute(
        text(f"{_VISITS} AND v.parked_at IS NULL AND v.opened_at >= :since AND {_UNFINISHED}"),
        {"since": since},
    ).all()
    return tuple(_visit(connection, row) for row in rows)


def running(connection: Connection, name: str) -> bool:
    """Whether a swipe of that visit is going on right now."""
    found = connection.execute(
        text("SELECT EXISTS (SELECT 1 FROM payments WHERE visit = :visit AND state = 'started')"),
        {"visit": name},
    )
    return bool(found.scalar_one())


def others(connection: Connection, service: int, person: str) -> tuple[Another, ...]:
    """Dates of a person's open requests for a service, the newest first."""
    rows = connection.execute(_OTHERS, {"service": service, "person": person})
    return tuple(Another(show(tehran_date(from_wire(row.at)))) for row in rows)


def _visit(connection: Connection, row: Row[Any]) -> OpenVisit:
    facts = {"visit": row.visit}
    requests = connection.execute(_REQUESTS, facts).all()
    lacks = connection.execute(_LACKS, facts).scalars()
    drafts = connection.execute(_DRAFTS, facts).scalars()
    return OpenVisit(
        visit=row.visit,
        number=row.number,
        name=row.visitor or next((one.applicant for one in requests), ""),
        id=row.visitor_id,
        opened_at=from_wire(row.opened_at),
        parked_at=from_wire(row.parked_at) if row.parked_at else None,
        why=row.parked_why,
        requests=tuple(one.tid for one in requests),
        drafts=tuple(drafts),
        lacks=tuple(lacks),
        owed=row.owed,
        doubtful=row.doubtful,
    )


_VISITS = """
SELECT v.*,
    (SELECT count(*) FROM payments p WHERE p.visit = v.visit
     AND p.state IN ('started', 'unknown')) AS doubtful,
    (SELECT coalesce(sum(f.amount), 0) FROM requests r JOIN fee_lines f ON f.tid = r.tid
     WHERE r.visit = v.visit AND r.state IN ('awaiting_payment', 'part_paid')
     AND f.charged_at = 'registration' AND NOT EXISTS
        (SELECT 1 FROM payment_lines l JOIN payments p ON p.payment = l.payment
         WHERE l.tid = f.tid AND l.line = f.line AND p.state <> 'failed')) AS owed
FROM visits v WHERE v.closed_at IS NULL
"""
_UNFINISHED = """(
    EXISTS (SELECT 1 FROM drafts d WHERE d.body ->> '$.visit' = v.visit
            AND d.body ->> '$.given_up' IS NULL)
    OR EXISTS (SELECT 1 FROM requests r WHERE r.visit = v.visit
               AND r.state IN ('registered', 'awaiting_payment', 'part_paid'))
) ORDER BY v.opened_at DESC, v.visit
"""
_REQUESTS = text(
    "SELECT tid, applicant FROM requests WHERE visit = :visit"
    " AND state NOT IN ('voided', 'withdrawn', 'expired') ORDER BY n"
)
_DRAFTS = text(
    "SELECT draft FROM drafts WHERE body ->> '$.visit' = :visit"
    " AND body ->> '$.given_up' IS NULL ORDER BY at DESC, draft"
)
_LACKS = text(
    "SELECT m.title FROM requests r JOIN missing_papers m ON m.tid = r.tid"
    " WHERE r.visit = :visit AND m.received_at IS NULL ORDER BY r.n, m.n"
)
_OTHERS = text("""
SELECT DISTINCT r.tid, r.at FROM request_people p JOIN requests r ON r.tid = p.tid
JOIN standing s ON s.tid = r.tid
WHERE p.id = :person AND p.role = 'applicant' AND r.service = :service
  AND s.state NOT IN ('delivered', 'rejected', 'voided', 'withdrawn', 'expired')
ORDER BY r.at DESC
""")
