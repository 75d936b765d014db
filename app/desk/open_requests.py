"""Whether a request may still be worked on: every follow-up asks here, inside its transaction."""

from sqlalchemy import Connection

from app.domain.errors import OperatorCanFix
from local_db import money_queries, queries
from local_db.queries import RequestFacts

CLOSED = ("delivered", "rejected", "voided", "withdrawn", "expired")


def still_open(connection: Connection, tid: str) -> RequestFacts:
    """A request that goes on; refused when this desk has none, or it has ended."""
    known = queries.request(connection, tid)
    if known is None:
        raise OperatorCanFix("request-unknown")
    if queries.standing(connection, tid) in CLOSED:
        raise OperatorCanFix("request-ended")
    return known


def without_open_payment(connection: Connection, tid: str) -> RequestFacts:
    """The same, where nobody may be in doubt about its money: a payment without an end refuses."""
    known = still_open(connection, tid)
    if money_queries.open_payments(connection, tid):
        raise OperatorCanFix("request-payment-open")
    return known
