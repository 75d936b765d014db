"""Business rules looked at when a registration arrives. They never refuse; they make findings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.domain.entry import Entry
from app.domain.jalali import tehran_time
from app.domain.moments import from_wire
from app.domain.wire import Owner
from regulator import clock
from regulator.delegation.models import Delegation
from regulator.offices.models import Office


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule an entry broke, and who must act on it."""

    reason: str
    owner: Owner
    facts: Mapping[str, Any] = field(default_factory=dict)


def broken_rules(entry: Entry, body: Mapping[str, Any], office: Office) -> Iterator[Broken]:
    """Delegation and licence on the day of the registration; practice is never looked at."""
    if entry.type != "request.registered" or entry.ep == 0:
        return
    day = _day(entry)
    stated = body.get("service")
    service = stated if type(stated) is int and 0 <= stated < 2**32 else 0
    if not Delegation.objects.covering(office, day).filter(service=service).exists():
        yield Broken("not-delegated", "manager", {"service": service})
    if not any(licence.covers(day) for licence in office.licences.all()):
        yield Broken("licence-expired", "manager")


def _day(entry: Entry) -> date:
    """The Tehran day of the entry; a clock beyond the calendar's end counts as today."""
    try:
        return tehran_time(from_wire(entry.ts)).date()
    except OverflowError:
        return tehran_time(clock.now()).date()
