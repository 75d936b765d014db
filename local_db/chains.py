"""Whole chains, streamed: every enrolment in this file with its certificate and its entries."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

BATCH = 500


@dataclass(frozen=True, slots=True)
class Chain:
    """One enrolment as this file knows it: its certificate, newest signed answer and end."""

    dev: str
    certificate: str
    ack: str | None
    seq: int
    leaf: str


def chains(connection: Connection) -> tuple[Chain, ...]:
    """Every enrolment that wrote here, oldest first."""
    rows = connection.execute(_CHAINS)
    return tuple(Chain(row.dev, row.certificate, row.answer, row.seq, row.leaf) for row in rows)


def entries(
    connection: Connection, dev: str, *, after: int = 0
) -> Iterator[tuple[int, str, dict[str, Any] | None]]:
    """(seq, entry, wrapped body or None) of one enrolment; a batch at a time in memory."""
    facts = {"dev": dev, "after": after}
    rows = connection.execution_options(yield_per=BATCH).execute(_ENTRIES, facts)
    for row in rows:
        wrapped = None
        if row.body is not None:
            wrapped = {"seq": row.seq, "salt": row.salt, "body": json.loads(row.body)}
        yield row.seq, row.entry, wrapped


_CHAINS = text("""
SELECT e.dev, e.certificate, j.seq, j.leaf,
       (SELECT answer FROM acks WHERE dev = e.dev
        ORDER BY acked_seq DESC, id DESC LIMIT 1) AS answer
FROM enrolments e JOIN journal j ON j.dev = e.dev
 AND j.seq = (SELECT max(seq) FROM journal WHERE dev = e.dev)
ORDER BY (SELECT min(n) FROM journal WHERE dev = e.dev)
""")
_ENTRIES = text(
    "SELECT j.seq, j.entry, b.salt, b.body FROM journal j LEFT JOIN bodies b ON b.n = j.n"
    " WHERE j.dev = :dev AND j.seq > :after ORDER BY j.seq"
)
