"""The summary of a day or any stretch of days (گزارش روز), as a pure value.

It is made of the day's sums alone, so that page, paper and file can only agree. Money is whole
rials; `served` and `waited` are seconds.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from app.domain.periods import Period

Dim = Literal["all", "service", "operator", "desk", "hour", "channel", "account", "share"]
Against = Literal["before", "weekday", "month"]


@dataclass(frozen=True, slots=True)
class Sum:
    """How many, how much, and the most of one."""

    n: int = 0
    amount: int = 0
    most: int = 0

    def plus(self, other: "Sum") -> "Sum":
        """Both together."""
        return Sum(self.n + other.n, self.amount + other.amount, max(self.most, other.most))

    @property
    def mean(self) -> int:
        """Of one, rounded down; 0 of none."""
        return self.amount // self.n if self.n else 0


NOTHING = Sum()


@dataclass(frozen=True, slots=True)
class DaySum:
    """One row of sums: of a kind of fact (`app.domain.facts`), for one key of a dimension."""

    dim: Dim
    key: str
    kind: str
    sum: Sum


@dataclass(frozen=True, slots=True)
class OpenCases:
    """What needs somebody now, whatever the period: requests by what they wait for."""

    due_today: int = 0
    overdue: int = 0
    needs_documents: int = 0
    ready: int = 0


@dataclass(frozen=True, slots=True)
class Compared:
    """The sums of another period. `days` are those somebody worked on; of the month the sums are
    divided by them to be compared with one day."""

    against: Against
    period: Period
    days: int
    sums: Mapping[str, Sum]

    def per_day(self, kind: str) -> Sum:
        """The mean of a working day."""
        whole = self.sums.get(kind, NOTHING)
        days = max(1, self.days)
        return Sum(round(whole.n / days), round(whole.amount / days), whole.most)


@dataclass(frozen=True, slots=True)
class Point:
    """One place of the curve: a day or a month, its requests and what was collected."""

    period: Period
    requests: int = 0
    rials: int = 0


@dataclass(frozen=True, slots=True)
class Heard:
    """One desk's word in the sums, and until when it was heard; None is this very moment.

    `late` entries of the period came after their day was over, the last of them at `late_at`.
    """

    desk: int
    as_of: datetime | None = None
    late: int = 0
    late_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """Sums of a period by each dimension, what is open now, and what it is compared with.

    `office`: of every desk of the office, each as of when it was `heard`; else of this desk.
    """

    period: Period
    at: datetime
    sums: Mapping[Dim, Mapping[str, Mapping[str, Sum]]]
    open: OpenCases = field(default_factory=OpenCases)
    compared: tuple[Compared, ...] = ()
    trend: tuple[Point, ...] = ()
    heard: tuple[Heard, ...] = ()
    days: int = 0
    office: bool = False

    def total(self, kind: str) -> Sum:
        """All facts of a kind."""
        return self.of("all", "", kind)

    def of(self, dim: Dim, key: str, kind: str) -> Sum:
        """One sum; nothing where there is none."""
        return self.sums.get(dim, {}).get(key, {}).get(kind, NOTHING)

    def keys(self, dim: Dim, *kinds: str) -> tuple[str, ...]:
        """The keys of a dimension that have a sum of one of these kinds."""
        found = self.sums.get(dim, {})
        return tuple(key for key in found if any(kind in found[key] for kind in kinds))

    def share(self, name: str) -> int:
        """What a share took in the end: collected without what went back through the terminal."""
        collected, returned = (
            self.of("share", name, "collected"),
            self.of("share", name, "returned"),
        )
        return collected.amount - returned.amount


def gathered(rows: Iterable[DaySum]) -> dict[Dim, dict[str, dict[str, Sum]]]:
    """Rows by dimension, key and kind; equal places are added."""
    found: dict[Dim, dict[str, dict[str, Sum]]] = {}
    for row in rows:
        place = found.setdefault(row.dim, {}).setdefault(row.key, {})
        place[row.kind] = place.get(row.kind, NOTHING).plus(row.sum)
    return found


def regrouped(
    keyed: Mapping[str, Mapping[str, Sum]], name: Callable[[str], str]
) -> dict[str, dict[str, Sum]]:
    """The sums of one dimension under other keys: services by their agency."""
    found: dict[str, dict[str, Sum]] = {}
    for key, kinds in keyed.items():
        place = found.setdefault(name(key), {})
        for kind, one in kinds.items():
            place[kind] = place.get(kind, NOTHING).plus(one)
    return found


def periods_against(period: Period) -> tuple[tuple[Against, Period], ...]:
    """What a period is compared with: a day with the day before, the same weekday and its month
    until then; anything longer with the one before."""
    if period.kind != "day":
        return (("before", period.before()),)
    month = Period.of("month", period.first)
    return (
        ("before", period.before()),
        ("weekday", Period("day", period.first - 7, period.first - 7)),
        ("month", Period("range", month.first, period.first)),
    )


def trend_of(period: Period) -> tuple[Period, ...]:
    """The places of a period's curve: the fortnight until it, its own days, or its months."""
    if period.days <= 7:
        return tuple(Period("day", day, day) for day in range(period.last - 13, period.last + 1))
    if period.days <= MOST_DAYS:
        return tuple(Period("day", day, day) for day in range(period.first, period.last + 1))
    months = [Period.of("month", period.first)]
    while months[-1].last < period.last:
        months.append(months[-1].after())
    return tuple(months)


MOST_DAYS = 31
