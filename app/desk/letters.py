"""Papers sent to agencies and received from them; the agency's own codes; notes between people."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection

from app.desk.here import Act, Here, new_id, record, trusted_now
from app.desk.open_requests import still_open
from app.desk.visits import Serving
from app.domain.errors import OperatorCanFix
from app.domain.finding import code_key
from app.domain.jalali import date_in_tehran, tehran_date
from app.domain.letters import Letter, LetterRow, Note
from app.domain.moments import Moment, to_wire
from local_db import letter_queries, queries, request_queries


def send(here: Here, moment: Moment, serving: Serving, letter: Letter) -> int:
    """A list of papers leaves for an agency (papers.sent); returns its number, this desk's own.

    A paper that is away already is refused: it cannot leave twice.
    """
    _check(letter)
    with here.db.write() as connection:
        for row in letter.rows:
            still_open(connection, row.tid)
            if row.paper in letter_queries.away(connection, row.tid):
                raise OperatorCanFix("paper-away-already", paper=row.paper)
        number = letter_queries.next_number(connection)
        body = _body(letter, serving) | {"number": number}
        for sheet in body["rows"]:
            del sheet["place"]
        record(connection, here, moment, Act("papers.sent", body, op=serving.operator))
    return number


def receive(here: Here, moment: Moment, serving: Serving, letter: Letter) -> str:
    """Papers came from an agency, each to its place in the cupboard (papers.received).

    Their requests are this office's; each paper has a place, or nobody would find it again.
    """
    _check(letter)
    with here.db.write() as connection:
        for row in letter.rows:
            _known(connection, row.tid)
            if not row.place.strip():
                raise OperatorCanFix("paper-place-missing")
        body = _body(letter, serving)
        return record(connection, here, moment, Act("papers.received", body, op=serving.operator))


def lists_of_today(here: Here, moment: Moment) -> tuple[LetterRow, ...]:
    """The lists of today, sent and received."""
    now = trusted_now(here, moment)
    midnight = to_wire(date_in_tehran(tehran_date(now)))
    with here.db.read() as connection:
        return letter_queries.lists(connection, midnight, "9")


def away(here: Here, tid: str) -> tuple[str, ...]:
    """Papers of a request that left for an agency and have not come back."""
    with here.db.read() as connection:
        return letter_queries.away(connection, tid)


def note_code(
    here: Here, moment: Moment, serving: Serving, tid: str, *, agency: str, code: str
) -> str:
    """The agency's own tracking code of a request (request.coded); the same again is refused."""
    if not agency.strip() or not code_key(code):
        raise OperatorCanFix("agency-code-missing")
    with here.db.write() as connection:
        known = still_open(connection, tid)
        if (agency, code.strip()) in request_queries.codes(connection, tid):
            raise OperatorCanFix("agency-code-known")
        body = {"registration": known.leaf, "agency": agency.strip(), "code": code.strip()}
        body |= {"shift": serving.shift}
        act = Act("request.coded", body, op=serving.operator, tid=tid)
        return record(connection, here, moment, act)


def leave_note(
    here: Here,
    moment: Moment,
    operator: str,
    said: str,
    *,
    to: str = "",
    tids: Sequence[str] = (),
) -> str:
    """A note for whoever works next, or for one person; returns its name."""
    if not said.strip():
        raise OperatorCanFix("note-empty")
    note = new_id()
    body: dict[str, Any] = {"note": note, "to": to or None, "text": said.strip(), "visit": None}
    body |= {"tids": sorted(set(tids))}
    with here.db.write() as connection:
        record(connection, here, moment, Act("note.left", body, op=operator))
    return note


def finish_note(here: Here, moment: Moment, operator: str, note: str, *, answer: str = "") -> None:
    """What it asked for is done; once."""
    with here.db.write() as connection:
        if not letter_queries.note_open(connection, note):
            raise OperatorCanFix("note-done")
        body = {"note": note, "answer": answer.strip()}
        record(connection, here, moment, Act("note.done", body, op=operator))


def open_notes(here: Here, operator: str) -> tuple[Note, ...]:
    """Notes this operator has not finished, and those for everybody."""
    with here.db.read() as connection:
        return letter_queries.open_notes(connection, operator)


def _check(letter: Letter) -> None:
    if not letter.rows or not letter.agency.strip():
        raise OperatorCanFix("letter-empty")
    named = [(row.tid, row.paper) for row in letter.rows]
    if len(set(named)) < len(named):
        raise OperatorCanFix("paper-twice")


def _known(connection: Connection, tid: str) -> None:
    if queries.state(connection, tid) is None:
        raise OperatorCanFix("request-unknown")


def _body(letter: Letter, serving: Serving) -> dict[str, Any]:
    return {
        "list": new_id(),
        "agency": letter.agency.strip(),
        "rows": [asdict(row) for row in letter.rows],
        "carrier": letter.carrier.strip(),
        "shift": serving.shift,
    }
