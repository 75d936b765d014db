"""Business rules looked at when a registration arrives. They never refuse; they make findings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.domain.entry import Entry
from app.domain.jalali import tehran_time
from app.domain.moments import from_wire
from app.domain.wire import Owner
from regulator import clock
from regulator.delegation.models import Delegation
from regulator.offices.models import Office
from regulator.oversight.fees import expected_total


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule an entry broke, and who must act on it."""

    reason: str
    owner: Owner
    facts: Mapping[str, Any] = field(default_factory=dict)


def broken_rules(entry: Entry, body: Mapping[str, Any], office: Office) -> Iterator[Broken]:
    """Delegation, licence and fee on the day of the registration; practice is never looked at."""
    if entry.type != "request.registered" or entry.ep == 0:
        return
    at = _moment(entry)
    day = tehran_time(at).date()
    stated = body.get("service")
    service = stated if type(stated) is int and 0 <= stated < 2**32 else 0
    if not Delegation.objects.covering(office, day).filter(service=service).exists():
        yield Broken("not-delegated", "manager", {"service": service})
    if not any(licence.covers(day) for licence in office.licences.all()):
        yield Broken("licence-expired", "manager")
    expected = expected_total(body, office, at)
    if expected is not None and expected != body.get("total"):
        yield Broken("fee-differs", "manager", {"expected": expected})


def _moment(entry: Entry) -> datetime:
    """When it was registered; a clock beyond what our calendar reaches counts as now."""
    at = from_wire(entry.ts)
    return at if 2000 <= at.year <= 2100 else clock.now()
