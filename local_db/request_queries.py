"""Questions about one request: what it lacks, what came later."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, text

from app.domain.missing import StillMissing


def still_missing(connection: Connection, tid: str) -> tuple[StillMissing, ...]:
    """What a request waits for, in the order it was asked."""
    rows = connection.execute(
        text("SELECT * FROM missing_papers WHERE tid = :tid AND received_at IS NULL ORDER BY n"),
        {"tid": tid},
    )
    return tuple(
        StillMissing(row.title, row.kind, row.note, row.asked_by, row.at, row.until or "")
        for row in rows
    )


def documents_received(connection: Connection, tid: str) -> tuple[Mapping[str, Any], ...]:
    """Documents that came after the request was begun, oldest first."""
    rows = connection.execute(
        text(
            "SELECT b.body FROM journal j JOIN bodies b ON b.n = j.n"
            " WHERE j.tid = :tid AND j.type = 'documents.received' ORDER BY j.n"
        ),
        {"tid": tid},
    )
    return tuple(paper for row in rows for paper in json.loads(row.body)["documents"])


def codes(connection: Connection, tid: str) -> tuple[tuple[str, str], ...]:
    """(agency, code) of every code agencies gave a request."""
    rows = connection.execute(
        text(
            "SELECT agency, written FROM request_codes WHERE tid = :tid AND kind = 'agency'"
            " ORDER BY at, written"
        ),
        {"tid": tid},
    )
    return tuple((row.agency, row.written) for row in rows)


def of_person(connection: Connection, person: str, *, most: int) -> tuple[str, ...]:
    """Tracking IDs of a person's own requests, the newest first."""
    rows = connection.execute(
        text(
            "SELECT r.tid FROM request_people p JOIN requests r ON r.tid = p.tid"
            " WHERE p.id = :person AND p.role = 'applicant' ORDER BY r.n DESC LIMIT :most"
        ),
        {"person": person, "most": most},
    )
    return tuple(rows.scalars())


def bill_taken(connection: Connection, payment_id: str) -> bool:
    """Whether a bill's payment ID stands in a request that was not taken back."""
    found = connection.execute(
        text(
            "SELECT EXISTS (SELECT 1 FROM request_codes c JOIN requests r ON r.tid = c.tid"
            " WHERE c.code = :code AND c.kind = 'payment_id'"
            " AND r.state NOT IN ('voided', 'withdrawn', 'expired'))"
        ),
        {"code": payment_id},
    )
    return bool(found.scalar_one())
