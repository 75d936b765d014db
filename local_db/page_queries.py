"""What pages ask of the desk file: names of people, a visit's requests, bodies, runs of entries."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, Row, text

from app.domain import canonical
from app.domain.letters import LetterRow
from app.domain.moments import from_wire
from local_db import letter_queries, queries


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """One entry of the journal, as a list of it shows it; `wrapped` is its body, None if erased."""

    seq: int
    at: datetime
    type: str
    operator: str
    tid: str
    leaf: str
    token: str
    wrapped: dict[str, Any] | None


def names(connection: Connection) -> dict[str, str]:
    """Names of all who ever worked here, by number; also of those who no longer may."""
    rows = connection.execute(text("SELECT operator, name FROM operators"))
    return {row.operator: row.name for row in rows}


def visit_of(connection: Connection, tid: str) -> str:
    """The visit a request was taken in; "" for one this desk does not know."""
    found = connection.execute(text("SELECT visit FROM requests WHERE tid = :tid"), {"tid": tid})
    return cast(str, found.scalar_one_or_none() or "")


def requests_of(connection: Connection, visit: str) -> tuple[str, ...]:
    """Tracking IDs of a visit's requests that still stand, in the order they were taken."""
    rows = connection.execute(_REQUESTS, {"visit": visit})
    return tuple(rows.scalars())


def refunds_of(connection: Connection, tid: str) -> tuple[str, ...]:
    """Refund requests about a request, the newest first."""
    rows = connection.execute(_REFUNDS, {"tid": tid})
    return tuple(rows.scalars())


def refund_body(connection: Connection, refund: str) -> dict[str, Any] | None:
    """A refund request as it was written, with the moment of its entry under `at`."""
    row = connection.execute(_REFUND, {"refund": refund}).one_or_none()
    return json.loads(row.body) | {"at": row.at, "op": row.operator} if row else None


def last_body(connection: Connection, tid: str, kind: str) -> dict[str, Any] | None:
    """The body of the newest entry of a type about a request; None where there is none."""
    found = connection.execute(_LAST, {"tid": tid, "kind": kind}).scalar_one_or_none()
    return json.loads(found) if found else None


def letter(
    connection: Connection, *, name: str = "", number: int = 0, tid: str = ""
) -> LetterRow | None:
    """A list of papers by its name, by the number it left under, or the newest about a request."""
    row = connection.execute(_LETTER, {"name": name, "number": number, "tid": tid}).one_or_none()
    if row is None:
        return None
    found = letter_queries.lists(connection, row.at, f"{row.at}~")
    return next(one for one in found if one.list == row.list)


def said_before(connection: Connection, tid: str) -> dict[str, Any] | None:
    """What a request said before its last correction; None where it was never corrected."""
    row = connection.execute(_BEFORE, {"tid": tid}).one_or_none()
    return queries.said(row) if row else None


def run_of_entries(
    connection: Connection, dev: str, *, first: int, last: int
) -> tuple[EntryFacts, ...]:
    """Entries of one enrolment between two numbers, both included."""
    rows = connection.execute(_RUN, {"dev": dev, "first": first, "last": last})
    return tuple(
        EntryFacts(
            seq=row.seq,
            at=from_wire(row.at),
            type=row.type,
            operator=_operator(row.entry),
            tid=row.tid or "",
            leaf=row.leaf,
            token=row.entry,
            wrapped=_wrapped(row),
        )
        for row in rows
    )


def _operator(token: str) -> str:
    payload = canonical.loads(canonical.unb64u(token.split(".")[1]))
    return str(payload["op"] or "")


def _wrapped(row: Row[Any]) -> dict[str, Any] | None:
    if row.body is None:
        return None
    return {"seq": row.seq, "salt": row.salt, "body": json.loads(row.body)}


_REQUESTS = text(
    "SELECT tid FROM requests WHERE visit = :visit"
    " AND state NOT IN ('voided', 'withdrawn', 'expired') ORDER BY at, tid"
)
_REFUNDS = text(
    "SELECT DISTINCT r.refund, r.at FROM refunds r JOIN refund_lines l ON l.refund = r.refund"
    " WHERE l.tid = :tid ORDER BY r.at DESC"
)
_REFUND = text(
    "SELECT b.body, r.at, r.operator FROM refunds r JOIN journal j ON j.leaf = r.leaf"
    " JOIN bodies b ON b.n = j.n WHERE r.refund = :refund"
)
_LAST = text(
    "SELECT b.body FROM journal j JOIN bodies b ON b.n = j.n"
    " WHERE j.tid = :tid AND j.type = :kind ORDER BY j.n DESC LIMIT 1"
)
_BEFORE = text(
    "SELECT j.type, b.body FROM journal j JOIN bodies b ON b.n = j.n WHERE j.tid = :tid"
    " AND j.type IN ('request.registered', 'request.corrected') ORDER BY j.n DESC LIMIT 1 OFFSET 1"
)
_LETTER = text("""
SELECT list, at FROM agency_lists
WHERE list = :name OR (direction = 'sent' AND number = :number)
   OR (:name = '' AND :number = 0 AND list IN (SELECT list FROM agency_papers WHERE tid = :tid))
ORDER BY at DESC LIMIT 1
""")
_RUN = text(
    "SELECT j.seq, j.at, j.type, j.tid, j.leaf, j.entry, b.salt, b.body"
    " FROM journal j LEFT JOIN bodies b ON b.n = j.n"
    " WHERE j.dev = :dev AND j.seq BETWEEN :first AND :last ORDER BY j.seq"
)
