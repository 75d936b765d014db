"""The sums of days in the desk file, what is open now, and the facts behind any number."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, text

from app.domain.drill import Drill, Found
from app.domain.jalali import show, tehran_date
from app.domain.moments import from_wire, to_wire
from app.domain.periods import Period
from app.domain.summary import (
    Compared,
    DaySum,
    OpenCases,
    Point,
    Sum,
    Summary,
    gathered,
    periods_against,
    trend_of,
)


def summary(connection: Connection, period: Period, now: datetime) -> Summary:
    """The sums of a period, beside those it is compared with; open cases are those of `now`."""
    return Summary(
        period=period,
        at=now,
        sums=gathered(day_sums(connection, period)),
        open=open_cases(connection, now),
        compared=tuple(
            Compared(name, other, _days(connection, other), _totals(connection, other))
            for name, other in periods_against(period)
        ),
        trend=_trend(connection, period),
        days=_days(connection, period),
    )


def day_sums(connection: Connection, period: Period) -> tuple[DaySum, ...]:
    """Every sum of a period, by dimension, key and kind."""
    rows = connection.execute(_SUMS, {"first": period.first, "last": period.last})
    return tuple(
        DaySum(dim, key, kind, Sum(n, amount, most)) for dim, key, kind, n, amount, most in rows
    )


def open_cases(connection: Connection, now: datetime) -> OpenCases:
    """Requests by what they wait for; a ready one is not late any more."""
    facts = {"now": to_wire(now), "today": show(tehran_date(now))}
    row = connection.execute(_OPEN, facts).one()
    return OpenCases(row.due_today, row.overdue, row.needs_documents, row.ready)


def found(connection: Connection, drill: Drill, *, limit: int, skip: int = 0) -> tuple[Found, ...]:
    """The facts behind a number, in order; each names the request it is about, if any."""
    facts = {"first": drill.period.first, "last": drill.period.last, "limit": limit, "skip": skip}
    kinds = {f"kind{place}": kind for place, kind in enumerate(drill.kinds)}
    where, keys = _where(drill)
    rows = connection.execute(
        text(_FOUND.format(kinds=", ".join(f":{name}" for name in kinds), where=where)),
        facts | kinds | keys,
    )
    return tuple(
        Found(
            kind=row.kind,
            at=from_wire(row.at) if row.at else None,
            day=row.day,
            n=row.n,
            amount=row.amount,
            desk=row.desk,
            operator=row.operator,
            service=row.service,
            tid=row.tid or "",
            receipt=row.receipt,
        )
        for row in rows
    )


def _where(drill: Drill) -> tuple[str, dict[str, object]]:
    if drill.dim == "all":
        return "", {}
    if drill.dim == "account":
        account, _, payee = drill.keys[0].rpartition("|")
        return " AND f.account = :account AND f.payee = :payee", {
            "account": account,
            "payee": payee,
        }
    numbers = drill.dim in ("service", "desk", "hour")
    keys: Sequence[object] = [int(key) for key in drill.keys] if numbers else drill.keys
    named = {f"key{place}": key for place, key in enumerate(keys)}
    return f" AND f.{drill.dim} IN ({', '.join(f':{name}' for name in named)})", named


def _trend(connection: Connection, period: Period) -> tuple[Point, ...]:
    places = trend_of(period)
    span = {"first": places[0].first, "last": places[-1].last}
    requests, rials = Counter[int](), Counter[int]()
    for day, kind, n, amount in connection.execute(_BY_DAY, span):
        if places[0].days > 1 and not period.first <= day <= period.last:
            continue  # a month counts only as far as the period goes
        requests[day] += n if kind == "registered" else 0
        rials[day] += amount if kind == "payments_succeeded" else 0

    def of(counted: Counter[int], place: Period) -> int:
        return sum(counted[day] for day in range(place.first, place.last + 1))

    return tuple(Point(place, of(requests, place), of(rials, place)) for place in places)


def _days(connection: Connection, period: Period) -> int:
    facts = {"first": period.first, "last": period.last}
    return int(connection.execute(_WORKED, facts).scalar_one())


def _totals(connection: Connection, period: Period) -> dict[str, Sum]:
    rows = connection.execute(_TOTALS, {"first": period.first, "last": period.last})
    return {kind: Sum(n, amount, most) for kind, n, amount, most in rows}


_SUMS = text(
    "SELECT dim, key, kind, sum(n), sum(amount), max(most) FROM day_totals"
    " WHERE day BETWEEN :first AND :last GROUP BY dim, key, kind ORDER BY dim, key, kind"
)
_TOTALS = text(
    "SELECT kind, sum(n), sum(amount), max(most) FROM day_totals"
    " WHERE day BETWEEN :first AND :last AND dim = 'all' GROUP BY kind"
)
_BY_DAY = text(
    "SELECT day, kind, n, amount FROM day_totals WHERE day BETWEEN :first AND :last"
    " AND dim = 'all' AND kind IN ('registered', 'payments_succeeded')"
)
_WORKED = text(
    "SELECT count(*) FROM day_totals WHERE day BETWEEN :first AND :last"
    " AND dim = 'all' AND kind = 'registered' AND key = ''"
)
# From the short lists of what is open; the word that stands is looked up for these alone.
_OPEN = text("""
SELECT
    (SELECT count(*) FROM open_cases c JOIN standing s ON s.tid = c.tid
     WHERE c.due_on = :today AND c.due_at > :now AND s.state IN
        ('receipted', 'received', 'referred', 'in_progress', 'needs_documents')) AS due_today,
    (SELECT count(*) FROM open_cases c JOIN standing s ON s.tid = c.tid
     WHERE c.due_at > '' AND c.due_at <= :now AND s.state IN
        ('receipted', 'received', 'referred', 'in_progress', 'needs_documents')) AS overdue,
    (SELECT count(*) FROM (
        SELECT tid FROM statuses WHERE state = 'needs_documents'
        UNION SELECT tid FROM requests WHERE state = 'needs_documents') c
     JOIN standing s ON s.tid = c.tid WHERE s.state = 'needs_documents') AS needs_documents,
    (SELECT count(*) FROM statuses c JOIN standing s ON s.tid = c.tid
     WHERE c.state = 'ready' AND s.state = 'ready') AS ready
""")
_FOUND = """
SELECT f.*, j.at, EXISTS (SELECT 1 FROM receipts r WHERE r.tid = f.tid) AS receipt
FROM facts f JOIN fact_sources s ON s.source = f.source
LEFT JOIN journal j ON j.dev = s.dev AND j.seq = f.seq
WHERE f.day BETWEEN :first AND :last AND f.kind IN ({kinds}){where}
ORDER BY f.day, f.source, f.seq, f.part LIMIT :limit OFFSET :skip
"""
