"""The sums of days in the desk file, what is open now, and the facts behind any number; of this
desk, or of the whole office."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, CursorResult, text

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
from local_db import elsewhere, office_cases


def summary(
    connection: Connection, period: Period, now: datetime, *, office: bool = False
) -> Summary:
    """The sums of a period, beside those it is compared with; open cases are those of `now`.

    Of this desk, or of the whole office as far as its other desks were heard of.
    """
    asked = _Asked(connection, "day_totals" if not office else _EVERYWHERE)
    return Summary(
        period=period,
        at=now,
        sums=gathered(asked.sums(period)),
        open=_whole_open(connection, now) if office else open_cases(connection, now),
        compared=tuple(
            Compared(name, other, asked.days(other), asked.totals(other))
            for name, other in periods_against(period)
        ),
        trend=asked.trend(period),
        heard=elsewhere.heard(connection, period) if office else (),
        days=asked.days(period),
        office=office,
    )


def open_cases(connection: Connection, now: datetime) -> OpenCases:
    """Requests by what they wait for; a ready one is not late any more."""
    facts = {"now": to_wire(now), "today": show(tehran_date(now))}
    row = connection.execute(_OPEN, facts).one()
    return OpenCases(row.due_today, row.overdue, row.needs_documents, row.ready)


def _whole_open(connection: Connection, now: datetime) -> OpenCases:
    """With the requests that other desks took, as they stand by what was heard."""
    own, today = open_cases(connection, now), show(tehran_date(now))
    others = office_cases.rows(connection)
    running = [one for one in others if one.state in RUNNING and one.due_at]
    late = sum(one.due_at <= to_wire(now) for one in running)
    due = sum(one.due_on == today and one.due_at > to_wire(now) for one in running)
    states = Counter(one.state for one in others)
    return OpenCases(
        due_today=own.due_today + due,
        overdue=own.overdue + late,
        needs_documents=own.needs_documents + states["needs_documents"],
        ready=own.ready + states["ready"],
    )


def found(connection: Connection, drill: Drill, *, limit: int, skip: int = 0) -> tuple[Found, ...]:
    """The facts behind a number, in order; each names the request it is about, if any."""
    facts = {"first": drill.period.first, "last": drill.period.last, "limit": limit, "skip": skip}
    kinds = {f"kind{place}": kind for place, kind in enumerate(drill.kinds)}
    where, keys = _where(drill)
    statement = _FOUND_ANYWHERE if drill.office else _FOUND
    rows = connection.execute(
        text(statement.format(kinds=", ".join(f":{name}" for name in kinds), where=where)),
        facts | kinds | keys,
    )
    return tuple(
        Found(
            kind=row.kind,
            at=from_wire(at) if (at := row.at or (row.own_at if drill.office else None)) else None,
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


@dataclass(frozen=True, slots=True)
class _Asked:
    """Questions to the sums of days, `table` those of this desk or of the office."""

    connection: Connection
    table: str

    def sums(self, period: Period) -> tuple[DaySum, ...]:
        """Every sum of a period, by dimension, key and kind."""
        return tuple(
            DaySum(dim, key, kind, Sum(n, amount, most))
            for dim, key, kind, n, amount, most in self._rows(_SUMS, period)
        )

    def totals(self, period: Period) -> dict[str, Sum]:
        """All facts of a period by kind."""
        rows = self._rows(_TOTALS, period)
        return {kind: Sum(n, amount, most) for kind, n, amount, most in rows}

    def days(self, period: Period) -> int:
        """On how many days somebody took a request."""
        return int(self._rows(_WORKED, period).scalar_one())

    def trend(self, period: Period) -> tuple[Point, ...]:
        """The places of the curve with their requests and rials."""
        places = trend_of(period)
        span = Period("range", places[0].first, places[-1].last)
        requests, rials = Counter[int](), Counter[int]()
        for day, kind, n, amount in self._rows(_BY_DAY, span):
            if places[0].days > 1 and not period.first <= day <= period.last:
                continue  # a month counts only as far as the period goes
            requests[day] += n if kind == "registered" else 0
            rials[day] += amount if kind == "payments_succeeded" else 0

        def of(counted: Counter[int], place: Period) -> int:
            return sum(counted[day] for day in range(place.first, place.last + 1))

        return tuple(Point(place, of(requests, place), of(rials, place)) for place in places)

    def _rows(self, statement: str, period: Period) -> CursorResult[Any]:
        span = {"first": period.first, "last": period.last}
        return self.connection.execute(text(statement.format(totals=self.table)), span)


RUNNING = ("receipted", "received", "referred", "in_progress", "needs_documents")
_EVERYWHERE = "(SELECT * FROM day_totals UNION ALL SELECT * FROM elsewhere_totals)"
_SUMS = (
    "SELECT dim, key, kind, sum(n), sum(amount), max(most) FROM {totals}"
    " WHERE day BETWEEN :first AND :last GROUP BY dim, key, kind ORDER BY dim, key, kind"
)
_TOTALS = (
    "SELECT kind, sum(n), sum(amount), max(most) FROM {totals}"
    " WHERE day BETWEEN :first AND :last AND dim = 'all' GROUP BY kind"
)
_BY_DAY = (
    "SELECT day, kind, n, amount FROM {totals} WHERE day BETWEEN :first AND :last"
    " AND dim = 'all' AND kind IN ('registered', 'payments_succeeded')"
)
_WORKED = (
    "SELECT count(DISTINCT day) FROM {totals} WHERE day BETWEEN :first AND :last"
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
_FOUND_ANYWHERE = """
SELECT f.*, (SELECT at FROM journal WHERE dev = f.dev AND seq = f.seq) AS own_at,
       EXISTS (SELECT 1 FROM receipts r WHERE r.tid = f.tid) AS receipt
FROM (SELECT s.dev, f.seq, f.part, f.day, f.kind, f.n, f.amount, f.hour, f.desk, f.operator,
             f.service, f.channel, f.account, f.payee, f.terminal, f.share, f.tid, NULL AS at
      FROM facts f JOIN fact_sources s ON s.source = f.source
      UNION ALL
      SELECT dev, seq, part, day, kind, n, amount, hour, desk, operator, service, channel, account,
             payee, terminal, share, tid, at FROM elsewhere_facts) f
WHERE f.day BETWEEN :first AND :last AND f.kind IN ({kinds}){where}
ORDER BY f.day, f.desk, f.dev, f.seq, f.part LIMIT :limit OFFSET :skip
"""
