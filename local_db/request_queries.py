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
