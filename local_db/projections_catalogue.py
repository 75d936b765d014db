"""What follows from a changed catalogue in rows: differences, refund requests, notices read."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, text

from app.domain.entry import Entry
from local_db import projections_money as money

Body = Mapping[str, Any]


def request_corrected(connection: Connection, read: Entry, _leaf: str, body: Body) -> None:
    """Lines the correction added; what was registered and paid stays as it was."""
    known = set(
        connection.execute(
            text("SELECT line FROM fee_lines WHERE tid = :tid"), {"tid": read.tid}
        ).scalars()
    )
    added = [line for line in body["request"]["fee_lines"] if line["index"] not in known]
    money.fee_lines(connection, str(read.tid), added)


def refund_requested(connection: Connection, read: Entry, leaf: str, body: Body) -> None:
    """Somebody is asked to pay back; nothing has moved yet."""
    keys = ("refund", "payment", "visit", "account", "payee", "amount", "reason")
    connection.execute(
        text(
            "INSERT INTO refunds VALUES (:refund, :payment, :visit, :account, :payee, :amount,"
            " :reason, 'requested', :leaf, :at, :op)"
        ),
        {key: body[key] for key in keys} | {"leaf": leaf, "at": read.ts, "op": read.op},
    )
    for line in body["lines"]:
        connection.execute(
            text("INSERT INTO refund_lines VALUES (:refund, :tid, :line, :amount)"),
            {"refund": body["refund"]} | dict(line),
        )


def announcement_read(connection: Connection, read: Entry, _leaf: str, body: Body) -> None:
    """Once is enough, however often it is confirmed."""
    connection.execute(
        text(
            "INSERT INTO announcements_read VALUES (:op, :announcement, :version, :at)"
            " ON CONFLICT DO NOTHING"
        ),
        {"op": read.op, "announcement": body["announcement"]}
        | {"version": body["version"], "at": read.ts},
    )
