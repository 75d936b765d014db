"""Rules about how often: an office's month against all other offices and against its own past.

Counts are asked of the readings in SQL; `app.domain.rates` says how unusual one is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.jalali import tehran_date
from app.domain.rates import Count, Spread, spread
from regulator.oversight import readings
from regulator.oversight.models import Thresholds
from regulator.oversight.spotted import Spotted, at
from regulator.rows import fetch

# An office's past says something from so many acts on, and never counts for more than the second.
PAST, PAST_AT_MOST = 300, 600
_COUNTS = """
    SELECT office, month, MIN(CASE WHEN act = 1 THEN n END), SUM(act), SUM(base)
    FROM (SELECT r.office, r.month, r.n,
            CASE WHEN r.type = %s AND %s IN ('', r.source) THEN 1 ELSE 0 END AS act,
            CASE WHEN r.type = %s THEN 1 ELSE 0 END AS base
        FROM oversight_reading r
        WHERE r.arrived >= %s AND r.type IN (%s, %s) AND r.month > 0) c
    GROUP BY office, month ORDER BY month, office"""


@dataclass(frozen=True, slots=True)
class Rate:
    """How often an act comes among others: its type (and source), and theirs."""

    reason: str
    act: str
    base: str
    source: str = ""


RATES = (
    Rate("reprints-many", "receipt.reprinted", "receipt.issued"),
    Rate("voids-many", "request.voided", "request.registered"),
    Rate("refunds-many", "payment.refunded", "payment.succeeded"),
    Rate("slips-many", "payment.succeeded", "payment.succeeded", "slip"),
)


@dataclass(frozen=True, slots=True)
class Month:
    """What an office did in a month; `first` is the place of its first such act."""

    office: str
    month: int
    first: int
    times: int
    of_all: int

    @property
    def count(self) -> Count:
        """As the spread takes it."""
        return self.times, self.of_all


def look(rate: Rate, limits: Thresholds, since: int) -> list[Spotted]:
    """The months that honest offices would not come to; each names its first act.

    A month that began before `since` (milliseconds) is somebody's past and judged no more.
    """
    asked = (rate.act, rate.source, rate.base, since, rate.act, rate.base)
    months = [
        Month(office, month, first or 0, int(k), int(m))
        for office, month, first, k, m in fetch(_COUNTS, *asked)
    ]
    day = tehran_date(readings.moment(since))
    found = dict(judged(months, limits, day.year * 100 + day.month))
    return at(found)


def judged(
    months: Iterable[Month], limits: Thresholds, after: int
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """By the place of its first act, each month that is unusual, and why; months up to `after` are
    only somebody's past.
    """
    by_month: dict[int, list[Month]] = defaultdict(list)
    for one in months:
        by_month[one.month].append(one)
    past: dict[str, Count] = defaultdict(lambda: (0, 0))
    for month, offices in sorted(by_month.items()):
        among = spread([one.count for one in offices])
        for one in offices if month > after else ():
            if facts := _unusual(one, among, past[one.office], limits):
                yield one.first, facts
        for one in offices:
            times, of_all = past[one.office]
            past[one.office] = times + one.times, of_all + one.of_all


def _unusual(one: Month, among: Spread, past: Count, limits: Thresholds) -> dict[str, Any]:
    """Why, in numbers; nothing where it is not."""
    if one.times < limits.rate_least:
        return {}
    known = past[1] >= PAST
    expected = [among, *([among.after(past, most=PAST_AT_MOST)] if known else [])]
    far = [each for each in expected if one.times >= limits.rate_factor * each.mean * one.of_all]
    chance = min((each.chance(one.count) for each in far), default=1.0)
    if chance * limits.rate_one_in > 1:
        return {}
    told = {"times": one.times, "of_all": one.of_all, "month": one.month}
    told |= {"country_permille": round(among.mean * 1000)}
    if known:
        told |= {"own_permille": round(past[0] * 1000 / past[1])}
    return told | {"one_in": min(10**9, round(1 / max(chance, 1e-12)))}
