"""The facts of each entry in rows: what X, Z, the day and the year are counted from.

Every entry counts in the shift it names, as long as that is open; else in the open shift of whoever
acts, or of its payment. What happens after a shift was closed never changes its Z.
"""

import json
from typing import Any

from sqlalchemy import Connection, text

from app.domain import canonical, facts
from app.domain.entry import Entry
from app.domain.facts import Body, Fact, Share, share_of
from app.domain.jalali import tehran_day, tehran_time
from app.domain.moments import from_wire
from local_db.shift_queries import next_z

TABLES = (
    "fact_sources",
    "facts",
    "day_totals",
    "z_floors",
    "settlements",
    "settled",
)


def count(connection: Connection, read: Entry, body: Body) -> None:
    """Add what an entry counts for. One that was counted before changes nothing."""
    paid = shares_of(connection, body) if facts.pays_lines(read.type) else {}
    found = facts.facts_of(read.type, read.tid, body, paid)
    if not found:
        return
    common = common_of(read, body)
    common |= {"shift": body.get("shift"), "payment": body.get("payment")}
    rows = [common | row_of(fact, part) for part, fact in enumerate(found)]
    connection.exec_driver_sql(_FACT, rows if len(rows) > 1 else rows[0])


def common_of(read: Entry, body: Body) -> dict[str, Any]:
    """What every fact of an entry says: its place, its day and hour in Tehran, and who."""
    at = from_wire(read.ts)
    return {
        "dev": read.dev,
        "seq": read.seq,
        "day": tehran_day(at),
        "hour": tehran_time(at).hour,
        "desk": read.desk,
        "operator": read.op or "",
        "visit": body.get("visit") if read.type == "visit.closed" else None,
        "at": read.ts,
    }


def row_of(fact: Fact, part: int) -> dict[str, Any]:
    """One fact of an entry, `part` its place there."""
    return {"part": part} | {name: getattr(fact, name) for name in _NAMES}


def shares_of(connection: Connection, body: Body) -> dict[tuple[str, int], Share]:
    """Whose each fee line is that a payment speaks for, as far as this desk registered it."""
    asked = json.dumps([[line["tid"], line["line"]] for line in body["lines"]])
    rows = connection.execute(_LINES, {"lines": asked})
    return {(row.tid, row.line): share_of(row.payee, row.title) for row in rows}


def source(connection: Connection, read: Entry) -> None:
    """A device whose entries are counted from now on."""
    connection.execute(_SOURCE, {"dev": read.dev, "desk": read.desk})


def shift_opened(connection: Connection, read: Entry, leaf: str, body: Body) -> None:
    """An operator's shift begins."""
    connection.execute(
        text(
            "INSERT INTO shifts (shift, operator, opened_at, leaf)"
            " VALUES (:shift, :operator, :at, :leaf)"
        ),
        {"shift": body["shift"], "operator": body["operator"], "at": read.ts, "leaf": leaf},
    )


def shift_closed(connection: Connection, read: Entry, _leaf: str, body: Body) -> None:
    """The shift ended with the Z as its entry holds it."""
    connection.execute(
        text("UPDATE shifts SET closed_at = :at, z = :z, z_number = :number WHERE shift = :shift"),
        {"shift": body["shift"], "at": read.ts, "number": body["z"]["number"]}
        | {"z": canonical.dumps(body["z"]).decode()},
    )


def slip_printed(connection: Connection, _read: Entry, _leaf: str, body: Body) -> None:
    """A Z came out once more."""
    if "number" in body:
        connection.execute(
            text("UPDATE shifts SET z_prints = z_prints + 1 WHERE z_number = :number"),
            {"number": body["number"]},
        )


def settlement_imported(connection: Connection, read: Entry, _leaf: str, body: Body) -> None:
    """A file of the acquirer was taken in; what it settled is settled once."""
    connection.execute(
        text("INSERT INTO settlements VALUES (:sha256, :provider, :day, :at)"),
        {name: body[name] for name in ("sha256", "provider", "day")} | {"at": read.ts},
    )
    for payment in body.get("settled", ()):
        connection.execute(
            text("INSERT INTO settled VALUES (:payment, :sha256) ON CONFLICT DO NOTHING"),
            {"payment": payment, "sha256": body["sha256"]},
        )


def restored(connection: Connection, _read: Entry, _leaf: str, body: Body) -> None:
    """An old copy came back. Each entry it lost may have closed a shift, so that many Z numbers are
    passed over; where nobody knows how many, the next thousand begins."""
    known = next_z(connection) - 1
    tide = body["tide"]
    lost = tide["seq"] - body["seq"] if tide else 1000 - known % 1000
    connection.execute(
        text("INSERT OR REPLACE INTO z_floors VALUES (:dev, :floor)"),
        {"dev": body["dev"], "floor": known + max(0, lost)},
    )


_NAMES = (
    "kind",
    "n",
    "amount",
    "service",
    "channel",
    "account",
    "payee",
    "terminal",
    "share",
    "tid",
)
# One statement, as every act pays for it. Of a visit the seconds since it began are the amount; a
# payment as a whole is of no one service.
_FACT = """
INSERT INTO facts VALUES (
    (SELECT source FROM fact_sources WHERE dev = :dev), :seq, :part, :day, :kind, :n,
    coalesce((SELECT max(0, CAST(round(1440 * 60 * (julianday(:at) - julianday(opened_at))) AS INT))
              FROM visits WHERE visit = :visit), :amount),
    :hour, :desk, :operator,
    (SELECT shift FROM shifts WHERE closed_at IS NULL AND (shift = :shift OR operator = :operator
        OR shift = (SELECT shift FROM payments WHERE payment = :payment))
     ORDER BY shift = :shift DESC, operator = :operator DESC LIMIT 1),
    coalesce(:service, (SELECT service FROM requests WHERE tid = :tid AND :account = '')),
    :channel, :account, :payee, :terminal, :share, :tid
) ON CONFLICT DO NOTHING
"""
_SOURCE = text("INSERT INTO fact_sources (dev, desk) VALUES (:dev, :desk) ON CONFLICT DO NOTHING")
_LINES = text(
    "SELECT f.tid, f.line, f.payee, f.title FROM json_each(:lines) j"
    " JOIN fee_lines f ON f.tid = j.value ->> 0 AND f.line = j.value ->> 1"
)
