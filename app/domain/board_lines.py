"""Lines of the supervision board (داشبورد نظارت): sums that add up over offices, provinces,
services and months, the 30 % line (#114) and coverage (#98).
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Self

# A mean time must be this much below its baseline (of a thousand; seed 004, 4-2).
TARGET = 300
# Fewer people than this are not shown apart.
FEWEST = 5
REST = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """What happened, as whole numbers that may be added. `requests` are registrations, `fee` their
    rials; `minutes` is from registration to the first answer of the `answered`, `desk_minutes` the
    part of it until the receipt, `agency_minutes` from the referral on; `late_hours` is how long
    the `entries` took from desk to regulator.
    """

    requests: int = 0
    fee: int = 0
    receipts: int = 0
    reprints: int = 0
    voids: int = 0
    refunds: int = 0
    payments: int = 0
    slips: int = 0
    answered: int = 0
    on_time: int = 0
    minutes: int = 0
    desk_minutes: int = 0
    agency_minutes: int = 0
    entries: int = 0
    late_hours: int = 0

    def __add__(self, other: Self) -> Self:
        sums = {name: getattr(self, name) + getattr(other, name) for name in NAMES}
        return replace(self, **sums)

    @property
    def mean(self) -> int | None:
        """Minutes from registration to answer, of one request; None where none was answered."""
        return share(self.minutes, self.answered)

    @property
    def mean_at_desk(self) -> int | None:
        """Minutes of that until the receipt."""
        return share(self.desk_minutes, self.answered)


NAMES = tuple(one.name for one in fields(Figures))


def total(figures: Iterable[Figures]) -> Figures:
    """Their sum.

    >>> total([Figures(requests=2, fee=10), Figures(requests=1)]).requests
    3
    """
    return sum(figures, Figures())


def share(part: int, whole: int, times: int = 1) -> int | None:
    """The part of the whole, times that; None of nothing."""
    return round(part * times / whole) if whole else None


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office. `last` is when its desks were last heard (wire form, "" never), `owed` what they
    said they still owe; `past_due` counts open requests whose promise has passed, `findings` those
    not closed.
    """

    code: str
    name: str
    province: str
    county: str
    rural: bool
    desks: int
    figures: Figures
    findings: int = 0
    complaints: int = 0
    past_due: int = 0
    owed: int = 0
    last: str = ""


@dataclass(frozen=True, slots=True)
class ProvinceLine:
    """A province: the sums of its offices; `silent` of them were not heard for days. `delegated` of
    the transferable services may be done there, `served` of its `counties` have an office.
    """

    code: str
    name: str
    offices: int
    silent: int
    rural: int
    figures: Figures
    findings: int
    past_due: int
    owed: int
    last: str
    counties: int
    served: int
    delegated: int


@dataclass(frozen=True, slots=True)
class Baseline:
    """The mean time before, in minutes: since when it counts (`YYYY/MM/DD`) and who says so.
    `standard`: declared to be at its standard time already (seed 004, 4-2 note).
    """

    minutes: int
    day: str
    source: str
    standard: bool = False


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A service in the country, or in the scope; number 0 gathers those with too few people."""

    number: int
    title: str
    figures: Figures
    baseline: Baseline | None = None

    @property
    def reduction(self) -> int | None:
        """How much below the baseline the mean is, of a thousand; below zero where it got longer.

        >>> line = ServiceLine(1, "", Figures(answered=2, minutes=140), Baseline(100, "", ""))
        >>> line.reduction
        300
        """
        mean = self.figures.mean
        if self.baseline is None or mean is None or self.baseline.minutes == 0:
            return None
        return share(self.baseline.minutes - mean, self.baseline.minutes, 1000)

    @property
    def reached(self) -> bool | None:
        """Whether the 30 % line is reached; None where nothing can be said."""
        if self.baseline and self.baseline.standard:
            return True
        return None if self.reduction is None else self.reduction >= TARGET


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """What an agency has given to offices (#68): of its `transferable` services, those `delegated`
    somewhere and those `used` in the period, and their figures (none of too few requests). Services
    where an answer chooses the agency are nobody's here.
    """

    key: str
    name: str
    transferable: int
    delegated: int
    used: int
    figures: Figures


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of the `transferable` services, how many are `delegated` anywhere and how many `used` in the
    period; of the `counties`, how many have an office (`served`); `rural` offices.
    """

    transferable: int
    delegated: int
    used: int
    counties: int
    served: int
    rural: int


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A Jalali month, `YYYY/MM`."""

    month: str
    figures: Figures


def gathered(lines: Iterable[ServiceLine], *, fewest: int = FEWEST) -> tuple[ServiceLine, ...]:
    """The same with the services of too few requests in one line (0), so that sums still hold and
    nobody can be picked out; where that line has too few itself, the smallest other joins it.
    """
    by_size = sorted(lines, key=lambda one: (one.figures.requests, one.number))
    few = [one for one in by_size if 0 < one.figures.requests < fewest]
    rest = [one for one in by_size if one not in few]
    while (
        few
        and total(one.figures for one in few).requests < fewest
        and any(one.figures.requests for one in rest)
    ):
        joins = next(one for one in rest if one.figures.requests)
        few.append(joins)
        rest.remove(joins)
    kept = sorted(rest, key=lambda one: one.number)
    if not few:
        return tuple(kept)
    return (*kept, ServiceLine(REST, "", total(one.figures for one in few)))
