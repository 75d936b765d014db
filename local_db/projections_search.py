"""What requests are found by: numbers of people, names, codes, entries that only mention them."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, text

from app.domain.entry import Entry
from app.domain.finding import code_key, words_of

Body = Mapping[str, Any]


def known_by(connection: Connection, read: Entry, request: Body) -> None:
    """The words, numbers and codes of a request, as it stands from this entry on."""
    row = int(connection.execute(_N, {"tid": read.tid}).scalar_one())
    connection.execute(_NOBODY, {"tid": read.tid})
    connection.execute(_NO_WORDS, {"n": row})
    learn(connection, read, request, row=row)


def learn(connection: Connection, read: Entry, request: Body, *, row: int) -> None:
    """The same for a request nothing was known of."""
    tid = read.tid
    people = [{"tid": tid, "role": role, "id": number} for role, number in _numbers(request)]
    if people:
        connection.exec_driver_sql(_PERSON, people)
    for agency, code, at in _codes(request):
        coded(connection, read, agency=agency, code=code, at=at)
    for name in ("bill_id", "payment_id"):
        if written := str(request["answers"].get(name, "")):
            facts = {"tid": tid, "kind": name, "agency": "", "written": written}
            connection.execute(_CODE, facts | {"code": written, "at": read.ts})
    connection.exec_driver_sql(_WORDS, {"n": row, "words": words_of(request)})


def coded(connection: Connection, read: Entry, *, agency: str, code: str, at: str) -> None:
    """An agency's own code of a request."""
    facts = {"tid": read.tid, "kind": "agency", "agency": agency, "written": code}
    connection.execute(_CODE, facts | {"code": code_key(code), "at": at})


def request_coded(connection: Connection, read: Entry, _leaf: str, body: Body) -> None:
    """The same, learned after the registration."""
    coded(connection, read, agency=body["agency"], code=body["code"], at=read.ts)


def mentioned(connection: Connection, read: Entry, leaf: str, body: Body) -> None:
    """The requests an entry names in its body only."""
    if read.tid is None:
        for tid in sorted(set(_mentioned(body))):
            connection.execute(_MENTION, {"tid": tid, "leaf": leaf})


def _mentioned(body: Body) -> Iterator[str]:
    named = [body.get(name) for name in ("lines", "rows", "tids")]
    for part in (one for some in named if isinstance(some, list) for one in some):
        tid = part.get("tid") if isinstance(part, Mapping) else part
        if isinstance(tid, str):
            yield tid


def _numbers(request: Body) -> Iterator[tuple[str, str]]:
    for role in ("applicant", "representative", "visitor"):
        person = request.get(role)
        if person and person["id"]:
            yield role, person["id"]


def _codes(request: Body) -> Iterator[tuple[str, str, str]]:
    for one in request["external_codes"]:
        yield one["agency"], one["code"], one["at"]


_NOBODY = text("DELETE FROM request_people WHERE tid = :tid")
_NO_WORDS = text("DELETE FROM request_words WHERE rowid = :n")
_PERSON = "INSERT INTO request_people VALUES (:tid, :role, :id)"
_CODE = text(
    "INSERT INTO request_codes VALUES (:tid, :kind, :agency, :written, :code, :at)"
    " ON CONFLICT DO NOTHING"
)
_N = text("SELECT n FROM requests WHERE tid = :tid")
_WORDS = "INSERT INTO request_words (rowid, n, words) VALUES (:n, :n, :words)"
_MENTION = text("INSERT INTO mentions VALUES (:tid, :leaf) ON CONFLICT DO NOTHING")
