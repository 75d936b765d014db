"""The sending queue (صف ارسال) as values: which lines there are, and what a page of them says.

The order is: verdicts that need somebody, findings, documents, requests, then all other entries as
one line. Lines are named first and read by pages, so a desk that was away for two weeks opens the
screen as soon as any other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from sqlalchemy import Connection, Row, bindparam, text

from app.domain.moments import from_wire
from app.domain.outbox import Kind, QueueKey, QueueLine, State, Uplink
from app.domain.wire import Owner

OTHERS = QueueKey("others", 0)
BODY_MISSING = "body-missing"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why an entry was not simply accepted; its tracking ID where it has one."""

    leaf: str
    reason: str
    tid: str | None


def keys(connection: Connection) -> tuple[QueueKey, ...]:
    """Every line's name, in the order of the screen."""
    found = [QueueKey("verdict", n) for n in connection.execute(_VERDICTS).scalars()]
    found += [QueueKey("finding", n) for n in connection.execute(_FINDINGS).scalars()]
    found += [QueueKey("document", n) for n in connection.execute(_DOCUMENTS).scalars()]
    found += [QueueKey("request", n) for n in connection.execute(_REQUESTS).scalars()]
    return (*found, OTHERS) if connection.execute(_ANY_OTHER).first() else tuple(found)


def page(
    connection: Connection, wanted: Sequence[QueueKey], uplink: Uplink
) -> tuple[QueueLine, ...]:
    """Those lines, in that order; one that left the queue meanwhile is left out."""
    found: dict[QueueKey, QueueLine] = {}
    reading = (
        ("verdict", _VERDICT, _verdict),
        ("finding", _FINDING, _finding),
        ("document", _DOCUMENT, _document),
    )
    for kind, query, line in reading:
        found |= {one.key: one for one in map(line, _rows(connection, query, wanted, kind))}
    for row in _rows(connection, _REQUEST, wanted, "request"):
        found[QueueKey("request", row.n)] = _request(row, uplink)
    if OTHERS in wanted and (rest := connection.execute(_OTHER).one()).many:
        found[OTHERS] = replace(_request(rest, uplink), key=OTHERS)
    return tuple(found[key] for key in wanted if key in found)


def verdict(connection: Connection, leaf: str) -> Verdict | None:
    """The verdict on that entry, or the finding about it, while it still needs somebody."""
    row = connection.execute(_OF_LEAF, {"leaf": leaf}).first()
    return Verdict(leaf, row.reason, row.tid or None) if row else None


def try_document_now(connection: Connection, row: int) -> None:
    """A document that was refused need not wait any longer."""
    connection.execute(_NOW, {"row": row})


def _rows(
    connection: Connection, query: Any, wanted: Iterable[QueueKey], kind: str
) -> Sequence[Row[Any]]:
    rows = [key.row for key in wanted if key.kind == kind]
    return connection.execute(query, {"rows": rows}).all() if rows else ()


def _finding(row: Row[Any]) -> QueueLine:
    return QueueLine(
        key=QueueKey("finding", row.n),
        state="flagged",
        since=from_wire(row.first_at),
        tid=row.tid,
        title=row.title or "",
        seq=row.seq,
        leaf=row.leaf,
        reason=row.reason,
        owner=cast(Owner, row.owner),
        question=row.question,
    )


def _verdict(row: Row[Any]) -> QueueLine:
    return QueueLine(
        key=QueueKey("verdict", row.n),
        state=cast(State, row.verdict),
        since=from_wire(row.at),
        tid=row.tid or "",
        title=row.title or "",
        seq=row.seq,
        leaf=row.leaf,
        type=row.type,
        reason=row.reason,
        owner=cast(Owner, row.owner or "regulator"),
        body=row.reason == BODY_MISSING and bool(row.body),
        question=row.question or "",
    )


def _document(row: Row[Any]) -> QueueLine:
    # What is tried again by itself has its time; what has none waits for a person.
    state: State = "waiting" if not row.tries else "trying" if row.due else "held"
    return QueueLine(
        key=QueueKey("document", row.n),
        state=state,
        since=from_wire(row.at),
        tid=row.tid or "",
        title=row.title or "",
        tries=row.tries,
        next_try=from_wire(row.due) if row.due else None,
        reason=row.reason,
        owner="manager" if state == "held" else "time",
        sent=row.sent,
        size=row.size,
    )


