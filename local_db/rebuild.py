"""Every projection made again from entries and bodies, a batch at a time in memory.

Where a body was erased, what its order says remains of it stands in.
"""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, text

from local_db import elsewhere, projections

BATCH = 500


def rebuild(connection: Connection) -> int:
    """Make the rows again in the caller's transaction; how many entries were read."""
    count = projections.rebuild(connection, _entries(connection))
    elsewhere.catch_up(connection)
    return count


def _entries(connection: Connection) -> Iterator[tuple[str, dict[str, Any] | None]]:
    remains = _remains(connection)
    for row in connection.execute(_ALL):
        body = json.loads(row.body) if row.body else remains.get((row.dev, row.seq))
        yield row.entry, None if body is None else {"seq": row.seq, "body": body}


def _remains(connection: Connection) -> dict[tuple[str, int], dict[str, Any]]:
    orders = [json.loads(body) for body in connection.execute(_ORDERS).scalars()]
    return {
        (order["dev"], kept["seq"]): json.loads(kept["body"])
        for order in orders
        for kept in order.get("kept", ())
    }


_ALL = text(
    "SELECT j.dev, j.seq, j.entry, b.body FROM journal j LEFT JOIN bodies b ON b.n = j.n"
    " ORDER BY j.n"
).execution_options(yield_per=BATCH)
_ORDERS = text(
    "SELECT b.body FROM journal j JOIN bodies b ON b.n = j.n WHERE j.type = 'body.erased'"
)
