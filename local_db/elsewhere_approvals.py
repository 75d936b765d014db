"""What the office's other desks ask of a manager, and what a manager answered at one of them."""

import json
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Connection, text

from app.domain.approvals import Ask, Asked, Waiting
from app.domain.entry import Entry
from app.domain.moments import from_wire
from local_db.elsewhere import entry_of


@dataclass(frozen=True, slots=True)
class Answered:
    """A manager's answer at another desk: their number, yes or no, and why not."""

    by: str
    leaf: str
    granted: bool
    reason: str = ""


def waiting(connection: Connection, since: str) -> tuple[Waiting, ...]:
    """What other desks asked since that moment and nobody has answered yet, the oldest first."""
    done = set(connection.execute(_OWN_ANSWERS).scalars())
    done |= set(connection.execute(_ANSWERS, {"since": since}).scalars())
    found = (
        (entry_of(row.entry), json.loads(row.body), row.leaf)
        for row in connection.execute(_ASKED, {"since": since})
    )
    return tuple(
        Waiting(_asked(read, body, leaf), read.desk, read.op or "", from_wire(read.ts))
        for read, body, leaf in found
        if body["approval"] not in done
    )


def answered(connection: Connection, approval: str) -> Answered | None:
    """How a manager answered it at another desk of the office, if one did."""
    row = connection.execute(_ANSWER, {"approval": approval}).first()
    if row is None:
        return None
    read, body = entry_of(row.entry), json.loads(row.body)
    granted = read.type == "approval.granted"
    return Answered(read.op or "", row.leaf, granted, str(body.get("reason", "")))


def _asked(read: Entry, body: dict[str, object], leaf: str) -> Asked:
    wanted = cast(dict[str, object], {name: body[name] for name in ("visit", "service", "amount")})
    ask = Ask(body["act"], str(body["reason"]), tid=read.tid, **wanted)  # type: ignore[arg-type]
    return Asked(str(body["approval"]), leaf, ask)


_ASKED = text("""
SELECT b.body, e.entry, e.leaf FROM office_bodies b
JOIN office_entries e ON e.dev = b.dev AND e.seq = b.seq
WHERE b.type = 'approval.asked' AND e.at >= :since ORDER BY e.at
""")
# An answer is never older than its question.
_ANSWERS = text("""
SELECT json_extract(b.body, '$.approval') FROM office_bodies b
JOIN office_entries e ON e.dev = b.dev AND e.seq = b.seq
WHERE b.type IN ('approval.granted', 'approval.refused') AND e.at >= :since
""")
_OWN_ANSWERS = text(
    "SELECT json_extract(b.body, '$.approval') FROM journal j JOIN bodies b ON b.n = j.n"
    " WHERE j.type IN ('approval.granted', 'approval.refused') ORDER BY j.n DESC LIMIT 200"
)
_ANSWER = text("""
SELECT b.body, e.entry, e.leaf FROM office_bodies b
JOIN office_entries e ON e.dev = b.dev AND e.seq = b.seq
WHERE b.type IN ('approval.granted', 'approval.refused')
  AND json_extract(b.body, '$.approval') = :approval ORDER BY e.at LIMIT 1
""")
