"""Money that goes back in rows: refund requests, what was answered, what the terminal owes."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, text

from app.domain.entry import Entry

Body = Mapping[str, Any]


def refund_requested(connection: Connection, read: Entry, leaf: str, body: Body) -> None:
    """Somebody is asked to pay back; nothing has moved yet."""
    connection.execute(_REFUND, _facts(read, leaf, body) | {"state": "requested"})
    _lines(connection, body)


def payment_refunded(connection: Connection, read: Entry, leaf: str, body: Body) -> None:
    """Money went back; where it was asked for, the request for it is answered."""
    slip = {"refund": body["refund"], "rrn": body["rrn"] or "", "terminal": body["terminal"]}
    counted = {"counted": body.get("counted", 0), "at": read.ts}
    if connection.execute(_PAID_BACK, slip | counted).rowcount == 0:
        facts = _facts(read, leaf, body) | {"state": "refunded"}
        connection.execute(_REFUND, facts)
        connection.execute(_PAID_BACK, slip | counted)
        _lines(connection, body)
    for line in body["lines"]:
        connection.execute(
            text("DELETE FROM owed_back WHERE tid = :tid AND line = :line"),
            {"tid": line["tid"], "line": line["line"]},
        )


def refund_refused(connection: Connection, read: Entry, _leaf: str, body: Body) -> None:
    """Whoever was asked does not pay back; it may be asked for again."""
    connection.execute(
        text(
            "UPDATE refunds SET state = 'refused', answered_at = :at"
            " WHERE refund = :refund AND state = 'requested'"
        ),
        {"refund": body["refund"], "at": read.ts},
    )


def owe(connection: Connection, tid: str, leaf: str, lines: list[Body]) -> None:
    """The terminal owes these lines of an ended request."""
    for line in lines:
        if line["way"] == "terminal":
            facts = {"tid": tid, "line": line["line"], "amount": line["amount"], "cause": leaf}
            connection.execute(_OWE, facts)


def _facts(read: Entry, leaf: str, body: Body) -> dict[str, Any]:
    keys = ("refund", "payment", "visit", "account", "payee", "amount", "reason")
    return {key: body[key] for key in keys} | {"leaf": leaf, "at": read.ts, "op": read.op}


def _lines(connection: Connection, body: Body) -> None:
    for line in body["lines"]:
        connection.execute(
            text("INSERT INTO refund_lines VALUES (:refund, :tid, :line, :amount)"),
            {"refund": body["refund"]} | dict(line),
        )


_REFUND = text(
    "INSERT INTO refunds (refund, payment, visit, account, payee, amount, reason, state, leaf, at,"
    " operator) VALUES (:refund, :payment, :visit, :account, :payee, :amount, :reason, :state,"
    " :leaf, :at, :op)"
)
_PAID_BACK = text(
    "UPDATE refunds SET state = 'refunded', terminal = :terminal, rrn = :rrn, counted = :counted,"
    " answered_at = :at WHERE refund = :refund"
)
_OWE = text("""
INSERT INTO owed_back
SELECT :tid, :line, l.payment, :amount, :cause FROM payment_lines l
JOIN payments p ON p.payment = l.payment
WHERE l.tid = :tid AND l.line = :line AND p.state = 'succeeded'
""")
