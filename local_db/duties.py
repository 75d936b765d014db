"""What the desk file knows of the office's duties: the regulator's words, what was asked here."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text

from app.domain import canonical
from app.domain.duties import OVERCHARGE, Closing, Complaint, OpenFinding
from app.domain.moments import from_wire
from local_db.elsewhere import entry_of

Data = Mapping[str, Any]


def duties(connection: Connection) -> tuple[Data, ...]:
    """Each as last told, the nearest first, without those that are done: kind, title, until."""
    found = [one for one in _latest(connection, "duty") if not one.get("done")]
    whole = [one for one in found if _texts(one, ("kind", "title", "until"))]
    return tuple(sorted(whole, key=lambda one: str(one["until"])))


def closings(connection: Connection) -> tuple[Closing, ...]:
    """What any desk of the office asked, with how it was decided, the latest first."""
    asked = {body["closing"]: _asked(body) for body in _bodies(connection)}
    for one in _latest(connection, "closing"):
        if _texts(one, ("first", "last", "state", "number", "note")):
            reason = asked[one["closing"]].reason if one["closing"] in asked else ""
            told = {name: one[name] for name in ("first", "last", "state", "number", "note")}
            asked[one["closing"]] = Closing(one["closing"], reason=reason, **told)
    return tuple(sorted(asked.values(), key=lambda one: one.first, reverse=True))


def complaints(connection: Connection) -> tuple[Complaint, ...]:
    """Each as last told, the nearest promise first."""
    found = [
        Complaint(
            number=one["complaint"],
            kind=one["kind"],
            tid=one["tid"],
            state=one["state"],
            at=from_wire(one["at"]),
            promised_by=from_wire(one["promised_by"]),
        )
        for one in _latest(connection, "complaint")
        if _texts(one, ("kind", "tid", "state", "at", "promised_by"))
    ]
    return tuple(sorted(found, key=lambda one: one.promised_by))


def findings(connection: Connection) -> tuple[OpenFinding, ...]:
    """What the regulator has not closed yet, the oldest first."""
    return tuple(
        OpenFinding(
            leaf=row.leaf,
            reason=row.reason,
            tid=row.tid,
            at=from_wire(row.first_at),
            answered=bool(row.answered),
            question=row.question,
            excess=_excess(row.reason, row.facts, row.total),
            returned=row.returned,
        )
        for row in connection.execute(_FINDINGS)
    )


def backup_at(connection: Connection) -> datetime | None:
    """When the last backup of this desk was made and read back."""
    found = connection.execute(_BACKUP).scalar_one_or_none()
    return from_wire(found) if found else None


def leases_elsewhere(connection: Connection) -> dict[int, int]:
    """The last day of the lease of each other desk, as its entries told."""
    found: dict[int, int] = {}
    for row in connection.execute(_HEALTH, {"type": "lease.renewed"}):
        lease = json.loads(canonical.unb64u(json.loads(row.body)["lease"].split(".")[1]))
        found[row.desk] = max(int(lease["last_day"]), found.get(row.desk, 0))
    return found


def backups_elsewhere(connection: Connection) -> dict[int, datetime]:
    """When each other desk made its last backup, as its entries told."""
    rows = connection.execute(_HEALTH, {"type": "backup.made"})
    return {row.desk: from_wire(row.at) for row in rows}


def readers(connection: Connection) -> dict[tuple[str, int], frozenset[str]]:
    """Who confirmed each wording, here or at another desk, by (key, version)."""
    found: dict[tuple[str, int], set[str]] = {}
    for row in connection.execute(text("SELECT * FROM announcements_read")):
        found.setdefault((row.announcement, row.version), set()).add(row.operator)
    for row in connection.execute(_READ_ELSEWHERE):
        body, read = json.loads(row.body), entry_of(row.entry)
        found.setdefault((body["announcement"], body["version"]), set()).add(read.op or "")
    return {key: frozenset(who) for key, who in found.items()}


def _latest(connection: Connection, about: str) -> Iterable[Data]:
    """Of messages about the same thing only the last counts; they name it by `about`."""
    found: dict[str, Data] = {}
    for facts in connection.execute(_ABOUT, {"about": about}).scalars():
        data = json.loads(facts)
        if isinstance(data.get(about), str):
            found[data[about]] = data
    return found.values()


def _texts(data: Data, names: Iterable[str]) -> bool:
    """A newer regulator's message of another shape is passed over."""
    return all(isinstance(data.get(name), str) for name in names)


def _bodies(connection: Connection) -> Iterable[Data]:
    return map(json.loads, connection.execute(_ASKED).scalars())


def _asked(body: Data) -> Closing:
    return Closing(body["closing"], body["first"], body["last"], body["reason"])


def _excess(reason: str, facts: str, total: int | None) -> int:
    expected = json.loads(facts).get("expected")
    if reason != OVERCHARGE or total is None or type(expected) is not int:
        return 0
    return max(0, total - expected)


_ABOUT = text("SELECT facts FROM messages WHERE about = :about ORDER BY scope, n")
_ASKED = text(
    "SELECT b.body FROM journal j JOIN bodies b ON b.n = j.n WHERE j.type = 'closing.asked'"
    " UNION ALL SELECT body FROM office_bodies WHERE type = 'closing.asked'"
)
_BACKUP = text("SELECT at FROM journal WHERE type = 'backup.made' ORDER BY n DESC LIMIT 1")
_READ_ELSEWHERE = text(
    "SELECT b.body, e.entry FROM office_bodies b JOIN office_entries e"
    " ON e.dev = b.dev AND e.seq = b.seq WHERE b.type = 'announcement.read'"
)
_HEALTH = text("""
SELECT d.desk, e.at, b.body FROM office_desks d
JOIN office_bodies b ON b.dev = d.dev AND b.type = :type AND b.seq =
    (SELECT max(seq) FROM office_bodies WHERE type = :type AND dev = d.dev)
JOIN office_entries e ON e.dev = b.dev AND e.seq = b.seq ORDER BY e.at
""")
_FINDINGS = text("""
SELECT f.leaf, f.reason, f.tid, f.facts, f.first_at, f.question,
       (f.state <> 'open' OR f.answers < (SELECT count(*) FROM mended m WHERE m.leaf = f.leaf)
        AND EXISTS (SELECT 1 FROM mended m WHERE m.leaf = f.leaf AND m.type = 'finding.answered'))
           AS answered,
       coalesce((SELECT total FROM requests WHERE tid = f.tid),
                (SELECT total FROM office_cases WHERE tid = f.tid ORDER BY at DESC LIMIT 1))
           AS total,
       coalesce((SELECT sum(b.amount) FROM refund_lines b JOIN refunds r ON r.refund = b.refund
                 WHERE b.tid = f.tid AND r.state <> 'refused'), 0) AS returned
FROM findings f WHERE f.state <> 'closed' ORDER BY f.first_at, f.finding
""")
