"""The facts of the office's other desks, from their bodies: beside this desk's own, never among
them.

A fact's key is its entry's own place, so what comes by two ways counts once. One that the regulator
had only after its day is marked: history changes, but visibly.
"""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, text

from app.domain import canonical, facts
from app.domain.entry import Entry
from app.domain.facts import Body, Share, share_of
from app.domain.jalali import tehran_day
from app.domain.moments import from_wire
from app.domain.periods import Period
from app.domain.summary import Heard
from local_db import office_cases
from local_db.projections_day import common_of, row_of, shares_of


def count(connection: Connection, read: Entry, body: Body, *, heard_at: str) -> None:
    """Add what another desk's entry counts for, once. Practice counts nothing, nor does another
    story of this very desk."""
    if not read.ep or read.desk in connection.execute(_OWN).scalars():
        return
    paid = _shares(connection, body) if facts.pays_lines(read.type) else {}
    found = facts.facts_of(read.type, read.tid, body, paid)
    if not found:
        return
    common = common_of(read, body) | {"heard_at": heard_at}
    common["late"] = int(bool(heard_at) and tehran_day(from_wire(heard_at)) > common["day"])
    rows = [common | row_of(fact, part) for part, fact in enumerate(found)]
    connection.exec_driver_sql(_FACT, rows if len(rows) > 1 else rows[0])


def catch_up(connection: Connection) -> None:
    """Count what was not counted yet; facts whose body was erased since stay."""
    for row in connection.execute(_BODIES).all():
        read = entry_of(row.entry)
        count(connection, read, json.loads(row.body), heard_at=row.heard_at)


def heard(connection: Connection, period: Period) -> tuple[Heard, ...]:
    """Every other desk, as of when it was heard of, with how much of the period came late."""
    span = {"first": period.first, "last": period.last}
    return tuple(
        Heard(row.desk, from_wire(row.as_of), row.late, from_wire(row.last) if row.last else None)
        for row in connection.execute(_HEARD, span)
    )


def entry_of(token: str) -> Entry:
    """An entry that was read strictly when it came."""
    return Entry(**json.loads(canonical.unb64u(token.split(".")[1])))


def _shares(connection: Connection, body: Body) -> dict[tuple[str, int], Share]:
    """Whose each fee line is: by this desk's rows, and by the registration another desk wrote."""
    found = shares_of(connection, body)
    for tid in {line["tid"] for line in body["lines"]}:
        registered: Mapping[str, Any] = office_cases.registration(connection, tid) or {}
        for line in registered.get("fee_lines", ()):
            found.setdefault((tid, line["index"]), share_of(line["payee"], line["title"]))
    return found


_FACT = """
INSERT INTO elsewhere_facts VALUES (
    :dev, :seq, :part, :day, :kind, :n,
    coalesce((SELECT max(0, CAST(round(1440 * 60 * (julianday(:at) - julianday(e.at))) AS INT))
              FROM office_bodies b JOIN office_entries e ON e.dev = b.dev AND e.seq = b.seq
              WHERE b.type = 'visit.opened' AND json_extract(b.body, '$.visit') = :visit), :amount),
    :hour, :desk, :operator,
    coalesce(:service, (SELECT service FROM office_cases WHERE tid = :tid AND :account = ''),
             (SELECT service FROM requests WHERE tid = :tid AND :account = '')),
    :channel, :account, :payee, :terminal, :share, :tid, :at, :heard_at, :late
) ON CONFLICT DO NOTHING
"""
_OWN = text("SELECT DISTINCT desk FROM fact_sources")
_BODIES = text(
    "SELECT e.entry, b.body, b.heard_at FROM office_bodies b"
    " JOIN office_entries e ON e.dev = b.dev AND e.seq = b.seq ORDER BY b.dev, b.seq"
)
_HEARD = text("""
SELECT d.desk, max(d.heard_at) AS as_of,
       (SELECT count(DISTINCT f.dev || f.seq) FROM elsewhere_facts f
        WHERE f.late AND f.desk = d.desk AND f.day BETWEEN :first AND :last) AS late,
       (SELECT max(f.heard_at) FROM elsewhere_facts f
        WHERE f.late AND f.desk = d.desk AND f.day BETWEEN :first AND :last) AS last
FROM office_desks d WHERE d.desk NOT IN (SELECT desk FROM fact_sources)
GROUP BY d.desk ORDER BY d.desk
""")
