"""Questions about money on its way back: what was paid, what goes back, and how far it is."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

from app.domain.acts import Paid
from app.domain.money_back import Owed, PaidLine, RefundRow, refund_id
from local_db import queries


def paid_lines(connection: Connection, tid: str) -> tuple[PaidLine, ...]:
    """What was paid of each line and neither given back nor asked back, whole rial."""
    return tuple(PaidLine(**row._mapping) for row in connection.execute(_PAID, {"tid": tid}))


def open_payments(connection: Connection, tid: str) -> int:
    """How many payments that speak for a request have no end yet."""
    return int(connection.execute(_OPEN, {"tid": tid}).scalar_one())


def account_open(connection: Connection, visit: str, account: str) -> bool:
    """Whether a payment of that visit to that account has no end yet: the double-charge guard."""
    found = connection.execute(_ACCOUNT_OPEN, {"visit": visit, "account": account})
    return bool(found.scalar_one())


def counted(connection: Connection, tid: str) -> int:
    """What of a request stands in the running totals: its receipt less what was given back."""
    return int(connection.execute(_COUNTED, {"tid": tid}).scalar_one())


def owed_back(connection: Connection, tid: str | None = None) -> tuple[Owed, ...]:
    """What the office's terminal still owes, for one request or for all, oldest first."""
    found: dict[tuple[str, str], Owed] = {}
    for row in connection.execute(_OWED, {"tid": tid}):
        key = row.tid, row.payment
        before = found[key].lines if key in found else ()
        lines = (*before, (row.line, row.amount))
        found[key] = Owed(
            refund=refund_id(row.payment, row.tid, row.cause),
            tid=row.tid,
            payment=row.payment,
            account=row.account,
            payee=row.payee,
            amount=sum(amount for _, amount in lines),
            lines=lines,
            cause=row.cause,
            rrn=row.rrn or "",
            terminal=row.terminal,
        )
    return tuple(found.values())


def refunds_of(connection: Connection, tid: str) -> tuple[RefundRow, ...]:
    """Refund requests and money given back for a request, oldest first."""
    rows = connection.execute(_REFUNDS, {"tid": tid})
    return tuple(
        RefundRow(row.refund, row.payee, row.amount, row.reason, row.state, row.at) for row in rows
    )


def refund_request(connection: Connection, refund: str) -> tuple[str, Mapping[str, Any]] | None:
    """(leaf, body) of a refund request that was not answered yet, or None."""
    return _request(connection, refund, "requested")


def refused_request(connection: Connection, refund: str) -> tuple[str, Mapping[str, Any]] | None:
    """(leaf, body) of a refund request that was refused and not made again since, or None."""
    found = _request(connection, refund, "refused")
    if found is None:
        return None
    line = found[1]["lines"][0]
    owed = {paid.line: paid.amount for paid in paid_lines(connection, line["tid"])}
    return found if owed.get(line["line"], 0) >= line["amount"] else None


def _request(
    connection: Connection, refund: str, state: str
) -> tuple[str, Mapping[str, Any]] | None:
    row = connection.execute(_ASKED, {"refund": refund, "state": state}).one_or_none()
    return (row.leaf, json.loads(row.body)) if row else None


def receipted_payments(connection: Connection, tid: str) -> frozenset[str]:
    """Payments (by ID) the standing receipt of a request names."""
    return frozenset(connection.execute(_RECEIPTED, {"tid": tid}).scalars())


def unreceipted(connection: Connection, tid: str) -> bool:
    """Whether money was taken for a request that its standing receipt does not name."""
    return bool(connection.execute(_UNRECEIPTED, {"tid": tid}).scalar_one())


def all_paid(connection: Connection, tid: str) -> tuple[tuple[str, int], ...]:
    """(leaf, this request's share) of every payment that succeeded for it, oldest first."""
    rows = connection.execute(_ALL_PAID, {"tid": tid})
    return tuple((row.leaf, row.amount) for row in rows)


def payments_named(connection: Connection, leaves: Sequence[str]) -> tuple[Paid, ...]:
    """The payments a receipt names by the leaf hashes of their last entries, in its order."""
    named = (connection.execute(_BY_LEAF, {"leaf": leaf}).scalar_one_or_none() for leaf in leaves)
    found = (queries.payment(connection, payment) for payment in named if payment)
    return tuple(paid for paid in found if paid)


