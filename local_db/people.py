"""What the file knows of people: their state, what they may take, what was asked and read."""

from collections.abc import Sequence

from sqlalchemy import Connection, Row, text

from app.domain.acts import Operator
from app.domain.staff import Authorisation, Person


def person(connection: Connection, number: str) -> Person | None:
    """One person, disabled ones too; None when nobody has that number here."""
    row = connection.execute(
        text("SELECT * FROM operators WHERE operator = :number"), {"number": number}
    ).one_or_none()
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


def _person(connection: Connection, row: "Row[tuple[object, ...]]") -> Person:
    operator = Operator(row.operator, row.name, row.role, row.state == "approved")
    allowed = _authorisations(connection, row.operator) if row.restricted else None
    return Person(operator, bool(row.disabled), bool(row.locked_at), row.last_login, allowed)


def _authorisations(connection: Connection, number: str) -> tuple[Authorisation, ...]:
    rows: Sequence[Row[tuple[object, ...]]] = connection.execute(
        text("SELECT * FROM authorisations WHERE operator = :number ORDER BY service"),
        {"number": number},
    ).all()
    return tuple(Authorisation(row.service, row.training_until, row.contract_until) for row in rows)
