"""Which entries speak of which document, which bodies had to go, which receipts were found."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, text

from app.domain.entry import Entry

Body = Mapping[str, Any]
# Types whose bodies list papers met at the desk, a file among them where one was kept.
NAMING = ("request.registered", "request.incomplete", "documents.received")


def named(connection: Connection, read: Entry, leaf: str, body: Body) -> None:
    """Remember the documents an entry speaks of; most entries speak of none."""
    rows = [
        {"hash": paper["hash"], "leaf": leaf, "tid": read.tid}
        | {"title": paper["title"], "kind": paper["kind"]}
        for paper in _papers(read.type, body)
        if paper["hash"]
    ]
    if rows:
        connection.execute(_USE, rows)


def body_erased(connection: Connection, read: Entry, leaf: str, body: Body) -> None:
    """The order under which bodies went; without it none can be deleted."""
    rows = [{"leaf": one["leaf"], "by": leaf, "at": read.ts} for one in body["entries"]]
    connection.execute(_ERASED, rows)


def receipt_found(connection: Connection, read: Entry, leaf: str, body: Body) -> None:
    """A minimal case; a later look that could hold it against a key says more than an earlier."""
    facts = {"tid": read.tid, "leaf": leaf, "at": read.ts, "op": read.op}
    keys = ("receipt", "service", "amount", "void", "checked")
    connection.execute(_FOUND, facts | {key: body[key] for key in keys} | {"on": body["at"]})


def _papers(kind: str, body: Body) -> Iterator[Body]:
    if kind in NAMING:
        yield from body["documents"]
    elif kind == "request.corrected":
        yield from body["request"]["documents"]
    elif kind == "exemption.granted":
        yield dict(body["evidence"]) | {"kind": "evidence"}
    elif kind == "request.delivered":
        yield {"hash": body["evidence"], "title": "", "kind": "evidence"}
    elif kind == "finding.answered":
        for hash_ in body["documents"]:
            yield {"hash": hash_, "title": "", "kind": "evidence"}


_USE = text(
    "INSERT INTO document_uses (hash, leaf, tid, title, kind)"
    " VALUES (:hash, :leaf, :tid, :title, :kind) ON CONFLICT DO NOTHING"
)
_ERASED = text("INSERT INTO erased VALUES (:leaf, :by, :at) ON CONFLICT DO NOTHING")
_FOUND = text(
    "INSERT OR REPLACE INTO found_receipts"
    " VALUES (:tid, :leaf, :receipt, :service, :amount, :on, :void, :checked, :at, :op)"
)
