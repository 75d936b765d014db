"""Visits in rows: opened, checked, set aside and taken up again, closed."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, text

from app.domain.entry import Entry

Body = Mapping[str, Any]


def opened(connection: Connection, read: Entry, _leaf: str, body: Body) -> None:
    """Somebody is at the desk."""
    facts = {"visit": body["visit"], "number": body["number"], "op": read.op, "at": read.ts}
    connection.execute(_OPEN, facts | {"asks": int(body.get("only_asks", False))})


def closed(connection: Connection, read: Entry, _leaf: str, body: Body) -> None:
    """The person left."""
    connection.execute(
        text("UPDATE visits SET closed_at = :at, parked_at = NULL WHERE visit = :visit"),
        {"visit": body["visit"], "at": read.ts},
    )


def parked(connection: Connection, read: Entry, _leaf: str, body: Body) -> None:
    """Set aside."""
    connection.execute(
        text("UPDATE visits SET parked_at = :at, parked_why = :why WHERE visit = :visit"),
        {"visit": body["visit"], "at": read.ts, "why": body["reason"]},
    )


def identity_checked(connection: Connection, _read: Entry, _leaf: str, body: Body) -> None:
    """Who the visitor is, as far as it was checked; other roles are their requests' business."""
    if body["role"] != "visitor" or body["result"] == "mismatched":
        return
    person = body["person"]
    connection.execute(
        text(
            "UPDATE visits SET visitor = :name, visitor_id = :id, checked = :level"
            " WHERE visit = :visit"
        ),
        {"visit": body["visit"], "level": body["level"]} | dict(person),
    )


def goes_on(connection: Connection, read: Entry, body: Body) -> None:
    """Any entry that names a visit set aside takes it up again (wire: visit.parked)."""
    visit = body.get("visit")
    if isinstance(visit, str) and read.type != "visit.parked":
        connection.exec_driver_sql(_GOES_ON, {"visit": visit})


_OPEN = text(
    "INSERT INTO visits (visit, number, operator, opened_at, only_asks)"
    " VALUES (:visit, :number, :op, :at, :asks)"
)
_GOES_ON = "UPDATE visits SET parked_at = NULL WHERE visit = :visit AND parked_at IS NOT NULL"
