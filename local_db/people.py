"""What the file knows of people: their state, what they may take, what was asked and read."""

from typing import Any

from sqlalchemy import Connection, Row, text

from app.domain.acts import Operator
from app.domain.moments import from_wire
from app.domain.staff import Authorisation, Person, PersonalRead


def person(connection: Connection, number: str) -> Person | None:
    """One person, disabled ones too; None when nobody has that number here."""
    row = connection.execute(_ONE, {"number": number}).one_or_none()
    return _person(connection, row) if row else None


def persons(connection: Connection) -> tuple[Person, ...]:
    """Everybody this desk ever knew, by number."""
    rows = connection.execute(text("SELECT * FROM operators ORDER BY operator")).all()
    return tuple(_person(connection, row) for row in rows)


def approval_state(connection: Connection, approval: str) -> str | None:
    """asked, granted or refused; None when it was never asked here."""
    found = connection.execute(
        text("SELECT state FROM approvals WHERE approval = :approval"), {"approval": approval}
    ).scalar_one_or_none()
    return None if found is None else str(found)


def worked_on(connection: Connection, tid: str, operator: str) -> bool:
    """Whether this operator wrote anything of a request: registered it, receipted it, …"""
    found = connection.execute(
        text(
            "SELECT 1 FROM requests WHERE tid = :tid AND operator = :operator UNION ALL"
            " SELECT 1 FROM receipts WHERE tid = :tid AND operator = :operator UNION ALL"
            " SELECT 1 FROM payments p JOIN payment_lines l USING (payment)"
            " WHERE l.tid = :tid AND p.operator = :operator LIMIT 1"
        ),
        {"tid": tid, "operator": operator},
    ).one_or_none()
    return found is not None


def reads(connection: Connection, since: str) -> tuple[PersonalRead, ...]:
    """Who looked at whose data since a moment, newest first."""
    rows = connection.execute(
        text("SELECT * FROM personal_reads WHERE at >= :since ORDER BY at DESC"), {"since": since}
    )
    return tuple(
        PersonalRead(
            from_wire(row.at), row.operator or "", row.view, row.tid, row.found, row.reason
        )
        for row in rows
    )


def highest_number(connection: Connection, start: str) -> int:
    """The highest operator number that begins so and is as long as such numbers are; 0: none."""
    found = connection.execute(
        text(
            "SELECT max(operator) FROM operators WHERE operator LIKE :like AND length(operator) = 8"
        ),
        {"like": f"{start}%"},
    ).scalar_one_or_none()
    return int(found or 0)


def _person(connection: Connection, row: "Row[Any]") -> Person:
    return Person(
        Operator(row.operator, row.name, row.role, row.state == "approved"),
        disabled=bool(row.disabled),
        locked=bool(row.locked_at),
        last_login=row.last_login,
        authorisations=_authorisations(connection, row.operator) if row.restricted else None,
        disabled_by=row.disabled_by,
        authorised_by=row.authorised_by,
    )


def _authorisations(connection: Connection, number: str) -> tuple[Authorisation, ...]:
    rows = connection.execute(
        text("SELECT * FROM authorisations WHERE operator = :number ORDER BY service"),
        {"number": number},
    )
    return tuple(Authorisation(row.service, row.training_until, row.contract_until) for row in rows)


_ONE = text("SELECT * FROM operators WHERE operator = :number")
