"""Payments, their lines and receipts in rows, as the entries tell them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

from app.domain.entry import Entry

Body = Mapping[str, Any]


def fee_lines(connection: Connection, tid: str, lines: Sequence[Mapping[str, Any]]) -> None:
    """The lines a request owes."""
    keys = ("title", "payee", "payee_name", "account", "amount", "charged_at")
    rows = [
        {"tid": tid, "line": line["index"]} | {key: line[key] for key in keys} for line in lines
    ]
    if rows:
        connection.exec_driver_sql(_FEE_LINE, rows)


def payment_started(connection: Connection, read: Entry, leaf: str, body: Body) -> None:
    """A swipe begins; from here on its lines are spoken for. Seen again, nothing changes."""
    known = connection.execute(
        text("SELECT 1 FROM payments WHERE payment = :payment"), {"payment": body["payment"]}
    ).one_or_none()
    if known:
        return
    connection.execute(
        text(
            "INSERT INTO payments VALUES (:payment, :visit, :account, :payee, :amount, 'started',"
            " :terminal, :rrn, :trace, :last4, :source, '', :day, :leaf, :at, :op, :shift)"
        ),
        _facts(read, leaf, body),
    )
    connection.execute(
        text("INSERT INTO payment_lines VALUES (:payment, :tid, :line, :amount)"),
        [{"payment": body["payment"]} | dict(line) for line in body["lines"]],
    )


def payment_ended(connection: Connection, read: Entry, leaf: str, body: Body) -> None:
    """How a swipe ended; the requests it pays for follow. One that never began here begins now."""
    payment_started(connection, read, leaf, body)
    state = body.get("outcome") or read.type.removeprefix("payment.")
    connection.execute(
        text(
            "UPDATE payments SET state = :state, terminal = :terminal, rrn = :rrn, trace = :trace,"
            " last4 = :last4, source = :source, reason = :reason, slip_day = :day, leaf = :leaf"
            " WHERE payment = :payment"
        ),
        _facts(read, leaf, body) | {"state": state},
    )
    for tid in sorted({line["tid"] for line in body["lines"]}):
        follow(connection, tid, leaf)


def receipt_issued(connection: Connection, read: Entry, leaf: str, body: Body) -> None:
    """The receipt stands, printed or not; a corrected one stands beside the one it replaces."""
    connection.execute(
        text(
            "INSERT INTO receipts (leaf, tid, number, total, at, operator, shift, replaces,"
            " replaced) VALUES (:leaf, :tid, :number, :total, :at, :op, :shift, :ref, :replaced)"
        ),
        {"leaf": leaf, "tid": read.tid, "number": body["number"], "total": body["total"]}
        | {"at": read.ts, "op": read.op, "shift": body["shift"]}
        | {"ref": read.ref, "replaced": body.get("replaced", 0)},
    )
    connection.execute(
        text(
            "UPDATE requests SET state = 'receipted', state_leaf = :leaf"
            " WHERE tid = :tid AND state = 'registered'"
        ),
        {"tid": read.tid, "leaf": leaf},
    )


def receipt_printed(connection: Connection, _read: Entry, _leaf: str, body: Body) -> None:
    """One more paper left the printer."""
    connection.execute(
        text("UPDATE receipts SET prints = :copy, outcome = 'printed' WHERE leaf = :receipt"),
        {"copy": body["copy"], "receipt": body["receipt"]},
    )


def print_failed(connection: Connection, _read: Entry, _leaf: str, body: Body) -> None:
    """The printer did not deliver; the receipt itself stays issued."""
    connection.execute(
        text("UPDATE receipts SET outcome = 'failed' WHERE leaf = :receipt"),
        {"receipt": body["receipt"]},
    )


def _facts(read: Entry, leaf: str, body: Body) -> dict[str, Any]:
    keys = ("payment", "visit", "account", "payee", "amount", "terminal", "rrn", "trace", "last4")
    more = ("source", "reason", "shift")
    facts = {key: body[key] for key in keys + more}
    return facts | {"day": read.ts[:10], "leaf": leaf, "at": read.ts, "op": read.op}


def follow(connection: Connection, tid: str, leaf: str) -> None:
    """What a request that waits for its money is now, by what was paid."""
    connection.execute(_STATE, {"tid": tid, "leaf": leaf})


_FEE_LINE = (
    "INSERT INTO fee_lines VALUES (:tid, :line, :title, :payee, :payee_name, :account,"
    " :amount, :charged_at)"
)
_STATE = text("""
UPDATE requests SET state_leaf = :leaf, state = (
    SELECT CASE WHEN paid >= total THEN 'registered' WHEN paid > 0 THEN 'part_paid'
           ELSE 'awaiting_payment' END
    FROM (SELECT coalesce(sum(l.amount), 0) AS paid FROM payment_lines l
          JOIN payments p ON p.payment = l.payment
          JOIN fee_lines f ON f.tid = l.tid AND f.line = l.line
          WHERE l.tid = :tid AND p.state = 'succeeded' AND f.charged_at = 'registration'))
WHERE tid = :tid AND state IN ('registered', 'awaiting_payment', 'part_paid')
""")
