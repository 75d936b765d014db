"""The nightly rules in SQL that PostgreSQL and SQLite both speak.

Each answers with (office, dev, seq, leaf) and the numbers that say why. Readings count from
`history` on, findings are made of those from `fresh` on; thresholds are joined from their row.
"""

from dataclasses import dataclass
from typing import Literal

from app.domain.wire import Owner

Since = Literal["history", "fresh", "now"]


@dataclass(frozen=True, slots=True)
class Nightly:
    """A rule: who must act, what its numbers are called, and which moments it is asked with."""

    reason: str
    owner: Owner
    facts: tuple[str, ...]
    statement: str
    asked: tuple[Since | str, ...]


_GAP = """
    SELECT office, dev, seq, leaf, missing FROM (
        SELECT r.*, r.seq - LAG(r.seq) OVER (PARTITION BY r.dev ORDER BY r.seq) - 1 AS missing
        FROM oversight_reading r WHERE r.part = 0 AND r.arrived >= %s) g
    WHERE missing > 0 AND arrived >= %s"""
# Forwards alone proves nothing: a laptop that slept looks the same. What was ahead comes back.
_CLOCK = """
    SELECT s.office, s.dev, s.seq, s.leaf, s.back / 60000 AS minutes FROM (
        SELECT r.*, CASE WHEN r.boot = LAG(r.boot) OVER w
            THEN (LAG(r.at) OVER w) - r.at + r.up - (LAG(r.up) OVER w) END AS back
        FROM oversight_reading r WHERE r.part = 0 AND r.boot <> '' AND r.arrived >= %s
        WINDOW w AS (PARTITION BY r.dev ORDER BY r.seq)) s
    CROSS JOIN oversight_thresholds t
    WHERE s.back > t.clock_minutes * 60000 AND s.arrived >= %s"""
_HOURS = """
    SELECT office, dev, seq, leaf, minute, times FROM (
        SELECT r.office, r.dev, r.seq, r.leaf, r.minute,
            ROW_NUMBER() OVER (PARTITION BY r.dev, r.day ORDER BY r.seq) AS nth,
            COUNT(*) OVER (PARTITION BY r.dev, r.day) AS times
        FROM oversight_reading r CROSS JOIN oversight_thresholds t
        WHERE r.type = 'request.registered' AND r.day IS NOT NULL AND r.arrived >= %s
          AND (r.minute < t.opens * 60 OR r.minute >= t.closes * 60)) d
    WHERE nth = 1"""
_CLOSED = """
    SELECT office, dev, seq, leaf, times FROM (
        SELECT r.office, r.dev, r.seq, r.leaf,
            ROW_NUMBER() OVER (PARTITION BY r.dev, c.name ORDER BY r.seq) AS nth,
            COUNT(*) OVER (PARTITION BY r.dev, c.name) AS times
        FROM oversight_reading r JOIN licensing_closing c ON c.office_id = r.office
        WHERE r.type = 'request.registered' AND c.state = 'granted'
          AND r.day BETWEEN c.first AND c.last AND r.arrived >= %s) d
    WHERE nth = 1"""
_REPEAT = """
    WITH kept AS (
        SELECT r.*, ROW_NUMBER() OVER (PARTITION BY r.mark, r.service ORDER BY r.at, r.n) AS nth
        FROM oversight_reading r LEFT JOIN (
            SELECT DISTINCT ref FROM oversight_reading WHERE type = 'request.voided') v
          ON v.ref = r.leaf
        WHERE r.type = 'request.registered' AND r.mark <> '' AND r.arrived >= %s
          AND v.ref IS NULL),
    far AS (
        SELECT b.*, t.repeat_times, t.repeat_days,
            CASE WHEN b.at - a.at <= t.repeat_days * CAST(86400000 AS BIGINT)
              THEN 1 ELSE 0 END AS near
        FROM kept b CROSS JOIN oversight_thresholds t
        JOIN kept a ON a.mark = b.mark AND a.service = b.service
          AND a.nth = b.nth - t.repeat_times + 1)
    SELECT f.office, f.dev, f.seq, f.leaf, f.repeat_times, f.repeat_days, f.service
    FROM far f LEFT JOIN far p
      ON p.mark = f.mark AND p.service = f.service AND p.nth = f.nth - 1
    WHERE f.near = 1 AND COALESCE(p.near, 0) = 0 AND f.arrived >= %s"""
_RRN = """
    SELECT office, dev, seq, leaf, amount, other FROM (
        SELECT r.*, LAG(r.name) OVER w AS before, LAG(r.leaf) OVER w AS other
        FROM oversight_reading r
        WHERE r.type IN ('payment.succeeded', 'payment.resolved') AND r.mark <> ''
          AND r.arrived >= %s
        WINDOW w AS (PARTITION BY r.mark ORDER BY r.n)) p
    WHERE before IS NOT NULL AND before <> name AND arrived >= %s"""
_UNSETTLED = """
    SELECT r.office, r.dev, r.seq, r.leaf, r.amount, t.settle_days
    FROM oversight_reading r CROSS JOIN oversight_thresholds t LEFT JOIN (
        SELECT DISTINCT name FROM oversight_reading
        WHERE type IN ('settled', 'payment.refunded')) s ON s.name = r.name
    WHERE r.type = 'payment.succeeded' AND r.source = 'slip' AND r.arrived >= %s
      AND r.at < %s - t.settle_days * CAST(86400000 AS BIGINT) AND s.name IS NULL"""
_OFFLINE = """
    SELECT office, dev, seq, leaf, late / 3600000 AS hours, days FROM (
        SELECT w.*, LAG(late) OVER (PARTITION BY dev ORDER BY seq) AS before FROM (
            SELECT r.office, r.dev, r.seq, r.leaf, r.arrived, r.arrived - r.at AS late,
                t.offline_hours, COALESCE(own.days, every.days, 14) AS days
            FROM oversight_reading r CROSS JOIN oversight_thresholds t
            LEFT JOIN offices_leasefigures own ON own.office_id = r.office
            LEFT JOIN offices_leasefigures every ON every.office_id IS NULL
            WHERE r.part = 0 AND r.day IS NOT NULL AND r.arrived >= %s) w) o
    WHERE late > (days * 24 + offline_hours) * CAST(3600000 AS BIGINT) AND arrived >= %s
      AND COALESCE(before, 0) <= (days * 24 + offline_hours) * CAST(3600000 AS BIGINT)"""


RULES = (
    Nightly("gap", "regulator", ("missing",), _GAP, ("history", "fresh")),
    Nightly("clock-jump", "manager", ("minutes",), _CLOCK, ("history", "fresh")),
    Nightly("outside-hours", "manager", ("minute", "times"), _HOURS, ("fresh",)),
    Nightly("during-closure", "manager", ("times",), _CLOSED, ("fresh",)),
    Nightly("same-again", "manager", ("times", "days", "service"), _REPEAT, ("history", "fresh")),
    Nightly("rrn-twice", "manager", ("amount", "other"), _RRN, ("history", "fresh")),
    Nightly("slip-unsettled", "manager", ("amount", "days"), _UNSETTLED, ("fresh", "now")),
    Nightly("offline-long", "manager", ("hours", "days"), _OFFLINE, ("history", "fresh")),
)
