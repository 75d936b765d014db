"""Every projection made again from entries and bodies, a batch at a time in memory."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, text

from local_db import projections

BATCH = 500


def rebuild(connection: Connection) -> int:
    """Make the rows again in the caller's transaction; how many entries were read."""
    return projections.rebuild(connection, _entries(connection))


def _entries(connection: Connection) -> Iterator[tuple[str, dict[str, Any] | None]]:
    for row in connection.execute(_ALL):
        body = row.body and {"seq": row.seq, "salt": row.salt, "body": json.loads(row.body)}
        yield row.entry, body or None


_ALL = text(
    "SELECT j.seq, j.entry, b.salt, b.body FROM journal j LEFT JOIN bodies b ON b.n = j.n"
    " ORDER BY j.n"
).execution_options(yield_per=BATCH)
