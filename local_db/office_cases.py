"""The office's requests taken at other desks: rows that follow from their entries (office_entries).

The entries come by the feed or by hand, in their order for each desk; one that came before changes
nothing. What the regulator said of a request stands above what its desk said.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, Row, text

from app.domain import canonical
from app.domain.entry import Entry, Sealed
from app.domain.moments import from_wire
from app.domain.office_cases import Heard, OfficeCase, Step

Body = Mapping[str, Any]


def follow(connection: Connection, read: Entry, leaf: str, body: Body) -> None:
    """Let the office's requests follow one entry of another desk."""
    step = _STEPS.get(read.type)
    if step is not None and read.ep:
        step(connection, read, leaf, body)


def keep_body(connection: Connection, read: Entry, held: Sealed, *, at: str) -> int:
    """The body of another desk's entry, checked against it, as the regulator had it at that moment;
    1 if it is new here."""
    facts = {"dev": read.dev, "seq": read.seq, "type": read.type, "tid": read.tid or "", "at": at}
    facts |= {"salt": canonical.b64u(held.salt)}
    return connection.execute(_BODY, facts | {"body": held.text.decode()}).rowcount


def find(connection: Connection, tid: str) -> OfficeCase | None:
    """The request of another desk with that tracking ID, or None."""
    row = connection.execute(_ONE, {"tid": tid}).first()
    return _case(row) if row else None


def rows(connection: Connection, *, closed: bool = False) -> tuple[OfficeCase, ...]:
    """The office's open requests of other desks, newest first; with the closed ones if asked."""
    found = connection.execute(_ALL)
    return tuple(case for case in map(_case, found) if closed or case.state not in ENDED)


def registration(connection: Connection, tid: str) -> Body | None:
    """The body another desk registered it by; None where it never came or was erased."""
    found = connection.execute(_REGISTRATION, {"tid": tid}).scalar()
    body: Body | None = json.loads(found) if found else None
    return body


def steps(connection: Connection, tid: str) -> tuple[Step, ...]:
    """What the regulator said of a request, step by step, oldest first."""
    return tuple(
        Step(
            state=row.state,
            since=from_wire(row.since),
            by=row.who,
            note=row.note,
            agency=row.agency,
            code=row.code,
            due_on=row.due_on,
        )
        for row in connection.execute(_TOLD, {"tid": tid})
    )


def heard(connection: Connection) -> tuple[Heard, ...]:
    """How far each other desk of the office is known here."""
    found = connection.execute(_HEARD)
    return tuple(Heard(row.dev, row.desk, row.seq, from_wire(row.heard_at)) for row in found)


def note_delivered(connection: Connection, tid: str) -> None:
    """This desk handed it over; the regulator's word comes later."""
    connection.execute(_STATE, {"tid": tid, "state": "delivered"})


def _begun(connection: Connection, read: Entry, leaf: str, body: Body) -> None:
    due = body.get("due") or {"at": "", "date_sh": ""}
    connection.execute(
        _BEGIN,
        {
            "leaf": leaf,
            "tid": read.tid,
            "dev": read.dev,
            "desk": read.desk,
            "service": body.get("service", 0),
            "title": body.get("service_title", ""),
            "applicant": (body.get("applicant") or {}).get("name", ""),
            "state": read.type.removeprefix("request."),
            "total": body.get("total"),
            "v_code": body.get("v_code", ""),
            "due_at": due["at"],
            "due_on": due["date_sh"],
            "operator": read.op or "",
            "at": read.ts,
        },
    )
    if read.ref is not None:
        # A registration that completes takes the place of what it completes.
        connection.execute(_COMPLETED, {"leaf": read.ref, "tid": read.tid})


def _receipted(connection: Connection, read: Entry, leaf: str, _body: Body) -> None:
    connection.execute(_RECEIPT, {"tid": read.tid, "receipt": leaf})


def _erased(connection: Connection, _read: Entry, _leaf: str, body: Body) -> None:
    """Another desk erased by order: what of it was passed on to this one goes too."""
    connection.exec_driver_sql("PRAGMA secure_delete = ON")
    for one in body.get("entries", ()):
        connection.execute(_ERASE_BODY, {"dev": body["dev"], "seq": one["seq"]})
        connection.execute(_ERASE_CASE, {"leaf": one["leaf"]})


