"""What entries about people mean in rows: who works here, what was asked, who read what."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

from app.domain.entry import Entry

Body = Mapping[str, Any]


def operator_added(connection: Connection, read: Entry, _leaf: str, body: Body) -> None:
    """Somebody new, or somebody back."""
    connection.execute(
        text(
            "INSERT INTO operators (operator, name, role, state)"
            " VALUES (:operator, :name, :role, :state)"
            " ON CONFLICT (operator) DO UPDATE SET name = excluded.name, role = excluded.role,"
            " state = excluded.state, disabled = 0, disabled_by = ''"
        ),
        {key: body[key] for key in ("operator", "name", "role")}
        | {"state": body.get("state", "approved")},
    )
    _authorise(connection, body, by=read.op)


def operator_changed(connection: Connection, read: Entry, _leaf: str, body: Body) -> None:
    """Absent keys stay as they were."""
    facts = {"name": None, "role": None, "disabled": None, "state": None} | dict(body)
    connection.execute(
        text(
            "UPDATE operators SET name = coalesce(:name, name), role = coalesce(:role, role),"
            " disabled = coalesce(:disabled, disabled), state = coalesce(:state, state),"
            " disabled_by = CASE WHEN :disabled IS NULL THEN disabled_by"
            " WHEN :disabled THEN :by ELSE '' END,"
            " locked_at = CASE WHEN :unlocked THEN '' ELSE locked_at END"
            " WHERE operator = :operator"
        ),
        {key: facts[key] for key in ("operator", "name", "role", "disabled", "state")}
        | {"unlocked": bool(body.get("unlocked") or body.get("restarted")), "by": read.op or ""},
    )
    _authorise(connection, body, by=read.op)


def operator_login(connection: Connection, read: Entry, _leaf: str, body: Body) -> None:
    """When somebody was last here."""
    connection.execute(
        text("UPDATE operators SET last_login = :at WHERE operator = :operator"),
        {"operator": body["operator"], "at": read.ts},
    )


def operator_locked(connection: Connection, read: Entry, _leaf: str, body: Body) -> None:
    """Too many wrong tries; a manager unlocks."""
    connection.execute(
        text("UPDATE operators SET locked_at = :at WHERE operator = :operator"),
        {"operator": body["operator"], "at": read.ts},
    )


def approval_asked(connection: Connection, read: Entry, _leaf: str, body: Body) -> None:
    """It waits for a manager."""
    connection.execute(
        text(
            "INSERT INTO approvals VALUES (:approval, :act, :tid, :amount, :reason, :op, :at,"
            " 'asked', NULL, NULL)"
        ),
        {key: body[key] for key in ("approval", "act", "amount", "reason")}
        | {"tid": read.tid, "op": read.op, "at": read.ts},
    )


def approval_answered(connection: Connection, read: Entry, _leaf: str, body: Body) -> None:
    """Granted or refused, by whom and when."""
    connection.execute(
        text(
            "UPDATE approvals SET state = :state, answered_by = :op, answered_at = :at"
            " WHERE approval = :approval"
        ),
        {"approval": body["approval"], "state": read.type.removeprefix("approval.")}
        | {"op": read.op, "at": read.ts},
    )


def personal_read(connection: Connection, read: Entry, leaf: str, body: Body) -> None:
    """Who looked at whose data, and why; one case, or how many were found."""
    tids: Sequence[str] = body["tids"]
    connection.execute(
        text("INSERT INTO personal_reads VALUES (:leaf, :at, :op, :view, :tid, :found, :reason)"),
        {"leaf": leaf, "at": read.ts, "op": read.op, "tid": tids[0] if tids else None}
        | {key: body[key] for key in ("view", "found", "reason")},
    )


def _authorise(connection: Connection, body: Body, *, by: str | None) -> None:
    """The whole list as the body says; absent: it stays. `services` are those without dates."""
    if "authorisations" in body:
        listed = body["authorisations"]
    elif "services" in body:
        numbers = body["services"]
        listed = None if numbers is None else [{"service": number} for number in numbers]
    else:
        return
    connection.execute(
        text(
            "UPDATE operators SET restricted = :restricted, authorised_by ="
            " CASE WHEN authorised_by = '' AND restricted THEN '' ELSE :by END"
            " WHERE operator = :operator"
        ),
        {"operator": body["operator"], "restricted": listed is not None, "by": by or ""},
    )
    connection.execute(
        text("DELETE FROM authorisations WHERE operator = :operator"),
        {"operator": body["operator"]},
    )
    for one in listed or ():
        connection.execute(
            text("INSERT INTO authorisations VALUES (:operator, :service, :training, :contract)"),
            {"operator": body["operator"], "service": one["service"]}
            | {"training": one.get("training_until"), "contract": one.get("contract_until")},
        )
