"""The life of a request in rows: begun, registered, lacking papers, ended."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

from app.domain.entry import Entry
from local_db import projections_back as back
from local_db import projections_money as money
from local_db import projections_search as search

Body = Mapping[str, Any]


def incomplete(connection: Connection, read: Entry, leaf: str, body: Body) -> None:
    """A tracking ID is given; there is neither fee nor promise yet."""
    connection.execute(_BEGIN, _begun(read, leaf, body) | {"state": "incomplete", "first": leaf})
    search.known_by(connection, read, body)
    _lacks(connection, read, body["missing"], asked_by="desk", until=None)


def registered(connection: Connection, read: Entry, leaf: str, body: Body) -> None:
    """The promise; where the request was begun before, it is complete from here on."""
    due = body["due"]
    row = connection.exec_driver_sql(
        _REGISTER,
        _begun(read, leaf, body)
        | {"state": "awaiting_payment" if body["total"] else "registered"}
        | {"total": body["total"], "due_at": due["at"], "due_on": due["date_sh"]},
    ).one()
    if row.first_leaf:
        connection.execute(_ALL_CAME, {"tid": read.tid, "at": read.ts})
        search.known_by(connection, read, body)
    else:
        # Nothing was known of it, so there is nothing to take back: four statements less.
        search.learn(connection, read, body, row=row.n)
    money.fee_lines(connection, str(read.tid), body["fee_lines"])


def documents_missing(connection: Connection, read: Entry, leaf: str, body: Body) -> None:
    """Something is lacking; a request under way waits for it, one not paid yet goes on to be."""
    _lacks(connection, read, body["missing"], asked_by=body["asked_by"], until=body["until"])
    connection.execute(_WAIT, {"tid": read.tid, "leaf": leaf})


def documents_received(connection: Connection, read: Entry, leaf: str, body: Body) -> None:
    """What came is ticked off; when nothing is lacking any more the request goes on."""
    for paper in body["documents"]:
        connection.execute(_CAME, {"tid": read.tid, "title": paper["title"], "at": read.ts})
    if body["complete"]:
        connection.execute(_ALL_CAME, {"tid": read.tid, "at": read.ts})
        connection.execute(_GO_ON, {"tid": read.tid, "leaf": leaf})


def corrected(connection: Connection, read: Entry, leaf: str, body: Body) -> None:
    """What the request says from here on; lines it added are owed, the others stay as they were."""
    request = body["request"]
    facts = {"tid": read.tid, "leaf": leaf, "applicant": request["applicant"]["name"]}
    if connection.execute(_CORRECT, facts).rowcount:
        search.known_by(connection, read, request)
    known = set(connection.execute(_LINES, {"tid": read.tid}).scalars())
    added = [line for line in request["fee_lines"] if line["index"] not in known]
    money.fee_lines(connection, str(read.tid), added)


def voided(connection: Connection, read: Entry, leaf: str, body: Body) -> None:
    """The office took it back; what stays with the money goes over to the request in its place."""
    _end(connection, read, leaf, "voided")
    new = body["replacement"]
    if new:
        connection.execute(_REPLACED, {"tid": read.tid, "new": new})
        for line in body["lines"]:
            if line["way"] == "none":
                facts = {"tid": read.tid, "line": line["line"], "new": new}
                connection.execute(_GO_OVER, facts)
        money.follow(connection, new, leaf)
    back.owe(connection, str(read.tid), leaf, body["lines"])


def withdrawn(connection: Connection, read: Entry, leaf: str, body: Body) -> None:
    """The applicant gave up."""
    _end(connection, read, leaf, "withdrawn")
    back.owe(connection, str(read.tid), leaf, body.get("lines", []))


def expired(connection: Connection, read: Entry, leaf: str, _body: Body) -> None:
    """Its time ran out."""
    _end(connection, read, leaf, "expired")


def delivered(connection: Connection, read: Entry, leaf: str, _body: Body) -> None:
    """The result was handed over."""
    _end(connection, read, leaf, "delivered")


def _end(connection: Connection, read: Entry, leaf: str, state: str) -> None:
    connection.execute(_END, {"tid": read.tid, "state": state, "leaf": leaf})


def _begun(read: Entry, leaf: str, body: Body) -> dict[str, Any]:
    return {
        "tid": read.tid,
        "leaf": leaf,
        "visit": body["visit"],
        "service": body["service"],
        "title": body["service_title"],
        "applicant": body["applicant"]["name"],
        "v_code": body["v_code"],
        "at": read.ts,
        "operator": read.op,
        "shift": body["shift"],
    }


def _lacks(
    connection: Connection,
    read: Entry,
    missing: Sequence[Body],
    *,
    asked_by: str,
    until: str | None,
) -> None:
    facts = {"tid": read.tid, "asked_by": asked_by, "until": until, "at": read.ts}
    for one in missing:
        connection.execute(_LACK, facts | dict(one))


_BEGIN = text(
    "INSERT INTO requests (tid, leaf, visit, service, service_title, applicant, state, total,"
    " v_code, due_at, due_on, at, operator, shift, state_leaf, first_leaf, body_leaf, n)"
    " VALUES (:tid, :leaf, :visit, :service, :title, :applicant, :state, 0,"
    " :v_code, '', '', :at, :operator, :shift, :leaf, :first, :leaf,"
    " (SELECT coalesce(max(n), 0) + 1 FROM requests))"
)
# Made once: the one statement of a registration that is not the journal's own.
_REGISTER = (
    "INSERT INTO requests (tid, leaf, visit, service, service_title, applicant, state, total,"
    " v_code, due_at, due_on, at, operator, shift, state_leaf, body_leaf, n)"
    " VALUES (:tid, :leaf, :visit, :service, :title, :applicant, :state, :total,"
    " :v_code, :due_at, :due_on, :at, :operator, :shift, :leaf, :leaf,"
    " (SELECT coalesce(max(n), 0) + 1 FROM requests))"
    " ON CONFLICT (tid) DO UPDATE SET leaf = excluded.leaf, visit = excluded.visit,"
    " applicant = excluded.applicant, state = excluded.state, total = excluded.total,"
    " due_at = excluded.due_at, due_on = excluded.due_on, at = excluded.at,"
    " operator = excluded.operator, shift = excluded.shift, state_leaf = excluded.state_leaf,"
    " body_leaf = excluded.body_leaf RETURNING n, first_leaf"
)
_LACK = text(
    "INSERT INTO missing_papers VALUES (:tid,"
    " (SELECT count(*) FROM missing_papers WHERE tid = :tid),"
    " :title, :kind, :note, :asked_by, :until, :at, NULL)"
)
_CAME = text(
    "UPDATE missing_papers SET received_at = :at"
    " WHERE tid = :tid AND title = :title AND received_at IS NULL"
)
_ALL_CAME = text(
    "UPDATE missing_papers SET received_at = :at WHERE tid = :tid AND received_at IS NULL"
)
_WAIT = text(
    "UPDATE requests SET state = 'needs_documents', state_leaf = :leaf"
    " WHERE tid = :tid AND state = 'receipted'"
)
# The leaf even where the word stays: what the regulator said before is out of date.
_GO_ON = text(
    "UPDATE requests SET state_leaf = :leaf, state = 'receipted'"
    " WHERE tid = :tid AND state IN ('needs_documents', 'receipted')"
)
# An end is final, whoever made it first.
_END = text(
    "UPDATE requests SET state = :state, state_leaf = :leaf WHERE tid = :tid"
    " AND state NOT IN ('delivered', 'voided', 'withdrawn', 'expired')"
)
_REPLACED = text("UPDATE requests SET replacement = :new WHERE tid = :tid")
_GO_OVER = text(
    "UPDATE payment_lines SET tid = :new WHERE tid = :tid AND line = :line AND payment IN"
    " (SELECT payment FROM payments WHERE state = 'succeeded')"
)
_CORRECT = text("UPDATE requests SET body_leaf = :leaf, applicant = :applicant WHERE tid = :tid")
_LINES = text("SELECT line FROM fee_lines WHERE tid = :tid")
