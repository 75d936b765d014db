"""Money that waits for somebody: payments in doubt, refund requests without an answer."""

from sqlalchemy import Connection, text

from app.domain.moments import from_wire
from app.domain.money_back import Doubt, RefundRow, Waiting
from local_db import money_queries, queries


def doubts(connection: Connection) -> tuple[Doubt, ...]:
    """Payments nobody knows the end of, with the moment of each, oldest first."""
    since = {row.payment: from_wire(row.at) for row in connection.execute(_SINCE)}
    found = queries.payments_in(connection, "unknown")
    return tuple(Doubt(paid, since[paid.payment]) for paid in found)


def waiting(connection: Connection) -> tuple[Waiting, ...]:
    """Refund requests without an answer, and refused ones nobody made again, oldest first."""
    return tuple(
        Waiting(
            row.tid,
            RefundRow(row.refund, row.payee, row.amount, row.reason, row.state, row.at),
        )
        for row in connection.execute(_WAITING)
        if row.state == "requested" or money_queries.refused_request(connection, row.refund)
    )


_SINCE = text("SELECT payment, at FROM payments WHERE state = 'unknown'")
_WAITING = text("""
SELECT r.*, (SELECT min(tid) FROM refund_lines l WHERE l.refund = r.refund) AS tid
FROM refunds r WHERE r.state IN ('requested', 'refused') ORDER BY r.at, r.refund
""")
