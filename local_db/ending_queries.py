"""Questions about requests nobody came back for."""

from datetime import datetime

from sqlalchemy import Connection, text

from app.domain.endings import INCOMPLETE_FOR, UNPAID_FOR, Overdue, Why
from app.domain.jalali import date_in_tehran, parse
from app.domain.moments import from_wire, to_wire


def overdue(
    connection: Connection, incomplete: datetime, unpaid: datetime, *, today: str
) -> tuple[Overdue, ...]:
    """Incomplete requests begun before a moment, or whose date for the papers has passed, and
    unpaid ones registered before a moment; `today` is `YYYY/MM/DD`."""
    facts = {"incomplete": to_wire(incomplete), "unpaid": to_wire(unpaid), "today": today}
    found = []
    for row in connection.execute(_OVERDUE, facts):
        lacking = row.state == "incomplete"
        limit = INCOMPLETE_FOR if lacking else UNPAID_FOR
        since = to_wire(from_wire(row.at) + limit)
        if lacking and row.until and row.until < today:
            since = to_wire(date_in_tehran(parse(row.until)))
        reason: Why = "not-completed-in-time" if lacking else "not-paid-in-time"
        found.append(Overdue(row.tid, row.leaf, reason, since))
    return tuple(found)


def still_waits(connection: Connection, tid: str) -> bool:
    """Whether it still waits for its papers or its money, and none of that is on its way."""
    return bool(connection.execute(_WAITS, {"tid": tid}).scalar_one())


_NOTHING_PAID = """NOT EXISTS (SELECT 1 FROM payment_lines l JOIN payments p
    ON p.payment = l.payment WHERE l.tid = r.tid AND p.state <> 'failed')"""
_OVERDUE = text(f"""
SELECT r.tid, r.leaf, r.state, r.at, (SELECT max(m.until) FROM missing_papers m
    WHERE m.tid = r.tid AND m.received_at IS NULL) AS until
FROM requests r JOIN standing s ON s.tid = r.tid
WHERE (s.state = 'incomplete' AND (r.at < :incomplete OR until < :today))
   OR (s.state = 'awaiting_payment' AND r.at < :unpaid AND {_NOTHING_PAID})
ORDER BY r.at, r.tid
""")  # noqa: S608 - our own words
_WAITS = text(f"""
SELECT EXISTS (SELECT 1 FROM requests r WHERE r.tid = :tid
    AND r.state IN ('incomplete', 'awaiting_payment') AND {_NOTHING_PAID})
""")  # noqa: S608 - our own words
