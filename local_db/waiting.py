"""The queue of the day in the desk file: no projection, as a number in a hand is no act."""

from typing import Any

from sqlalchemy import Connection, Row, text

from app.domain.moments import from_wire, to_wire
from app.domain.visiting import Onward, Ticket


def add(connection: Connection, day: str, ticket: Ticket) -> None:
    """Somebody waits."""
    connection.execute(
        text(
            "INSERT INTO queue (day, number, priority, service, state, taken_at)"
            " VALUES (:day, :number, :priority, :service, 'waiting', :at)"
        ),
        {"day": day, "number": ticket.number, "priority": ticket.priority}
        | {"service": ticket.service, "at": to_wire(ticket.taken_at)},
    )


def ticket(connection: Connection, day: str, number: int) -> Ticket | None:
    """One number of that day."""
    row = connection.execute(_ONE, {"day": day, "number": number}).one_or_none()
    return _ticket(row) if row else None


def next_for(connection: Connection, day: str, operator: str) -> Ticket | None:
    """Who comes next, of those who wait for this operator or for anybody."""
    row = connection.execute(_NEXT, {"day": day, "operator": operator}).one_or_none()
    return _ticket(row) if row else None


def call(connection: Connection, day: str, number: int, *, operator: str, at: str) -> None:
    """It was called, once more."""
    facts = {"day": day, "number": number, "operator": operator, "at": at}
    connection.execute(_CALL, facts)


def put(connection: Connection, day: str, number: int, *, state: str) -> None:
    """What became of it; it is kept for nobody any more."""
    connection.execute(_PUT, {"day": day, "number": number, "state": state})


def send(connection: Connection, day: str, number: int, onward: Onward) -> None:
    """It waits again: for another service or person here, or it went to another desk."""
    state = "waiting" if onward.desk is None else "transferred"
    facts = {"day": day, "number": number, "state": state, "whom": onward.operator}
    facts |= {"desk": onward.desk, "service": onward.service, "word": onward.word.strip()}
    facts |= {"priority": onward.priority}
    connection.execute(_SEND, facts)


def serve(connection: Connection, day: str, number: int, visit: str) -> None:
    """Its visit began."""
    facts = {"day": day, "number": number, "visit": visit}
    connection.execute(_SERVE, facts)


def everybody(connection: Connection, day: str) -> tuple[Ticket, ...]:
    """Those who are still somewhere, in the order they come."""
    return tuple(_ticket(row) for row in connection.execute(_ALL, {"day": day}))


def _ticket(row: Row[Any]) -> Ticket:
    return Ticket(
        number=row.number,
        state=row.state,
        taken_at=from_wire(row.taken_at),
        priority=row.priority,
        service=row.service,
        calls=row.calls,
        for_whom=row.for_whom or "",
        to_desk=row.to_desk,
        word=row.word,
    )


_ONE = text("SELECT * FROM queue WHERE day = :day AND number = :number")
_NEXT = text(
    "SELECT * FROM queue WHERE day = :day AND state = 'waiting'"
    " AND coalesce(for_whom, '') IN ('', :operator) ORDER BY priority = '', number LIMIT 1"
)
_ALL = text(
    "SELECT * FROM queue WHERE day = :day AND state IN ('waiting', 'called', 'absent')"
    " ORDER BY state <> 'called', state = 'absent', priority = '', number"
)
_CALL = text(
    "UPDATE queue SET state = 'called', called_at = :at, calls = calls + 1, for_whom = :operator"
    " WHERE day = :day AND number = :number"
)
_PUT = text(
    "UPDATE queue SET state = :state, for_whom = NULL, to_desk = NULL"
    " WHERE day = :day AND number = :number"
)
_SEND = text(
    "UPDATE queue SET state = :state, for_whom = nullif(:whom, ''), to_desk = :desk,"
    " service = coalesce(:service, service), word = :word,"
    " priority = coalesce(:priority, priority)"
    " WHERE day = :day AND number = :number"
)
_SERVE = text(
    "UPDATE queue SET state = 'served', visit = :visit WHERE day = :day AND number = :number"
)
