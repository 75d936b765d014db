"""What a changed catalogue asks of the desk file: open requests, refunds, notices read, uses."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from local_db.queries import said

CLOSED = ("delivered", "rejected", "voided", "withdrawn", "expired")


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """A request that still goes on, as registered or last corrected, and its lines' worth.

    `leaf` and `at` are the registration's; `charged` are rials by fee line, `differences` (line,
    rials) of those added later by the line they are about, `refunded` what was already asked back,
    and `paid` the (payment, line, rials) of succeeded payments.
    """

    tid: str
    leaf: str
    at: str
    body: Mapping[str, Any]
    charged: Mapping[int, int]
    differences: Mapping[int, tuple[tuple[int, int], ...]]
    refunded: Mapping[int, int]
    paid: tuple[tuple[str, int, int], ...]


def open_requests(connection: Connection) -> tuple[str, ...]:
    """Tracking IDs of this desk's requests that still go on, oldest first."""
    found = connection.execute(_OPEN).all()
    return tuple(row.tid for row in found if row.state not in CLOSED)


def open_request(connection: Connection, tid: str) -> OpenRequest:
    """One of them, whole."""
    row = connection.execute(_ONE, {"tid": tid}).one()
    lines = connection.execute(
        text("SELECT line, coalesce(amount, 0) AS amount FROM fee_lines WHERE tid = :tid"),
        {"tid": tid},
    ).all()
    differences: dict[int, tuple[tuple[int, int], ...]] = {}
    for line in sorted(lines):
        if line.line >= ROUND:
            about = line.line % ROUND
            differences[about] = (*differences.get(about, ()), (line.line, line.amount))
    return OpenRequest(
        tid=tid,
        leaf=row.leaf,
        at=row.at,
        body=said(row),
        charged={line.line: line.amount for line in lines if line.line < ROUND},
        differences=differences,
        refunded={one.line: one.amount for one in connection.execute(_REFUNDED, {"tid": tid})},
        paid=tuple((p.payment, p.line, p.amount) for p in connection.execute(_PAID, {"tid": tid})),
    )


# The n-th difference of line i stands at n × 1000 + i.
ROUND = 1000


def announcements_read(connection: Connection, operator: str) -> frozenset[tuple[str, int]]:
    """(key, version) of what this operator has confirmed."""
    rows = connection.execute(
        text("SELECT announcement, version FROM announcements_read WHERE operator = :operator"),
        {"operator": operator},
    )
    return frozenset((row.announcement, row.version) for row in rows)


def service_uses(connection: Connection, operator: str, since: str) -> dict[int, int]:
    """How often an operator registered each service since a moment: what search ranks by."""
    rows = connection.execute(
        text(
            "SELECT service, count(*) AS times FROM requests"
            " WHERE operator = :operator AND at >= :since GROUP BY service"
        ),
        {"operator": operator, "since": since},
    )
    return {row.service: row.times for row in rows}


_OPEN = text("""
SELECT r.tid, s.state FROM requests r JOIN standing s ON s.tid = r.tid
WHERE r.state <> 'incomplete' ORDER BY r.at, r.tid
""")
_ONE = text(
    "SELECT r.leaf, r.at, j.type, b.body FROM requests r JOIN journal j ON j.leaf = r.body_leaf"
    " JOIN bodies b ON b.n = j.n WHERE r.tid = :tid"
)
_REFUNDED = text(
    "SELECT line, sum(amount) AS amount FROM refund_lines WHERE tid = :tid GROUP BY line"
)
_PAID = text("""
SELECT p.payment, l.line, l.amount FROM payment_lines l JOIN payments p ON p.payment = l.payment
WHERE l.tid = :tid AND p.state = 'succeeded' ORDER BY p.at, l.line
""")