def _request(row: Row[Any], uplink: Uplink) -> QueueLine:
    """What waits only for the line stands as the line does."""
    kind: Kind = "request"
    line = QueueLine(
        key=QueueKey(kind, row.n or 0),
        state="waiting",
        since=from_wire(row.at),
        tid=row.tid or "",
        title=row.title or "",
        count=row.many,
    )
    if not uplink.on:
        return replace(line, state="held", reason="sync-off", owner="operator")
    if not uplink.tries:
        return line
    return replace(
        line,
        state="trying",
        reason=uplink.reason,
        owner=uplink.owner,
        tries=uplink.tries,
        next_try=uplink.next_try,
    )


def _in(statement: str) -> Any:
    return text(statement).bindparams(bindparam("rows", expanding=True))


# An entry needs somebody until a person here answered, or the regulator told that it is settled; a
# question needs an answer of its own.
_OPEN = (
    "(SELECT count(*) FROM mended m WHERE m.leaf = {leaf}) <= coalesce((SELECT max(q.answers)"
    " FROM findings q WHERE q.leaf = {leaf} AND q.state = 'open'), 0)"
)
_PUT_ASIDE = (
    "FROM verdicts v JOIN journal j ON j.dev = v.dev AND j.seq = v.seq"
    " WHERE v.verdict <> 'accepted' AND NOT EXISTS (SELECT 1 FROM findings f"
    " WHERE f.leaf = j.leaf AND f.reason = v.reason AND f.state <> 'open')"
)
_TOLD = "FROM findings f WHERE f.state = 'open'"
_VERDICTS = text(f"SELECT j.n {_PUT_ASIDE} AND {_OPEN.format(leaf='j.leaf')} ORDER BY j.n")
_FINDINGS = text(
    f"SELECT f.rowid {_TOLD} AND {_OPEN.format(leaf='f.leaf')} AND NOT EXISTS"
    f" (SELECT 1 {_PUT_ASIDE} AND j.leaf = f.leaf) ORDER BY f.first_at, f.finding"
)
_DOCUMENTS = text(
    "SELECT d.rowid FROM documents d WHERE d.complete_at IS NULL AND d.key IS NOT NULL"
    " AND EXISTS (SELECT 1 FROM document_uses u WHERE u.hash = d.hash) ORDER BY d.at, d.hash"
)
_REQUESTS = text(
    "SELECT min(o.n) FROM outbox o JOIN journal j ON j.n = o.n WHERE j.tid IS NOT NULL"
    " GROUP BY j.tid ORDER BY 1"
)
_ANY_OTHER = text("SELECT 1 FROM outbox o JOIN journal j ON j.n = o.n WHERE j.tid IS NULL LIMIT 1")
_OF_LEAF = text(
    f"SELECT v.reason, j.tid {_PUT_ASIDE} AND j.leaf = :leaf"
    f" AND {_OPEN.format(leaf=':leaf')} UNION ALL"
    f" SELECT f.reason, f.tid {_TOLD} AND f.leaf = :leaf AND {_OPEN.format(leaf=':leaf')} LIMIT 1"
)
_VERDICT = _in("""
SELECT j.n, j.seq, j.leaf, j.type, j.tid, j.at, v.verdict, v.reason, v.owner,
       EXISTS (SELECT 1 FROM bodies WHERE n = j.n) AS body,
       (SELECT service_title FROM requests WHERE tid = j.tid) AS title,
       (SELECT max(question) FROM findings WHERE leaf = j.leaf AND state = 'open') AS question
FROM journal j JOIN verdicts v ON v.dev = j.dev AND v.seq = j.seq WHERE j.n IN :rows
""")
_FINDING = _in("""
SELECT f.rowid AS n, f.*, (SELECT service_title FROM requests WHERE tid = f.tid) AS title
FROM findings f WHERE f.rowid IN :rows
""")
_DOCUMENT = _in("""
SELECT d.rowid AS n, d.at, d.size, d.sent, d.tries, d.due, d.reason, u.tid, u.title
FROM documents d LEFT JOIN document_uses u
  ON u.hash = d.hash AND u.leaf = (SELECT min(leaf) FROM document_uses WHERE hash = d.hash)
WHERE d.rowid IN :rows
""")
_REQUEST = _in("""
SELECT min(o.n) AS n, j.tid, min(j.at) AS at, count(*) AS many,
       (SELECT service_title FROM requests WHERE tid = j.tid) AS title
FROM journal j JOIN outbox o ON o.n = j.n
WHERE j.tid IN (SELECT tid FROM journal WHERE n IN :rows) GROUP BY j.tid
""")
_OTHER = text(
    "SELECT min(o.n) AS n, NULL AS tid, min(j.at) AS at, count(*) AS many, NULL AS title"
    " FROM outbox o JOIN journal j ON j.n = o.n WHERE j.tid IS NULL"
)
_NOW = text("UPDATE documents SET due = NULL WHERE rowid = :row")