def _becomes(state: str) -> Callable[[Connection, Entry, str, Body], None]:
    def step(connection: Connection, read: Entry, _leaf: str, _body: Body) -> None:
        connection.execute(_STATE, {"tid": read.tid, "state": state})

    return step


def _case(row: Row[Any]) -> OfficeCase:
    return OfficeCase(
        tid=row.tid,
        leaf=row.leaf,
        desk=row.desk,
        service=row.service,
        service_title=row.service_title,
        applicant=row.applicant,
        state=row.state,
        total=row.total,
        v_code=row.v_code,
        due_at=row.due_at,
        due_on=row.due_on,
        receipt=row.receipt,
        at=from_wire(row.at),
    )


ENDED = ("delivered", "rejected", "voided", "withdrawn", "expired")
_STEPS: Mapping[str, Callable[[Connection, Entry, str, Body], None]] = {
    "request.incomplete": _begun,
    "request.registered": _begun,
    "receipt.issued": _receipted,
    "request.voided": _becomes("voided"),
    "request.withdrawn": _becomes("withdrawn"),
    "request.expired": _becomes("expired"),
    "request.delivered": _becomes("delivered"),
    "documents.missing": _becomes("needs_documents"),
    "body.erased": _erased,
}
_BODY = text(
    "INSERT INTO office_bodies VALUES (:dev, :seq, :salt, :body, :type, :tid, :at)"
    " ON CONFLICT DO NOTHING"
)
_BEGIN = text(
    "INSERT INTO office_cases VALUES (:leaf, :tid, :dev, :desk, :service, :title, :applicant,"
    " :state, :total, :v_code, :due_at, :due_on, '', :operator, :at) ON CONFLICT DO NOTHING"
)
_ERASE_BODY = text("DELETE FROM office_bodies WHERE dev = :dev AND seq = :seq")
_ERASE_CASE = text("UPDATE office_cases SET applicant = '', v_code = '' WHERE leaf = :leaf")
_COMPLETED = text("DELETE FROM office_cases WHERE leaf = :leaf AND tid = :tid")
_RECEIPT = text("UPDATE office_cases SET state = 'receipted', receipt = :receipt WHERE tid = :tid")
_STATE = text("UPDATE office_cases SET state = :state WHERE tid = :tid")
_CASES = """
SELECT c.leaf, c.tid, c.desk, c.service, c.service_title, c.applicant, c.total, c.v_code, c.due_at,
       coalesce((SELECT due_on FROM status_steps WHERE tid = c.tid AND due_on <> ''
                 ORDER BY scope, n DESC LIMIT 1), c.due_on) AS due_on,
       CASE WHEN c.state IN ('delivered', 'voided', 'withdrawn', 'expired') THEN c.state
            ELSE coalesce(s.state, c.state) END AS state, c.receipt, c.at
FROM office_cases c LEFT JOIN statuses s ON s.tid = c.tid
"""
_ONE = text(f"{_CASES} WHERE c.tid = :tid ORDER BY c.at DESC LIMIT 1")
_ALL = text(f"{_CASES} ORDER BY c.at DESC, c.tid DESC")
_REGISTRATION = text(
    "SELECT b.body FROM office_cases c JOIN office_entries e ON e.leaf = c.leaf"
    " JOIN office_bodies b ON b.dev = e.dev AND b.seq = e.seq WHERE c.tid = :tid"
    " ORDER BY c.at DESC LIMIT 1"
)
_TOLD = text(
    "SELECT s.*, coalesce(o.name, s.by_whom) AS who FROM status_steps s"
    " LEFT JOIN operators o ON o.operator = s.by_whom WHERE s.tid = :tid ORDER BY s.scope, s.n"
)
_HEARD = text(
    "SELECT d.dev, d.desk, d.heard_at, coalesce((SELECT max(seq) FROM office_entries"
    " WHERE dev = d.dev), 0) AS seq FROM office_desks d ORDER BY d.desk, d.heard_at"
)
