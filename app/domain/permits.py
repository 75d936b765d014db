"""Whether new requests may be taken: lease (مهلت کار آفلاین), licence (پروانه), enrolment.

The figures are the regulator's, from the signed lease. What limits new requests never touches what
was begun: void, reprint, delivery, export and sync always work (design.md 6).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from app.domain import wire
from app.domain.errors import ManagerCanFix, Refusal, RegulatorCanFix
from app.domain.jalali import (
    date_in_tehran,
    date_of_day,
    day_number,
    parse,
    show,
    tehran_date,
)
from app.domain.moments import from_wire
from app.domain.text import persian_digits

Stage = Literal["warn", "amber", "over"]
# A licence that ends so soon is told; the figures of a lease stand in it.
LICENCE_WARN, LICENCE_AMBER = timedelta(days=60), timedelta(days=7)
# Its renewal is filed three months before: told for a week at 180 and 120 days, from 100 on always.
RENEWAL_FROM, FILED_BEFORE, TOLD_FOR = (180, 120), 90, 7
RENEWAL_PRESSES = 100
# Of a lease's receipts, in hundredths.
RECEIPTS_WARN, RECEIPTS_AMBER = 80, 95
_MANAGERS = ("desk-closed", "licence-ends", "licence-renew")
_ORDER: dict[Stage, int] = {"over": 0, "amber": 1, "warn": 2}


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence as the regulator last told it: `until` is its last day, `YYYY/MM/DD`; `renewal` the
    day its renewal was filed, "" while it was not."""

    number: str
    state: Literal["valid", "suspended", "cancelled"]
    until: str
    renewal: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What a desk knows of its permits: `lease` in force, receipts issued under it, the office's
    licences, and how its enrolment ended ("" while it has not)."""

    lease: wire.Lease | None
    receipts: int = 0
    licences: tuple[Licence, ...] = ()
    ended: Literal["", "revoked", "closed"] = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """One thing that limits new requests, or soon will: a message code and its facts."""

    code: str
    stage: Stage
    facts: dict[str, object] = field(default_factory=dict)

    def refusal(self) -> Refusal:
        """Why a new request is refused now."""
        kind = ManagerCanFix if self.code in _MANAGERS else RegulatorCanFix
        return kind(self.code, **self.facts)


def limits(known: Known, now: datetime) -> tuple[Limit, ...]:
    """Everything that limits, the most pressing first; `now` is trusted time."""
    found = [*_enrolment(known), *_lease(known, now), *_licence(known.licences, now)]
    return tuple(sorted(found, key=lambda one: _ORDER[one.stage]))


def _enrolment(known: Known) -> Iterable[Limit]:
    if known.ended:
        yield Limit(f"desk-{known.ended}", "over")


def _lease(known: Known, now: datetime) -> Iterable[Limit]:
    lease = known.lease
    if lease is None:
        return
    age, day = now - from_wire(lease.issued), day_number(tehran_date(now))
    facts: dict[str, object] = {"days": persian_digits(max(0, lease.last_day - day))}
    if day > lease.last_day:
        yield Limit("lease-over", "over")
    elif age >= timedelta(days=lease.amber_days):
        yield Limit("lease-old", "amber", facts)
    elif age >= timedelta(hours=lease.warn_hours):
        yield Limit("lease-old", "warn", facts)
    share, left = 100 * known.receipts, lease.receipts - known.receipts
    told: dict[str, object] = {"left": persian_digits(max(0, left))}
    if left <= 0:
        yield Limit("lease-receipts-over", "over", {"most": persian_digits(lease.receipts)})
    elif share >= RECEIPTS_AMBER * lease.receipts:
        yield Limit("lease-receipts-few", "amber", told)
    elif share >= RECEIPTS_WARN * lease.receipts:
        yield Limit("lease-receipts-few", "warn", told)


def _licence(licences: tuple[Licence, ...], now: datetime) -> Iterable[Limit]:
    """Of several licences the best counts; one nobody told of limits nothing."""
    if not licences:
        return
    today = show(tehran_date(now))
    valid = [one for one in licences if one.state == "valid"]
    if not valid:
        yield Limit(f"licence-{max(licences, key=lambda one: one.until).state}", "over")
        return
    until = max(one.until for one in valid)
    facts: dict[str, object] = {"until": persian_digits(until)}
    left = date_in_tehran(parse(until)) + timedelta(days=1) - now
    if until < today:
        yield Limit("licence-over", "over", facts)
    elif left <= LICENCE_AMBER:
        yield Limit("licence-ends", "amber", facts)
    elif left <= LICENCE_WARN:
        yield Limit("licence-ends", "warn", facts)
    elif not any(one.renewal for one in valid):
        yield from _renewal(until, now)


def _renewal(until: str, now: datetime) -> Iterable[Limit]:
    """Nothing where a later licence, or a filed renewal, has already come."""
    days = day_number(parse(until)) - day_number(tehran_date(now))
    file_by = date_of_day(day_number(parse(until)) - FILED_BEFORE)
    facts: dict[str, object] = {"days": persian_digits(days), "until": persian_digits(until)}
    facts["file_by"] = persian_digits(show(file_by))
    if days <= RENEWAL_PRESSES:
        yield Limit("licence-renew", "amber", facts)
    elif any(first - TOLD_FOR < days <= first for first in RENEWAL_FROM):
        yield Limit("licence-renew", "warn", facts)
