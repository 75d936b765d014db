"""Papers on their way to agencies and back, and notes for whoever works next, in rows."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, text

from app.domain.entry import Entry

Body = Mapping[str, Any]


def sent(connection: Connection, read: Entry, _leaf: str, body: Body) -> None:
    """A list of papers leaves for an agency."""
    _list(connection, read, body, direction="sent")


def received(connection: Connection, read: Entry, _leaf: str, body: Body) -> None:
    """Papers came, each to its place in the cupboard."""
    _list(connection, read, body, direction="received")


def note_left(connection: Connection, read: Entry, _leaf: str, body: Body) -> None:
    """Somebody is told something."""
    facts = {"note": body["note"], "by": read.op, "to": body["to"], "said": body["text"]}
    tids = json.dumps(body["tids"])
    connection.execute(_NOTE, facts | {"visit": body["visit"], "tids": tids, "at": read.ts})


def note_done(connection: Connection, read: Entry, _leaf: str, body: Body) -> None:
    """It is done; once is enough."""
    connection.execute(
        text(
            "UPDATE notes SET done_at = :at, done_by = :op, answer = :answer"
            " WHERE note = :note AND done_at IS NULL"
        ),
        {"note": body["note"], "answer": body["answer"], "at": read.ts, "op": read.op},
    )


def _list(connection: Connection, read: Entry, body: Body, *, direction: str) -> None:
    facts = {"list": body["list"], "agency": body["agency"], "carrier": body["carrier"]}
    facts |= {"direction": direction, "number": body.get("number"), "at": read.ts, "op": read.op}
    connection.execute(_LIST, facts)
    for row in body["rows"]:
        connection.execute(_PAPER, {"list": body["list"], "place": ""} | dict(row))


_LIST = text(
    "INSERT INTO agency_lists VALUES (:list, :direction, :number, :agency, :carrier, :at, :op)"
)
_PAPER = text("INSERT INTO agency_papers VALUES (:list, :tid, :paper, :sheets, :place)")
_NOTE = text(
    "INSERT INTO notes (note, by, to_whom, said, visit, tids, at)"
    " VALUES (:note, :by, :to, :said, :visit, :tids, :at)"
)
