"""What ends by itself, through the session: at a shift's beginning and once a day, never twice."""

from app.domain.acts import RequestDraft
from app.domain.missing import Asking, Missing
from app.wiring.session import Session
from local_db import queries
from tests.desk.conftest import REPLACE
from tests.staff.conftest import at_work, operators_of
from tests.sync.conftest import PASSWORD
from ui.functions import Functions

LONG_AGO = "1404/01/15"


def overdue(session: Session, handed: Functions) -> str:
    """A request taken incomplete whose paper was to come by a day that is long past."""
    requests = handed.requests
    assert requests is not None
    service = session.serving().catalogue.by_key("birth_cert_replace")
    answers = REPLACE | {"serial_no": ""}
    draft = RequestDraft(handed.open_visit(), service.number, service.form.version, answers)
    tid = requests.accept(draft, requests.missing(draft)).tid
    requests.ask(tid, Asking((Missing("گواهی دیگر", "copy"),), until=LONG_AGO))
    return tid


def state(session: Session, tid: str) -> str | None:
    with session.desk.here.db.read() as connection:
        return queries.state(connection, tid)


def test_the_next_shift_ends_what_nobody_came_back_for(session, handed):
    at_work(session)
    tid = overdue(session, handed)
    assert state(session, tid) == "incomplete"
    at_work(session, "1")
    assert state(session, tid) == "expired"
    # Nobody did it: the entry bears no person, and the next shift adds none.
    session.sign_in("1", PASSWORD)
    assert operators_of(session, "request.expired") == [None]


def test_a_desk_that_stays_open_looks_once_a_day_with_the_line_or_without(session, handed):
    at_work(session)
    tid = overdue(session, handed)
    session.round_now()
    assert state(session, tid) == "incomplete"
    session._ended_on = None  # as on the next day
    session.round_now()
    assert session.desk.trouble
    assert state(session, tid) == "expired"
    session._ended_on = None
    session.round_now()
    assert operators_of(session, "request.expired") == [None]