def receipt_number(connection: Connection, leaf: str | None) -> int | None:
    """The number of one receipt, or None."""
    found = connection.execute(_NUMBER, {"leaf": leaf}).scalar_one_or_none()
    return None if found is None else int(found)


def slip_used(connection: Connection, terminal: str, rrn: str) -> bool:
    """Whether that slip already proves a payment or a refund."""
    found = connection.execute(_SLIP, {"terminal": terminal, "rrn": rrn})
    return bool(found.scalar_one())


_PAID = text("""
SELECT * FROM (
    SELECT f.line, f.title, f.payee, f.payee_name, p.account, p.payment, l.amount - coalesce(
        (SELECT sum(b.amount) FROM refund_lines b JOIN refunds r ON r.refund = b.refund
         WHERE b.tid = l.tid AND b.line = l.line AND r.state <> 'refused'), 0) AS amount
    FROM payment_lines l JOIN payments p ON p.payment = l.payment
    JOIN fee_lines f ON f.tid = l.tid AND f.line = l.line
    WHERE l.tid = :tid AND p.state = 'succeeded')
WHERE amount > 0 ORDER BY line
""")
_OPEN = text("""
SELECT count(*) FROM payments p WHERE p.state IN ('started', 'unknown') AND p.payment IN
    (SELECT payment FROM payment_lines WHERE tid = :tid)
""")
_ACCOUNT_OPEN = text("""
SELECT EXISTS (SELECT 1 FROM payments
               WHERE visit = :visit AND account = :account AND state IN ('started', 'unknown'))
""")
_COUNTED = text("""
SELECT coalesce((SELECT total FROM receipts WHERE tid = :tid ORDER BY number DESC LIMIT 1), 0)
     - coalesce((SELECT sum(counted) FROM refunds WHERE refund IN
                 (SELECT refund FROM refund_lines WHERE tid = :tid)), 0)
""")
_OWED = text("""
SELECT o.*, p.account, p.payee, p.rrn, p.terminal FROM owed_back o
JOIN payments p ON p.payment = o.payment
WHERE :tid IS NULL OR o.tid = :tid ORDER BY p.at, o.tid, o.line
""")
_REFUNDS = text(
    "SELECT * FROM refunds WHERE refund IN (SELECT refund FROM refund_lines WHERE tid = :tid)"
    " ORDER BY at, refund"
)
_ASKED = text(
    "SELECT r.leaf, b.body FROM refunds r JOIN journal j ON j.leaf = r.leaf"
    " JOIN bodies b ON b.n = j.n WHERE r.refund = :refund AND r.state = :state"
)
_RECEIPTED = text("""
SELECT p.payment FROM payments p WHERE p.leaf IN (
    SELECT e.value FROM receipts r JOIN journal j ON j.leaf = r.leaf JOIN bodies b ON b.n = j.n,
           json_each(b.body, '$.payments') e
    WHERE r.tid = :tid AND r.number = (SELECT max(number) FROM receipts WHERE tid = :tid))
""")
_SLIP = text("""
SELECT EXISTS (SELECT 1 FROM refunds WHERE terminal = :terminal AND rrn = :rrn)
    OR EXISTS (SELECT 1 FROM payments
               WHERE terminal = :terminal AND rrn = :rrn AND state = 'succeeded')
""")
_BY_LEAF = text("SELECT payment FROM payments WHERE leaf = :leaf")
_NUMBER = text("SELECT number FROM receipts WHERE leaf = :leaf")
_UNRECEIPTED = text("""
SELECT count(*) FROM payment_lines l JOIN payments p ON p.payment = l.payment
WHERE l.tid = :tid AND p.state = 'succeeded' AND p.leaf NOT IN (
    SELECT e.value FROM receipts r JOIN journal j ON j.leaf = r.leaf JOIN bodies b ON b.n = j.n,
           json_each(b.body, '$.payments') e
    WHERE r.tid = :tid AND r.number = (SELECT max(number) FROM receipts WHERE tid = :tid))
""")
_ALL_PAID = text("""
SELECT p.leaf, sum(l.amount) AS amount FROM payment_lines l JOIN payments p
    ON p.payment = l.payment
WHERE l.tid = :tid AND p.state = 'succeeded' GROUP BY p.leaf ORDER BY p.at, p.leaf
""")
