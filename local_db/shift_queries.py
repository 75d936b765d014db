"""Shifts in the desk file: their facts summed, what they leave open, the next Z number."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from app.domain.moments import from_wire
from app.domain.shifts import Pending, Shift, figures_of


def open_shifts(connection: Connection) -> tuple[tuple[str, str, str], ...]:
    """(shift, operator, opened at) of every open shift of this desk, oldest first."""
    rows = connection.execute(text(f"{_OPEN} ORDER BY opened_at, shift"))
    return tuple((row.shift, row.operator, row.opened_at) for row in rows)


def shift(connection: Connection, name: str, dev: str) -> Shift | None:
    """An open shift as the journal of this moment makes it; None when it is not open."""
    row = connection.execute(text(f"{_OPEN} AND shift = :shift"), {"shift": name}).one_or_none()
    if row is None:
        return None
    sums = connection.execute(_SUMS, {"shift": name}).mappings()
    seqs = connection.execute(_SEQS, {"dev": dev, "leaf": row.leaf}).one()
    return Shift(
        shift=name,
        operator=row.operator,
        opened_at=from_wire(row.opened_at),
        first_seq=seqs.first,
        last_seq=seqs.last,
        figures=figures_of(dict(one) for one in sums),
        pending=(*_pending(connection, name, row.operator), *_waiting(connection)),
    )


@dataclass(frozen=True, slots=True)
class ClosedShift:
    """A closed shift by its Z, exactly as its entry holds it, and how often that was printed."""

    shift: str
    operator: str
    z: Mapping[str, Any]
    prints: int


def closed_shift(connection: Connection, number: int) -> ClosedShift | None:
    """The shift a Z number of this desk was given to."""
    row = connection.execute(
        text("SELECT shift, operator, z, z_prints FROM shifts WHERE z_number = :number"),
        {"number": number},
    ).one_or_none()
    return ClosedShift(row.shift, row.operator, json.loads(row.z), row.z_prints) if row else None


def closed_shifts(connection: Connection, *, limit: int) -> tuple[tuple[int, str, str], ...]:
    """(number, operator, closed at) of the last closed shifts, the newest first."""
    rows = connection.execute(_CLOSED, {"limit": limit})
    return tuple((row.z_number, row.operator, row.closed_at) for row in rows)


def next_z(connection: Connection) -> int:
    """One after every number this desk gave, or may have given before it was restored."""
    return int(connection.execute(_NEXT_Z).scalar_one())


def _pending(connection: Connection, name: str, operator: str) -> tuple[Pending, ...]:
    drafts = [
        Pending("draft", row.draft, _citizen(json.loads(row.body)["answers"]))
        for row in connection.execute(_DRAFTS, {"operator": operator})
    ]
    requests = [
        Pending(
            "receiptless" if row.state == "registered" else "unpaid",
            row.tid,
            row.applicant,
            row.total,
        )
        for row in connection.execute(_UNFINISHED, {"shift": name})
    ]
    payments = [
        Pending("running" if row.state == "started" else "unknown", row.payment, "", row.amount)
        for row in connection.execute(_DOUBTFUL, {"shift": name})
    ]
    parked = [
        Pending("parked", row.visit, row.visitor)
        for row in connection.execute(_PARKED, {"operator": operator})
    ]
    return (*drafts, *parked, *requests, *payments)


def _waiting(connection: Connection) -> tuple[Pending, ...]:
    row = connection.execute(_WAITING).one()
    waiting = (Pending("unsent", count=row.unsent), Pending("unprinted", count=row.unprinted))
    return tuple(one for one in waiting if one.count)


def _citizen(answers: dict[str, Any]) -> str:
    names = ("applicant_legal_name", "applicant_first_name", "applicant_last_name")
    return " ".join(str(answers[name]) for name in names if answers.get(name))


_OPEN = "SELECT shift, operator, opened_at, leaf FROM shifts WHERE closed_at IS NULL"
_SUMS = text(
    "SELECT kind, account, payee, terminal, sum(n) AS n, sum(amount) AS amount FROM facts"
    " WHERE shift = :shift GROUP BY kind, account, payee, terminal"
)
# A shift begun under an earlier key of this desk sums the new key's journal from its beginning.
_SEQS = text(
    "SELECT coalesce((SELECT seq FROM journal WHERE leaf = :leaf AND dev = :dev), 1) AS first,"
    " coalesce((SELECT max(seq) FROM journal WHERE dev = :dev), 1) AS last"
)
_CLOSED = text(
    "SELECT z_number, operator, closed_at FROM shifts WHERE z_number IS NOT NULL"
    " ORDER BY z_number DESC LIMIT :limit"
)
_NEXT_Z = text(
    "SELECT 1 + max(coalesce((SELECT max(z_number) FROM shifts), 0),"
    " coalesce((SELECT max(floor) FROM z_floors), 0))"
)
_DRAFTS = text(
    "SELECT draft, body FROM drafts WHERE body ->> '$.operator' = :operator"
    " AND body ->> '$.given_up' IS NULL ORDER BY at"
)
_PARKED = text(
    "SELECT visit, visitor FROM visits WHERE closed_at IS NULL AND parked_at IS NOT NULL"
    " AND operator = :operator ORDER BY opened_at"
)
_UNFINISHED = text(
    "SELECT tid, state, applicant, total FROM requests WHERE shift = :shift"
    " AND state IN ('registered', 'awaiting_payment', 'part_paid') ORDER BY at"
)
_DOUBTFUL = text(
    "SELECT payment, state, amount FROM payments WHERE state IN ('started', 'unknown')"
    " AND (state = 'unknown' OR shift = :shift) ORDER BY at"
)
_WAITING = text(
    "SELECT (SELECT count(*) FROM outbox) AS unsent,"
    " (SELECT count(*) FROM receipts WHERE outcome = '') AS unprinted"
)
