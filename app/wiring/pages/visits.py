"""Pages of a visit: the number that is called, and the envelope its papers are carried in."""

from app.domain.errors import OperatorCanFix
from app.domain.jalali import show, tehran_date
from app.domain.moments import from_wire
from app.domain.pages import PageWanted
from app.domain.papers import QueueTicket, VisitEnvelope, VisitRow
from app.wiring.pages.room import Made, Room, about, issued, office, request_facts
from local_db import page_queries, waiting
from local_db.queries import RequestFacts


def ticket(room: Room, wanted: PageWanted) -> Made:
    """The number drawn for a citizen who waits, and how many come before."""
    today = show(tehran_date(room.now))
    with room.here.db.read() as connection:
        others = waiting.everybody(connection, today)
    before = [one for one in others if one.state == "waiting" and one.number < wanted.number]
    service = room.service(wanted.service).title if wanted.service else ""
    desk = str(room.here.desk)
    value = QueueTicket(
        office(room.here),
        str(wanted.number),
        room.now,
        service=service,
        desk=desk,
        waiting=len(before),
    )
    return Made(value, str(wanted.number))


def envelope(room: Room, wanted: PageWanted) -> Made:
    """All requests of a visit, found by the visit or by any of its tracking IDs."""
    with room.here.db.read() as connection:
        visit = wanted.visit or page_queries.visit_of(connection, wanted.tid)
        tids = page_queries.requests_of(connection, visit)
    if not tids:
        raise OperatorCanFix("visit-empty")
    facts = [request_facts(room, tid) for tid in tids]
    rows = tuple(_row(room, one) for one in facts)
    value = VisitEnvelope(
        issued(room),
        facts[0].body["visitor"]["name"] or facts[0].body["applicant"]["name"],
        rows,
        total=sum(row.amount for row in rows),
    )
    return Made(value, tids[0], visit=visit, tids=tids)


def _row(room: Room, facts: RequestFacts) -> VisitRow:
    """One that was accepted incomplete has neither promise nor fee yet."""
    due = facts.body.get("due")
    at = from_wire(due["at"]) if due else None
    return VisitRow(about(room, facts), at, facts.body.get("total", 0))
