"""The course of a visit: begun, the visitor known once, set aside and taken up again, closed."""

from datetime import timedelta
from typing import Any

from app.desk.bodies import registered
from app.desk.here import Act, Here, new_id, record, trusted_now
from app.desk.visits import Serving
from app.domain.acts import Registered
from app.domain.errors import OperatorCanFix
from app.domain.jalali import show, tehran_date
from app.domain.moments import Moment, to_wire
from app.domain.visiting import LEVELS, Another, Checked, OpenVisit
from local_db import queries, visit_queries, waiting

LEFT_SINCE = timedelta(days=3)
UNPAID = ("registered", "awaiting_payment", "part_paid")
ENDED = ("incomplete", "voided", "withdrawn", "expired")


def begin(
    here: Here,
    moment: Moment,
    serving: Serving,
    *,
    number: int | None = None,
    service: int | None = None,
    only_asks: bool = False,
) -> str:
    """A citizen is at the desk; returns the visit. A number drawn here is served by it.

    Whoever `only_asks` about a service gets its guide and counts as a visit.
    """
    visit, now = new_id(), trusted_now(here, moment)
    today = show(tehran_date(now))
    with here.db.write() as connection:
        ticket = waiting.ticket(connection, today, number) if number else None
        body: dict[str, Any] = {"visit": visit, "number": number, "only_asks": only_asks}
        body |= {"service": service or (ticket.service if ticket else None)}
        if ticket:
            if ticket.state in ("served", "transferred"):
                raise OperatorCanFix("queue-number-unknown")
            waited = max(0, int((now - ticket.taken_at).total_seconds()))
            body |= {"waited": waited, "priority": ticket.priority}
            waiting.serve(connection, today, ticket.number, visit)
        record(connection, here, moment, Act("visit.opened", body, op=serving.operator))
    return visit


def check_identity(
    here: Here, moment: Moment, serving: Serving, visit: str, *, seen: Checked
) -> str:
    """The visitor showed who they are, once for the whole visit; returns the entry's leaf."""
    if not seen.name.strip() or not seen.id.strip():
        raise OperatorCanFix("visitor-unknown")
    body = {
        "visit": visit,
        "person": {"capacity": seen.capacity, "name": seen.name.strip(), "id": seen.id.strip()},
        "role": "visitor",
        "level": LEVELS[seen.method],
        "method": seen.method,
        "result": "matched" if seen.matched else "mismatched",
        "reference": seen.reference or None,
    }
    with here.db.write() as connection:
        _going_on(visit_queries.visit(connection, visit))
        act = Act("identity.checked", body, op=serving.operator)
        return record(connection, here, moment, act)


def park(here: Here, moment: Moment, serving: Serving, visit: str, *, why: str = "") -> None:
    """Set a citizen aside and serve the next; parking again changes nothing."""
    with here.db.write() as connection:
        if _going_on(visit_queries.visit(connection, visit)).parked_at is None:
            body = {"visit": visit, "reason": why.strip()}
            record(connection, here, moment, Act("visit.parked", body, op=serving.operator))


def resume(here: Here, moment: Moment, serving: Serving, visit: str) -> OpenVisit:
    """Take a visit up again, whoever parked it; returns where it stands."""
    with here.db.write() as connection:
        found = _going_on(visit_queries.visit(connection, visit))
        if found.parked_at is not None:
            act = Act("visit.resumed", {"visit": visit}, op=serving.operator)
            record(connection, here, moment, act)
        return _going_on(visit_queries.visit(connection, visit))


def close(here: Here, moment: Moment, serving: Serving, visit: str) -> None:
    """The person left. A swipe that is still running must end first; what is owed or unknown stays
    with its requests."""
    with here.db.write() as connection:
        if _going_on(visit_queries.visit(connection, visit)).doubtful and visit_queries.running(
            connection, visit
        ):
            raise OperatorCanFix("visit-payment-running")
        record(connection, here, moment, Act("visit.closed", {"visit": visit}, op=serving.operator))


def parked(here: Here) -> tuple[OpenVisit, ...]:
    """Everybody who was set aside, the longest first: by name, age, and what is missing."""
    with here.db.read() as connection:
        return visit_queries.parked(connection)


def left(here: Here, moment: Moment) -> tuple[OpenVisit, ...]:
    """Visits of these days that were cut off, by the end of the program or of the shift: still
    open, not set aside, with something unfinished in them; the last begun first."""
    since = to_wire(trusted_now(here, moment) - LEFT_SINCE)
    with here.db.read() as connection:
        return visit_queries.left(connection, since)


def taken(here: Here, visit: str) -> tuple[Registered, ...]:
    """The requests registered in a visit that still stand, as they were promised."""
    with here.db.read() as connection:
        found = _going_on(visit_queries.visit(connection, visit))
        known = [queries.request(connection, tid) for tid in found.requests]
    return tuple(
        registered(one.tid, one.leaf, one.body, state=one.state)
        for one in known
        if one and one.state not in ENDED
    )


def promised(here: Here, tid: str) -> Registered:
    """A request of an earlier visit that still waits for its money; refused when it does not."""
    with here.db.read() as connection:
        known = queries.request(connection, tid)
    if known is None:
        raise OperatorCanFix("request-unknown")
    if known.state not in UNPAID:
        raise OperatorCanFix("request-not-waiting")
    return registered(tid, known.leaf, known.body, state=known.state)


def look(here: Here, visit: str) -> OpenVisit:
    """Where one visit stands."""
    with here.db.read() as connection:
        return _going_on(visit_queries.visit(connection, visit))


def others(here: Here, service: int, person: str) -> tuple[Another, ...]:
    """Open requests this citizen already has for that service, by existence and date only."""
    with here.db.read() as connection:
        return visit_queries.others(connection, service, person)


def _going_on(found: OpenVisit | None) -> OpenVisit:
    if found is None:
        raise OperatorCanFix("visit-unknown")
    return found
