"""People who wait with a number (نوبت): taken, called, absent, sent on; who needs it comes first.

A number is a place, not a promise: it is no entry. What became of it is told by the visit it was
called for.
"""

from datetime import datetime

from sqlalchemy import Connection

from app.desk.here import Here, trusted_now
from app.desk.queue import next_number
from app.domain.errors import OperatorCanFix
from app.domain.jalali import show, tehran_date
from app.domain.moments import Moment, to_wire
from app.domain.visiting import Onward, Priority, Ticket
from local_db import waiting


def take(
    here: Here, moment: Moment, *, priority: Priority = "", service: int | None = None
) -> Ticket:
    """Draw the next number of the day for somebody."""
    now, today = _today(here, moment)
    with here.db.write() as connection:
        number = next_number(connection, here, today)
        ticket = Ticket(number, "waiting", now, priority, service)
        waiting.add(connection, today, ticket)
    return ticket


def call_next(here: Here, moment: Moment, operator: str) -> Ticket | None:
    """Call who comes next for this operator: those with priority first, then by number; None when
    nobody waits."""
    now, today = _today(here, moment)
    with here.db.write() as connection:
        found = waiting.next_for(connection, today, operator)
        if found is None:
            return None
        waiting.call(connection, today, found.number, operator=operator, at=to_wire(now))
        return waiting.ticket(connection, today, found.number)


def call(here: Here, moment: Moment, number: int, operator: str) -> Ticket:
    """Call one number, also again, also somebody who was absent before."""
    now, today = _today(here, moment)
    with here.db.write() as connection:
        _known(connection, today, number, "waiting", "called", "absent")
        waiting.call(connection, today, number, operator=operator, at=to_wire(now))
        return _known(connection, today, number, "called")


def absent(here: Here, moment: Moment, number: int) -> None:
    """Nobody came when it was called."""
    _, today = _today(here, moment)
    with here.db.write() as connection:
        _known(connection, today, number, "called")
        waiting.put(connection, today, number, state="absent")


def send_on(here: Here, moment: Moment, number: int, onward: Onward) -> None:
    """To another service, to one operator of this desk (it waits for them alone), or to another
    desk of the office; it keeps its place, and its priority unless that is what changes."""
    _, today = _today(here, moment)
    with here.db.write() as connection:
        _known(connection, today, number, "waiting", "called", "absent")
        waiting.send(connection, today, number, onward)


def listed(here: Here, moment: Moment) -> tuple[Ticket, ...]:
    """Everybody of today who waits, was called or was absent, in the order they come."""
    _, today = _today(here, moment)
    with here.db.read() as connection:
        return waiting.everybody(connection, today)


def _today(here: Here, moment: Moment) -> tuple[datetime, str]:
    now = trusted_now(here, moment)
    return now, show(tehran_date(now))


def _known(connection: Connection, today: str, number: int, *states: str) -> Ticket:
    found = waiting.ticket(connection, today, number)
    if found is None or found.state not in states:
        raise OperatorCanFix("queue-number-unknown")
    return found
