"""What follows from a changed catalogue in rows: notices read."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, text

from app.domain.entry import Entry

Body = Mapping[str, Any]


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
