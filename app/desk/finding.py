"""Finding requests, one case whole, and what earlier requests of a citizen say."""

from sqlalchemy import Connection

from app.desk import elsewhere
from app.desk.here import Here
from app.desk.open_requests import CLOSED
from app.desk.receipts import out_of_date
from app.domain.acts import RequestRow
from app.domain.cases import Case
from app.domain.errors import OperatorCanFix
from app.domain.finding import Found, Wanted
from app.domain.forms import Form
from app.domain.moments import from_wire
from app.domain.prefill import Earlier, Filled, fill_from
from local_db import case_queries, finding, letter_queries, money_queries, queries, request_queries
from local_db.queries import RequestFacts

MOST_EARLIER = 5


def find(here: Here, wanted: Wanted) -> Found:
    """Places of the requests that fit, the newest first; never a scan."""
    with here.db.read() as connection:
        return finding.find(connection, wanted)


def page(here: Here, places: tuple[int, ...]) -> tuple[RequestRow, ...]:
    """At most 200 rows, by their places."""
    with here.db.read() as connection:
        return finding.page(connection, places)


def case(here: Here, tid: str) -> Case:
    """One request whole, of this desk or another of the office; refused where none is known."""
    with here.db.read() as connection:
        known = queries.request(connection, tid)
        found = _case(connection, known) if known else elsewhere.case(connection, tid)
    if found is None:
        raise OperatorCanFix("request-unknown")
    return found


def earlier(here: Here, person: str, form: Form) -> Filled:
    """What earlier requests of this citizen answer in a form, each answer with its provenance.

    The newest answer of the same question counts; what is about the visitor of that day, or about
    that very request, is never taken over.
    """
    with here.db.read() as connection:
        tids = request_queries.of_person(connection, person, most=MOST_EARLIER)
        known = [queries.request(connection, tid) for tid in tids]
    return fill_from(form, tuple(_earlier(one) for one in known if one))


def _case(connection: Connection, known: RequestFacts) -> Case:
    tid = known.tid
    state = queries.standing(connection, tid) or known.state
    receipt = queries.receipt(connection, tid)
    ids = case_queries.payments(connection, tid)
    paid = (queries.payment(connection, name) for name in ids)
    new, old = case_queries.replaced(connection, tid)
    stale = receipt is not None and state not in CLOSED and out_of_date(connection, known, receipt)
    return Case(
        tid=tid,
        leaf=known.leaf,
        state=state,
        service=known.body["service"],
        at=from_wire(known.at),
        body=known.body,
        events=case_queries.events(connection, tid),
        missing=request_queries.still_missing(connection, tid),
        papers=case_queries.papers(connection, tid),
        payments=tuple(one for one in paid if one),
        owing=case_queries.owing(connection, tid),
        receipts=case_queries.receipts(connection, tid),
        refunds=money_queries.refunds_of(connection, tid),
        owed_back=money_queries.owed_back(connection, tid),
        codes=request_queries.codes(connection, tid),
        away=letter_queries.away(connection, tid),
        places=letter_queries.places(connection, tid),
        replacement=new,
        replaces=old,
        out_of_date=stale,
    )


def _earlier(known: RequestFacts) -> Earlier:
    return Earlier(
        tid=known.tid,
        at=from_wire(known.at),
        service_title=known.body["service_title"],
        answers=known.body["answers"],
    )
