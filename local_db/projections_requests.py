"""The life of a request in rows: begun, registered, lacking papers, ended."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

from app.domain.entry import Entry
from local_db import projections_money as money

Body = Mapping[str, Any]


def incomplete(connection: Connection, read: Entry, leaf: str, body: Body) -> None:
    """A tracking ID is given; there is neither fee nor promise yet."""
    connection.execute(_BEGIN, _begun(read, leaf, body) | {"state": "incomplete", "first": leaf})
    _lacks(connection, read, body["missing"], asked_by="desk", until=None)


def registered(connection: Connection, read: Entry, leaf: str, body: Body) -> None:
    """The promise; where the request was begun before, it is complete from here on."""
    due = body["due"]
    connection.execute(
        _REGISTER,
        _begun(read, leaf, body)
        | {"state": "awaiting_payment" if body["total"] else "registered"}
        | {"total": body["total"], "due_at": due["at"], "due_on": due["date_sh"]},
    )
    connection.execute(_ALL_CAME, {"tid": read.tid, "at": read.ts})
    money.fee_lines(connection, str(read.tid), body["fee_lines"])


def documents_missing(connection: Connection, read: Entry, leaf: str, body: Body) -> None:
    """Something is lacking; a request under way waits for it, one not paid yet goes on to be."""
    _lacks(connection, read, body["missing"], asked_by=body["asked_by"], until=body["until"])
    _set_state(connection, read, leaf, "needs_documents", still=("receipted",))


def documents_received(connection: Connection, read: Entry, leaf: str, body: Body) -> None:
    """What came is ticked off; when nothing is lacking any more the request goes on."""
    for paper in body["documents"]:
        connection.execute(_CAME, {"tid": read.tid, "title": paper["title"], "at": read.ts})
    if body["complete"]:
        connection.execute(_ALL_CAME, {"tid": read.tid, "at": read.ts})
        connection.execute(_GO_ON, {"tid": read.tid, "leaf": leaf})


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


def _set_state(
    connection: Connection, read: Entry, leaf: str, state: str, *, still: Sequence[str]
) -> None:
    """Only from those states: an act of another desk may have come first."""
    names = ", ".join(f"'{one}'" for one in still)
    connection.execute(
        text(
            "UPDATE requests SET state = :state, state_leaf = :leaf"  # noqa: S608 - our own words
            f" WHERE tid = :tid AND state IN ({names})"
        ),
        {"tid": read.tid, "state": state, "leaf": leaf},
    )


_BEGIN = text(
    "INSERT INTO requests (tid, leaf, visit, service, service_title, applicant, state, total,"
    " v_code, due_at, due_on, at, operator, shift, state_leaf, first_leaf)"
    " VALUES (:tid, :leaf, :visit, :service, :title, :applicant, :state, 0,"
    " :v_code, '', '', :at, :operator, :shift, :leaf, :first)"
)
# Made once: the one statement of a registration that is not the journal's own.
_REGISTER = text(
    "INSERT INTO requests (tid, leaf, visit, service, service_title, applicant, state, total,"
    " v_code, due_at, due_on, at, operator, shift, state_leaf)"
    " VALUES (:tid, :leaf, :visit, :service, :title, :applicant, :state, :total,"
    " :v_code, :due_at, :due_on, :at, :operator, :shift, :leaf)"
    " ON CONFLICT (tid) DO UPDATE SET leaf = excluded.leaf, visit = excluded.visit,"
    " applicant = excluded.applicant, state = excluded.state, total = excluded.total,"
    " due_at = excluded.due_at, due_on = excluded.due_on, at = excluded.at,"
    " operator = excluded.operator, shift = excluded.shift, state_leaf = excluded.state_leaf"
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
# The leaf even where the word stays: what the regulator said before is out of date.
_GO_ON = text(
    "UPDATE requests SET state_leaf = :leaf, state = 'receipted'"
    " WHERE tid = :tid AND state IN ('needs_documents', 'receipted')"
)
