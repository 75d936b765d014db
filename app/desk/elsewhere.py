"""Requests another desk of this office took: seen whole here, and handed over here.

What is known of them came with the feed (or by hand); follow-ups are entries of this desk, and the
regulator's word on them comes back to every desk.
"""

from dataclasses import asdict

from sqlalchemy import Connection

from app.desk.endings import collector_of
from app.desk.here import Act, Here, record
from app.desk.open_requests import CLOSED
from app.desk.visits import Serving
from app.domain.cases import Case, PaperKept, ReceiptSeen
from app.domain.endings import Handing
from app.domain.errors import OperatorCanFix
from app.domain.moments import Moment
from app.domain.office_cases import OfficeCase
from local_db import case_queries, office_cases, queries

# From here on the citizen holds a receipt: what is ready may be handed over.
DELIVERABLE = ("receipted", "received", "referred", "in_progress", "ready")


def case(connection: Connection, tid: str) -> Case | None:
    """One request of another desk whole, or None where nothing is known of it."""
    found = office_cases.find(connection, tid)
    if found is None:
        return None
    body = office_cases.registration(connection, tid) or {}
    papers = tuple(
        PaperKept(paper["title"], paper["kind"], paper["hash"], found.at)
        for paper in body.get("documents", ())
    )
    return Case(
        tid=tid,
        leaf=found.leaf,
        state=found.state,
        service=found.service,
        at=found.at,
        body=body,
        events=case_queries.events(connection, tid),
        missing=(),
        papers=papers,
        payments=(),
        owing=(),
        receipts=_receipts(found),
        refunds=(),
        owed_back=(),
        codes=(),
        away=(),
        places=(),
        desk=found.desk,
    )


def deliver(here: Here, moment: Moment, serving: Serving, tid: str, *, handing: Handing) -> str:
    """Hand over here what another desk took (request.delivered); returns the entry's leaf.

    Refused without a receipt, after its end, and while it is not proven who takes it.
    """
    if not handing.items:
        raise OperatorCanFix("delivery-nothing")
    with here.db.write() as connection:
        known = office_cases.find(connection, tid)
        body = office_cases.registration(connection, tid)
        if known is None or body is None or queries.state(connection, tid) is not None:
            raise OperatorCanFix("request-unknown")
        _check_deliverable(known)
        collector = collector_of(handing, body["applicant"])
        said = {
            "registration": known.leaf,
            "receipt": known.receipt,
            "collector": asdict(collector),
            "items": list(handing.items),
            "way": handing.way,
            "evidence": handing.evidence,
            "note": handing.note.strip(),
            "shift": serving.shift,
        }
        office_cases.note_delivered(connection, tid)
        act = Act("request.delivered", said, op=serving.operator, tid=tid)
        return record(connection, here, moment, act)


def _check_deliverable(known: OfficeCase) -> None:
    if known.state in CLOSED:
        raise OperatorCanFix("request-ended")
    if known.state == "needs_documents":
        raise OperatorCanFix("delivery-documents-missing")
    if known.state not in DELIVERABLE or not known.receipt:
        raise OperatorCanFix("delivery-not-receipted")


def _receipts(found: OfficeCase) -> tuple[ReceiptSeen, ...]:
    if not found.receipt:
        return ()
    return (ReceiptSeen(found.receipt, 0, found.total or 0, found.at, prints=1, stands=True),)
